// Package team is what the office does with the students of a programme: their hours
// against the caps, who stops and who takes visits again, and when they were vetted.
//
// A student who stops takes no visits from a day on: Student.Shifts has none, so slots,
// chains and the night plan leave them out. What is ahead of them is planned anew first,
// without them, so that the office sees what nobody can take before it happens. Then they
// stop, the plan is applied, and the visits that it could not move, because their student
// was asked already, go to others as after a no, or are unstaffed with a callback.
//
// If planning fails, nothing was changed. If something fails after the student has stopped,
// the visits that are left are given to others by the dispatcher and by the night.
package team
