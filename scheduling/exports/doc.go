// Package exports writes a programme's lists as CSV, with the columns of package imports,
// which reads the same values back.
//
// A cell in which a spreadsheet would calculate begins with an apostrophe, which an import
// removes. Telephone numbers are written as people here write them, with spaces: a
// spreadsheet keeps them as text, zeros included.
//
// Lists stream: one row is in memory at a time. The error of a row, or of writing, ends the
// list, and what was written is then incomplete.
package exports
