// Package matching decides which student can keep a visit, and at what cost: Rules
// checks one slot, a Diary holds all students of a programme with their visits in
// memory, and a Search finds times in it, with chains of transfers if no student has
// room.
//
// A diary is never authoritative. Rules.Fits and Rules.Follow are passed to the store,
// which calls them again under the students' locks: a stale diary costs only a second
// search.
//
// If a refresh fails, the diary is unchanged and the search returns the error. A search
// without a result returns ErrNoSlot, or ErrSlotTaken if times are only held for other
// callers. A rule that is violated returns ErrSlotTaken with the reason.
package matching
