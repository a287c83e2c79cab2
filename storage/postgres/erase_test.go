package postgres_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/privacy"
)

// spokenOf adds what is kept about somebody in every table, free text and JSON included.
func (k *keeping) spokenOf(resident int64, phone, key string) {
	k.t.Helper()
	k.exec(`INSERT INTO replaced_codes (programme, code, resident_id, replaced_at) VALUES ('antwerpen', '987654', $1, $2)`, resident, k.now)
	k.exec(`INSERT INTO letters (resident_id, wave, code, at) VALUES ($1, 1, '111111', $2)`, resident, k.now)
	k.exec(`UPDATE visits SET contact = $2, holder = $3, hold_key = $3 || ':1' WHERE resident_id = $1`, resident, phone, key)
	k.exec(`INSERT INTO messages (programme, visit_id, phone, channel, kind, key, args, language, status, rank, priority, run_at, due_at, status_at,
			segments, attempts, error_code) SELECT 'antwerpen', v.id, p, 'sms', 'answer', 'x', '{"who": "Maria 111111, Geheimstraat 111111"}', 'nl', 'delivered', 6, 0, $2, $2, $2, 1, 1, 0
		FROM visits v, unnest(ARRAY[$3, '+32470000001']) p WHERE v.resident_id = $1`, resident, k.now, phone)
	k.exec(`INSERT INTO callbacks (key, programme, reason, status, phone, due, recording_url, note, created_at, language)
		VALUES ('CA1', 'antwerpen', 'silence', 'open', $1, $2, 'https://carrier/Recordings/RE1', 'Maria 111111', $2, 'nl'),
		       ('CA2', 'antwerpen', 'silence', 'open', '+32470999999', $2, '', 'buur van maria 111111', $2, 'nl')`, phone, k.now)
	k.exec(`INSERT INTO reassignments (visit_id, from_student, to_student, code, args, at)
		SELECT v.id, v.student_id, o.id, 'office', '{"words": "Maria 111111 wil geen man"}', $2 FROM visits v JOIN students o ON o.id <> v.student_id
		WHERE v.resident_id = $1`, resident, k.now)
	k.exec(`INSERT INTO demand (key, programme, at, channel, language, topic, postcode, outcome) VALUES ($1, 'antwerpen', $2, 'sms', 'tr', 'itsme', '2060', 'booked')`, key, k.now)
	k.exec(`INSERT INTO opt_outs (programme, phone, at) VALUES ('antwerpen', $1, $2)`, phone, k.now)
	k.exec(`INSERT INTO organisations (programme, name, kind, created_at, changed_at) VALUES ('antwerpen', 'OCMW', 'ocmw', $1, $1)`, k.now)
	k.exec(`INSERT INTO referrals (programme, reference, direction, organisation_id, resident_id, phone, consent_at, status, due, created_at, changed_at)
		SELECT 'antwerpen', 'R1', 'in', id, $1, $2, $3, 'new', $3, $3, $3 FROM organisations`, resident, phone, k.now)
	k.exec(`INSERT INTO history (programme, at, actor, actor_name, actor_role, subject, subject_id, what, before_value, after_value, why)
		VALUES ('antwerpen', $2, 'office', 'An', '', 'person', $1, 'changed', '', '', 'verhuisde uit de Geheimstraat')`, resident, k.now)
}

func TestErasingLeavesNoTrace(t *testing.T) {
	k := newKeeping(t)
	gone, stays := k.resident("antwerpen", "111111", 3, 1), k.resident("antwerpen", "222222", 3, 0)
	const phone, key = "+3247111111", "sms:abcdef"
	k.spokenOf(gone, phone, key)
	archive := &privacy.Archive{Store: k.Store, Key: func(_, _ string) string { return key }}
	for _, name := range []string{"111111", "987 654"} { // the older code too
		person, err := archive.Find(t.Context(), "antwerpen", name)
		require.NoError(t, err)
		require.Equal(t, []int64{gone}, person.Residents)
		require.Equal(t, []string{phone}, person.Phones)
	}
	person, err := archive.Find(t.Context(), "antwerpen", "111111")
	require.NoError(t, err)

	sections, err := k.Dossier(t.Context(), person)
	require.NoError(t, err)
	var all strings.Builder
	tables := map[string]int{}
	for _, section := range sections {
		tables[section.Table] = len(section.Rows)
		for _, row := range section.Rows {
			all.Write(row)
		}
	}
	require.Equal(t, map[string]int{
		"residents": 1, "replaced_codes": 1, "letters": 1, "visits": 1, "voucher_postings": 2, "voucher_transactions": 1, "callbacks": 1,
		"messages": 2, "reassignments": 1, "referrals": 1, "opt_outs": 1, "demand": 1, "history": 1,
	}, tables)
	require.NotContains(t, all.String(), "222222", "nothing of others")

	require.NoError(t, k.ErasePerson(t.Context(), person, k.now))
	left := strings.ReplaceAll(dump(t, k.Store), "closed:", "")
	for _, trace := range []string{"111111", "987654", "+3247111111", key, "Geheimstraat 1", "maria 1", "Maria 1"} {
		require.NotContains(t, left, trace)
	}
	require.Contains(t, left, "222222", "the other stays")
	require.NotZero(t, stays)
	require.Equal(t, 1, k.count(`SELECT count(*) FROM visits WHERE resident_id = $1 AND status = 'completed'`, gone), "figures stay")
	require.Equal(t, 1, k.count(`SELECT count(*) FROM demand_counts`))
	require.Equal(t, 1, k.count(`SELECT count(*) FROM discarded_recordings`))
	require.Equal(t, 1, k.count(`SELECT count(*) FROM history WHERE what = 'erased' AND subject = 'person'`))
	_, err = archive.Find(t.Context(), "antwerpen", "111111")
	require.ErrorIs(t, err, scheduling.ErrNotFound)
}

