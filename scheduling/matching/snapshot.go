package matching

import (
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Snapshot is a copy of a diary at one instant, for whoever plans on it.
type Snapshot struct {
	Students []StudentDays      // who take visits, by id
	Visits   []scheduling.Visit // of these students, and of those who take none any more
}

// StudentDays are a student's part of a diary.
type StudentDays struct {
	Student scheduling.Student
	Days    []ShiftDay         // in order
	Visits  []scheduling.Visit // live or counting for caps, by start
}

// ShiftDay are a student's shifts of one day.
type ShiftDay struct {
	Day    calendar.Day
	Shifts []calendar.Span
}

// Snapshot copies the diary as it is.
func (d *Diary) Snapshot() *Snapshot {
	d.mu.RLock()
	defer d.mu.RUnlock()
	var s Snapshot
	for _, page := range d.order {
		student := StudentDays{Student: page.student, Visits: slices.Clone(page.visits)}
		for i := range page.days {
			student.Days = append(student.Days, ShiftDay{Day: d.first.Add(i), Shifts: page.days[i].shifts})
		}
		s.Students = append(s.Students, student)
	}
	for _, page := range d.pages {
		s.Visits = append(s.Visits, page.visits...)
	}
	return &s
}
