package imports

import (
	"io"
	"iter"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// maxHoursWeek is the maximum of hours a week in a file.
const maxHoursWeek = 40

// StudentColumns returns the header row of a file of students.
func StudentColumns() string { return studentLayout().names() }

func studentLayout() layout {
	return layout{file: "students.csv", key: "phone", keys: newAnyKeys, columns: []column{
		{name: "name"},
		{name: "phone"},
		{name: "postcode"},
		{name: "languages"},
		{name: "topics"},
		{name: "availability"},
		{name: "max_hours_week", optional: true},
	}}
}

// Students reads all students of a programme. If any row is wrong, it returns none and
// an error of type *Errors.
func Students(r io.Reader, p *scheduling.Programme) ([]scheduling.Student, error) {
	return gather(ReadStudents(r, p))
}

// ReadStudents reads students one by one. Each error is a *RowError; the rows after it
// are still checked. The sequence can be ranged over once.
func ReadStudents(r io.Reader, p *scheduling.Programme, notices ...Notice) iter.Seq2[scheduling.Student, error] {
	return read(r, studentLayout(), notices, func(row *row) (scheduling.Student, string) {
		student := scheduling.Student{Programme: p.Name}
		student.Name, _ = row.required("name", "the student's name")
		phone, _ := row.required("phone", "+32470123456")
		student.Phone = row.phone(phone)
		row.warnOfLandline(student.Phone)
		student.Postcode = row.knownPostcode(p, "nearby")
		student.Languages = row.languages()
		student.Topics = row.topics(p.KnownTopics())
		student.Weekly, student.Exceptions = row.availability()
		student.MaxHoursWeek = row.hours("max_hours_week", maxHoursWeek)
		return student, student.Phone
	})
}

// availability parses weekly hours and exceptions.
func (r *row) availability() ([]calendar.WeeklyHours, []calendar.Exception) {
	text, ok := r.required("availability", "mo 13:00-18:00; we 09:00-12:30")
	if !ok {
		return nil, nil
	}
	hours, exceptions, err := calendar.ParseAvailability(text)
	if err != nil {
		r.refuse("availability", hoursReason(text, err, func(part string) (struct{}, error) {
			_, _, err := calendar.ParseAvailability(part)
			return struct{}{}, err
		}))
	}
	return hours, exceptions
}
