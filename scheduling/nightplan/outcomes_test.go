package nightplan_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/matching/matchingtest"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// night is what a plan is made of: it is Monday 22 March 2027, ten o'clock, and students
// are asked two days ahead.
type night struct {
	nightBook
	p        *scheduling.Programme
	students []scheduling.Student
	visits   []scheduling.Visit
	gone     []int64 // students who take no visits any more
	last     map[int64]int64
	lastErr  error
}

func (n *night) LastStudents(context.Context, string) (map[int64]int64, error) {
	return n.last, n.lastErr
}

func newNight(t *testing.T) *night {
	p := schedulingtest.TownPlannedAhead(t)
	p.Caps = scheduling.Caps{}
	return &night{p: p, last: map[int64]int64{}}
}

// student adds one who is always available.
func (n *night) student(id int64, postcode string) *scheduling.Student {
	n.students = append(n.students, schedulingtest.AnyHour(id, postcode))
	return &n.students[len(n.students)-1]
}

// visit adds one of an hour, with the resident that has its id and 100.
func (n *night) visit(id, student int64, postcode string, day int, clock calendar.Clock, status scheduling.Status) *scheduling.Visit {
	v := schedulingtest.HourOf(n.p, student, day, clock, status)
	v.ID, v.Postcode, v.ResidentID = id, postcode, 100+id
	n.visits = append(n.visits, v)
	return &n.visits[len(n.visits)-1]
}

func (n *night) plan(t *testing.T) *nightplan.Plan {
	t.Helper()
	diary := &matchingtest.DiaryBook{Changes: matching.DiaryChanges{Students: n.students, Gone: n.gone, Visits: n.visits}}
	planner := nightplan.Planner{Store: n, Diaries: &matching.Diaries{Store: diary}, Now: schedulingtest.Now}
	planned, err := planner.Plan(t.Context(), n.p, plan.Options{Seed: 1, Effort: 1000})
	require.NoError(t, err)
	return planned
}

// way is how long a student is on the way by bicycle.
func (n *night) way(t *testing.T, codes ...string) time.Duration {
	t.Helper()
	total := time.Duration(0)
	for i := range codes[1:] {
		way, known := n.p.Travel.Between(codes[i], codes[i+1], "")
		require.True(t, known)
		total += way.Truncate(time.Second)
	}
	return total
}

func transfersOf(planned *nightplan.Plan) []string {
	var made []string
	for _, m := range planned.Reassignments {
		made = append(made, fmt.Sprintf("visit %d: %d to %d, %s", m.Visit.ID, m.From, m.To, m.Because.Code))
	}
	return made
}

// Each reassignment has the reason for which it was made.
func TestWhyTheNightReassigns(t *testing.T) {
	for name, c := range map[string]struct {
		stage func(*night)
		want  string
	}{
		"the resident knows the other": {func(n *night) {
			n.student(1, "1001")
			n.student(2, "1004")
			n.visit(5, 1, "1004", 26, 10*60, scheduling.Booked)
			n.last[105] = 2
		}, "visit 5: 1 to 2, known"},
		"their student is no longer one": {func(n *night) {
			n.student(1, "1004")
			n.gone = []int64{1}
			n.student(2, "1004")
			n.visit(5, 1, "1004", 26, 10*60, scheduling.Booked)
		}, "visit 5: 1 to 2, stopped"},
		"their student is not available then": {func(n *night) {
			n.student(1, "1004").Weekly = schedulingtest.EveryDay(12*60, 18*60)
			n.student(2, "1001")
			n.visit(5, 1, "1004", 26, 10*60, scheduling.Booked)
		}, "visit 5: 1 to 2, unavailable"},
		"their student has another language": {func(n *night) {
			n.student(1, "1004").Languages = []scheduling.Language{"fr"}
			n.student(2, "1001")
			n.visit(5, 1, "1004", 26, 10*60, scheduling.Booked)
		}, "visit 5: 1 to 2, unavailable"},
		"the day is shorter, and the way is not": {func(n *night) {
			n.student(1, "1001")
			n.student(2, "1004")
			n.visit(6, 2, "1001", 26, 9*60, scheduling.Accepted)
			n.visit(5, 1, "1002", 26, 12*60, scheduling.Booked)
		}, "visit 5: 1 to 2, shorter_day"},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNight(t)
			c.stage(n)
			require.Equal(t, []string{c.want}, transfersOf(n.plan(t)))
		})
	}
}

