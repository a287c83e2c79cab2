package exports

import (
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/imports"
)

// Students writes a list of students.
func Students(w io.Writer, students iter.Seq2[scheduling.Student, error]) error {
	return write(w, imports.StudentColumns(), students, func(s scheduling.Student) []string {
		return []string{
			s.Name, phone(s.Phone), s.Postcode, joined(s.Languages), joined(s.Topics),
			calendar.FormatAvailability(s.Weekly, s.Exceptions), hours(s.MaxHoursWeek),
		}
	})
}

// Residents writes a list of residents of a programme. Their Minutes are those that lists
// ever granted, as in an import.
func Residents(w io.Writer, p *scheduling.Programme, residents iter.Seq2[scheduling.Resident, error]) error {
	return write(w, imports.ResidentColumns(), residents, func(r scheduling.Resident) []string {
		return []string{
			r.LetterCode, r.Name, phone(r.Phone), r.Street, r.HouseNumber, r.Postcode,
			string(r.Ground), strconv.Itoa(r.Minutes / p.Voucher.Worth(1)),
		}
	})
}

// Digipunten writes a list of walk-in points.
func Digipunten(w io.Writer, points iter.Seq2[scheduling.Digipunt, error]) error {
	return write(w, imports.DigipuntColumns(), points, func(d scheduling.Digipunt) []string {
		return []string{d.Name, d.Street, d.Postcode, phone(d.Phone), calendar.FormatOpening(d.Opening)}
	})
}

// write writes a header and a row for each item.
func write[T any](w io.Writer, header string, items iter.Seq2[T, error], cells func(T) []string) error {
	out := csv.NewWriter(w)
	if err := out.Write(strings.Split(header, ",")); err != nil {
		return err
	}
	for item, err := range items {
		if err != nil {
			return err
		}
		if err := out.Write(Safe(cells(item))); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Safe returns the cells of a row as a spreadsheet shows them and does not calculate: see
// [imports.Protected].
func Safe(cells []string) []string {
	safe := make([]string, len(cells))
	for i, cell := range cells {
		safe[i] = imports.Protected(cell)
	}
	return safe
}

// phone returns a number as people in Belgium write it: 0470 12 34 56, 00 31 20 123 4567.
// One that would not be read back stays as it is.
func phone(e164 string) string {
	const home = "BE"
	number, err := phonenumbers.Parse(e164, home)
	if err != nil {
		return e164
	}
	text := phonenumbers.FormatOutOfCountryCallingNumber(number, home)
	back, err := phonenumbers.Parse(text, home)
	if err != nil || phonenumbers.Format(back, phonenumbers.E164) != e164 {
		return e164
	}
	return text
}

func hours(n float64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// joined returns several values of a cell.
func joined[T ~string](values []T) string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = string(value)
	}
	return strings.Join(texts, ";")
}
