package matching

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// The cost of a visit is not money: it is the travel and idle time that the visit adds
// to a student's day, plus penalties for using a student or a time that is scarce.
// Times and students with the lowest cost are chosen, because that leaves the most room
// for later callers. The weights were measured (docs/planning.md).

// Penalties per language and per topic of a student, which reserve versatile students
// for the visits that need them.
const (
	perLanguage = 6 * time.Minute
	perTopic    = 2 * time.Minute
)

// versatility returns the penalty for a student's languages and topics.
func versatility(s *scheduling.Student) time.Duration {
	topics := len(s.Topics)
	if topics == 0 { // all
		topics = len(scheduling.Topics())
	}
	return time.Duration(len(s.Languages))*perLanguage + time.Duration(topics)*perTopic
}

// idle returns the cost of the time that a visit leaves empty in a gap: a quarter of
// the total, which favours filling short gaps, plus the smaller of the two parts, which
// favours starting next to a neighbour.
func idle(gap calendar.Span, slot scheduling.Slot) time.Duration {
	front, behind := slot.Start.Sub(gap.From), gap.To.Sub(slot.End)
	return (front+behind)/4 + min(front, behind)
}

// oneCandidateCost and twoCandidatesCost are the penalties of a time that only one or
// two students can keep. If the student falls ill, there may be no replacement.
const (
	oneCandidateCost  = 30 * time.Minute
	twoCandidatesCost = 10 * time.Minute
)

// scarcity returns the penalty of a time that a number of students can keep.
func scarcity(students int) time.Duration {
	switch students {
	case 1:
		return oneCandidateCost
	case 2:
		return twoCandidatesCost
	}
	return 0
}

// detour returns the travel time that a visit adds to the student's day.
func (r Rules) detour(student *scheduling.Student, before, after *scheduling.Visit, postcode string) time.Duration {
	from, to := student.Postcode, student.Postcode
	if before != nil {
		from = before.Postcode
	}
	if after != nil {
		to = after.Postcode
	}
	there, _ := r.Travel.Between(from, postcode, student.Means)
	back, _ := r.Travel.Between(postcode, to, student.Means)
	direct, _ := r.Travel.Between(from, to, student.Means)
	return max(0, there+back-direct)
}
