package nightplan_test

import (
	"context"
	"errors"
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

// nightBook is a Store in memory.
type nightBook struct {
	mine      bool
	claim     map[string]error
	taken     map[int]error // by the number of earlier transfers
	claimed   []string
	planned   []string
	transfers []scheduling.Chain
}

func (b *nightBook) LastStudents(_ context.Context, programme string) (map[int64]int64, error) {
	b.planned = append(b.planned, programme)
	return map[int64]int64{}, nil
}

func (b *nightBook) Transfer(_ context.Context, r nightplan.TransferRequest) error {
	b.transfers = append(b.transfers, r.Chain)
	return b.taken[len(b.transfers)-1]
}

func (b *nightBook) ClaimNight(_ context.Context, programme string, day calendar.Day, _ time.Time) (bool, error) {
	b.claimed = append(b.claimed, programme+" "+day.String())
	return b.mine, b.claim[programme]
}

func nightAt(p *scheduling.Programme, now time.Time, students []scheduling.Student, visits ...scheduling.Visit) (*nightplan.Planner, *nightBook) {
	b := &nightBook{mine: true, claim: map[string]error{}, taken: map[int]error{}}
	diaries := &matching.Diaries{Store: &matchingtest.DiaryBook{Changes: matching.DiaryChanges{Students: students, Visits: visits}}}
	return &nightplan.Planner{Store: b, Diaries: diaries, Now: func() time.Time { return now }}, b
}

// The plan is made from planClock on, local time, by the one process that claims the
// night.
func TestWhenTheNightIsPlanned(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	for name, c := range map[string]struct {
		now              time.Time
		mine             bool
		claimed, planned []string
	}{
		"before three":                 {schedulingtest.OnDay(p, 24, 2*60+59), true, nil, nil},
		"after midnight":               {schedulingtest.OnDay(p, 24, 30), true, nil, nil},
		"at three":                     {schedulingtest.OnDay(p, 24, 3*60), true, []string{"town 2027-03-24"}, []string{"town"}},
		"late in the evening":          {schedulingtest.OnDay(p, 24, 23*60+30), true, []string{"town 2027-03-24"}, []string{"town"}},
		"another process has it":       {schedulingtest.OnDay(p, 24, 3*60), false, []string{"town 2027-03-24"}, nil},
		"at three, in summer time":     {schedulingtest.OnDay(p, 32, 3*60), true, []string{"town 2027-04-01"}, []string{"town"}},
		"before three, in summer time": {schedulingtest.OnDay(p, 32, 2*60+59), true, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			night, b := nightAt(p, c.now, nil)
			b.mine = c.mine
			moved, err := night.RunDue(t.Context(), scheduling.Programmes{p}, 10)
			require.NoError(t, err)
			require.Zero(t, moved)
			require.Equal(t, c.claimed, b.claimed)
			require.Equal(t, c.planned, b.planned)
		})
	}
}

// An error in one programme does not stop the others.
func TestOneNightThatFailsStopsNoOther(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	other := *p
	other.Name = "village"
	night, b := nightAt(p, schedulingtest.OnDay(p, 24, 4*60), nil)
	b.claim["village"] = errors.New("down")
	_, err := night.RunDue(t.Context(), scheduling.Programmes{&other, p}, 10)
	require.ErrorIs(t, err, b.claim["village"])
	require.Equal(t, []string{"town"}, b.planned)
}

func moveOn(p *scheduling.Programme, id int64, day int, from, to int64) nightplan.Reassignment {
	v := schedulingtest.HourOf(p, from, day, calendar.Clock(9*60+id*10), scheduling.Booked)
	v.ID = id
	return nightplan.Reassignment{Visit: v, From: from, To: to}
}

// Reassignments of one day between students who exchange visits are applied together,
// each once.
func TestMovesThatMakeSenseTogether(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	night, b := nightAt(p, schedulingtest.OnDay(p, 22, 4*60), nil)
	made, err := night.Apply(t.Context(), p, &nightplan.Plan{Reassignments: []nightplan.Reassignment{
		moveOn(p, 1, 25, 1, 2), moveOn(p, 2, 25, 3, 4), moveOn(p, 3, 25, 2, 3), moveOn(p, 4, 25, 4, 5),
		moveOn(p, 5, 26, 1, 2), moveOn(p, 6, 25, 8, 9),
	}})
	require.NoError(t, err)
	require.Equal(t, 6, made)
	require.Equal(t, []scheduling.Chain{
		{{VisitID: 1, From: 1, To: 2}, {VisitID: 3, From: 2, To: 3}, {VisitID: 2, From: 3, To: 4}, {VisitID: 4, From: 4, To: 5}},
		{{VisitID: 5, From: 1, To: 2}},
		{{VisitID: 6, From: 8, To: 9}},
	}, sortedChains(b.transfers))
}

