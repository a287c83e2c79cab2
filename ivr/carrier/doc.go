// Package carrier is a simulated telephone carrier, for tests, for `demo` and for
// `call`. Its REST API takes texts and reports on them with signed callbacks. Its
// [Phone] calls a number and executes the TwiML of the answers, and its [Handset]
// texts. It signs everything like the real carrier, so that no check has to be turned
// off for it.
//
// It is stricter than a real carrier, in order to find faults: a verb or attribute
// outside the portable profile is an error, and so are two different answers to one
// repeated webhook. It can also misbehave like a real one ([Faults]). Nothing sleeps:
// silence passes at once.
//
// When something fails, a call goes to its fallback URL, or [Call.EndedBy] returns Fault
// and the method that was called returns the reason.
package carrier
