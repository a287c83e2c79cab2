package contact

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// lastCallMargin is how long before the quiet hours a postponed message is sent at the
// latest, so that a paced queue can drain.
const lastCallMargin = 30 * time.Minute

// maxDaysOff limits the search for a day on which people may be contacted. No programme
// has that many consecutive days off.
const maxDaysOff = 31

// InContactHours reports whether a message that is not an answer may be sent at this
// instant: within the programme's hours, local time, and not on a Sunday or a holiday.
func InContactHours(p *scheduling.Programme, at time.Time) bool {
	return isContactDay(p, calendar.DayOf(at, p.Zone)) && p.Quiet.Allow(calendar.ClockOf(at, p.Zone))
}

func isContactDay(p *scheduling.Programme, day calendar.Day) bool {
	return day.Weekday() != time.Sunday && !p.Holidays.On(day)
}

// NextContactTime returns the first instant at or after at for which InContactHours
// holds, or at itself if there is none within maxDaysOff days.
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

// lastContactTime returns the last instant of a day at which a message is sent that
// would otherwise wait for the end of the quiet hours.
func lastContactTime(p *scheduling.Programme, day calendar.Day) time.Time {
	return day.At(p.Quiet.To, p.Zone).Add(-lastCallMargin).UTC()
}

// NoticeTime returns when a message that its recipient did not ask for is sent: at the
// next contact time, or at once if one of the starts is less than margin after that.
func NoticeTime(p *scheduling.Programme, now time.Time, margin time.Duration, starts ...time.Time) time.Time {
	at := NextContactTime(p, now)
	for _, start := range starts {
		if start.After(now) && !at.Before(start.Add(-margin)) {
			return now
		}
	}
	return at
}
