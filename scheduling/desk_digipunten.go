package scheduling

import (
	"context"
	"fmt"
	"time"
)

// nearbyTold is how many walk-in points a caller hears of.
const nearbyTold = 3

// Nearby returns up to three walk-in points, nearest first. ErrNotFound: the
// postcode is not known here, or the programme has none.
func (d *Desk) Nearby(ctx context.Context, p *Programme, postcode string) ([]Nearby, error) {
	points, err := d.Store.Digipunten(ctx, p.Name)
	if err != nil {
		return nil, err
	}
	near, err := Nearest(p, points, postcode, d.Now(), nearbyTold)
	if err == nil && len(near) == 0 {
		return nil, fmt.Errorf("%w: the programme has no walk-in points", ErrNotFound)
	}
	return near, err
}

// TextDigipunt texts where a walk-in point is, and when it is open, to a mobile.
// The same once again sends nothing. ErrInvalid: the number receives no texts.
func (d *Desk) TextDigipunt(ctx context.Context, p *Programme, point Nearby, language Language, to, once string) error {
	if _, mobile := d.firstMobile([]string{to}); !mobile {
		return fmt.Errorf("%w: not a mobile number", ErrInvalid)
	}
	now := d.Now()
	args := map[string]string{"place": point.Name, "road": point.Street, "postcode": point.Postcode}
	key := DigipuntKey
	switch {
	case point.Open:
		key, args["closes"] = DigipuntKey+".open", point.Hours.To.UTC().Format(time.RFC3339)
	case !point.Hours.From.IsZero():
		key, args["opens"] = DigipuntKey+".opens", point.Hours.From.UTC().Format(time.RFC3339)
	}
	return d.Store.SaveMessage(ctx, Message{
		Once: once, Programme: p.Name, To: to, Channel: SMS, Kind: Answer, Key: key, Language: language,
		Status: MessagePending, RunAt: now, Args: args,
	}, now)
}