// The way that is saved is the one from where the student would come: from their visit
// before it on that day, or from home.
func TestTheWayThatIsSaved(t *testing.T) {
	for name, c := range map[string]struct {
		stage   func(*night)
		instead []string
	}{
		"from home":                   {func(*night) {}, []string{"1001", "1003"}},
		"from the visit before":       {func(n *night) { n.visit(6, 1, "1002", 26, 9*60, scheduling.Accepted) }, []string{"1002", "1003"}},
		"not from one of another day": {func(n *night) { n.visit(6, 1, "1002", 25, 14*60, scheduling.Accepted) }, []string{"1001", "1003"}},
		"not from the one after":      {func(n *night) { n.visit(6, 1, "1002", 26, 15*60, scheduling.Accepted) }, []string{"1001", "1003"}},
		"not from somebody else's":    {func(n *night) { n.visit(6, 3, "1002", 26, 9*60, scheduling.Accepted) }, []string{"1001", "1003"}},
		"from the last of two before it": {func(n *night) {
			n.visit(6, 1, "1001", 26, 8*60, scheduling.Accepted)
			n.visit(7, 1, "1002", 26, 10*60, scheduling.Accepted)
		}, []string{"1002", "1003"}},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNight(t)
			n.student(1, "1001")
			n.student(2, "1003")
			n.student(3, "1002").Languages = []scheduling.Language{"fr"}
			n.visit(5, 1, "1003", 26, 12*60, scheduling.Booked)
			c.stage(n)
			planned := n.plan(t)
			require.Equal(t, []string{"visit 5: 1 to 2, shorter_way"}, transfersOf(planned))
			require.Equal(t, map[string]string{
				"minutes": fmt.Sprint(int(n.way(t, "1003", "1003").Minutes())), "instead": fmt.Sprint(int(n.way(t, c.instead...).Minutes())),
			}, planned.Reassignments[0].Because.Args)
		})
	}
}

// What a plan counts: the visits that could move, those that stay, and the travel of all
// rounds before and after.
func TestWhatAPlanCounts(t *testing.T) {
	n := newNight(t)
	n.student(1, "1001")
	n.student(2, "1004")
	n.visit(5, 1, "1004", 26, 10*60, scheduling.Booked)
	n.visit(6, 1, "1002", 26, 14*60, scheduling.Accepted)
	n.visit(7, 1, "1001", 24, 10*60-30, scheduling.Booked) // too soon to be moved
	n.visit(8, 1, "1001", 22, 9*60, scheduling.Booked)     // it has begun
	planned := n.plan(t)
	require.Equal(t, "town", planned.Programme)
	require.Equal(t, []int{1, 2}, []int{planned.Visits, planned.Fixed})
	require.Equal(t, []string{"visit 5: 1 to 2, shorter_way"}, transfersOf(planned))
	near := n.way(t, "1001", "1001", "1001")
	require.Equal(t, n.way(t, "1001", "1004", "1002", "1001")+near, planned.Before)
	require.Equal(t, n.way(t, "1001", "1002", "1001")+n.way(t, "1004", "1004", "1004")+near, planned.After)
	require.True(t, planned.Proven)

	n.visits = n.visits[1:]
	planned = n.plan(t)
	require.Empty(t, planned.Reassignments)
	require.Equal(t, n.way(t, "1001", "1002", "1001")+near, planned.Before)
	require.Equal(t, planned.Before, planned.After)
}

