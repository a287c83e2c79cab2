// Package calendar provides days, times of day and hours as municipalities write them:
// dates without a zone, local times, Belgian holidays, weekly hours with exceptions,
// and opening hours, with parsing and formatting.
//
// It reads no clock and does not depend on a programme: zone, holidays and instants are
// parameters. Day.At documents how local times are resolved when the clocks change.
//
// If a text cannot be parsed, the error wraps ErrMalformed and names the wrong part and
// the right form. ErrMalformed is also scheduling.ErrInvalid. No other operation fails.
package calendar
