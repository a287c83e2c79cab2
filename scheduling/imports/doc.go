// Package imports reads the spreadsheets of a programme: students, residents and
// digipunten, as CSV with a header row.
//
// It accepts what spreadsheet programs write: comma, semicolon or tab between values,
// any order of columns, capitals in the header, a byte order mark, Windows line ends.
// It does not guess values: a wrong row gives a RowError with file, line, column,
// reason and the right form. Values that identify a person are never repeated in an
// error.
//
// The Read… functions stream: they hold one row at a time, and all keys in order to
// detect duplicates; those of residents take a fixed 2 MB. The other functions collect
// all rows, and return none if any row is wrong. The store saves what they return in
// one transaction, so an import happens whole or not at all.
package imports
