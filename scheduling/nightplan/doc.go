// Package nightplan plans once more, every night, the visits of the coming weeks
// whose students were not asked yet, all together. Times are promises, and stay.
//
// A Planner plans on a snapshot of the diary and applies the plan as atomic
// batches under the same locks as bookings. What changed meanwhile is left as it
// is, and counted as not made.
//
// When planning or one batch fails, the visits keep their students: the worst
// that can happen is yesterday's plan. One process makes a night's plan; an error
// of one programme does not stop the others.
package nightplan
