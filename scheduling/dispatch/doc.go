// Package dispatch brings visits to students by text. Its Dispatcher asks the
// planned student, replaces who says no or nothing, tells the address on the
// evening before, and watches that somebody arrives and says when it is over. Its
// Students does what students ask for by text, and its Calendars are the
// calendars they subscribe to.
//
// RunDue looks at visits as they are, so that one that was moved, cancelled or
// reassigned needs nothing done to its texts. Any number of processes may run it:
// the store lets one of them ask.
//
// When one visit or programme fails, the rest are still served, and the errors
// are joined; what was not done is due again in the next run. If nobody can come,
// a callback tells the office and a message the resident, each once.
package dispatch
