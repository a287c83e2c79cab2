// Package scheduling is the domain: who visits whom, when, under which
// programme's rules. It holds the words of the field (Programme, Resident,
// Student, Visit, Slot, Message, Callback, Demand), the rules that decide
// whether a visit can be promised, and the Desk, the one booking core that
// every channel uses.
//
// It knows no transport and no SQL. What it needs remembered it asks of Store,
// an interface that storage/postgres implements. It never reads a clock:
// every instant is a parameter or comes from Desk.Now.
//
// When something fails, the error is, or wraps, one of the errors in
// errors.go; adapters turn those into speech, text or an HTTP status. An error
// that wraps none of them is a fault of ours or of a server, and nothing was
// booked.
package scheduling
