package contact

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// When a resident is reminded (source: DOMAIN.md): earlyReminder and lateReminder days
// before the visit, at reminderClock local time, which leaves a day to answer.
const (
	earlyReminder = 3
	lateReminder  = 1
	reminderClock = calendar.Clock(10 * 60)
)

const (
	// minReminderDelay is the minimum time between a booking and its first reminder,
	// since the confirmation has just been read.
	minReminderDelay = time.Hour
	// reminderDeadline is how long before a visit a reminder is no longer sent.
	reminderDeadline = 30 * time.Minute
	// answerTimeout is how long after a reminder was sent it counts as unanswered.
	answerTimeout = 4 * time.Hour
	// reminderHorizon is how far ahead visits are read: earlyReminder days plus the
	// longest row of days without contact hours.
	reminderHorizon = 10 * 24 * time.Hour
)

// ReminderAt returns when a resident is reminded, that many days before a visit: at
// reminderClock on that day, or on the last contact day before it. If the visit was
// booked, or moved, after that moment, it has no early reminder, and its late one is
// sent soon after the booking, before the quiet hours if possible. The result is UTC;
// ReminderAt reports false if there is no reminder.
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
