package imports

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// layout describes the columns of a file.
type layout struct {
	file    string // the file's name if the reader has none
	columns []column
	key     string // the column that must be unique
	keys    func() keys
}

type column struct {
	name     string
	optional bool // the column may be missing, and its cells may be empty
}

// names returns the header row.
func (l layout) names() string {
	names := make([]string, len(l.columns))
	for i, c := range l.columns {
		names[i] = c.name
	}
	return strings.Join(names, ",")
}

// table is a CSV file that is being read.
type table struct {
	layout
	csv    *csv.Reader
	header []string // lower case
	line   int      // line of the last row read
}

// Notice takes what is probably a mistake in a row that is imported all the same.
type Notice func(*RowError)

// read streams a file. build makes an item of a row and returns its key.
func read[T any](r io.Reader, l layout, notices []Notice, build func(*row) (item T, key string)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		t, wrong := open(r, l)
		seen := l.keys()
		for len(wrong) == 0 {
			row, fatal := t.next()
			if row == nil && fatal == nil {
				return
			}
			if fatal != nil {
				wrong = []*RowError{fatal}
				break
			}
			item, key := build(row)
			row.refuseAgain(seen, t.key, key)
			row.tell(notices)
			if len(row.wrong) == 0 && !yield(item, nil) {
				return
			}
			for _, err := range row.wrong {
				if !yield(none, err) {
					return
				}
			}
		}
		for _, err := range wrong {
			if !yield(none, err) {
				return
			}
		}
	}
}

// open detects the separator and reads the header.
func open(r io.Reader, l layout) (*table, []*RowError) {
	if named, ok := r.(interface{ Name() string }); ok {
		l.file = named.Name()
	}
	text := bufio.NewReaderSize(r, 64<<10)
	if mark, _ := text.Peek(3); string(mark) == "\ufeff" {
		_, _ = text.Discard(3)
	}
	t := &table{layout: l, line: 1}
	comma := t.separator(text)
	t.csv = csv.NewReader(newCleaner(text, comma))
	t.csv.Comma = comma
	t.csv.FieldsPerRecord = -1
	t.csv.ReuseRecord = true
	t.csv.TrimLeadingSpace = t.csv.Comma != '\t' // a leading tab would be an empty cell
	record, wrong := t.record()
	switch {
	case wrong != nil:
		return nil, []*RowError{wrong}
	case record == nil:
		return nil, []*RowError{t.fail("the file is empty; the first line must be " + l.names())}
	}
	return t, t.readHeader(record)
}

// separator returns the separator that the first line names, which is skipped, or else the
// most frequent one of the header. Spreadsheets in Belgium write semicolons.
func (t *table) separator(text *bufio.Reader) rune {
	start, _ := text.Peek(4 << 10)
	begin := len(start) - len(bytes.TrimLeft(start, "\r\n"))
	first := start[begin:]
	if end := bytes.IndexAny(first, "\r\n"); end >= 0 {
		first = first[:end]
	}
	if comma, ok := named(first); ok {
		_, _ = text.Discard(begin + len(first))
		return comma // the rest of the line is an empty one
	}
	best, limit := ',', bytes.Count(first, []byte(","))
	for _, other := range ";\t" {
		if n := bytes.Count(first, []byte(string(other))); n > limit {
			best, limit = other, n
		}
	}
	return best
}

// readHeader compares the first line with the expected columns. It may be data, so columns
// are named by their place.
func (t *table) readHeader(record []string) (wrong []*RowError) {
	for _, cell := range record {
		if strings.ContainsAny(cell, "\u0085\u2028\u2029") {
			return []*RowError{t.fail("the lines do not end as those of a CSV file; in the spreadsheet choose Save as, CSV UTF-8")}
		}
		t.header = append(t.header, strings.ToLower(plain(cell)))
	}
	for len(t.header) > 0 && t.header[len(t.header)-1] == "" { // spreadsheets write columns that were emptied
		t.header = t.header[:len(t.header)-1]
	}
	known := func(name string) bool {
		return slices.ContainsFunc(t.columns, func(c column) bool { return c.name == name })
	}
	if !slices.ContainsFunc(t.header, known) {
		return []*RowError{t.fail("the first line names no column; it must be " + t.names())}
	}
	for i, name := range t.header {
		switch {
		case name == "":
			wrong = append(wrong, t.fail(fmt.Sprintf("column %d has no name; delete it, or name it one of %s", i+1, t.names())))
		case !known(name):
			wrong = append(wrong, t.fail(fmt.Sprintf("the name of column %d is not known; delete the column, or use %s", i+1, t.names())))
		case slices.Index(t.header, name) < i:
			wrong = append(wrong, t.fail(fmt.Sprintf("the column %q is there twice; delete one", name)))
		}
	}
	for _, c := range t.columns {
		if !c.optional && !slices.Contains(t.header, c.name) {
			wrong = append(wrong, t.fail(fmt.Sprintf("the column %q is missing; the first line must be %s", c.name, t.names())))
		}
	}
	return wrong
}

// next returns the next non-empty row. It returns neither a row nor an error at the end
// of the file. After an error, the position in the file is undefined.
func (t *table) next() (*row, *RowError) {
	for {
		record, wrong := t.record()
		if record == nil || wrong != nil {
			return nil, wrong
		}
		if strings.Join(record, "") != "" { // spreadsheets may end with rows of separators only
			return t.row(record), nil
		}
	}
}

// record reads one record. It returns nil at the end of the file.
func (t *table) record() ([]string, *RowError) {
	record, err := t.csv.Read()
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return nil, nil
	case errors.As(err, &parse):
		t.line = parse.StartLine // the line of the opening quote rather than the end of the file
		return nil, t.fail("a double quote is not closed, or stands inside a cell; " +
			`put the whole cell between double quotes, and write "" for one inside it`)
	case err != nil:
		return nil, t.fail("the file cannot be read further: " + err.Error())
	}
	t.line, _ = t.csv.FieldPos(0)
	for i, cell := range record {
		if !utf8.ValidString(cell) {
			t.line, _ = t.csv.FieldPos(i)
			return nil, t.fail("the file is not UTF-8; in the spreadsheet choose Save as, CSV UTF-8")
		}
	}
	return record, nil
}

// fail returns an error about the last row read.
func (t *table) fail(reason string) *RowError {
	return &RowError{File: t.file, Line: t.line, Reason: reason}
}
