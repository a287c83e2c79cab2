package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Figures counts what waits, for whoever watches over the line. It names nobody.
type Figures struct {
	Messages  []MessageFigure
	Callbacks []CallbackFigure
}

// MessageFigure counts messages of one programme and status: those that wait
// (pending, sending), and those of the last day that did not arrive (undelivered,
// failed).
type MessageFigure struct {
	Programme string
	Status    string
	Count     int
	Oldest    time.Time // when the one that waits longest was to be sent, tries included; zero: none is due
}

// CallbackFigure counts the callbacks of one programme that are not done.
type CallbackFigure struct {
	Programme string
	Open      int
	Overdue   int // of those, whose promised time is over
}

// undeliveredFor is how long a message that did not arrive is counted.
const undeliveredFor = 24 * time.Hour

// Figures counts what waits at an instant. It reads indexes that hold only what
// waits, and one day of messages, so that it costs the same after years.
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

// Stock is how much a programme has to work with.
type Stock struct {
	Programme  string
	Students   int // who take visits
	Residents  int
	Digipunten int
}

// Stocks counts what was imported, by programme.
func (s *Store) Stocks(ctx context.Context) ([]Stock, error) {
	const query = `
		SELECT programme, sum(students), sum(residents), sum(digipunten) FROM (
			SELECT programme, count(*) AS students, 0 AS residents, 0 AS digipunten FROM students WHERE active GROUP BY 1
			UNION ALL SELECT programme, 0, count(*), 0 FROM residents GROUP BY 1
			UNION ALL SELECT programme, 0, 0, count(*) FROM digipunten GROUP BY 1) stock
		GROUP BY 1 ORDER BY 1`
	scan := func(r row) (k Stock, err error) {
		return k, r.Scan(&k.Programme, &k.Students, &k.Residents, &k.Digipunten)
	}
	return list(ctx, s, "what was imported", scan, query)
}
