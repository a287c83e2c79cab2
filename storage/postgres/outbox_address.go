package postgres

import (
	"context"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// fillIn adds name, street and word to the messages with an address, and the word to
// those with a door word. They are never stored with a message: what identifies a
// person is kept in residents only.
func fillIn(ctx context.Context, tx *sqlx.Tx, messages []scheduling.Message) error {
	for i := range messages {
		m := &messages[i]
		if m.Key != contact.AddressKey && m.Key != contact.WordKey && m.Key != contact.DoorKey {
			continue
		}
		const query = `
			SELECT r.name, r.street || ' ' || r.house_number, v.word, COALESCE(v.language, ''), r.id AS residents_id
			FROM visits v JOIN residents r ON r.id = v.resident_id WHERE v.id = $1`
		var name, street, word string
		var language scheduling.Language
		if err := tx.QueryRowContext(ctx, query, m.VisitID).Scan(&name, &street, &word, &language, new(int64)); err != nil {
			return fmt.Errorf("finding where a visit is: %w", notFound(err))
		}
		if m.Key != contact.AddressKey {
			contact.FillWord(m, word, language)
			continue
		}
		first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
		m.Args["name"], m.Args["street"] = first, strings.TrimSpace(street)
	}
	return nil
}
