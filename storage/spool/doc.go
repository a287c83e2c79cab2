// Package spool keeps on disk what could not be written to the database, and
// writes it later, once. It is for what people were already told: somebody who
// heard that a human will call back must be called, also when the database was
// away at that moment.
//
// # What is kept
//
// Callbacks and demand records, and nothing that promises a time: a visit that
// the database has not got is no visit. Each is one file, written whole, synced,
// and only then given its name, so that a file with a name is never half of
// something, whenever the machine or the process stops. Files hold telephone
// numbers and notes. They are readable by their owner alone (0600, in a folder
// that others cannot enter), their names say nothing about anybody, and they are
// gone once the database has them. The folder must outlive the process: a
// volume, not the layer of a container.
//
// # When things fail
//
// The database fails: Store keeps the note on disk, and says that it is saved.
// The disk fails as well, or is full, or as much waits as may wait: the caller
// gets both errors, and what was not kept is not on disk. A process dies while it
// writes: the caller had no answer, and the half file is removed at the next
// Open. A process dies between saving and removing: the note is saved again,
// which by its key changes nothing. The database stays away: Replay stops at the
// first note and keeps the rest. A note can never be saved, because it is
// malformed, the database forbids it, or the file is damaged: it is moved to the
// folder refused, so that it does not block the others; somebody has to look
// there, and may move it back. A file cannot be read or removed, or was written
// by a newer version: it stays, the others go on, and Replay says so.
//
// # Order
//
// Notes are saved in the order in which they arrived, also when several
// processes share the folder; only of notes that arrive at the same moment the
// order is open. There is one order in the folder and one in the database, and
// none between them: a note may be saved directly while an older one of the same
// key still waits, and so may a second process replay an older one while the
// first is at a newer one. contact.Notes completes a note with what is new, so
// nothing is lost that way, but where both say something of the same field, the
// one that was replayed last stays; when, why and how far a callback is stay as
// the first to reach the database had it. A callback that is done stays done.
package spool
