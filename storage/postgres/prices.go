package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// Unpriced implements contact.PriceBook. Messages are marked as due again later before
// they are returned, so that a process that dies causes only a delay.
func (s *Store) Unpriced(ctx context.Context, now time.Time, limit int) ([]contact.Unpriced, error) {
	const query = `
		WITH due AS (SELECT id FROM messages WHERE price_at <= $1 ORDER BY price_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
		UPDATE messages m SET price_at = CASE WHEN $1::timestamptz - sent_at < $4 * interval '1 microsecond'
			THEN $1 + 3 * GREATEST($1 - sent_at, $3 * interval '1 microsecond') END
		FROM due WHERE m.id = due.id
		RETURNING m.id, m.channel, m.carrier_id`
	scan := func(r row) (u contact.Unpriced, err error) { return u, r.Scan(&u.ID, &u.Channel, &u.CarrierID) }
	return list(ctx, s, "messages without a price", scan, query, now, limit,
		contact.FirstPrice.Microseconds(), contact.LastPrice.Microseconds())
}

// Priced implements contact.PriceBook.
func (s *Store) Priced(ctx context.Context, id int64, price scheduling.Price, segments int) error {
	const query = `
		UPDATE messages SET price = $2::numeric, currency = $3, price_at = NULL, segments = COALESCE(NULLIF($4, 0), segments)
		WHERE id = $1`
	return changeMessage(ctx, s.db, query, id, price.Amount, price.Currency, segments)
}

// Costs implements lists.Store.
func (s *Store) Costs(ctx context.Context, programme string) ([]lists.Cost, error) {
	const query = `
		WITH sent AS (
			SELECT programme, channel, 1 AS n, segments, price, currency FROM messages
			WHERE carrier_id IS NOT NULL AND ($1 = '' OR programme = $1)
			UNION ALL
			SELECT programme, channel, messages, segments, CASE WHEN currency <> '' THEN price END, NULLIF(currency, '') FROM message_counts
			WHERE carried AND ($1 = '' OR programme = $1)),
		prices AS (
			SELECT programme, jsonb_agg(jsonb_build_object('Amount', trim_scale(amount)::text, 'Currency', currency) ORDER BY currency) AS sums
			FROM (SELECT programme, currency, sum(price) AS amount FROM sent WHERE price IS NOT NULL GROUP BY 1, 2) priced
			GROUP BY 1)
		SELECT programme, COALESCE(sum(n) FILTER (WHERE channel = 'sms'), 0),
		       COALESCE(sum(segments) FILTER (WHERE channel = 'sms'), 0), COALESCE(sum(n) FILTER (WHERE channel = 'voice'), 0),
		       COALESCE(sum(n) FILTER (WHERE price IS NULL), 0), COALESCE(sums, '[]')
		FROM sent LEFT JOIN prices USING (programme) GROUP BY programme, sums ORDER BY programme`
	scan := func(r row) (c lists.Cost, err error) {
		var sums []byte
		if err := r.Scan(&c.Programme, &c.Texts, &c.Segments, &c.Calls, &c.Unpriced, &sums); err != nil {
			return c, err
		}
		if err := json.Unmarshal(sums, &c.Prices); err != nil {
			return c, fmt.Errorf("reading prices: %w", err)
		}
		return c, nil
	}
	return list(ctx, s, "what was sent", scan, query, programme)
}
