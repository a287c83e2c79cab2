package main

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/desk"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

// city returns a line with students all over and a diary that was booked in the order of
// the calls.
func city(t *testing.T, students, visits int) *rig {
	t.Helper()
	r := newEmptyRig(t, embeddedtest.InProcessRedis(t).URL())
	p := r.all[0]
	p.Visit.Notice = 4 * 24 * time.Hour // nobody is asked yet
	r.hire(p, students, nil)
	for i, resident := range r.invite(p, visits, "2000", "2018", "2060", "2100", "2600") {
		require.NoError(t, r.books(p, resident, fmt.Sprint("call-", i)))
	}
	return r
}

// nightEffort is the effort of a night's plan of forty visits: more finds nothing better.
const nightEffort = time.Second / 10

func (r *rig) plans() *nightplan.Plan {
	r.t.Helper()
	planned, err := r.line.Night.Plan(r.t.Context(), r.all[0], plan.Options{Seed: 1, Effort: plan.EffortFor(nightEffort)})
	require.NoError(r.t, err)
	return planned
}

// whose returns who makes which visit at what time.
func (r *rig) whose() map[int64]string {
	r.t.Helper()
	all := map[int64]string{}
	for _, v := range r.visits() {
		if v.Status.Standing() {
			all[v.ID] = fmt.Sprint(v.Start, v.StudentID)
		}
	}
	return all
}

func TestTheNightPlanShortensRoundsAndKeepsPromises(t *testing.T) {
	t.Parallel()
	r := city(t, 20, 40)
	before := r.visits()
	planned := r.plans()
	require.Empty(t, planned.Uncovered)
	require.Less(t, planned.After, planned.Before)
	require.NotEmpty(t, planned.Reassignments)
	for _, m := range planned.Reassignments {
		require.NotEmpty(t, desk.BecauseWords(m.Because))
	}
	require.Equal(t, planned, r.plans(), "the same diary, the same plan")

	made, err := r.line.Night.Apply(t.Context(), r.all[0], planned)
	require.NoError(t, err)
	require.Equal(t, len(planned.Reassignments), made)
	for _, v := range r.visits() {
		at := slices.IndexFunc(before, func(b lists.VisitRow) bool { return b.ID == v.ID })
		require.Equal(t, before[at].Start, v.Start, "never a resident's time")
		if m := slices.IndexFunc(planned.Reassignments, func(m nightplan.Reassignment) bool { return m.Visit.ID == v.ID }); m >= 0 {
			require.Equal(t, planned.Reassignments[m].To, v.StudentID)
			history, err := r.line.Store.Reassignments(t.Context(), v.ID)
			require.NoError(t, err)
			require.Equal(t, []scheduling.Reassigned{{
				VisitID: v.ID, From: planned.Reassignments[m].From, To: v.StudentID, Because: planned.Reassignments[m].Because, At: r.now().UTC(),
			}}, history, "its reason is kept")
		}
	}
	again := r.plans()
	require.Empty(t, again.Reassignments, "nothing is left to do")
	require.Equal(t, planned.After, again.Before)
}

// A visit that changed between the snapshot and its plan is left as it is.
func TestTheNightPlanSkipsWhatChanged(t *testing.T) {
	t.Parallel()
	r := city(t, 20, 40)
	planned := r.plans()
	require.NotEmpty(t, planned.Reassignments)
	changed := planned.Reassignments[0].Visit
	_, err := r.line.Store.SetStatus(t.Context(), changed.ID, scheduling.Assigned, r.now())
	require.NoError(t, err)
	made, err := r.line.Night.Apply(t.Context(), r.all[0], planned)
	require.NoError(t, err)
	require.Less(t, made, len(planned.Reassignments))
	for _, v := range r.visits() {
		if v.ID == changed.ID {
			require.Equal(t, changed.StudentID, v.StudentID, "a student who was asked keeps the visit")
		}
	}
}

// An uncovered visit has a remedy; if a student is added, the plan assigns them.
func TestTheNightPlanNamesARemedy(t *testing.T) {
	t.Parallel()
	r := city(t, 6, 3)
	p := r.all[0]
	for n := range 6 { // all stop
		s, err := r.line.Store.StudentByPhone(t.Context(), p.Name, fmt.Sprintf("+3247%07d", n))
		require.NoError(t, err)
		for day := range 30 {
			exception := calendar.Exception{Day: calendar.DayOf(r.now(), p.Zone).Add(day), To: 24 * 60}
			require.NoError(t, r.line.Store.AddExceptions(t.Context(), s.ID, []calendar.Exception{exception}, r.now()))
		}
	}
	planned := r.plans()
	require.Len(t, planned.Uncovered, 3)
	require.Contains(t, desk.RemedyWords(planned.Uncovered[0], p.Zone), "hours on ")
	require.Contains(t, desk.RemedyWords(planned.Uncovered[0], p.Zone), "of a student with nl, itsme, near 20")
}

// One process runs the night plan of a night.
func TestOneProcessPlansTheNight(t *testing.T) {
	t.Parallel()
	r := city(t, 20, 40)
	before := r.whose()
	r.passes(17*time.Hour - time.Minute) // 02:59
	moved, err := r.line.Night.RunDue(t.Context(), r.all[:1], plan.EffortFor(nightEffort))
	require.NoError(t, err)
	if r.now().In(r.all[0].Zone).Hour() < 3 {
		require.Zero(t, moved)
		require.Equal(t, before, r.whose())
	}
	r.passes(2 * time.Hour)
	_, err = r.line.Night.RunDue(t.Context(), r.all[:1], plan.EffortFor(nightEffort))
	require.NoError(t, err)
	after := r.whose()
	require.NotEqual(t, before, after)
	moved, err = r.line.Night.RunDue(t.Context(), r.all[:1], plan.EffortFor(nightEffort))
	require.NoError(t, err)
	require.Zero(t, moved)
	require.Equal(t, after, r.whose())
}
