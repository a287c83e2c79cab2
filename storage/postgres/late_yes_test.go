package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// A late yes follows the rules of every promise: the student must be available, arrive
// in time, and stay within the caps.
func TestALateYesIsJudgedAsEveryPromise(t *testing.T) {
	friday := time.Date(2027, time.March, 12, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		postcode string        // of the visit asked about
		at       time.Duration // its start, UTC, one hour ahead in Antwerpen
		other    time.Duration // start of the student's visit in 2018 on that day; 0: none
		holder   string        // of the other, if it is only held
		held     time.Duration // from opening
		taken    bool
	}{
		"free all day":                  {postcode: "2018", at: 9 * time.Hour, taken: true},
		"17 km in no time":              {postcode: "2040", at: 10 * time.Hour, other: 9 * time.Hour},
		"17 km in two hours":            {postcode: "2040", at: 12 * time.Hour, other: 9 * time.Hour, taken: true},
		"another visit at that time":    {postcode: "2018", at: 9 * time.Hour, other: 9 * time.Hour},
		"no minute between two visits":  {postcode: "2018", at: 10 * time.Hour, other: 9 * time.Hour},
		"before the student's hours":    {postcode: "2018", at: 7 * time.Hour},
		"after the student's hours":     {postcode: "2018", at: 17 * time.Hour},
		"a time held for a caller":      {postcode: "2018", at: 9 * time.Hour, other: 9 * time.Hour, holder: "call", held: time.Hour},
		"a time whose hold has expired": {postcode: "2018", at: 9 * time.Hour, other: 9 * time.Hour, holder: "call", held: time.Minute, taken: true},
	} {
		t.Run(name, func(t *testing.T) {
			store := postgrestest.New(t)
			students, resident := people(t, store, 2, 2)
			visit := unstaffedVisit(t, store, students[0], resident, c.postcode, friday.Add(c.at))
			_, err := store.DB().ExecContext(t.Context(), `UPDATE visits SET student_id = $2 WHERE id = $1`, visit.ID, students[1])
			require.NoError(t, err) // a chain may have moved it meanwhile
			if c.other > 0 {
				request := holdRequest("other", slotOf(students[0], friday.Add(c.other)))
				request.Postcode, request.Until = "2018", opening.Add(c.held)
				held, err := store.Hold(t.Context(), request)
				if err == nil && len(held) == 1 && c.holder == "" {
					_, err = store.Book(t.Context(), bookRequest(held[0], resident+1))
				}
				require.NoError(t, err)
			}
			answered, err := store.Answer(t.Context(), lateYes(t, students[0]))
			require.NoError(t, err)
			require.Equal(t, visit.ID, answered.Ask.Visit.ID)
			require.Equal(t, c.taken, answered.Ask.Status == dispatch.AskYes, "%s", answered.Ask.Status)
			require.Equal(t, c.taken, answered.Ask.Visit.Status == scheduling.Accepted, "%s", answered.Ask.Visit.Status)
		})
	}
}

// A late yes does not accept a visit that was cancelled or has another student.
func TestALateYesTakesOnlyAVisitThatHasNobody(t *testing.T) {
	start := time.Date(2027, time.March, 12, 9, 0, 0, 0, time.UTC)
	for name, change := range map[string]string{
		"cancelled":               `UPDATE visits SET status = 'cancelled', language = '', contact = '', holder = '', hold_key = 'closed:' || id`,
		"asked of somebody else":  `UPDATE visits SET status = 'assigned', student_id = (SELECT max(id) FROM students)`,
		"accepted by another":     `UPDATE visits SET status = 'accepted', student_id = (SELECT max(id) FROM students)`,
		"planned for another":     `UPDATE visits SET alone_since = NULL, student_id = (SELECT max(id) FROM students)`,
		"at another time":         `UPDATE visits SET starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'`,
		"student takes no visits": `UPDATE students SET active = false`,
	} {
		t.Run(name, func(t *testing.T) {
			store := postgrestest.New(t)
			students, resident := people(t, store, 2, 1)
			visit := unstaffedVisit(t, store, students[0], resident, "2018", start)
			_, err := store.DB().ExecContext(t.Context(), change)
			require.NoError(t, err)
			answered, err := store.Answer(t.Context(), lateYes(t, students[0]))
			require.NoError(t, err)
			require.NotEqual(t, dispatch.AskYes, answered.Ask.Status)
			var theirs bool
			const query = `SELECT student_id = $2 AND status = 'accepted' FROM visits WHERE id = $1`
			require.NoError(t, store.DB().QueryRowContext(t.Context(), query, visit.ID, students[0]).Scan(&theirs))
			require.False(t, theirs)
		})
	}
}

func slotOf(student int64, start time.Time) scheduling.Slot {
	return scheduling.Slot{StudentID: student, Start: start, End: start.Add(time.Hour)}
}

// unstaffedVisit returns a visit whose student did not answer in time and for which no
// other student was found.
func unstaffedVisit(t *testing.T, store *postgres.Store, student, resident int64, postcode string, start time.Time) scheduling.Visit {
	t.Helper()
	request := holdRequest("asked", slotOf(student, start))
	request.Postcode = postcode
	held, err := store.Hold(t.Context(), request)
	require.NoError(t, err)
	require.Len(t, held, 1)
	visit, err := store.Book(t.Context(), bookRequest(held[0], resident))
	require.NoError(t, err)
	require.NoError(t, store.Ask(t.Context(), dispatch.AskRequest{
		Visit: visit.Ref(), StudentID: student, AnswerBy: opening.Add(time.Minute), Now: opening,
		Message: scheduling.Message{Programme: "antwerpen", To: "+32470000000", Channel: scheduling.SMS, Kind: scheduling.Assignment, RunAt: opening},
	}))
	_, err = store.Replace(t.Context(), dispatch.ReplaceRequest{
		Visit: visit.Ref(), StudentID: student, Status: scheduling.Assigned, Close: dispatch.AskLate,
		Fits: anything, Now: opening.Add(2 * time.Minute), From: opening,
	})
	require.ErrorIs(t, err, scheduling.ErrNoSlot)
	return visit
}

// lateYes returns a yes with the rules of the programme.
func lateYes(t *testing.T, student int64) dispatch.AnswerRequest {
	t.Helper()
	all, err := programmes.Shipped("nl", "fr", "en", "tr", "ar")
	require.NoError(t, err)
	antwerpen, err := all.Named("antwerpen")
	require.NoError(t, err)
	now := opening.Add(3 * time.Minute)
	rules := matching.Rules{Programme: antwerpen, Travel: antwerpen.Travel, Now: now}
	return dispatch.AnswerRequest{
		StudentID: student, Yes: true, TextID: "late", Now: now, From: opening,
		Fits: func(v scheduling.Visit) matching.Fits { return rules.Fits(v.Need()) },
	}
}
