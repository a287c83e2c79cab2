// Package spool stores on disk what could not be written to the database, and writes it
// later, once. It is for what people were already promised: somebody who was told that
// a person will call must be called, even if the database was unavailable at that
// moment.
//
// # What is stored
//
// Only callbacks and demand records are stored, never a promise of a time: a visit that
// is not in the database does not exist. Each is one file, written completely, synced,
// and only then renamed, so that a file with its final name is always complete,
// whenever the machine or the process stops. Files contain telephone numbers and notes.
// Only their owner can read them (0600, in a folder that others cannot enter), their
// names contain no personal data, and they are removed once the database has them. The
// folder must outlive the process: use a volume, not the layer of a container.
//
// # When things fail
//
// If the database fails, Store writes the note to disk and returns success. If the disk
// fails too, or is full, or the spool has reached its limit, the caller gets both
// errors, and nothing is stored. If a process dies while it writes, its caller had no
// answer, and the incomplete file is removed at the next Open. If a process dies
// between saving and removing, the note is saved again, which has no effect because of
// its key. If the database stays away, Replay stops at the first note and keeps the
// rest. If a note can never be saved, because it is malformed, the database rejects it,
// or the file is damaged, it is moved to the folder refused, so that it does not block
// the others; an operator has to inspect it and may move it back. If a file cannot be
// read or removed, or was written by a newer version, it stays, the others are
// processed, and Replay returns ErrLeft.
//
// # Order
//
// Notes are saved in the order in which they arrived, also if several processes share
// the folder; only the order of notes that arrive at the same moment is undefined.
// There is no order between the folder and the database: a note may be saved directly
// while an older one with the same key is still waiting, and two processes may replay
// an older and a newer note at the same time. contact.Notes adds what is new to a note,
// so nothing is lost, but if both have the same field, the one replayed last wins.
// Status, reason and due time of a callback stay as the database first had them. A
// callback that is done stays done.
package spool
