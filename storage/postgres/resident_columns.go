package postgres

import (
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// residentColumn is a column of residents that is imported from a list and read back
// unchanged.
type residentColumn struct {
	name, kind string
	field      func(*scheduling.Resident) any // returns a pointer to the field
}

// residentFields returns all such columns. A new field of a resident needs a row here,
// a column in a migration, a field in scheduling and a column in imports; the queries
// are derived.
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

// residentList joins the fields with commas, each formatted by write.
func residentList(write func(c residentColumn) string) string {
	fields := residentFields()
	parts := make([]string, len(fields))
	for i, column := range fields {
		parts[i] = write(column)
	}
	return strings.Join(parts, ", ")
}

// residentNames returns the columns, qualified by a table or alias unless it is empty.
func residentNames(alias string) string {
	if alias != "" {
		alias += "."
	}
	return residentList(func(c residentColumn) string { return alias + c.name })
}

// residentTypes returns the columns with their types, for a CREATE TABLE.
func residentTypes() string {
	return residentList(func(c residentColumn) string { return c.name + " " + c.kind })
}

// residentUpdate returns the SET clause that copies every column from an alias.
func residentUpdate(from string) string {
	return residentList(func(c residentColumn) string { return fmt.Sprintf("%s = %s.%[1]s", c.name, from) })
}

// pointers returns pointers to the fields of a resident, in the order of
// residentFields.
func pointers(r *scheduling.Resident) []any {
	fields := residentFields()
	all := make([]any, len(fields))
	for i, column := range fields {
		all[i] = column.field(r)
	}
	return all
}

// values returns a resident's columns as arguments of COPY. What is bound to a row is
// sealed when the row is known (sealIncoming).
func values(r *scheduling.Resident) []any {
	all := pointers(r)
	for i, pointer := range all {
		all[i] = *pointer.(*string)
		if pointer == &r.Phone {
			all[i] = onePhone(r.Phone)
		}
	}
	return all
}

// nextResident returns the id of a new resident: a name is sealed for its row.
const nextResident = `SELECT nextval(pg_get_serial_sequence('residents', 'id'))`

// nameOf returns a resident's name as it is stored.
func nameOf(r *scheduling.Resident) sealing.Value {
	return sealing.OfRow("residents.name", r.ID, r.Name)
}

// streetOf returns a resident's street as it is stored.
func streetOf(r *scheduling.Resident) sealing.Value {
	return sealing.OfRow("residents.street", r.ID, r.Street)
}

// residentColumns returns the columns that scanResident scans, from a table or alias r.
func residentColumns() string {
	return `r.id AS residents_id, r.programme, COALESCE(r.letter_code, ''), ` + residentNames("r") + `,
	` + minutesLeft("r.id")
}

// scanResident scans residentColumns, followed by more.
func scanResident(from row, more ...any) (scheduling.Resident, error) {
	var r scheduling.Resident
	fields := append([]any{&r.ID, &r.Programme, &r.LetterCode}, pointers(&r)...)
	fields = append(fields, &r.Minutes)
	err := from.Scan(append(fields, more...)...)
	return r, err
}
