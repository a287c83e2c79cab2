// Package matching decides which student can keep a visit, and at what cost:
// Rules judge one slot, a Diary holds all students of a programme with their
// visits in memory, and a Search finds times in it, with chains of transfers if
// nobody has room as it is.
//
// A diary is never the last word. Rules.Fits and Rules.Follow are handed to the
// store, which asks them again under the students' locks: a stale diary costs a
// second search, nothing more.
//
// When a refresh fails, the diary stays as it was and the search returns the
// error. A search that finds nothing returns ErrNoSlot, or ErrSlotTaken if times
// are only held for other callers right now. A rule that says no returns
// ErrSlotTaken with the reason.
package matching
