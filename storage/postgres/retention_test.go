package postgres_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/privacy"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// A new table or column needs a rule in scheduling/privacy/rules.go: is it about a person,
// until when is it kept, and what is left?
func TestEveryColumnHasARule(t *testing.T) {
	store := postgrestest.New(t)
	ruled := map[string]bool{}
	for _, rule := range privacy.Rules() {
		for _, column := range append(slices.Clone(rule.Columns), rule.Figures...) {
			require.False(t, ruled[rule.Table+"."+column], "%s.%s is there twice", rule.Table, column)
			ruled[rule.Table+"."+column] = true
		}
	}
	rows, err := store.DB().QueryContext(t.Context(),
		`SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, ordinal_position`)
	require.NoError(t, err)
	defer rows.Close()
	stored := map[string]bool{}
	for rows.Next() {
		var table, column string
		require.NoError(t, rows.Scan(&table, &column))
		stored[table], stored[table+"."+column] = true, true
		if !slices.Contains(privacy.NobodysTables(), table) {
			require.True(t, ruled[table+"."+column], "%s.%s has no rule in scheduling/privacy/rules.go", table, column)
		}
	}
	require.NoError(t, rows.Err())
	for column := range ruled {
		require.True(t, stored[column], "%s has a rule and does not exist", column)
	}
	for _, table := range privacy.NobodysTables() {
		require.True(t, stored[table], "%s is listed and does not exist", table)
	}
}

// keeping is a store with people of long ago, and the run that ends them.
type keeping struct {
	*postgres.Store
	t      *testing.T
	url    string
	now    time.Time
	keeper *privacy.Keeper
	towns  scheduling.Programmes
}

// newKeeping returns an empty store on 1 June 2027, at noon.
func newKeeping(t *testing.T) *keeping {
	t.Helper()
	url := postgrestest.URL(t)
	towns, err := programmes.Shipped()
	require.NoError(t, err)
	k := &keeping{Store: postgrestest.Open(t, url), t: t, url: url, now: time.Date(2027, time.June, 1, 10, 0, 0, 0, time.UTC), towns: towns}
	k.keeper = k.keeperOf(k.Store)
	k.exec(`INSERT INTO students (programme, name, phone, postcode, languages, topics, means, weekly, exceptions, max_hours_week, active, created_at, changed_at)
		SELECT p, 'Sam Student', '+32470000001', '2018', '{nl}', '{}', '', '[]', '[]', 0, true, $1, $1 FROM unnest(ARRAY['antwerpen', 'gent']) p`, k.now)
	return k
}

func (k *keeping) keeperOf(store privacy.Store) *privacy.Keeper {
	return &privacy.Keeper{Store: store, Programmes: k.towns, Now: func() time.Time { return k.now }, Log: slog.New(slog.DiscardHandler)}
}

func (k *keeping) exec(query string, args ...any) {
	k.t.Helper()
	_, err := k.DB().ExecContext(k.t.Context(), query, args...)
	require.NoError(k.t, err)
}

func (k *keeping) count(query string, args ...any) int {
	k.t.Helper()
	var n int
	require.NoError(k.t, k.DB().QueryRowContext(k.t.Context(), query, args...).Scan(&n))
	return n
}

// daysAgo returns an instant before now, a minute more than so many days.
func (k *keeping) daysAgo(days int) time.Time { return k.now.AddDate(0, 0, -days).Add(-time.Minute) }

// resident adds a resident whose last visit ended so many days ago; negative: it is ahead.
func (k *keeping) resident(programme, code string, days, vouchers int) (id int64) {
	k.t.Helper()
	require.NoError(k.t, k.DB().QueryRowContext(k.t.Context(), `
		INSERT INTO residents (programme, letter_code, name, phone, street, house_number, postcode, ground, person_key, created_at, changed_at)
		VALUES ($1, $2, 'Maria ' || $2, '+3247' || $2, 'Geheimstraat', $2, '2060', 'x', md5($2)::uuid, $3, $3) RETURNING id`,
		programme, code, k.daysAgo(300)).Scan(&id))
	k.exec(`INSERT INTO visits (programme, status, student_id, starts_at, ends_at, postcode, topic, language, channel, holder, hold_key, ordinal,
			resident_id, reference, word, booked_at, contact)
		SELECT $1, $2, s.id, $3::timestamptz - interval '1 hour', $3, '2060', 'itsme', '', 'voice', '', $4, 0, $5, left($4, 5), 'spinazie', $3, ''
		FROM students s WHERE s.programme = $1`,
		programme, map[bool]string{true: "completed", false: "booked"}[days >= 0], k.daysAgo(days), code, id)
	if vouchers > 0 {
		k.exec(`WITH t AS (
				INSERT INTO voucher_transactions (programme, reference, kind, why, at) VALUES ($1, 'test:' || $2::text, 'grant', 'for Maria ' || $2::text, $4) RETURNING id)
			INSERT INTO voucher_postings (resident_id, account, seq, transaction_id, minutes, balance)
			SELECT $2::text::bigint, account, 1, t.id, minutes, minutes FROM t, (VALUES ('granted', -$3::integer), ('available', $3)) p (account, minutes)`,
			programme, fmt.Sprint(id), 60*vouchers, k.now)
	}
	return id
}

