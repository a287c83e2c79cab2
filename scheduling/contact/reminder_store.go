package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Remindable is a visit that its resident may have to be reminded of.
type Remindable struct {
	scheduling.Visit
	TimedAt   time.Time // when it was booked for, or moved to, the time it has
	Contact   string    // E.164, of who booked; empty: nobody can be reached
	Answered  bool      // the resident said that they expect the visit
	Reminders []Reminded
}

// Reminded is a reminder that is in the outbox, or was.
type Reminded struct {
	DedupKey string `json:"Once"`
	Channel  scheduling.Channel
	Status   scheduling.MessageStatus
	RunAt    time.Time
	DoneAt   time.Time // when it was sent, or given up; zero: neither
}

// ReminderStore is what Reminding needs remembered.
type ReminderStore interface {
	// Remindable returns the programme's promised visits that begin after from and
	// before until, by start.
	Remindable(ctx context.Context, programme string, from, until time.Time) ([]Remindable, error)
	MessageStore
	CallbackStore
}
