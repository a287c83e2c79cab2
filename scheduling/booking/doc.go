// Package booking is the booking core behind every channel: call, text, API and
// console. Its Service identifies residents, offers and holds times, and books, moves,
// cancels, requests, confirms and closes visits.
//
// Store is what Service persists its work with. Every method of Store is one
// transaction, so that a visit, its vouchers, its message and its demand record exist
// together or not at all.
//
// If something fails, nothing was booked, and the error is, or wraps, one of those in
// scheduling/errors.go if the caller can act on it. ErrSlotTaken means that another
// caller took the time; the next one can be offered. Repeating a change with the same
// arguments has no further effect.
package booking
