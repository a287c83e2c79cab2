package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Figures holds counts of pending work, for monitoring. It contains no personal data.
type Figures struct {
	Messages  []MessageFigure
	Callbacks []CallbackFigure
	// Recordings is how many voicemails wait to be deleted at the carrier.
	Recordings int
}

// MessageFigure counts the messages of one programme and status: pending and sending
// ones, and the undelivered and failed ones of the last day.
type MessageFigure struct {
	Programme string
	Status    string
	Count     int
	Oldest    time.Time // the earliest due time, retries included; zero: none is due
}

// CallbackFigure counts the open callbacks of one programme.
type CallbackFigure struct {
	Programme string
	Open      int
	Overdue   int // number of those whose Due has passed
}

// undeliveredFor is how long an undelivered message is counted.
const undeliveredFor = 24 * time.Hour

// Figures returns the counts at an instant. It reads only partial indexes of pending
// rows and one day of messages, so its cost does not grow over the years.
func (s *Store) Figures(ctx context.Context, now time.Time) (Figures, error) {
	const messages = `
		SELECT programme, status, count(*), min(run_at) FILTER (WHERE run_at <= $1)
		FROM messages WHERE status IN ('pending', 'sending') GROUP BY 1, 2
		UNION ALL
		SELECT programme, status, count(*), NULL
		FROM messages WHERE status IN ('undelivered', 'failed') AND run_at > $2 AND run_at <= $1 GROUP BY 1, 2
		ORDER BY 1, 2`
	const callbacks = `
		SELECT programme, count(*), count(*) FILTER (WHERE due < $1)
		FROM callbacks WHERE status <> 'done' GROUP BY 1 ORDER BY 1`
	var figures Figures
	rows, err := s.db.QueryContext(ctx, messages, now, now.Add(-undeliveredFor))
	if figures.Messages, err = collect(rows, err, scanMessageFigure); err != nil {
		return Figures{}, fmt.Errorf("counting messages: %w", err)
	}
	rows, err = s.db.QueryContext(ctx, callbacks, now)
	if figures.Callbacks, err = collect(rows, err, scanCallbackFigure); err != nil {
		return Figures{}, fmt.Errorf("counting callbacks: %w", err)
	}
	if err := s.db.GetContext(ctx, &figures.Recordings, `SELECT count(*) FROM discarded_recordings`); err != nil {
		return Figures{}, fmt.Errorf("counting recordings: %w", err)
	}
	return figures, nil
}

func scanMessageFigure(r row) (MessageFigure, error) {
	var f MessageFigure
	var oldest sql.NullTime
	err := r.Scan(&f.Programme, &f.Status, &f.Count, &oldest)
	f.Oldest = orZero(oldest)
	return f, err
}

func scanCallbackFigure(r row) (CallbackFigure, error) {
	var f CallbackFigure
	err := r.Scan(&f.Programme, &f.Open, &f.Overdue)
	return f, err
}

// Stock is the number of imported students, residents and walk-in points of a
// programme.
type Stock struct {
	Programme  string
	Students   int // active students
	Residents  int
	Digipunten int
}

// Stocks returns what was imported, by programme.
func (s *Store) Stocks(ctx context.Context) ([]Stock, error) {
	const query = `
		SELECT programme, sum(students), sum(residents), sum(digipunten) FROM (
			SELECT programme, count(*) AS students, 0 AS residents, 0 AS digipunten FROM students WHERE active GROUP BY 1
			UNION ALL SELECT programme, 0, count(*), 0 FROM residents WHERE forgotten_at IS NULL GROUP BY 1
			UNION ALL SELECT programme, 0, 0, count(*) FROM digipunten GROUP BY 1) stock
		GROUP BY 1 ORDER BY 1`
	scan := func(r row) (k Stock, err error) {
		return k, r.Scan(&k.Programme, &k.Students, &k.Residents, &k.Digipunten)
	}
	return list(ctx, s, "what was imported", scan, query)
}
