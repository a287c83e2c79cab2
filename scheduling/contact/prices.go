package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// How long a price is waited for. The carrier has it some time after the message was
// sent, and need not have one at all.
const (
	// FirstPrice is how long after a message was sent its price is asked for first;
	// the time between two questions grows with the message's age.
	FirstPrice = 15 * time.Minute
	// LastPrice is how old a message gets whose price is still asked for.
	LastPrice = 7 * 24 * time.Hour
)

// Unpriced is a message whose price is not known yet.
type Unpriced struct {
	ID        int64
	Channel   scheduling.Channel
	CarrierID string
}

// PriceBook remembers what the carrier asks for each message. Any number of
// processes may share the work.
type PriceBook interface {
	// Unpriced takes messages whose price is to be asked for, the longest due first.
	// They are due again four times their age after they were sent, so that a week
	// has six questions; after LastPrice never.
	Unpriced(ctx context.Context, now time.Time, limit int) ([]Unpriced, error)
	// Priced notes what a message cost and, unless they are 0, the segments that the
	// carrier counted. ErrNotFound: there is no such message.
	Priced(ctx context.Context, id int64, price scheduling.Price, segments int) error
}
