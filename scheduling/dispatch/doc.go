// Package dispatch asks students by text to do visits. Dispatcher asks the planned
// student, reassigns a visit if they refuse or do not answer, texts the address on the
// evening before, and checks that the student arrives and reports the end of the visit.
// Students carries out what students ask for by text. Calendars serves the calendars
// they subscribe to.
//
// RunDue derives what is due from the visits as they are, so that a visit that was
// moved, cancelled or reassigned needs no change to its texts. Any number of processes
// may run it: the store allows one ask per visit and student.
//
// An error on one visit or programme does not stop the rest; the errors are joined, and
// what was not done is due again in the next run. If no student can come, a callback is
// created for the office and a message for the resident, each once per period without a
// student.
package dispatch
