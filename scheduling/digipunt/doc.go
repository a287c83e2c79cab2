// Package digipunt finds walk-in points: the nearest to a postcode, whether they
// are open, and the text that says where one is.
//
// A postcode that the programme does not know is ErrNotFound; a point in one
// comes last in the list rather than being lost. A text to a number that receives
// none is ErrInvalid, and nothing was sent.
package digipunt
