package postgres_test

import (
	"os"
	"testing"

	"github.com/pressly/goose/v3"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// What residents had in whole vouchers is what the ledger opens with: what the list and
// the office gave, what planned visits hold, what was spent; and a list that took back
// more than there was leaves nobody below zero.
func TestTheLedgerOpensWithWhatPeopleHad(t *testing.T) {
	store := postgrestest.New(t)
	provider, err := goose.NewProvider(goose.DialectPostgres, store.DB(), os.DirFS("migrations"), goose.WithDisableGlobalRegistry(true))
	require.NoError(t, err)
	_, err = provider.DownTo(t.Context(), 34)
	require.NoError(t, err)
	exec := func(query string, args ...any) {
		t.Helper()
		_, err := store.DB().ExecContext(t.Context(), query, args...)
		require.NoError(t, err)
	}
	exec(`INSERT INTO students (programme, name, phone, postcode, languages, topics, means, weekly, exceptions, max_hours_week, active,
			created_at, changed_at) VALUES ('gent', 'S', '+32470000001', '9000', '{nl}', '{}', '', '[]', '[]', 0, true, $1, $1)`, opening)
	for _, r := range []struct {
		code    string
		granted int
	}{{"111111", 4}, {"222222", 0}, {"333333", 1}} {
		exec(`INSERT INTO residents (programme, letter_code, name, phone, street, house_number, postcode, ground, granted, person_key,
				created_at, changed_at) VALUES ('gent', $1, '', '', '', '', '9000', '', $2, gen_random_uuid(), $3, $3)`, r.code, r.granted, opening)
	}
	exec(`INSERT INTO visits (programme, status, student_id, starts_at, ends_at, postcode, topic, language, channel, holder, hold_key, ordinal,
			resident_id, reference, word, booked_at)
		SELECT 'gent', status, s.id, $1::timestamptz + n * interval '1 day', $1::timestamptz + n * interval '1 day' + interval '1 hour',
			'9000', 'itsme', '', 'voice', '', 'v' || n, 1, r.id, '1111' || n, 'apple', $1
		FROM students s, residents r, (VALUES ('completed', 1, '111111'), ('booked', 2, '111111'), ('cancelled', 3, '111111'),
			('completed', 4, '333333')) AS v (status, n, code)
		WHERE r.letter_code = v.code`, opening)
	exec(`INSERT INTO voucher_entries (resident_id, visit_id, kind, vouchers, at)
		SELECT v.resident_id, v.id, e.kind, e.vouchers, $1 FROM visits v JOIN (VALUES
			('11111', 'hold', -1), ('11111', 'return', 1), ('11111', 'spend', -1), ('11112', 'hold', -1),
			('11113', 'hold', -1), ('11113', 'return', 1), ('11114', 'hold', -2), ('11114', 'return', 2), ('11114', 'spend', -2)
		) AS e (reference, kind, vouchers) USING (reference)`, opening)
	exec(`INSERT INTO voucher_entries (resident_id, kind, vouchers, at) SELECT id, 'grant', 2, $1 FROM residents WHERE letter_code = '222222'`, opening)

	_, err = provider.Up(t.Context())
	require.NoError(t, err)
	for code, want := range map[string]vouchers.Balances{
		"111111": {Granted: 240, Available: 120, Held: 60, Spent: 60},
		"222222": {Granted: 120, Available: 120},
		"333333": {Granted: 120, Spent: 120},
	} {
		r, err := store.ResidentByCode(t.Context(), "gent", code)
		require.NoError(t, err)
		require.Equal(t, want.Available, r.Minutes, code)
		balances, err := store.Balances(t.Context(), r.ID)
		require.NoError(t, err)
		require.Equal(t, want, balances, code)
	}
	var held int64
	require.NoError(t, store.DB().QueryRowContext(t.Context(), `SELECT id FROM visits WHERE reference = '11112'`).Scan(&held))
	_, err = store.SetStatus(t.Context(), held, scheduling.Cancelled, opening)
	require.NoError(t, err)
	r, err := store.ResidentByCode(t.Context(), "gent", "111111")
	require.NoError(t, err)
	require.Equal(t, 180, r.Minutes, "a visit that was held before returns its minutes")
}
