package scheduling

import (
	"time"
)

const (
	// A visit within these is asked about on days off, and early and late on any day.
	holidayNotice = 48 * time.Hour
	shortNotice   = 14 * time.Hour
	// LastAnswer is how long before a visit the last answer helps: somebody else
	// still has to get there.
	LastAnswer = 2 * time.Hour
	// enough is how many students can be asked, one after the other, before it is too
	// late: the time that is left is shared between them.
	enough = 4
	// leastAnswer is the shortest time a student has to answer.
	leastAnswer = 20 * time.Minute
	// morning is how long after the quiet hours an answer may still come.
	morning = time.Hour
)

// Between these, a student can be asked about what cannot wait, and can be expected
// to answer.
const (
	wakes  = Clock(7 * 60)
	sleeps = Clock(22 * 60)
)

// mayAsk reports whether a student may be asked at this hour. On a Sunday or a
// holiday only about a visit of the next two days; in the early morning and the
// late evening only about one of the next hours; in the night never.
func mayAsk(p *Programme, start, now time.Time) bool {
	clock, left := ClockOf(now, p.Zone), start.Sub(now)
	switch {
	case InContactHours(p, now):
		return true
	case p.Quiet.From <= clock && clock < p.Quiet.To:
		return left <= holidayNotice
	}
	return wakes <= clock && clock < sleeps && left <= shortNotice
}

// answerBy is until when an answer counts: not in the night, and early enough for
// others to be asked, and to go.
func answerBy(p *Programme, start, now time.Time) time.Time {
	by := now.Add(min(p.Dispatch.Answer, max(leastAnswer, (start.Sub(now)-LastAnswer)/enough)))
	if clock := ClockOf(by, p.Zone); clock < p.Quiet.From || clock >= p.Quiet.To {
		day := DayOf(by, p.Zone)
		if clock >= p.Quiet.To {
			day = day.Add(1)
		}
		by = day.At(p.Quiet.From, p.Zone).Add(morning)
	}
	return laterOf(earlierOf(by, start.Add(-LastAnswer)), earlierOf(now.Add(leastAnswer), start))
}

// AddressAt is when the student of a visit hears the address: the evening before.
func AddressAt(p *Programme, start time.Time) time.Time {
	return DayOf(start, p.Zone).Add(-1).At(p.Dispatch.Address, p.Zone)
}
