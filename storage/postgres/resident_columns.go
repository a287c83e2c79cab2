package postgres

import (
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// residentColumn is a column of residents that a list brings, and that is read back
// as it is: what is known of a person.
type residentColumn struct {
	name, kind string
	field      func(*scheduling.Resident) any // a pointer to where it is read to
}

// residentFields is the one list of them. One more field of a resident is one more
// row here, its column in a migration, its field in scheduling and its column in
// imports; every query follows.
func residentFields() []residentColumn {
	return []residentColumn{
		{"name", "text", func(r *scheduling.Resident) any { return &r.Name }},
		{"phone", "text", func(r *scheduling.Resident) any { return &r.Phone }},
		{"street", "text", func(r *scheduling.Resident) any { return &r.Street }},
		{"house_number", "text", func(r *scheduling.Resident) any { return &r.HouseNumber }},
		{"postcode", "text", func(r *scheduling.Resident) any { return &r.Postcode }},
		{"ground", "text", func(r *scheduling.Resident) any { return (*string)(&r.Ground) }},
	}
}

// residentList writes the fields one after the other, with commas; each is given the
// column's name and its type.
func residentList(write func(c residentColumn) string) string {
	fields := residentFields()
	parts := make([]string, len(fields))
	for i, column := range fields {
		parts[i] = write(column)
	}
	return strings.Join(parts, ", ")
}

// residentNames lists the columns as those of a table or alias; empty: bare.
func residentNames(alias string) string {
	if alias != "" {
		alias += "."
	}
	return residentList(func(c residentColumn) string { return alias + c.name })
}

// residentTypes lists the columns with their types, for a CREATE TABLE.
func residentTypes() string {
	return residentList(func(c residentColumn) string { return c.name + " " + c.kind })
}

// residentUpdate sets every column from those of an alias, for an UPDATE.
func residentUpdate(from string) string {
	return residentList(func(c residentColumn) string { return fmt.Sprintf("%s = %s.%[1]s", c.name, from) })
}

// pointers are where the columns of a resident are read to, or written from.
func pointers(r *scheduling.Resident) []any {
	fields := residentFields()
	all := make([]any, len(fields))
	for i, column := range fields {
		all[i] = column.field(r)
	}
	return all
}

// values are a resident's columns as COPY takes them.
func values(r *scheduling.Resident) []any {
	all := pointers(r)
	for i, pointer := range all {
		all[i] = *pointer.(*string)
	}
	return all
}

// residentColumns are read by scanResident, from a table or alias r.
func residentColumns() string {
	return `r.id, r.programme, COALESCE(r.letter_code, ''), ` + residentNames("r") + `,
	r.granted + (SELECT COALESCE(sum(vouchers), 0) FROM voucher_entries WHERE resident_id = r.id)`
}

// scanResident reads residentColumns, and then more.
func scanResident(from row, more ...any) (scheduling.Resident, error) {
	var r scheduling.Resident
	fields := append([]any{&r.ID, &r.Programme, &r.LetterCode}, pointers(&r)...)
	fields = append(fields, &r.Vouchers)
	err := from.Scan(append(fields, more...)...)
	return r, err
}
