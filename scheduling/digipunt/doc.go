// Package digipunt finds walk-in points: the nearest to a postcode, whether they are
// open, and the text with their address.
//
// If the programme has no coordinates for the caller's postcode, the error is
// ErrNotFound; a point whose own postcode is unknown is last in the list. If a number
// cannot receive texts, the error is ErrInvalid, and nothing is sent.
package digipunt