// A text that is just being sent is erased as well.
func TestATextThatChangesMeanwhileIsErased(t *testing.T) {
	k := newKeeping(t)
	gone := k.resident("antwerpen", "111111", 3, 0)
	const phone = "+3247111111"
	k.spokenOf(gone, phone, "sms:abcdef")
	archive := &privacy.Archive{Store: k.Store, Key: func(_, _ string) string { return "sms:abcdef" }}
	person, err := archive.Find(t.Context(), "antwerpen", "111111")
	require.NoError(t, err)

	tx, err := k.DB().BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = tx.ExecContext(t.Context(), `UPDATE messages SET attempts = attempts + 1`)
	require.NoError(t, err)
	erased := make(chan error, 1)
	go func() { erased <- k.ErasePerson(t.Context(), person, k.now) }()
	for k.count(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`) == 0 {
	}
	require.NoError(t, tx.Commit())
	require.NoError(t, <-erased)
	require.NotContains(t, dump(t, k.Store), phone)
	require.Equal(t, 1, k.count(`SELECT sum(messages) FROM message_counts`), "counted once")
}

func TestWhoIsExpectedIsNotErased(t *testing.T) {
	k := newKeeping(t)
	expected := k.resident("antwerpen", "333333", -3, 0)
	archive := &privacy.Archive{Store: k.Store, Key: func(_, _ string) string { return "" }}
	person, err := archive.Find(t.Context(), "antwerpen", "333333")
	require.NoError(t, err)
	ahead, err := k.VisitsAhead(t.Context(), person, k.now)
	require.NoError(t, err)
	require.Len(t, ahead, 1)
	require.ErrorIs(t, k.ErasePerson(t.Context(), person, k.now), privacy.ErrAhead)
	require.False(t, k.forgotten(expected))

	student, err := archive.Find(t.Context(), "antwerpen", "0470 00 00 01")
	require.NoError(t, err)
	require.Len(t, student.Students, 1)
	require.ErrorIs(t, k.ErasePerson(t.Context(), student, k.now), privacy.ErrAhead, "takes visits")
	k.exec(`UPDATE students SET active = false`)
	k.exec(`UPDATE visits SET status = 'cancelled', language = ''`)
	require.NoError(t, k.ErasePerson(t.Context(), student, k.now))
	require.NotContains(t, strings.ReplaceAll(dump(t, k.Store), "students (2,gent", ""), "antwerpen,Sam")
}

// Two who share a telephone are told apart by id, and what is keyed by the number stays for
// the other.
func TestWhoSharesATelephone(t *testing.T) {
	k := newKeeping(t)
	one, other := k.resident("antwerpen", "111111", 3, 0), k.resident("antwerpen", "222222", 3, 0)
	k.exec(`UPDATE residents SET phone = '+3232211333'`)
	k.exec(`INSERT INTO opt_outs (programme, phone, at) VALUES ('antwerpen', '+3232211333', $1), ('antwerpen', '+3232211999', $1)`, k.now)
	archive := &privacy.Archive{Store: k.Store, Key: func(_, _ string) string { return "" }}
	_, err := archive.Find(t.Context(), "antwerpen", "03 221 13 33")
	var several *privacy.SeveralError
	require.ErrorAs(t, err, &several)
	require.ElementsMatch(t, []int64{one, other}, several.IDs)
	person, err := archive.Find(t.Context(), "antwerpen", "111111")
	require.NoError(t, err)
	require.NoError(t, k.ErasePerson(t.Context(), person, k.now))
	require.True(t, k.forgotten(one))
	require.False(t, k.forgotten(other))
	require.Equal(t, 2, k.count(`SELECT count(*) FROM opt_outs`))

	stranger, err := archive.Find(t.Context(), "antwerpen", "03 221 19 99") // on no list
	require.NoError(t, err)
	require.NoError(t, k.ErasePerson(t.Context(), stranger, k.now))
	require.NotContains(t, dump(t, k.Store), "+3232211999")
	out, err := k.OptedOut(t.Context(), "antwerpen", "+3232211999")
	require.NoError(t, err)
	require.True(t, out, "a keyed hash is left: the number is not texted again")
	changed, err := k.OptOut(t.Context(), "antwerpen", "+3232211999", false, k.now)
	require.NoError(t, err)
	require.True(t, changed, "until it texts START")
}
