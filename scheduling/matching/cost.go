package matching

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// What a visit costs is not money: it is what it takes of a student's day beside
// itself, and what others would miss. A time is offered, and a student chosen, by
// the least of it, because that leaves most room for those who call later. The
// weights were measured (docs/planning.md).

// Students who speak much and help with much are kept for those who need them.
const (
	perLanguage = 6 * time.Minute
	perTopic    = 2 * time.Minute
)

// versatility is what it costs to send this student and not one who can do less.
func versatility(s *scheduling.Student) time.Duration {
	topics := len(s.Topics)
	if topics == 0 { // all
		topics = len(scheduling.Topics())
	}
	return time.Duration(len(s.Languages))*perLanguage + time.Duration(topics)*perTopic
}

// idle is what a visit costs of the gap it is put in: a quarter of all that it
// leaves empty, because a gap that is nearly filled is better than a long one
// broken into, and the smaller of what is left in front and behind, because close
// to a neighbour is better than in the middle.
func idle(gap calendar.Span, slot scheduling.Slot) time.Duration {
	front, behind := slot.Start.Sub(gap.From), gap.To.Sub(slot.End)
	return (front+behind)/4 + min(front, behind)
}

// oneCandidateCost and few are what it costs to promise a time that one student, or two, can
// keep: who falls ill is replaced by nobody, and the resident has been promised.
const (
	oneCandidateCost  = 30 * time.Minute
	twoCandidatesCost = 10 * time.Minute
)

// scarcity is what a time costs that so many students can keep.
func scarcity(students int) time.Duration {
	switch students {
	case 1:
		return oneCandidateCost
	case 2:
		return twoCandidatesCost
	}
	return 0
}

// detour is the travel that a visit adds to the student's day.
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
