// Package desk has the office's verbs about the day: visits, callbacks, and the students
// who go.
//
// A verb reads its flags, calls a service of scheduling, and prints; it decides nothing. An
// error of a service comes back as it is, with what to do; a wrong flag is marked
// exit.Misused. Who could not be reached, and must be called, is printed last.
package desk
