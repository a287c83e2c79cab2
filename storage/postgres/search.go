package postgres

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/storage/sealing"
)

var _ residents.Store = (*Store)(nil)

func recordColumns() string { return residentColumns() + `, r.stopped` }

func scanRecord(from row) (r residents.Record, err error) {
	r.Resident, err = scanResident(from, &r.Stopped)
	return r, err
}

// conditions are those of a query, with their arguments.
type conditions struct {
	all  []string
	args []any
}

// add adds a condition in which ? stands for the argument.
func (c *conditions) add(condition string, arg any) {
	c.args = append(c.args, arg)
	c.all = append(c.all, strings.ReplaceAll(condition, "?", "$"+strconv.Itoa(len(c.args))))
}

// SearchResidents implements residents.Store.
func (s *Store) SearchResidents(ctx context.Context, search residents.Search) ([]residents.Record, error) {
	where := conditions{}
	where.add(`r.programme = ?`, search.Programme)
	for _, term := range search.Terms {
		var alike pq.Int64Array
		if search.Mistyped {
			var err error
			if alike, err = s.alike(ctx, search.Programme, term); err != nil {
				return nil, err
			}
		}
		where.add(`r.words && ?::bigint[]`, sealing.AnyHashes(search.Programme, term.Forms, alike...))
	}
	where.exact(&search)
	query := `
		SELECT ` + recordColumns() + ` FROM residents r WHERE ` + strings.Join(where.all, " AND ") + ` AND r.name <> ''
		LIMIT ` + strconv.Itoa(search.Limit)
	return list(ctx, s, "residents", scanRecord, query, where.args...)
}

// maxAlike is how many words alike are looked for: more would be no typing error.
const maxAlike = 400

// alike returns the hashes of words that share a key with a term.
func (s *Store) alike(ctx context.Context, programme string, term residents.Term) (pq.Int64Array, error) {
	var keys []string
	for _, form := range term.Forms {
		keys = append(keys, residents.Keys(form)...)
	}
	const query = `SELECT DISTINCT word FROM word_keys WHERE key = ANY($1) LIMIT $2`
	return list(ctx, s, "words", scanNumber, query, sealing.AnyHashes(programme, keys), maxAlike)
}

// exact adds the conditions of a search that are not words.
func (c *conditions) exact(search *residents.Search) {
	for _, part := range []struct {
		condition, text string
		arg             any
	}{
		{`r.postcode = ?`, search.Postcode, search.Postcode},
		{`r.phone = ANY(?)`, search.Phone, anyPhone(search.Phone)},
		{`starts_with(r.house_number, ?)`, search.HouseNumber, search.HouseNumber},
		{withCode("?"), search.Code, anyCode(search.Code)},
		{`r.id IN (SELECT resident_id FROM visits WHERE programme = $1 AND reference = ?)`, search.Reference, search.Reference},
	} {
		if part.text != "" {
			c.add(part.condition, part.arg)
		}
	}
}

// withCode is the condition that a resident r of programme $1 has one of some letter codes,
// or had it.
func withCode(code string) string {
	return `r.id IN (SELECT id FROM residents WHERE programme = $1 AND letter_code = ANY(` + code + `)
		UNION SELECT resident_id FROM replaced_codes WHERE programme = $1 AND code = ANY(` + code + `))`
}

// ResidentsBy implements residents.Store.
func (s *Store) ResidentsBy(ctx context.Context, programme string, person residents.Person) ([]residents.Record, error) {
	condition, arg := `r.id = $2`, any(person.ID)
	switch {
	case person.Code != "":
		condition, arg = withCode("$2"), anyCode(person.Code)
	case person.Phone != "":
		condition, arg = `r.phone = ANY($2)`, anyPhone(person.Phone)
	}
	query := `
		SELECT ` + recordColumns() + ` FROM residents r
		WHERE r.programme = $1 AND r.stopped <> 'merged' AND ` + condition + ` ORDER BY r.id`
	return list(ctx, s, "residents", scanRecord, query, programme, arg)
}

// MayBe implements residents.Store.
func (s *Store) MayBe(ctx context.Context, programme string, about scheduling.Resident, limit int) ([]residents.Record, error) {
	query := `
		SELECT ` + recordColumns() + ` FROM residents r WHERE r.id IN (
			SELECT id FROM residents WHERE programme = $1 AND phone = ANY($2) AND phone <> ''
			UNION SELECT id FROM residents WHERE programme = $1 AND postcode = $3
				AND lower(left(house_number, length($4))) = lower($4) AND $4 <> ''
			UNION SELECT id FROM residents WHERE programme = $1 AND postcode = $3 AND words && $5::bigint[])
		  AND r.name <> '' ORDER BY r.id LIMIT $6`
	digits := about.HouseNumber
	if end := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' }); end >= 0 {
		digits = digits[:end]
	}
	words := sealing.AnyHashes(programme, residents.Forms(about.Name))
	return list(ctx, s, "residents alike", scanRecord, query, programme, anyPhone(about.Phone), about.Postcode, digits, words, limit)
}

// Astray implements residents.Store.
func (s *Store) Astray(ctx context.Context, programme string, now time.Time) ([]residents.Record, error) {
	query := `
		SELECT ` + recordColumns() + ` FROM residents r WHERE r.id IN (
			SELECT v.resident_id FROM visits v JOIN residents o ON o.id = v.resident_id
			WHERE v.programme = $1 AND ` + aheadOf("v.status") + ` AND v.starts_at > $2 AND v.postcode <> o.postcode
			  AND (v.status <> 'requested' OR v.held_until > $2))
		ORDER BY r.id`
	found, err := list(ctx, s, "residents who moved", scanRecord, query, programme, now)
	if err != nil {
		return nil, fmt.Errorf("finding who moved: %w", err)
	}
	return found, nil
}

// aheadOf is the condition that a status is of a visit that has not begun.
func aheadOf(column string) string {
	return oneOf(column, append(scheduling.Upcoming(), scheduling.Requested)...)
}
