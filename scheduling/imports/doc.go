// Package imports reads the spreadsheets of a programme: students, residents
// and digipunten, as CSV with a header row.
//
// It takes what spreadsheet programs write: comma, semicolon or tab between
// values, any order of columns, capitals in the header, a byte order mark,
// Windows line ends. It does not guess at values: a row that is not right is a
// RowError that names file, line and column, what is wrong and how to write it.
// Values that identify a person are never repeated in an error.
//
// Read… streams: it holds one row at a time, and the keys, to find a row that
// comes twice: those of residents in a fixed 2 MB, however long the list is. The
// plain functions gather everything, and return no rows when any row is wrong;
// storing what they return is one transaction of the store, so an import happens
// whole or not at all.
package imports
