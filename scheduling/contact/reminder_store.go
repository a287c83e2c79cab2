package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Remindable is a visit that may be due for a reminder.
type Remindable struct {
	scheduling.Visit
	TimedAt   time.Time // when the visit got its current start, by booking or by a move
	Contact   string    // E.164, the number for messages about the visit; empty: none
	Answered  bool      // the resident confirmed that they expect the visit
	Reminders []Reminded
}

// Reminded is a reminder that is, or was, in the outbox.
type Reminded struct {
	DedupKey string `json:"Once"`
	Channel  scheduling.Channel
	Status   scheduling.MessageStatus
	RunAt    time.Time
	DoneAt   time.Time // when it was sent or given up; zero: neither yet
}

// ReminderStore is the persistence that Reminders needs.
type ReminderStore interface {
	// Remindable returns the programme's promised visits that begin after from and
	// before until, ordered by start.
	Remindable(ctx context.Context, programme string, from, until time.Time) ([]Remindable, error)
	MessageStore
	CallbackStore
}
