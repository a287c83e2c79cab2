// Package output prints what commands find: lists as a table for people or as JSON for
// programs, instants and counts, files that only their owner can read, and the progress
// of long work.
//
// An error of writing is returned. A file is whole or not there: one that could not
// be written to its end is removed, and the one that it was to replace stays.
// A meter never fails; where there is no terminal it writes lines.
package output
