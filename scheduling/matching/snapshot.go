package matching

import (
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Snapshot is a copy of a diary at one instant, for planning.
type Snapshot struct {
	Students []StudentDays      // active students who can be asked, by id
	Silent   map[int64]bool     // active students who cannot be asked by text
	Visits   []scheduling.Visit // of all students, including those who are gone
}

// StudentDays is one student's part of a diary.
type StudentDays struct {
	Student scheduling.Student
	Days    []ShiftDay         // by date
	Visits  []scheduling.Visit // live or counting for caps, by start
}

// ShiftDay holds a student's shifts on one day.
type ShiftDay struct {
	Day    calendar.Day
	Shifts []calendar.Span
}

// Snapshot returns a copy of the diary.
func (d *Diary) Snapshot() *Snapshot {
	d.mu.RLock()
	defer d.mu.RUnlock()
	s := Snapshot{Silent: map[int64]bool{}}
	for _, page := range d.order {
		student := StudentDays{Student: page.student, Visits: slices.Clone(page.visits)}
		for i := range page.days {
			student.Days = append(student.Days, ShiftDay{Day: d.first.Add(i), Shifts: page.days[i].shifts})
		}
		s.Students = append(s.Students, student)
	}
	for id, page := range d.pages {
		if page.silent && !page.gone {
			s.Silent[id] = true
		}
		s.Visits = append(s.Visits, page.visits...)
	}
	return &s
}
