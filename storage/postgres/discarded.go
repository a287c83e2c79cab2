package postgres

import (
	"context"
	"fmt"
	"time"
)

// Discard implements contact.Store.
func (s *Store) Discard(ctx context.Context, recordingURL string, now time.Time) error {
	const query = `INSERT INTO discarded_recordings (url, at) VALUES ($1, $2) ON CONFLICT DO NOTHING`
	if _, err := s.db.ExecContext(ctx, query, recordingURL, now); err != nil {
		return fmt.Errorf("discarding a recording: %w", err)
	}
	return nil
}

// Discarded returns recordings that are to be deleted, the longest untried first.
func (s *Store) Discarded(ctx context.Context, limit int) ([]string, error) {
	var urls []string
	const query = `SELECT url FROM discarded_recordings ORDER BY at, url LIMIT $1`
	if err := s.db.SelectContext(ctx, &urls, query, limit); err != nil {
		return nil, fmt.Errorf("listing discarded recordings: %w", err)
	}
	return urls, nil
}

// Postpone moves a recording that could not be deleted to the end of the queue.
func (s *Store) Postpone(ctx context.Context, recordingURL string, now time.Time) error {
	if _, err := s.db.ExecContext(ctx, `UPDATE discarded_recordings SET at = $2 WHERE url = $1`, recordingURL, now); err != nil {
		return fmt.Errorf("noting a try: %w", err)
	}
	return nil
}

// Deleted records that a recording was deleted at the carrier.
func (s *Store) Deleted(ctx context.Context, recordingURL string) error {
	if _, err := s.db.ExecContext(ctx, `DELETE FROM discarded_recordings WHERE url = $1`, recordingURL); err != nil {
		return fmt.Errorf("forgetting a recording: %w", err)
	}
	return nil
}
