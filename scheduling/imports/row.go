package imports

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
)

// Maximum lengths of a cell, in characters. They exceed any name or street, opening hours
// with every closed day of a year, and a student's hours with all days away.
const (
	maxCellLength         = 200
	maxHoursLength        = 1000
	maxAvailabilityLength = 10_000
)

// row is one row with its errors.
type row struct {
	file  string
	line  int
	cells map[string]cell
	wrong []*RowError
	odd   []*RowError // probably a mistake, and taken all the same
}

type cell struct {
	text string // with white space collapsed
	line int
	bad  bool // already rejected, so its text is empty
}

// row splits a record into cells and rejects text that no cell may contain. Cells that may
// be empty may be missing from its end.
func (t *table) row(record []string) *row {
	r := &row{file: t.file, line: t.line, cells: make(map[string]cell, len(t.header))}
	filled := len(record)
	for filled > len(t.header) && record[filled-1] == "" { // spreadsheets write empty cells behind
		filled--
	}
	if filled > len(t.header) || filled < len(t.header) && !t.optionalFrom(filled) {
		r.fail("", fmt.Sprintf("has %d values where the header has %d; put a value with %q in it between double quotes",
			len(record), len(t.header), t.csv.Comma))
	}
	for i, name := range t.header {
		if i >= len(record) {
			r.cells[name] = cell{line: r.line, bad: len(r.wrong) > 0}
			continue
		}
		line, _ := t.csv.FieldPos(i)
		r.cells[name] = cell{text: plain(record[i]), line: line}
		r.check(name)
		if isMisread(record[i]) {
			r.warn(name, "has letters that were probably read in another encoding; in the spreadsheet choose Save as, CSV UTF-8")
		}
	}
	return r
}

// optionalFrom reports whether all cells from the n-th on may be empty.
func (t *table) optionalFrom(n int) bool {
	return !slices.ContainsFunc(t.columns, func(c column) bool {
		return !c.optional && slices.Contains(t.header[n:], c.name)
	})
}

// check rejects a cell that is invalid in any column.
func (r *row) check(name string) {
	text := r.cells[name].text
	limit := maxCellLength
	switch name {
	case "opening_hours":
		limit = maxHoursLength
	case "availability":
		limit = maxAvailabilityLength
	}
	switch {
	case strings.ContainsFunc(text, unicode.IsControl):
		r.refuse(name, "has invisible control characters in it; type it again")
	case strings.ContainsRune(text, utf8.RuneError):
		r.refuse(name, "has lost a character, which the file has as \ufffd; type it again, and save the file as CSV UTF-8")
	case spreadsheetErrors.MatchString(text):
		r.refuse(name, "is an error of the spreadsheet, such as #REF! or #N/A; type the value, or leave the cell empty where that is allowed")
	case utf8.RuneCountInString(text) > limit:
		r.refuse(name, fmt.Sprintf("is longer than %d characters; shorten it", limit))
	case name != "phone" && nationalnumber.Contains(text):
		r.refuse(name, "holds a national register number (rijksregisternummer), which may not be kept; delete it from the file")
	}
}

// fail records an error of a column, or of the whole row if column is "".
func (r *row) fail(column, reason string) {
	line := r.line
	if c, ok := r.cells[column]; ok {
		line = c.line
	}
	r.wrong = append(r.wrong, &RowError{File: r.file, Line: line, Column: column, Reason: reason})
}

// warn records what is probably a mistake in a cell that is taken.
func (r *row) warn(column, reason string) {
	r.odd = append(r.odd, &RowError{File: r.file, Line: r.cells[column].line, Column: column, Reason: reason})
}

// tell passes on what is odd about a row that has no error.
func (r *row) tell(notices []Notice) {
	if len(r.wrong) > 0 {
		return
	}
	for _, notice := range notices {
		for _, odd := range r.odd {
			notice(odd)
		}
	}
}

// refuse records an error of a cell and empties it, so that it has only one error.
func (r *row) refuse(column, reason string) {
	r.fail(column, reason)
	r.cells[column] = cell{line: r.cells[column].line, bad: true}
}

// optional returns a cell that may be empty.
func (r *row) optional(column string) string { return r.cells[column].text }

// required returns a cell that may not be empty; example is the right form. It reports
// whether the cell has a text.
func (r *row) required(column, example string) (text string, ok bool) {
	c := r.cells[column]
	if c.text == "" && !c.bad {
		r.refuse(column, "is empty; for example: "+example)
	}
	return c.text, c.text != ""
}

// refuseAgain records an error if the row's key occurred before.
func (r *row) refuseAgain(seen keys, column, key string) {
	if key == "" {
		return
	}
	if line := seen.first(key, r.line); line != 0 {
		r.fail(column, fmt.Sprintf("is on line %d too; keep one of the two rows", line))
	}
}
