// Package scheduling holds the nouns of the domain: Programme, Resident, Student,
// Visit, Slot, Need, Message, Callback, Demand and Digipunt, the table of visit
// statuses, and the errors. What is done with them is in the packages below it:
// calendar, matching, booking, dispatch, nightplan and contact.
//
// The package imports neither a transport nor SQL. It never reads a clock: the current
// time is always a parameter.
//
// If something fails, the error is, or wraps, one of the errors in errors.go; adapters
// turn those into speech, text or an HTTP status. Any other error is a fault of the
// software or of a server.
package scheduling
