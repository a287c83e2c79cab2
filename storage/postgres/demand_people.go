package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"github.com/click-call-connect/helpline/scheduling/demand"
	"github.com/click-call-connect/helpline/storage/sealing"
)

var _ demand.Store = (*Store)(nil)

// callerWord is the word of which the hash is kept of a number, in E.164, in the demand register.
func callerWord(phone string) string { return "caller:" + phone }

// callersOf returns every hash that numbers may have in the register.
func callersOf(programme string, phones []string) sealing.Value {
	words := make([]string, len(phones))
	for i, phone := range phones {
		words[i] = callerWord(phone)
	}
	return sealing.AnyHashes(programme, words)
}

func callerOrNull(programme, phone string) any {
	if phone == "" {
		return nil
	}
	return sealing.Hash(programme, callerWord(phone))
}

// CallerOf implements demand.Store.
func (s *Store) CallerOf(programme, phone string) demand.Caller {
	hash, err := s.keys.HashOf(programme, callerWord(phone))
	if err != nil {
		return "" // nobody
	}
	return callerFrom(hash)
}

func callerFrom(hash int64) demand.Caller {
	return demand.Caller(fmt.Sprintf("%016s", strconv.FormatUint(uint64(hash), 16)))
}

// Contacts implements demand.Store.
func (s *Store) Contacts(ctx context.Context, f demand.Filter) ([]demand.Contact, error) {
	const query = `
		SELECT programme, caller, COALESCE(resident_id, 0), at, last_at, channel, topic, outcome, step FROM demand_callers
		WHERE ($1 = '' OR programme = $1) AND ($2::timestamptz IS NULL OR at >= $2) AND ($3::timestamptz IS NULL OR at < $3)
		ORDER BY at, id`
	scan := func(r row) (c demand.Contact, err error) {
		var caller sql.NullInt64
		err = r.Scan(&c.Programme, &caller, &c.ResidentID, &c.First, &c.Last, &c.Channel, &c.Topic, &c.Outcome, &c.Step)
		if caller.Valid {
			c.Caller = callerFrom(caller.Int64)
		}
		c.First, c.Last = c.First.UTC(), c.Last.UTC()
		return c, err
	}
	return list(ctx, s, "contacts", scan, query, f.Programme, orNull(f.From), orNull(f.Until))
}

// Awaited implements demand.Store.
func (s *Store) Awaited(ctx context.Context, programme string) ([]demand.Awaited, error) {
	const query = `
		SELECT DISTINCT programme, phone, COALESCE(resident_id, 0) FROM callbacks
		WHERE status = 'open' AND ($1 = '' OR programme = $1) AND (phone <> '' OR resident_id IS NOT NULL)`
	scan := func(r row) (a demand.Awaited, err error) {
		var phone string
		err = r.Scan(&a.Programme, &phone, &a.ResidentID)
		if phone != "" {
			a.Caller = s.CallerOf(a.Programme, phone)
		}
		return a, err
	}
	return list(ctx, s, "who is called back", scan, query, programme)
}

// EndedPeople returns those whose contacts have ended by their retention, counted.
func (s *Store) EndedPeople(ctx context.Context, programme string) ([]demand.Count, error) {
	const query = `
		SELECT programme, day, outcome, step, people FROM demand_people_counts WHERE $1 = '' OR programme = $1 ORDER BY 1, 2, 3, 4`
	scan := func(r row) (c demand.Count, err error) {
		return c, r.Scan(&c.Programme, &c.Day, &c.Outcome, &c.Step, &c.People)
	}
	return list(ctx, s, "people of the past", scan, query, programme)
}
