// Package output is how commands show what they found and how far they are: lists as
// a table for people or as JSON for programs, instants, counts, files that only their
// owner can read, and a meter of long work.
//
// An error of writing is returned. A file is whole or not there: one that could not
// be written to its end is removed, and the one that it was to replace stays.
// A meter never fails; where there is no terminal it writes lines.
package output
