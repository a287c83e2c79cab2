// Package calendar is days, times of day and hours as a municipality writes
// them: dates without a zone, clocks on the wall, Belgian holidays, weekly hours
// with exceptions, and opening hours, with their parsing and printing.
//
// It reads no clock and knows no programme: zone, holidays and instants are
// parameters. Two nights a year the wall clock jumps; Day.At says what holds
// then.
//
// When a text cannot be read, the error is ErrMalformed and says which piece is
// wrong and how to write it. ErrMalformed is also scheduling.ErrInvalid. Nothing
// else here fails.
package calendar
