package contact

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Reminders puts reminders in the outbox when they become due, and finds residents who
// did not answer. Any number of processes may run it, because reminders have dedup
// keys. RunDue derives what is due from the visits as they are, so that a visit that
// was moved, confirmed or cancelled needs no change to its reminders.
type Reminders struct {
	Store      ReminderStore
	Programmes scheduling.Programmes
	Now        func() time.Time
	Mobile     func(e164 string) bool
}

// RunDue does what is due in every programme. An error in one programme does not stop
// the others; the errors are joined.
func (r *Reminders) RunDue(ctx context.Context) error {
	var failed error
	for _, p := range r.Programmes {
		if err := r.runDue(ctx, p); err != nil {
			failed = errors.Join(failed, fmt.Errorf("reminding for %s: %w", p.Name, err))
		}
	}
	return failed
}

func (r *Reminders) runDue(ctx context.Context, p *scheduling.Programme) error {
	now := r.Now()
	visits, err := r.Store.Remindable(ctx, p.Name, now, now.Add(reminderHorizon))
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

func (r *Reminders) remind(ctx context.Context, p *scheduling.Programme, v *Remindable, now time.Time) error {
	for _, days := range []int{earlyReminder, lateReminder} {
		at, ok := ReminderAt(p, v.Start, v.TimedAt, days)
		if days == earlyReminder && ok {
			late, also := ReminderAt(p, v.Start, v.TimedAt, lateReminder)
			ok = !also || calendar.DayOf(late, p.Zone) != calendar.DayOf(at, p.Zone) // one a day
		}
		if !ok || at.After(now) || v.Answered && days == lateReminder && v.remindedToday(p, now) || v.has(days) || v.Contact == "" {
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

// remindedToday reports whether the resident was reminded on this day and has answered,
// and so needs no second reminder on it.
func (v *Remindable) remindedToday(p *scheduling.Programme, now time.Time) bool {
	return v.Answered && slices.ContainsFunc(v.Reminders, func(m Reminded) bool {
		return calendar.DayOf(m.RunAt, p.Zone) == calendar.DayOf(now, p.Zone)
	})
}

func (v *Remindable) has(days int) bool {
	return slices.ContainsFunc(v.Reminders, func(m Reminded) bool { return m.DedupKey == v.ReminderDedupKey(days) })
}

// message returns the reminder: a text, or a call if the number receives no texts.
func (r *Reminders) message(
	ctx context.Context, p *scheduling.Programme, v *Remindable, days int, at time.Time,
) (scheduling.Message, error) {
	key := EarlyReminderKey
	if days == lateReminder {
		key = LateReminderKey
	}
	m := AboutVisit(p, scheduling.Reminder, key, &v.Visit, v.Contact, at)
	m.DedupKey, m.Until = v.ReminderDedupKey(days), v.Start.Add(-reminderDeadline)
	channel, err := ChannelFor(ctx, r.Store, r.Mobile, p.Name, v.Contact)
	m.Channel = channel
	return *m, err
}

// unanswered creates a callback for a resident who answered neither of two reminders,
// to ask whether the visit is still wanted. If neither of them reached the resident, they
// have a callback already: see CallbackFor.
func (r *Reminders) unanswered(ctx context.Context, p *scheduling.Programme, v *Remindable, now time.Time) error {
	if v.Answered {
		return nil
	}
	waited := 0
	if slices.ContainsFunc(v.Reminders, func(m Reminded) bool { return m.DoneAt.IsZero() }) {
		return nil // a reminder is still being delivered
	}
	for _, m := range v.Reminders {
		mine := m.DedupKey == v.ReminderDedupKey(earlyReminder) || m.DedupKey == v.ReminderDedupKey(lateReminder)
		if mine && !m.DoneAt.IsZero() && !now.Before(m.DoneAt.Add(answerTimeout)) {
			waited++
		}
	}
	if waited < 2 || !slices.ContainsFunc(v.Reminders, arrived) {
		return nil
	}
	_, err := r.Store.SaveCallback(ctx, scheduling.Callback{
		Key: v.NoAnswerDedupKey(), Programme: p.Name, Reason: scheduling.ReasonNoAnswer,
		Status: scheduling.CallbackOpen, Phone: v.Contact, ResidentID: v.ResidentID, VisitID: v.ID, Language: v.Language,
		Due: v.Start.Add(-reminderDeadline), CreatedAt: now,
		Note: scheduling.NoteVisit.With("reference", v.Reference),
	})
	return err
}

// arrived reports whether nothing is known against the arrival of a reminder.
func arrived(m Reminded) bool {
	return m.Status.Rank() != scheduling.MessageFailed.Rank()
}
