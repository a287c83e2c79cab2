package scheduling

import (
	"slices"
	"time"
)

// Slot is a time that can be promised, with a student who can keep it. The student may
// still change before being asked; the start never does.
type Slot struct {
	Start, End time.Time // UTC
	StudentID  int64
	Cost       time.Duration // added travel and idle time of the student, see matching; less is better
	Chain      Chain         // the transfers it requires; nil: none
}

// Transfer reassigns a visit whose student was not asked yet. Its time and what was
// promised to the resident do not change.
type Transfer struct {
	VisitID  int64
	From, To int64 // students
}

// Chain is an augmenting path: transfers that together free a student for another
// visit. They must be applied all or none.
type Chain []Transfer

// Students returns the ids of all students in a chain, sorted and without duplicates.
func (c Chain) Students() []int64 {
	var ids []int64
	for _, t := range c {
		ids = append(ids, t.From, t.To)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Need is what a visit requires of a student.
type Need struct {
	Postcode string
	Topic    Topic
	Language Language
}

// Suits reports whether a student speaks the language and helps with the topic.
func (n Need) Suits(s *Student) bool { return s.Speaks(n.Language) && s.Helps(n.Topic) }