// What would help a visit that nobody can do.
func TestWhatWouldHelpAVisitThatNobodyCanDo(t *testing.T) {
	for name, c := range map[string]struct {
		stage func(*night)
		want  nightplan.Remedy
	}{
		"the way to it":        {func(n *night) { n.visit(5, 1, "9999", 26, 10*60, scheduling.Booked) }, nightplan.RemedyWay},
		"somebody who can":     {func(n *night) { n.visit(5, 1, "1001", 26, 10*60, scheduling.Booked).Language = "tr" }, nightplan.RemedyStudent},
		"later hours":          {func(n *night) { n.visit(5, 1, "1001", 26, 14*60, scheduling.Booked) }, nightplan.RemedyHours},
		"earlier hours":        {func(n *night) { n.visit(5, 1, "1001", 26, 8*60, scheduling.Booked) }, nightplan.RemedyHours},
		"hours that are wider": {func(n *night) { n.visit(5, 1, "1001", 26, 11*60+30, scheduling.Booked) }, nightplan.RemedyHours},
		"somebody more": {func(n *night) {
			n.visit(5, 1, "1001", 26, 10*60, scheduling.Booked)
			n.visit(6, 1, "1001", 26, 10*60+15, scheduling.Accepted)
		}, nightplan.RemedyOneMore},
		"somebody nearer": {func(n *night) { n.visit(5, 1, "1002", 26, 9*60, scheduling.Booked) }, nightplan.RemedyOneMore},
		"and at the end":  {func(n *night) { n.visit(5, 1, "1002", 26, 11*60, scheduling.Booked) }, nightplan.RemedyOneMore},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNight(t)
			n.student(1, "1001").Weekly = schedulingtest.EveryDay(9*60, 12*60)
			n.student(2, "1001").Languages = []scheduling.Language{"fr"}
			c.stage(n)
			planned := n.plan(t)
			require.Empty(t, planned.Reassignments)
			require.Len(t, planned.Uncovered, 1)
			require.Equal(t, int64(5), planned.Uncovered[0].Visit.ID)
			require.Equal(t, c.want, planned.Uncovered[0].Remedy)
		})
	}
}

// No plan gives anybody more hours of a day, a week or a year than they may work, with
// those that they have worked; what is planned counts once.
func TestThePlanKeepsHoursWithinTheirCaps(t *testing.T) {
	for name, c := range map[string]struct {
		caps  scheduling.Caps
		week  float64
		stage func(*night)
		moves bool
	}{
		"a day is full":           {scheduling.Caps{HoursDay: 1}, 0, func(n *night) { n.visit(6, 2, "1004", 26, 14*60, scheduling.Accepted) }, false},
		"a day is just full":      {scheduling.Caps{HoursDay: 2}, 0, func(n *night) { n.visit(6, 2, "1004", 26, 14*60, scheduling.Accepted) }, true},
		"another day is":          {scheduling.Caps{HoursDay: 1}, 0, func(n *night) { n.visit(6, 2, "1004", 25, 14*60, scheduling.Accepted) }, true},
		"a week is full":          {scheduling.Caps{HoursWeek: 1}, 0, func(n *night) { n.visit(6, 2, "1004", 25, 14*60, scheduling.Accepted) }, false},
		"a week is just full":     {scheduling.Caps{HoursWeek: 2}, 0, func(n *night) { n.visit(6, 2, "1004", 25, 14*60, scheduling.Accepted) }, true},
		"worked this week":        {scheduling.Caps{HoursWeek: 1}, 0, func(n *night) { n.visit(6, 2, "1004", 22, 8*60, scheduling.Completed) }, false},
		"worked last week":        {scheduling.Caps{HoursWeek: 1}, 0, func(n *night) { n.visit(6, 2, "1004", 21, 14*60, scheduling.Completed) }, true},
		"the student's own":       {scheduling.Caps{HoursWeek: 5}, 1, func(n *night) { n.visit(6, 2, "1004", 22, 8*60, scheduling.Completed) }, false},
		"the programme's, lower":  {scheduling.Caps{HoursWeek: 1}, 5, func(n *night) { n.visit(6, 2, "1004", 22, 8*60, scheduling.Completed) }, false},
		"both are enough":         {scheduling.Caps{HoursWeek: 5}, 2, func(n *night) { n.visit(6, 2, "1004", 22, 8*60, scheduling.Completed) }, true},
		"a year is full":          {scheduling.Caps{HoursYear: 1}, 0, func(n *night) { n.visit(6, 2, "1004", 1, 14*60, scheduling.Completed) }, false},
		"a year is just full":     {scheduling.Caps{HoursYear: 2}, 0, func(n *night) { n.visit(6, 2, "1004", 1, 14*60, scheduling.Completed) }, true},
		"what was cancelled":      {scheduling.Caps{HoursYear: 1}, 0, func(n *night) { n.visit(6, 2, "1004", 1, 14*60, scheduling.Cancelled) }, true},
		"it is worked at present": {scheduling.Caps{HoursWeek: 1}, 0, func(n *night) { n.visit(6, 2, "1004", 22, 10*60, scheduling.Underway) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNight(t)
			n.p.Caps = c.caps
			n.student(1, "1001")
			n.student(2, "1004").MaxHoursWeek = c.week
			n.visit(5, 1, "1004", 26, 10*60, scheduling.Booked)
			c.stage(n)
			want := []string(nil)
			if c.moves {
				want = []string{"visit 5: 1 to 2, shorter_way"}
			}
			require.Equal(t, want, transfersOf(n.plan(t)))
		})
	}
}

