package vouchers

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Store is the persistence that Service needs. Every method is one transaction.
type Store interface {
	// Grant stores a transaction, and reports whether it was new. One with the reference
	// of an existing one changes nothing.
	Grant(ctx context.Context, t Transaction) (bool, error)
	// Balances returns what a resident has.
	Balances(ctx context.Context, residentID int64) (Balances, error)
	// Ledger returns a resident's transactions, oldest first.
	Ledger(ctx context.Context, residentID int64) ([]Entry, error)
	// Expire moves everything that is available in a programme to Expired, and returns
	// how many residents had any. What planned visits hold stays.
	Expire(ctx context.Context, programme, day string, now time.Time) (int, error)
}

// Service is what an office does with vouchers.
type Service struct {
	Store      Store
	Programmes scheduling.Programmes
	Now        func() time.Time
}

// MaxGrant is the max number of minutes of one grant; a larger number is a typing error.
const MaxGrant = 20 * 60

// Grant gives a resident minutes. Granted again with the same reference, nothing is
// given, and Grant returns false. Grant returns ErrInvalid if the minutes are not from 1
// to MaxGrant.
func (s *Service) Grant(ctx context.Context, r *scheduling.Resident, minutes int, why, reference string) (bool, error) {
	if minutes < 1 || minutes > MaxGrant {
		return false, fmt.Errorf("%w: write from 1 to %d minutes", scheduling.ErrInvalid, MaxGrant)
	}
	return s.Store.Grant(ctx, Grant(r, minutes, why, reference, s.Now()))
}

// RunDue lets what is available expire in each programme whose last day of vouchers is
// over. It may be repeated: a visit that is cancelled later returns its minutes, and
// they expire then.
func (s *Service) RunDue(ctx context.Context) error {
	now := s.Now()
	for _, p := range s.Programmes {
		last := p.Voucher.LastDay
		if last.IsZero() || !last.Before(calendar.DayOf(now, p.Zone)) {
			continue
		}
		if _, err := s.Store.Expire(ctx, p.Name, last.String(), now); err != nil {
			return fmt.Errorf("letting vouchers of %s expire: %w", p.Name, err)
		}
	}
	return nil
}
