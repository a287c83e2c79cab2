package dispatch

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

const (
	// holidayNotice and shortNotice are how near a visit must be for its student to be
	// asked on a day off, and outside contact hours on any day.
	holidayNotice = 48 * time.Hour
	shortNotice   = 14 * time.Hour
	// LastAnswerMargin is how long before a visit the last answer is useful: another
	// student still has to be asked and to travel.
	LastAnswerMargin = 2 * time.Hour
	// morningGrace is how long after the quiet hours end an answer may still come.
	morningGrace = time.Hour
)

// wakingFrom and wakingUntil are the local hours in which a student can be asked about
// an urgent visit.
const (
	wakingFrom  = calendar.Clock(7 * 60)
	wakingUntil = calendar.Clock(22 * 60)
)

// mayAsk reports whether a student may be asked at this hour: within contact hours
// always, on a Sunday or holiday only about a visit within holidayNotice, early and
// late only about a visit within shortNotice, and at night never.
func mayAsk(p *scheduling.Programme, start, now time.Time) bool {
	clock, left := calendar.ClockOf(now, p.Zone), start.Sub(now)
	switch {
	case contact.InContactHours(p, now):
		return true
	case p.Quiet.Allow(clock):
		return left <= holidayNotice
	}
	return wakingFrom <= clock && clock < wakingUntil && left <= shortNotice
}

// answerBy returns until when an answer counts. It is not during quiet hours if the
// next morning is still in time, and it leaves time to ask other students.
func answerBy(p *scheduling.Programme, start, now time.Time) time.Time {
	by := now.Add(min(p.Dispatch.Answer, max(minAnswerTime, (start.Sub(now)-LastAnswerMargin)/maxStudentsAsked)))
	if clock := calendar.ClockOf(by, p.Zone); !p.Quiet.Allow(clock) {
		day := calendar.DayOf(by, p.Zone)
		if clock >= p.Quiet.To {
			day = day.Add(1)
		}
		by = day.At(p.Quiet.From, p.Zone).Add(morningGrace)
	}
	return calendar.Later(calendar.Earlier(by, start.Add(-LastAnswerMargin)), calendar.Earlier(now.Add(minAnswerTime), start))
}

// AddressAt returns when the student of a visit is texted the address: the evening
// before.
func AddressAt(p *scheduling.Programme, start time.Time) time.Time {
	return calendar.DayOf(start, p.Zone).Add(-1).At(p.Dispatch.Address, p.Zone)
}