// sortedChains sorts the transfers within each chain, whose order is irrelevant.
func sortedChains(chains []scheduling.Chain) []scheduling.Chain {
	order := []int64{1, 3, 2, 4, 5, 6}
	var sorted []scheduling.Chain
	for _, chain := range chains {
		var one scheduling.Chain
		for _, id := range order {
			for _, t := range chain {
				if t.VisitID == id {
					one = append(one, t)
				}
			}
		}
		sorted = append(sorted, one)
	}
	return sorted
}

// A batch that does not fit is tried again after the others. What has changed meanwhile
// stays.
func TestMovesAreTriedTwice(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	moves := &nightplan.Plan{Reassignments: []nightplan.Reassignment{moveOn(p, 1, 25, 1, 2), moveOn(p, 2, 26, 1, 2)}}
	night, b := nightAt(p, schedulingtest.OnDay(p, 22, 4*60), nil)
	b.taken[0] = scheduling.ErrSlotTaken
	made, err := night.Apply(t.Context(), p, moves)
	require.NoError(t, err)
	require.Equal(t, 2, made)
	require.Len(t, b.transfers, 3)

	night, b = nightAt(p, schedulingtest.OnDay(p, 22, 4*60), nil)
	b.taken[0], b.taken[2] = scheduling.ErrSlotTaken, scheduling.ErrSlotTaken
	made, err = night.Apply(t.Context(), p, moves)
	require.NoError(t, err)
	require.Equal(t, 1, made)
	require.Len(t, b.transfers, 3)

	night, b = nightAt(p, schedulingtest.OnDay(p, 22, 4*60), nil)
	b.taken[1] = errors.New("down")
	made, err = night.Apply(t.Context(), p, moves)
	require.ErrorIs(t, err, b.taken[1])
	require.Equal(t, 1, made)
}

// A visit is given to a student who lives nearer, helps with its topic and has hours
// left.
func TestWhoIsGivenAVisitInTheNight(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	p.Dispatch.Ask = 24 * time.Hour
	worked := schedulingtest.HourOf(p, 2, 22, 10*60, scheduling.Completed)
	for name, c := range map[string]struct {
		near   func(*scheduling.Student)
		visits []scheduling.Visit
		moves  bool
	}{
		"nearer":                      {func(*scheduling.Student) {}, nil, true},
		"no help with it":             {func(s *scheduling.Student) { s.Topics = []scheduling.Topic{scheduling.TopicBanking} }, nil, false},
		"help with it":                {func(s *scheduling.Student) { s.Topics = []scheduling.Topic{scheduling.TopicItsme} }, nil, true},
		"another language":            {func(s *scheduling.Student) { s.Languages = []scheduling.Language{"fr"} }, nil, false},
		"their hours are over":        {func(s *scheduling.Student) { s.MaxHoursWeek = 1 }, []scheduling.Visit{worked}, false},
		"their hours are just enough": {func(s *scheduling.Student) { s.MaxHoursWeek = 2 }, []scheduling.Visit{worked}, true},
		"no hours are left of before": {func(s *scheduling.Student) { s.MaxHoursWeek = 1 }, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			near := schedulingtest.AnyHour(2, "1004")
			c.near(&near)
			far := schedulingtest.HourOf(p, 1, 26, 10*60, scheduling.Booked)
			far.ID, far.Postcode = 5, "1004"
			night, _ := nightAt(p, schedulingtest.OnDay(p, 24, 4*60), []scheduling.Student{schedulingtest.AnyHour(1, "1001"), near}, append(c.visits, far)...)
			planned, err := night.Plan(t.Context(), p, plan.Options{Seed: 1, Effort: 1000})
			require.NoError(t, err)
			if !c.moves {
				require.Empty(t, planned.Reassignments)
				return
			}
			require.Len(t, planned.Reassignments, 1)
			require.Equal(t, int64(5), planned.Reassignments[0].Visit.ID)
			require.Equal(t, int64(2), planned.Reassignments[0].To)
		})
	}
}
