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

// whyNow is the argument of a notice that says why it does not wait for contact hours. No
// text has a place for it: it is for whoever asks why somebody was disturbed.
const whyNow = "why_now"

// beforeVisit is the only reason: the visit would begin before the recipient could act.
const beforeVisit = "before_visit"

// ScheduleNotice sets when a notice is sent, as NoticeTime chooses, and keeps the reason if
// it does not wait for contact hours.
func ScheduleNotice(m *scheduling.Message, p *scheduling.Programme, now time.Time, margin time.Duration, starts ...time.Time) {
	m.RunAt = NoticeTime(p, now, margin, starts...)
	if !InContactHours(p, m.RunAt) {
		m.Args[whyNow] = beforeVisit
	}
}

// WhyOutsideHours returns why a notice is sent outside contact hours; "" if it may not be,
// or if it is no notice.
func WhyOutsideHours(m *scheduling.Message) string {
	switch {
	case m.Kind != scheduling.Notice:
		return ""
	case IsUrgent(m):
		return "urgent"
	}
	return m.Args[whyNow]
}

// The waking hours: a telephone rings then for a visit that is soon, but not at night.
const (
	wakingFrom = calendar.Clock(8 * 60)
	wakingTo   = calendar.Clock(21 * 60)
)

// HeldUntil returns until when a message is held back because people may not be contacted
// now. A notice that has a reason not to wait is sent as a text at any hour, and as a call
// in waking hours.
func HeldUntil(p *scheduling.Programme, m *scheduling.Message, now time.Time) (until time.Time, held bool) {
	if !HoursApply(m) || InContactHours(p, now) {
		return time.Time{}, false
	}
	if WhyOutsideHours(m) == "" {
		return NextContactTime(p, now), true
	}
	day, clock := calendar.DayOf(now, p.Zone), calendar.ClockOf(now, p.Zone)
	switch {
	case clock < wakingFrom:
		return day.At(wakingFrom, p.Zone).UTC(), true
	case clock >= wakingTo:
		return day.Add(1).At(wakingFrom, p.Zone).UTC(), true
	}
	return time.Time{}, false
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
