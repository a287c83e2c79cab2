package imports

import (
	"io"
	"iter"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// DigipuntColumns returns the header row of a file of digipunten.
func DigipuntColumns() string { return digipuntLayout().names() }

func digipuntLayout() layout {
	return layout{file: "digipunten.csv", key: "name", keys: newAnyKeys, columns: []column{
		{name: "name"}, {name: "street"}, {name: "postcode"}, {name: "phone"}, {name: "opening_hours"},
	}}
}

// Digipunten reads all walk-in points of a programme. If any row is wrong, it returns
// none and an error of type *Errors.
func Digipunten(r io.Reader, p *scheduling.Programme) ([]scheduling.Digipunt, error) {
	return gather(ReadDigipunten(r, p))
}

// ReadDigipunten reads walk-in points one by one. Each error is a *RowError; the rows
// after it are still checked. The sequence can be ranged over once.
func ReadDigipunten(r io.Reader, p *scheduling.Programme, notices ...Notice) iter.Seq2[scheduling.Digipunt, error] {
	return read(r, digipuntLayout(), notices, func(row *row) (scheduling.Digipunt, string) {
		digipunt := scheduling.Digipunt{Programme: p.Name}
		digipunt.Name, _ = row.required("name", "the name on the door")
		digipunt.Street, _ = row.required("street", "Kerkstraat 12")
		digipunt.Postcode = row.knownPostcode(p, "area")
		phone, _ := row.required("phone", "+3232211333")
		digipunt.Phone = row.phone(phone)
		digipunt.Opening = row.opening()
		return digipunt, strings.ToLower(digipunt.Name)
	})
}

// opening parses opening hours.
func (r *row) opening() []calendar.OpeningRule {
	text, ok := r.required("opening_hours", "mo 09:00-12:00; 1st-we 13:00-16:00")
	if !ok {
		return nil
	}
	rules, err := calendar.ParseOpening(text)
	if err != nil {
		r.refuse("opening_hours", hoursReason(text, err, calendar.ParseOpening))
	}
	return rules
}