// Of several who can, a visit goes to who has worked least, if the programme weighs that.
func TestThePlanIsFair(t *testing.T) {
	for least, worked := range map[int64][]int64{13: {12, 12, 14}, 14: {12, 13, 13}, 12: {13, 14}} {
		n := newNight(t)
		n.p.Plan.Fair = 10 * time.Hour
		n.student(1, "1001").Languages = nil
		for id := int64(12); id <= 14; id++ {
			n.student(id, "1004")
		}
		for i, id := range worked {
			n.visit(int64(20+i), id, "1004", 15+i, 14*60, scheduling.Completed)
		}
		n.visit(5, 1, "1004", 26, 10*60, scheduling.Booked)
		require.Equal(t, []string{fmt.Sprintf("visit 5: 1 to %d, unavailable", least)}, transfersOf(n.plan(t)), "%v have worked", worked)
	}
}

// A resident keeps the student they know, unless that costs more than the programme
// gives for it.
func TestWhatItCostsToKeepAStudentWhoIsKnown(t *testing.T) {
	saved := func(n *night) time.Duration {
		return n.way(t, "1001", "1004", "1001") - n.way(t, "1004", "1004", "1004")
	}
	for name, c := range map[string]struct {
		known time.Duration
		last  int64
		moves bool
	}{
		"they know their student":          {time.Second, 1, false},
		"not so well":                      {-time.Second, 1, true},
		"they know nobody":                 {time.Second, 0, true},
		"they know the other":              {time.Second, 2, true},
		"they know somebody who is absent": {time.Second, 9, true},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNight(t)
			n.student(1, "1001")
			n.student(2, "1004")
			n.visit(5, 1, "1004", 26, 10*60, scheduling.Booked)
			n.p.Plan.Known = saved(n) + c.known
			if c.last != 0 {
				n.last[105] = c.last
			}
			require.Equal(t, c.moves, len(n.plan(t).Reassignments) == 1)
		})
	}
}

// Between two visits there is the programme's gap at least, at the same door as well.
func TestThePlanKeepsTheGap(t *testing.T) {
	for between, moves := range map[calendar.Clock]bool{29: true, 30: false} {
		n := newNight(t)
		n.p.Visit.Gap = 30 * time.Minute
		n.student(1, "1001")
		n.student(2, "1001")
		n.visit(5, 1, "1002", 26, 10*60, scheduling.Booked)
		n.visit(6, 1, "1002", 26, 11*60+between, scheduling.Booked)
		require.Equal(t, moves, len(n.plan(t).Reassignments) == 1, "%d minutes", between)
	}
}

// Hours of today that are over, and students from where nobody knows the way, are none.
func TestHoursThatAreOverAreNone(t *testing.T) {
	n := newNight(t)
	n.student(1, "1001").Weekly = schedulingtest.EveryDay(9*60, 10*60)
	n.student(2, "9999")
	n.student(3, "1001").Weekly = schedulingtest.EveryDay(8*60, 13*60)
	n.visit(5, 3, "1001", 26, 10*60, scheduling.Booked)
	n.visit(6, 3, "1001", 22, 11*60, scheduling.Accepted)
	planned := n.plan(t)
	require.Empty(t, planned.Reassignments)
	require.Empty(t, planned.Uncovered)
	require.Equal(t, 1, planned.Fixed)
}

