package scheduling

import (
	"time"
)

// When a resident is reminded (DOMAIN.md): so many days before, in the morning,
// so that there is a day left to answer in.
const (
	earlyReminder = 3
	lateReminder  = 1
	reminderClock = Clock(10 * 60)
)

const (
	// soonest is how long after a booking its first reminder comes at the soonest:
	// the confirmation has just been read.
	soonest = time.Hour
	// tooLate is how long before a visit a reminder no longer makes sense.
	tooLate = 30 * time.Minute
	// patience is how long a reminder waits for an answer before it counts as
	// unanswered.
	patience = 4 * time.Hour
	// remindable is how far ahead visits are looked at: three days, and the longest
	// row of days on which nobody may be disturbed.
	remindable = 10 * 24 * time.Hour
)

// ReminderAt is when a resident is reminded so many days before a visit: in the
// morning of that day, or of an earlier one if nobody may be disturbed then. A
// visit that was booked, or moved, after that moment has no early reminder; its
// late one comes soon after that, before the quiet hours rather than after them.
// False: there is none.
func ReminderAt(p *Programme, start, booked time.Time, days int) (time.Time, bool) {
	day := DayOf(start, p.Zone).Add(-days)
	for range maxDaysOff {
		if isContactDay(p, day) {
			break
		}
		day = day.Add(-1)
	}
	at := day.At(reminderClock, p.Zone).UTC()
	if booked.Add(soonest).Before(at) {
		return at, true
	}
	if days != lateReminder {
		return time.Time{}, false
	}
	at = booked.Add(soonest)
	if today := DayOf(booked, p.Zone); !InContactHours(p, at) && InContactHours(p, booked) {
		at = laterOf(booked, lastContactTime(p, today))
	} else {
		at = NextContactTime(p, at)
	}
	return at, at.Before(start.Add(-tooLate))
}
