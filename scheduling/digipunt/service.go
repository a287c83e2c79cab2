package digipunt

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// DigipuntKey is the text of flows/locale that tells where a walk-in point is.
const DigipuntKey = "sms.digipunt"

// Store is what Service needs remembered.
type Store interface {
	// Digipunten returns a programme's walk-in points by name; an empty
	// programme: of all.
	Digipunten(ctx context.Context, programme string) ([]scheduling.Digipunt, error)
	// SaveMessage puts a message in the outbox; one with a Once that is there
	// already is left as it is.
	SaveMessage(ctx context.Context, message scheduling.Message, now time.Time) error
}

// Service tells people of walk-in points. It is safe for concurrent use.
type Service struct {
	Store Store
	Now   func() time.Time
	// Mobile reports whether a number can receive texts. nil: none can.
	Mobile func(e164 string) bool
}

// maxNearby is how many walk-in points a caller hears of.
const maxNearby = 3

// Nearby returns up to three walk-in points, nearest first. ErrNotFound: the
// postcode is not known here, or the programme has none.
func (w *Service) Nearby(ctx context.Context, p *scheduling.Programme, postcode string) ([]Nearby, error) {
	points, err := w.Store.Digipunten(ctx, p.Name)
	if err != nil {
		return nil, err
	}
	near, err := Nearest(p, points, postcode, w.Now(), maxNearby)
	if err == nil && len(near) == 0 {
		return nil, fmt.Errorf("%w: the programme has no walk-in points", scheduling.ErrNotFound)
	}
	return near, err
}

// TextDigipunt texts where a walk-in point is, and when it is open, to a mobile.
// The same once again sends nothing. ErrInvalid: the number receives no texts.
func (w *Service) TextDigipunt(ctx context.Context, p *scheduling.Programme, point Nearby, language scheduling.Language, to, dedupKey string) error {
	if to == "" || w.Mobile == nil || !w.Mobile(to) {
		return fmt.Errorf("%w: not a mobile number", scheduling.ErrInvalid)
	}
	now := w.Now()
	args := map[string]string{"place": point.Name, "road": point.Street, "postcode": point.Postcode}
	key := DigipuntKey
	switch {
	case point.Open:
		key, args["closes"] = DigipuntKey+".open", point.Hours.To.UTC().Format(time.RFC3339)
	case !point.Hours.From.IsZero():
		key, args["opens"] = DigipuntKey+".opens", point.Hours.From.UTC().Format(time.RFC3339)
	}
	return w.Store.SaveMessage(ctx, scheduling.Message{
		DedupKey: dedupKey, Programme: p.Name, To: to, Channel: scheduling.SMS, Kind: scheduling.Answer, Key: key, Language: language,
		Status: scheduling.MessagePending, RunAt: now, Args: args,
	}, now)
}