// Moves of the same day that share a student are one batch; sharing nobody, two, in
// whatever order they come.
func TestBatchesThatShareAStudent(t *testing.T) {
	for name, last := range map[string]nightplan.Reassignment{
		"who gives": {From: 2, To: 5}, "who takes": {From: 5, To: 2}, "who gives twice": {From: 1, To: 5}, "who takes once": {From: 5, To: 1},
	} {
		t.Run(name, func(t *testing.T) {
			p := schedulingtest.MatchingTown(t)
			planner, b := nightAt(p, schedulingtest.OnDay(p, 22, 4*60), nil)
			made, err := planner.Apply(t.Context(), p, &nightplan.Plan{Reassignments: []nightplan.Reassignment{
				moveOn(p, 1, 25, 8, 9), moveOn(p, 2, 25, 1, 2), moveOn(p, 3, 25, last.From, last.To),
			}})
			require.NoError(t, err)
			require.Equal(t, 3, made)
			require.Equal(t, []scheduling.Chain{
				{{VisitID: 1, From: 8, To: 9}}, {{VisitID: 2, From: 1, To: 2}, {VisitID: 3, From: last.From, To: last.To}},
			}, b.transfers)
		})
	}
}

// A plan that lacks what it is made from is none.
func TestAPlanFromHalfTheFactsIsNone(t *testing.T) {
	n := newNight(t)
	n.lastErr = errors.New("down")
	planner := nightplan.Planner{Store: n, Diaries: &matching.Diaries{Store: &matchingtest.DiaryBook{}}, Now: schedulingtest.Now}
	_, err := planner.Plan(t.Context(), n.p, plan.Options{Effort: 1})
	require.ErrorIs(t, err, n.lastErr)
	n.mine, n.claim = true, map[string]error{}
	_, err = planner.RunDue(t.Context(), scheduling.Programmes{n.p}, 1)
	require.ErrorIs(t, err, n.lastErr)
	require.ErrorContains(t, err, "town")
}

// Of two promises that one student cannot keep both, the earlier one is planned with, and
// so is everything else that is promised.
func TestPromisesThatOverlapDoNotStopThePlan(t *testing.T) {
	n := newNight(t)
	n.student(1, "1001")
	n.student(2, "1004")
	n.visit(6, 1, "1003", 26, 9*60, scheduling.Accepted)
	n.visit(7, 1, "1001", 26, 9*60+30, scheduling.Accepted)
	n.visit(8, 1, "1002", 25, 14*60, scheduling.Accepted)
	n.visit(5, 1, "1004", 27, 10*60, scheduling.Booked)
	planned := n.plan(t)
	require.Equal(t, []string{"visit 5: 1 to 2, shorter_way"}, transfersOf(planned))
	require.Equal(t, n.way(t, "1001", "1003", "1001")+n.way(t, "1001", "1002", "1001"), planned.After)
}

// A promise of the first hours of the first student stays where it is; where nobody knows
// the way to is no part of the travel.
func TestPromisesOfTodayStay(t *testing.T) {
	n := newNight(t)
	n.student(1, "1001")
	n.visit(6, 1, "1002", 22, 14*60, scheduling.Accepted)
	n.visit(7, 1, "9999", 22, 18*60, scheduling.Accepted)
	planned := n.plan(t)
	require.Equal(t, 1, planned.Fixed)
	require.Equal(t, n.way(t, "1001", "1002", "1001"), planned.Before)
}

// noDiary is a diary that cannot be read.
type noDiary struct{ err error }

func (d noDiary) DiaryChanges(context.Context, string, matching.Mark, time.Time) (matching.DiaryChanges, error) {
	return matching.DiaryChanges{}, d.err
}

func TestAPlanWithoutADiaryIsNone(t *testing.T) {
	n := newNight(t)
	diary := noDiary{errors.New("down")}
	planner := nightplan.Planner{Store: n, Diaries: &matching.Diaries{Store: diary}, Now: schedulingtest.Now}
	_, err := planner.Plan(t.Context(), n.p, plan.Options{Effort: 1})
	require.ErrorIs(t, err, diary.err)
}
