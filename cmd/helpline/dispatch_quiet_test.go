package main

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// oneAsked returns a student with two visits, who is asked about one of them.
func oneAsked(t *testing.T) (r *rig, asked, other lists.VisitRow) {
	t.Helper()
	r, _ = staff(t, 1)
	p := r.all[0]
	p.Visit.Notice = 5 * 24 * time.Hour
	for i, resident := range r.invite(p, 2) {
		require.NoError(t, r.booksWithText(p, resident, i))
	}
	for range 24 * 6 {
		r.passes(time.Hour)
		r.works()
		if r.asks() > 0 {
			break
		}
	}
	r.passes(2 * time.Hour) // the other comes near as well
	r.works()
	require.Equal(t, 1, r.asks(), "one after the other")
	for _, v := range r.visits() {
		if v.Status == scheduling.Assigned {
			asked = v
		} else {
			other = v
		}
	}
	require.NotZero(t, asked.ID)
	require.Equal(t, scheduling.Booked, other.Status)
	return r, asked, other
}

// asks counts the questions so far.
func (r *rig) asks() int {
	r.t.Helper()
	var count int
	require.NoError(r.t, r.line.Store.DB().QueryRowContext(r.t.Context(), `SELECT count(*) FROM asks`).Scan(&count))
	return count
}

func (r *rig) execute(query string, args ...any) {
	r.t.Helper()
	_, err := r.line.Store.DB().ExecContext(r.t.Context(), query, args...)
	require.NoError(r.t, err)
}

// requireQuiet requires that the student is asked nothing for a quarter of an hour, and
// then is.
func (r *rig) requireQuiet() {
	r.t.Helper()
	r.works()
	require.Equal(r.t, 1, r.asks(), "at once")
	r.passes(14 * time.Minute)
	r.works()
	require.Equal(r.t, 1, r.asks(), "a \"1\" may still be on its way")
	r.passes(time.Minute)
	r.works()
	require.Equal(r.t, 2, r.asks(), "the next one")
}

// A "1" that comes just after its time is no answer to the next question.
func TestAStudentIsAskedNothingRightAfterTheirTimeIsOver(t *testing.T) {
	t.Parallel()
	r, asked, _ := oneAsked(t)
	var by time.Time
	const query = `SELECT answer_by FROM asks WHERE visit_id = $1`
	require.NoError(t, r.line.Store.DB().QueryRowContext(t.Context(), query, asked.ID).Scan(&by))
	r.passes(by.Sub(r.now()))
	r.requireQuiet()
}

func TestAStudentIsAskedNothingRightAfterAQuestionIsTakenBack(t *testing.T) {
	t.Parallel()
	r, asked, _ := oneAsked(t)
	_, err := r.line.Store.SetStatus(t.Context(), asked.ID, scheduling.Cancelled, r.now())
	require.NoError(t, err)
	r.requireQuiet()
}

// A student who answered is asked the next question at once.
func TestAStudentWhoAnsweredIsAskedAtOnce(t *testing.T) {
	t.Parallel()
	r, _, _ := oneAsked(t)
	r.writes(student(0), "2")
	require.Equal(t, 2, r.asks())
}

// The quiet time also holds for a visit that comes to the student because another
// student cannot go.
func TestAReplacementIsAskedNothingRightAfterAnotherQuestion(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		left  time.Duration // until the visit
		asked bool          // at once
	}{
		"there is time": {71 * time.Hour, false},
		"there is none": {90 * time.Minute, true},
	} {
		t.Run(name, func(t *testing.T) {
			r, code := staff(t, 2)
			play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
			visit, first := r.promised()
			r.until(71 * time.Hour)
			r.works()
			r.writes(first, "1")
			r.until(test.left)
			const before = `
				INSERT INTO asks (programme, visit_id, student_id, starts_at, status, asked_at, answer_by, quiet_until)
				SELECT v.programme, v.id, s.id, v.starts_at - interval '1 day', 'late', $2, $2, $3
				FROM visits v JOIN students s ON s.programme = v.programme AND s.id <> v.student_id WHERE v.id = $1`
			r.execute(before, visit.ID, r.now(), r.now().Add(dispatch.AskQuiet))
			r.writes(first, "ziek op "+visit.Start.In(r.all[0].Zone).Format("2/1"))
			r.works()
			_, second := r.promised()
			require.NotEqual(t, first, second)
			if !test.asked {
				require.Empty(t, r.inbox(second))
				r.passes(dispatch.AskQuiet)
			}
			require.Contains(t, r.inbox(second), "Kan je?")
		})
	}
}

// However the end of a question and the next one cross, the next one waits.
func TestAQuestionThatIsOverCrossesTheNext(t *testing.T) {
	t.Parallel()
	r, _, other := oneAsked(t)
	s, err := r.line.Store.StudentByPhone(t.Context(), r.all[0].Name, student(0))
	require.NoError(t, err)
	var id int64
	require.NoError(t, r.line.Store.DB().QueryRowContext(t.Context(), `SELECT id FROM asks`).Scan(&id))
	for range 20 {
		r.execute(`UPDATE asks SET status = 'open', quiet_until = NULL`)
		var all sync.WaitGroup
		all.Go(func() {
			require.NoError(t, r.line.Store.CloseAsk(t.Context(), id, dispatch.AskLate, nil, r.now()))
		})
		for range 3 {
			all.Go(func() {
				require.NoError(t, r.line.Store.Ask(t.Context(), dispatch.AskRequest{
					Visit: other.Ref(), StudentID: s.ID, AnswerBy: r.now().Add(time.Hour), Now: r.now(),
					Message: scheduling.Message{
						Programme: r.all[0].Name, VisitID: other.ID, To: s.Phone, Channel: scheduling.SMS,
						Kind: scheduling.Assignment, Key: contact.AskKey, Language: "nl", RunAt: r.now(), Until: other.Start,
					},
				}))
			})
		}
		all.Wait()
		require.Equal(t, 1, r.asks())
	}
}

// Only the answer to the first yes has the address of the calendar.
func TestOnlyTheFirstYesNamesTheCalendar(t *testing.T) {
	t.Parallel()
	r, _, _ := oneAsked(t)
	require.Contains(t, r.writes(student(0), "1"), "Jouw agenda: ")
	r.works()
	require.Equal(t, 2, r.asks())
	second := r.writes(student(0), "1")
	require.Contains(t, second, "is voor jou")
	require.NotContains(t, second, "agenda")
}