func (k *keeping) forgotten(id int64) bool {
	k.t.Helper()
	return k.count(`SELECT count(*) FROM residents WHERE id = $1 AND forgotten_at IS NOT NULL
		AND (name, phone, street, house_number) = ('', '', '', '') AND letter_code IS NULL`, id) == 1
}

// run runs a dry run and the run, which must have the same counts, and returns those of one
// programme that are not zero.
func (k *keeping) run(programme string) map[privacy.Step]int {
	k.t.Helper()
	p, err := k.towns.Named(programme)
	require.NoError(k.t, err)
	dry, err := k.keeper.Run(k.t.Context(), p, true)
	require.NoError(k.t, err)
	ended, err := k.keeper.Run(k.t.Context(), p, false)
	require.NoError(k.t, err)
	require.Equal(k.t, dry, ended)
	counts := map[privacy.Step]int{}
	for _, e := range ended {
		if e.Count > 0 {
			counts[e.Step] = e.Count
		}
	}
	return counts
}

// dump returns every row of every table as it is stored, as text, JSON included.
func dump(t testing.TB, store *postgres.Store) string {
	t.Helper()
	return dumpOf(t, store.DB())
}

func dumpOf(t testing.TB, db *sql.DB) string {
	t.Helper()
	texts := func(query string) (all []string) {
		rows, err := db.QueryContext(sealing.Raw(t.Context()), query)
		require.NoError(t, err)
		defer rows.Close()
		for rows.Next() {
			var text string
			require.NoError(t, rows.Scan(&text))
			all = append(all, text)
		}
		require.NoError(t, rows.Err())
		return all
	}
	var all strings.Builder
	for _, table := range texts(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`) {
		for _, row := range texts(fmt.Sprintf(`SELECT t::text FROM %s t`, table)) {
			all.WriteString(table + " " + row + "\n")
		}
	}
	return all.String()
}

func TestRetentionOfPeople(t *testing.T) {
	k := newKeeping(t)
	gone, recent, ahead := k.resident("antwerpen", "111111", 30, 0), k.resident("antwerpen", "222222", 29, 0), k.resident("antwerpen", "333333", -3, 0)
	owed, spent := k.resident("gent", "444444", 40, 2), k.resident("gent", "555555", 50, 0)
	k.exec(`INSERT INTO replaced_codes (programme, code, resident_id, replaced_at) VALUES ('antwerpen', '123123', $1, $2)`, gone, k.now)
	k.exec(`INSERT INTO letters (resident_id, wave, code, at) VALUES ($1, 1, '111111', $2)`, gone, k.now)
	k.exec(`INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
		VALUES ('antwerpen', $2, 'office', 'An', '', 'person', $1, 'changed', '', '', 'Maria 111111 asked')`, gone, k.now)

	require.Equal(t, map[privacy.Step]int{privacy.People: 1, privacy.Visits: 1}, k.run("antwerpen"))
	require.Equal(t, map[privacy.Step]int{privacy.People: 1, privacy.Visits: 2}, k.run("gent"))
	require.True(t, k.forgotten(gone))
	require.False(t, k.forgotten(recent))
	require.False(t, k.forgotten(ahead))
	require.False(t, k.forgotten(owed), "minutes for a visit are one ahead")
	require.True(t, k.forgotten(spent))
	all := dump(t, k.Store)
	for _, trace := range []string{"111111", "123123", "555555", "Maria asked"} {
		require.NotContains(t, strings.ReplaceAll(all, "closed:", ""), trace)
	}
	require.Contains(t, all, "222222")
	require.Equal(t, 2, k.count(`SELECT count(*) FROM history WHERE what = 'erased'`))
	require.Empty(t, k.run("antwerpen"), "once")
}

func TestRetentionWhenAProgrammeIsOver(t *testing.T) {
	k := newKeeping(t)
	p, err := k.towns.Named("antwerpen")
	require.NoError(t, err)
	never := k.resident("antwerpen", "111111", 30, 0)
	k.exec(`DELETE FROM visits`)
	require.Empty(t, k.run("antwerpen"))
	require.False(t, p.Window.LastDay.IsZero())
	k.now = p.Window.LastDay.Add(p.Keep.AddressDays+1).At(9*60, p.Zone)
	require.Equal(t, map[privacy.Step]int{privacy.People: 1}, k.run("antwerpen"))
	require.True(t, k.forgotten(never))
}

func TestRetentionOfCallsAndTexts(t *testing.T) {
	k := newKeeping(t)
	for i, days := range []int{90, 89} {
		at := k.daysAgo(days)
		k.exec(`INSERT INTO callbacks (key, programme, reason, status, phone, due, recording_url, note, created_at, language)
			VALUES ('CA' || $1::text, 'antwerpen', 'asked_for_human', 'open', '+3247000000' || $1::text, $2, 'https://carrier/Recordings/RE' || $1::text, 'Geheim' || $1::text, $2, 'nl')`, i, at)
		k.exec(`INSERT INTO messages (programme, phone, channel, kind, key, args, language, status, rank, priority, run_at, due_at, status_at, sent_at,
				carrier_id, segments, attempts, error_code, price, currency)
			VALUES ('antwerpen', '+3247000000' || $1::text, 'sms', 'answer', 'x', '{"name": "Geheim"}', 'nl', 'delivered', 6, 0, $2, $2, $2, $2, 'SM' || $1::text, 2, 1, 0, 0.0725, 'EUR')`, i, at)
		k.exec(`INSERT INTO demand (key, programme, at, channel, language, topic, postcode, outcome) VALUES ('CA' || $1::text, 'antwerpen', $2, 'voice', 'tr', 'itsme', '2060', 'booked')`, i, at)
		k.exec(`INSERT INTO demand (key, programme, at, channel, language, topic, postcode, outcome) VALUES ('CB' || $1::text, 'antwerpen', $2, 'voice', 'tr', 'itsme', '2060', 'booked')`, i, at)
		k.exec(`INSERT INTO opt_outs (programme, phone, at) VALUES ('antwerpen', '+3247000000' || $1::text, $2)`, i, at)
	}
	k.exec(`INSERT INTO organisations (programme, name, kind, created_at, changed_at) VALUES ('antwerpen', 'OCMW', 'ocmw', $1, $1)`, k.now)
	for i, status := range []string{"new", "accepted", "new"} {
		k.exec(`INSERT INTO referrals (programme, reference, direction, organisation_id, phone, consent_at, status, due, created_at, changed_at)
			SELECT 'antwerpen', $1::text, CASE $2 WHEN 'new' THEN 'in' ELSE 'out' END, id, '+3247000000' || $1::text, $3, $2, $3, $3, $3 FROM organisations`,
			i, status, k.daysAgo([]int{90, 90, 89}[i]))
	}
	costs, err := k.Costs(t.Context(), "")
	require.NoError(t, err)
	require.Equal(t, map[privacy.Step]int{privacy.Callbacks: 1, privacy.Messages: 1, privacy.Demand: 2, privacy.OptOuts: 1, privacy.Referrals: 2}, k.run("antwerpen"))
	all := dump(t, k.Store)
	for _, trace := range []string{"Geheim0", "+32470000000", "CA0", "SM0"} {
		require.NotContains(t, all, trace, "nothing is kept by being open")
	}
	discarded, err := k.Discarded(t.Context(), 10)
	require.NoError(t, err)
	require.Equal(t, []string{"https://carrier/Recordings/RE0"}, discarded)
	require.Equal(t, 2, k.count(`SELECT conversations FROM demand_counts WHERE (language, topic, postcode, outcome) = ('tr', 'itsme', '2060', 'booked')`))
	require.Equal(t, 1, k.count(`SELECT callbacks FROM callback_counts WHERE status = 'open'`))
	require.Equal(t, 1, k.count(`SELECT count(*) FROM referrals WHERE status = 'closed'`))
	after, err := k.Costs(t.Context(), "")
	require.NoError(t, err)
	require.Equal(t, costs, after, "costs are figures")
}

func TestRetentionOfStudentsAndTheirWords(t *testing.T) {
	k := newKeeping(t)
	k.exec(`UPDATE students SET active = false, changed_at = $1`, k.daysAgo(91))
	k.resident("antwerpen", "111111", 31, 0)
	require.Equal(t, map[privacy.Step]int{privacy.People: 1, privacy.Visits: 1}, k.run("antwerpen"), "made a visit not long ago")
	require.Equal(t, map[privacy.Step]int{privacy.Students: 1}, k.run("gent"))
	k.exec(`INSERT INTO visits (programme, status, student_id, starts_at, ends_at, postcode, topic, language, channel, holder, hold_key, ordinal, word)
		SELECT 'antwerpen', 'released', id, $1::timestamptz - interval '1 hour', $1, '2060', 'itsme', 'tr', 'voice', 'CA1', 'CA1:1', 0, ''
		FROM students WHERE programme = 'antwerpen'`, k.daysAgo(30))
	k.exec(`INSERT INTO visit_feedback (visit_id, phone, language, helped, otherwise, asked_at, done)
		SELECT id, '+32470123123', 'tr', '', '', $1, false FROM visits WHERE holder <> ''`, k.now)
	require.Equal(t, map[privacy.Step]int{privacy.Visits: 1}, k.run("antwerpen"))
	require.NotContains(t, dump(t, k.Store), "CA1")
	require.NotContains(t, dump(t, k.Store), "+32470123123")
}

// Two processes end each row once, and one that is stopped is continued.
func TestRetentionByTwoProcessesAndStopped(t *testing.T) {
	k := newKeeping(t)
	const people, calls = 3000, 2500
	nines := func(i string) string {
		return fmt.Sprintf(`concat(%[1]s / 6561 %% 9 + 1, %[1]s / 729 %% 9 + 1, %[1]s / 81 %% 9 + 1, %[1]s / 9 %% 9 + 1, %[1]s %% 9 + 1)`, i)
	}
	k.exec(`INSERT INTO residents (programme, letter_code, name, phone, street, house_number, postcode, ground, person_key, created_at, changed_at)
		SELECT 'antwerpen', '1' || `+nines("i")+`, 'Maria', '', 'Kerkstraat', i::text, '2060', '', md5(i::text)::uuid, $1, $1
		FROM generate_series(1, $2::integer) i`, k.now, people)
	k.exec(`INSERT INTO visits (programme, status, student_id, starts_at, ends_at, postcode, topic, language, channel, holder, hold_key, ordinal,
			resident_id, reference, word, booked_at)
		SELECT 'antwerpen', 'completed', (SELECT min(id) FROM students WHERE programme = 'antwerpen'), $1::timestamptz - interval '1 hour', $1,
			'2060', 'itsme', '', 'voice', '', 'x' || r.id, 0, r.id, `+nines("r.id")+`, 'spinazie', $1 FROM residents r`, k.daysAgo(31))
	k.exec(`INSERT INTO demand (key, programme, at, channel, language, topic, postcode, outcome)
		SELECT 'CA' || i, 'antwerpen', $1, 'voice', 'nl', '', (2000 + i % 9)::text, 'human' FROM generate_series(1, $2::integer) i`, k.daysAgo(91), calls)
	p, err := k.towns.Named("antwerpen")
	require.NoError(t, err)

	stopped := k.keeperOf(&stopping{Store: k.Store, after: 9})
	ended, err := stopped.Run(t.Context(), p, false)
	require.ErrorIs(t, err, context.Canceled)
	before := ended[1].Count
	require.Positive(t, before)
	require.Less(t, before, people)

	var both [2][]privacy.Ended
	var group errgroup.Group
	for i := range both {
		keeper := k.keeperOf(postgrestest.Open(t, k.url))
		group.Go(func() (err error) {
			both[i], err = keeper.Run(t.Context(), p, false)
			return err
		})
	}
	require.NoError(t, group.Wait())
	require.Equal(t, people, before+both[0][1].Count+both[1][1].Count, "each once")
	require.Equal(t, people, k.count(`SELECT count(*) FROM residents WHERE forgotten_at IS NOT NULL AND name = ''`))
	require.Equal(t, calls, k.count(`SELECT sum(conversations) FROM demand_counts`))
	require.Zero(t, k.count(`SELECT count(*) FROM demand`))
	require.Empty(t, k.run("antwerpen"))
}

// stopping is a store that is away after so many batches.
type stopping struct {
	privacy.Store
	after int
}

func (s *stopping) EndDue(ctx context.Context, due privacy.Due, after int64, limit int) (privacy.Batch, error) {
	if s.after == 0 {
		return privacy.Batch{}, context.Canceled
	}
	s.after--
	return s.Store.EndDue(ctx, due, after, limit)
}
