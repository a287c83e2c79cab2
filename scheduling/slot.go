package scheduling

import (
	"slices"
	"time"
)

// Slot is a time that can be promised, with the student who can keep it. The
// student may still change until told; the start never does.
type Slot struct {
	Start, End time.Time // UTC
	StudentID  int64
	Cost       time.Duration // what the visit takes of the student's day beside itself; less is better
	Chain      Chain         // what has to happen too; nil: the student has room
}

// Transfer gives a visit whose student was not told yet to another student. Its
// time, and all that the resident was promised, stays.
type Transfer struct {
	VisitID  int64
	From, To int64 // students
}

// Chain is an augmenting path: transfers after which a student is free for one
// visit more. They make sense all together only.
type Chain []Transfer

// Students lists everybody a chain takes a visit from or gives one to, each once.
func (c Chain) Students() []int64 {
	var ids []int64
	for _, t := range c {
		ids = append(ids, t.From, t.To)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Need is what a visit asks of a student.
type Need struct {
	Postcode string
	Topic    Topic
	Language Language
}

// Suits reports whether the student may take such a visit at all.
func (n Need) Suits(s *Student) bool { return s.Speaks(n.Language) && s.Helps(n.Topic) }
