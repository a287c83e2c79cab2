package contact

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// lastCallMargin is how long before the quiet hours the last message that waited
// for them leaves: a paced queue still has to empty.
const lastCallMargin = 30 * time.Minute

// maxDaysOff is how many days are looked at for one on which people may be
// contacted: no programme has so many days off in a row.
const maxDaysOff = 31

// InContactHours reports whether a message that is no answer may go out at this
// instant: within the programme's hours, not on a Sunday or a holiday.
func InContactHours(p *scheduling.Programme, at time.Time) bool {
	clock := calendar.ClockOf(at, p.Zone)
	return isContactDay(p, calendar.DayOf(at, p.Zone)) && p.Quiet.From <= clock && clock < p.Quiet.To
}

func isContactDay(p *scheduling.Programme, day calendar.Day) bool {
	return day.Weekday() != time.Sunday && !p.Holidays.On(day)
}

// NextContactTime is the first instant, at or after another, at which
// InContactHours holds.
func NextContactTime(p *scheduling.Programme, at time.Time) time.Time {
	if InContactHours(p, at) {
		return at
	}
	day := calendar.DayOf(at, p.Zone)
	for range maxDaysOff {
		if opens := day.At(p.Quiet.From, p.Zone); isContactDay(p, day) && !opens.Before(at) {
			return opens.UTC()
		}
		day = day.Add(1)
	}
	return at
}

// lastContactTime is the last instant of a day at which something may still be
// sent that would otherwise wait for the quiet hours to end.
func lastContactTime(p *scheduling.Programme, day calendar.Day) time.Time {
	return day.At(p.Quiet.To, p.Zone).Add(-lastCallMargin).UTC()
}

// NoticeTime is when somebody is told what they did not ask for: within contact
// hours, or at once if a visit would begin less than margin after that.
func NoticeTime(p *scheduling.Programme, now time.Time, margin time.Duration, starts ...time.Time) time.Time {
	at := NextContactTime(p, now)
	for _, start := range starts {
		if start.After(now) && !at.Before(start.Add(-margin)) {
			return now
		}
	}
	return at
}
