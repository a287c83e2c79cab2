package output

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// Table prints rows under a heading, for people.
func Table(w io.Writer, heading []string, rows [][]string) error {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tab, strings.Join(heading, "\t"))
	for _, row := range rows {
		fmt.Fprintln(tab, strings.Join(row, "\t"))
	}
	return tab.Flush()
}

// JSON prints rows as one array, for programs. No rows are an empty array.
func JSON[T any](w io.Writer, rows []T) error {
	if rows == nil {
		rows = []T{}
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(rows)
}

// Object prints one thing as a JSON object, for programs.
func Object(w io.Writer, thing any) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(thing)
}

// List prints a list as one JSON array, for programs, or as a table, for people.
func List[T, J any](w io.Writer, array bool, list []T, toJSON func(T) J, heading []string, cells func(T) []string) error {
	format := ForPeople
	if array {
		format = ForPrograms
	}
	return ListAs(w, format, list, toJSON, heading, cells)
}

// Format is how a list is printed.
type Format int

// The formats of a list.
const (
	ForPeople       Format = iota // a table
	ForPrograms                   // one JSON array
	ForSpreadsheets               // CSV with the fields of the JSON
)

// ListAs prints a list in a format. toJSON returns a struct; its fields are the columns of
// CSV as well.
func ListAs[T, J any](w io.Writer, format Format, list []T, toJSON func(T) J, heading []string, cells func(T) []string) error {
	if format == ForPeople {
		rows := make([][]string, len(list))
		for i, item := range list {
			rows[i] = cells(item)
		}
		return Table(w, heading, rows)
	}
	rows := make([]J, len(list))
	for i, item := range list {
		rows[i] = toJSON(item)
	}
	if format == ForSpreadsheets {
		return CSV(w, rows)
	}
	return JSON(w, rows)
}

// Timestamp returns an instant for JSON: RFC 3339 with the offset of the programme's
// zone; nil for the zero instant.
func Timestamp(t time.Time, zone *time.Location) *string {
	if t.IsZero() {
		return nil
	}
	text := t.In(zone).Format(time.RFC3339)
	return &text
}

// Instant returns an instant for people.
func Instant(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return "-"
	}
	return t.In(zone).Format("Mon 02 Jan 2006 15:04")
}

// Count returns a number with its noun: 1 text, 2 texts.
func Count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

// OrDash returns a dash for an empty text.
func OrDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}
