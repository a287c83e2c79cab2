package calendar

import "errors"

// ErrMalformed says that a text is no day, time of day, or hours; the wrapping
// error says what is wrong and the right form.
var ErrMalformed = errors.New("invalid input")
