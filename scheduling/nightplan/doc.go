// Package nightplan reassigns visits at night: it plans all visits of the coming weeks
// whose students were not asked yet together. Times were promised and do not change.
//
// A Planner plans on a snapshot of the diary and applies the plan as atomic batches
// under the same locks as bookings. A batch that no longer fits is skipped and not
// counted.
//
// If planning or a batch fails, the visits keep their students. Each night's plan is
// made by one process. An error of one programme does not stop the others.
package nightplan
