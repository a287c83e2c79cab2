package contact

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// When a resident is reminded (DOMAIN.md): so many days before, in the morning,
// so that there is a day left to answer in.
const (
	earlyReminder = 3
	lateReminder  = 1
	reminderClock = calendar.Clock(10 * 60)
)

const (
	// minReminderDelay is how long after a booking its first reminder comes at the soonest:
	// the confirmation has just been read.
	minReminderDelay = time.Hour
	// reminderDeadline is how long before a visit a reminder no longer makes sense.
	reminderDeadline = 30 * time.Minute
	// answerTimeout is how long a reminder waits for an answer before it counts as
	// unanswered.
	answerTimeout = 4 * time.Hour
	// reminderHorizon is how far ahead visits are looked at: three days, and the longest
	// row of days on which nobody may be disturbed.
	reminderHorizon = 10 * 24 * time.Hour
)

// ReminderAt is when a resident is reminded so many days before a visit: in the
// morning of that day, or of an earlier one if nobody may be disturbed then. A
// visit that was booked, or moved, after that moment has no early reminder; its
// late one comes soon after that, before the quiet hours rather than after them.
// False: there is none.
func ReminderAt(p *scheduling.Programme, start, booked time.Time, days int) (time.Time, bool) {
	day := calendar.DayOf(start, p.Zone).Add(-days)
	for range maxDaysOff {
		if isContactDay(p, day) {
			break
		}
		day = day.Add(-1)
	}
	at := day.At(reminderClock, p.Zone).UTC()
	if booked.Add(minReminderDelay).Before(at) {
		return at, true
	}
	if days != lateReminder {
		return time.Time{}, false
	}
	at = booked.Add(minReminderDelay)
	if today := calendar.DayOf(booked, p.Zone); !InContactHours(p, at) && InContactHours(p, booked) {
		at = calendar.Later(booked, lastContactTime(p, today))
	} else {
		at = NextContactTime(p, at)
	}
	return at, at.Before(start.Add(-reminderDeadline))
}
