package digipunt

import (
	"context"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// digipuntKey is the key in flows/locale of the text with a walk-in point.
const digipuntKey = "sms.digipunt"

// Store is the persistence that Service needs.
type Store interface {
	// Digipunten returns a programme's walk-in points by name, or those of all
	// programmes if programme is empty.
	Digipunten(ctx context.Context, programme string) ([]scheduling.Digipunt, error)
	// SaveMessage puts a message in the outbox. If one with the same DedupKey exists,
	// it is left unchanged.
	SaveMessage(ctx context.Context, message scheduling.Message, now time.Time) error
}

// Service finds walk-in points and texts them. It is safe for concurrent use.
type Service struct {
	Store Store
	Now   func() time.Time
	// Mobile reports whether a number can receive texts. If Mobile is nil, none can.
	Mobile func(e164 string) bool
}

// maxNearby is the maximum number of walk-in points offered to a caller.
const maxNearby = 3

// Nearby returns up to maxNearby walk-in points, nearest first. It returns ErrNotFound
// if the programme has no coordinates for the postcode, or no walk-in points.
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

// TextDigipunt puts a text with a walk-in point's address and opening hours in the
// outbox. Repeating it with the same dedupKey has no effect. It returns ErrInvalid if
// the number cannot receive texts.
func (w *Service) TextDigipunt(
	ctx context.Context, p *scheduling.Programme, point Nearby, language scheduling.Language, to, dedupKey string,
) error {
	if to == "" || w.Mobile == nil || !w.Mobile(to) {
		return fmt.Errorf("%w: not a mobile number", scheduling.ErrInvalid)
	}
	now := w.Now()
	args := map[string]string{"place": point.Name, "road": point.Street, "postcode": point.Postcode}
	key := digipuntKey
	switch {
	case point.Open:
		key, args["closes"] = digipuntKey+".open", point.Hours.To.UTC().Format(time.RFC3339)
	case !point.Hours.From.IsZero():
		key, args["opens"] = digipuntKey+".opens", point.Hours.From.UTC().Format(time.RFC3339)
	}
	return w.Store.SaveMessage(ctx, scheduling.Message{
		DedupKey: dedupKey, Programme: p.Name, To: to, Channel: scheduling.SMS, Kind: scheduling.Answer, Key: key, Language: language,
		Status: scheduling.MessagePending, RunAt: now, Args: args,
	}, now)
}
