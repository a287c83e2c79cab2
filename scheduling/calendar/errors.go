package calendar

import "errors"

// ErrMalformed means that a text is not a valid day, time of day or list of hours; the
// wrapping error names the wrong part and the right form.
var ErrMalformed = errors.New("invalid input")
