package dispatch

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

const (
	// A visit within these is asked about on days off, and early and late on any day.
	holidayNotice = 48 * time.Hour
	shortNotice   = 14 * time.Hour
	// LastAnswerMargin is how long before a visit the last answer helps: somebody else
	// still has to get there.
	LastAnswerMargin = 2 * time.Hour
	// maxStudentsAsked is how many students can be asked, one after the other, before it is too
	// late: the time that is left is shared between them.
	maxStudentsAsked = 4
	// minAnswerTime is the shortest time a student has to answer.
	minAnswerTime = 20 * time.Minute
	// morningGrace is how long after the quiet hours an answer may still come.
	morningGrace = time.Hour
)

// Between these, a student can be asked about what cannot wait, and can be expected
// to answer.
const (
	wakingFrom  = calendar.Clock(7 * 60)
	wakingUntil = calendar.Clock(22 * 60)
)

// mayAsk reports whether a student may be asked at this hour. On a Sunday or a
// holiday only about a visit of the next two days; in the early morning and the
// late evening only about one of the next hours; in the night never.
func mayAsk(p *scheduling.Programme, start, now time.Time) bool {
	clock, left := calendar.ClockOf(now, p.Zone), start.Sub(now)
	switch {
	case contact.InContactHours(p, now):
		return true
	case p.Quiet.From <= clock && clock < p.Quiet.To:
		return left <= holidayNotice
	}
	return wakingFrom <= clock && clock < wakingUntil && left <= shortNotice
}

// answerBy is until when an answer counts: not in the night, and early enough for
// others to be asked, and to go.
func answerBy(p *scheduling.Programme, start, now time.Time) time.Time {
	by := now.Add(min(p.Dispatch.Answer, max(minAnswerTime, (start.Sub(now)-LastAnswerMargin)/maxStudentsAsked)))
	if clock := calendar.ClockOf(by, p.Zone); clock < p.Quiet.From || clock >= p.Quiet.To {
		day := calendar.DayOf(by, p.Zone)
		if clock >= p.Quiet.To {
			day = day.Add(1)
		}
		by = day.At(p.Quiet.From, p.Zone).Add(morningGrace)
	}
	return calendar.Later(calendar.Earlier(by, start.Add(-LastAnswerMargin)), calendar.Earlier(now.Add(minAnswerTime), start))
}

// AddressAt is when the student of a visit hears the address: the evening before.
func AddressAt(p *scheduling.Programme, start time.Time) time.Time {
	return calendar.DayOf(start, p.Zone).Add(-1).At(p.Dispatch.Address, p.Zone)
}
