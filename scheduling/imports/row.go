package imports

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
)

// Maximum lengths of a cell, in characters. They exceed any name or street, and opening
// hours with every closed day of a year.
const (
	maxCellLength  = 200
	maxHoursLength = 1000
)

// row is one row with its errors.
type row struct {
	file  string
	line  int
	cells map[string]cell
	wrong []*RowError
}

type cell struct {
	text string // with white space collapsed
	line int
	bad  bool // already rejected, so its text is empty
}

// row splits a record into cells and rejects text that no cell may contain.
func (t *table) row(record []string) *row {
	r := &row{file: t.file, line: t.line, cells: make(map[string]cell, len(t.header))}
	if extra := len(record) - len(t.header); extra < 0 || strings.Join(record[len(t.header):], "") != "" {
		r.fail("", fmt.Sprintf("has %d values where the header has %d; put a value with %q in it between double quotes",
			len(record), len(t.header), t.csv.Comma))
	}
	for i, name := range t.header {
		if i >= len(record) {
			r.cells[name] = cell{line: r.line, bad: true}
			continue
		}
		line, _ := t.csv.FieldPos(i)
		r.cells[name] = cell{text: strings.Join(strings.Fields(record[i]), " "), line: line}
		r.check(name)
	}
	return r
}

// check rejects a cell that is invalid in any column.
func (r *row) check(name string) {
	text := r.cells[name].text
	limit := maxCellLength
	if name == "opening_hours" {
		limit = maxHoursLength
	}
	switch {
	case strings.ContainsFunc(text, unicode.IsControl):
		r.refuse(name, "has invisible control characters in it; type it again")
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
