package contact

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// When the price of a message is requested from the carrier. The carrier has it some
// time after the message was sent, if at all.
const (
	// FirstPrice is how long after a message was sent its price is first requested. The
	// intervals between requests grow with the message's age.
	FirstPrice = 15 * time.Minute
	// LastPrice is the maximum age of a message whose price is still requested.
	LastPrice = 7 * 24 * time.Hour
)

// Unpriced is a message whose price is unknown.
type Unpriced struct {
	ID        int64
	Channel   scheduling.Channel
	CarrierID string
}

// PriceBook stores the price of each message. Any number of processes may share the
// work.
type PriceBook interface {
	// Unpriced claims up to limit messages whose price request is due, the longest due
	// first. A message is due again at four times its age, six times within LastPrice,
	// and never after that.
	Unpriced(ctx context.Context, now time.Time, limit int) ([]Unpriced, error)
	// Priced records what a message cost and, if segments is not 0, how many segments
	// the carrier counted. It returns ErrNotFound if there is no such message.
	Priced(ctx context.Context, id int64, price scheduling.Price, segments int) error
}
