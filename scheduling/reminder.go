package scheduling

import (
	"context"
	"errors"
	"fmt"
	"slices"
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

// Remindable is a visit that its resident may have to be reminded of.
type Remindable struct {
	Visit
	TimedAt   time.Time // when it was booked for, or moved to, the time it has
	Contact   string    // E.164, of who booked; empty: nobody can be reached
	Answered  bool      // the resident said that they expect the visit
	Reminders []Reminded
}

// Reminded is a reminder that is in the outbox, or was.
type Reminded struct {
	Once    string `json:"Once"`
	Channel Channel
	Status  MessageStatus
	RunAt   time.Time
	DoneAt  time.Time // when it was sent, or given up; zero: neither
}

// ReminderStore is what Reminding needs remembered.
type ReminderStore interface {
	// Remindable returns the programme's promised visits that begin after from and
	// before until, by start.
	Remindable(ctx context.Context, programme string, from, until time.Time) ([]Remindable, error)
	OptOuts
	// SaveMessage: see Notes.
	SaveMessage(ctx context.Context, message Message, now time.Time) error
	// SaveCallback: see Notes.
	SaveCallback(ctx context.Context, callback Callback) (Callback, error)
}

// Reminding puts reminders in the outbox when they become due, and finds who did
// not answer. Any number of them may run: each reminder has a name, and is put in
// once. It looks at visits as they are now, so that a visit that was moved,
// confirmed or cancelled, by whatever way, needs nothing done to its reminders.
type Reminding struct {
	Store      ReminderStore
	Programmes Programmes
	Now        func() time.Time
	Mobile     func(e164 string) bool
}

// Look does what is due in every programme. What fails in one does not keep the
// others waiting.
func (r *Reminding) Look(ctx context.Context) error {
	var failed error
	for _, p := range r.Programmes {
		if err := r.lookAt(ctx, p); err != nil {
			failed = errors.Join(failed, fmt.Errorf("reminding for %s: %w", p.Name, err))
		}
	}
	return failed
}

func (r *Reminding) lookAt(ctx context.Context, p *Programme) error {
	now := r.Now()
	visits, err := r.Store.Remindable(ctx, p.Name, now, now.Add(remindable))
	if err != nil {
		return err
	}
	for i := range visits {
		if err := r.remind(ctx, p, &visits[i], now); err != nil {
			return err
		}
	}
	return nil
}

func (r *Reminding) remind(ctx context.Context, p *Programme, v *Remindable, now time.Time) error {
	for _, days := range []int{earlyReminder, lateReminder} {
		at, ok := ReminderAt(p, v.Start, v.TimedAt, days)
		if days == earlyReminder && ok {
			late, also := ReminderAt(p, v.Start, v.TimedAt, lateReminder)
			ok = !also || DayOf(late, p.Zone) != DayOf(at, p.Zone) // one a day
		}
		if !ok || at.After(now) || v.Answered && days == lateReminder && v.repeats(p, now) || v.has(days) || v.Contact == "" {
			continue
		}
		message, err := r.message(ctx, p, v, days, at)
		if err != nil {
			return err
		}
		if err := r.Store.SaveMessage(ctx, message, now); err != nil {
			return err
		}
	}
	return r.unanswered(ctx, p, v, now)
}

// repeats: somebody who has just said that they know need not hear it again.
func (v *Remindable) repeats(p *Programme, now time.Time) bool {
	return v.Answered && slices.ContainsFunc(v.Reminders, func(m Reminded) bool {
		return DayOf(m.RunAt, p.Zone) == DayOf(now, p.Zone)
	})
}

func (v *Remindable) has(days int) bool {
	return slices.ContainsFunc(v.Reminders, func(m Reminded) bool { return m.Once == v.ReminderName(days) })
}

// message is the reminder, by text where texts are read, else by voice.
func (r *Reminding) message(ctx context.Context, p *Programme, v *Remindable, days int, at time.Time) (Message, error) {
	key := EarlyReminderKey
	if days == lateReminder {
		key = LateReminderKey
	}
	m := AboutVisit(p, Reminder, key, &v.Visit, v.Contact, at)
	m.Once, m.Until = v.ReminderName(days), v.Start.Add(-tooLate)
	channel, err := ChannelFor(ctx, r.Store, r.Mobile, p.Name, v.Contact)
	m.Channel = channel
	return *m, err
}

// unanswered puts somebody on the list of callbacks who answered neither of two
// reminders: a human asks whether the visit is still wanted.
func (r *Reminding) unanswered(ctx context.Context, p *Programme, v *Remindable, now time.Time) error {
	if v.Answered {
		return nil
	}
	waited := 0
	if slices.ContainsFunc(v.Reminders, func(m Reminded) bool { return m.DoneAt.IsZero() }) {
		return nil // they are still being called
	}
	for _, m := range v.Reminders {
		if !m.DoneAt.IsZero() && !now.Before(m.DoneAt.Add(patience)) && (m.Once == v.ReminderName(earlyReminder) || m.Once == v.ReminderName(lateReminder)) {
			waited++
		}
	}
	if waited < 2 {
		return nil
	}
	_, err := r.Store.SaveCallback(ctx, Callback{
		Key: v.NoAnswerName(), Programme: p.Name, Reason: ReasonNoAnswer,
		Status: CallbackOpen, Phone: v.Contact, ResidentID: v.ResidentID, Due: v.Start.Add(-tooLate), CreatedAt: now,
		Note: "visit " + v.Reference,
	})
	return err
}

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
