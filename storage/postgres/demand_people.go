package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling/demand"
)

var _ demand.Store = (*Store)(nil)

// callerHash returns the hash under which a number, in E.164, is kept in the demand
// register.
func callerHash(programme, phone string) int64 { return wordHash(programme, "caller:"+phone) }

func callersOf(programme string, phones []string) pq.Int64Array {
	hashes := make(pq.Int64Array, len(phones))
	for i, phone := range phones {
		hashes[i] = callerHash(programme, phone)
	}
	return hashes
}

func callerOrNull(programme, phone string) *int64 {
	if phone == "" {
		return nil
	}
	hash := callerHash(programme, phone)
	return &hash
}

// CallerOf implements demand.Store.
func (s *Store) CallerOf(programme, phone string) demand.Caller {
	return callerFrom(callerHash(programme, phone))
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
