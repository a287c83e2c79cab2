// Package booking is the one booking core behind every channel: call, text, API
// and console. Its Service identifies residents, offers and holds times, and
// books, moves, cancels, requests, confirms and closes visits.
//
// Its Store keeps what it promises. Every method of it is one transaction, so
// that a visit, its vouchers, its message and its demand record exist together or
// not at all.
//
// When something fails, the error is, or wraps, one of those in
// scheduling/errors.go, and nothing was booked. ErrSlotTaken means that somebody
// was faster: offer the next. Every change may be repeated with the same
// arguments, and happens once.
package booking
