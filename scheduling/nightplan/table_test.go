package nightplan

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// diaryWith is a DiaryStore with fixed contents.
type diaryWith struct{ changes matching.DiaryChanges }

func (d diaryWith) DiaryChanges(context.Context, string, matching.Mark, time.Time) (matching.DiaryChanges, error) {
	return d.changes, nil
}

func snapshotOf(t *testing.T, p *scheduling.Programme, students []scheduling.Student, visits []scheduling.Visit) *matching.Snapshot {
	t.Helper()
	diaries := &matching.Diaries{Store: diaryWith{matching.DiaryChanges{Students: students, Visits: visits, Mark: 1}}}
	snapshot, err := diaries.Snapshot(t.Context(), p, schedulingtest.Now())
	require.NoError(t, err)
	return snapshot
}

// nightTable returns the planning problem of a student with these visits, in sequence
// on a day far enough ahead to be planned.
func nightTable(t *testing.T, visits ...scheduling.Visit) *table {
	t.Helper()
	p := schedulingtest.TownPlannedAhead(t)
	for i := range visits {
		v := &visits[i]
		v.ID, v.StudentID, v.Postcode, v.Topic, v.Language = int64(i+1), 1, "1001", scheduling.TopicItsme, "nl"
		v.Start = schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 26}, calendar.Clock(9*60+90*i))
		v.End = v.Start.Add(time.Hour)
	}
	students := []scheduling.Student{schedulingtest.Student(1, "1001", schedulingtest.EveryDay(9*60, 18*60)), schedulingtest.Student(2, "1001", schedulingtest.EveryDay(9*60, 18*60))}
	return newTable(snapshotOf(t, p, students, visits), matching.Rules{Programme: p, Travel: p.Travel, Now: schedulingtest.Now()}, nil)
}

// Only booked visits are reassigned. A held one stays as it was offered, however long
// the travel.
func TestTheNightPlanLeavesWhatIsHeldWhereItIs(t *testing.T) {
	soon := schedulingtest.Now().Add(time.Hour)
	table := nightTable(
		t,
		scheduling.Visit{Status: scheduling.Booked},
		scheduling.Visit{Status: scheduling.Held, Holder: "a caller", HeldUntil: soon},
		scheduling.Visit{Status: scheduling.Requested, HeldUntil: soon},
		scheduling.Visit{Status: scheduling.Assigned},
		scheduling.Visit{Status: scheduling.Accepted},
		scheduling.Visit{Status: scheduling.Held, Holder: "who hung up", HeldUntil: schedulingtest.Now()},
	)
	pinned := map[int64]bool{}
	for _, v := range table.problem.Visits {
		pinned[v.ID] = v.Pinned
		if v.Pinned {
			require.Equal(t, int64(1), table.shifts[v.Shift].student.ID, "the shift of the student who has it")
		}
	}
	require.Equal(t, map[int64]bool{1: false, 2: true, 3: true, 4: true, 5: true}, pinned)
	require.Equal(t, map[int64]bool{2: true, 3: true, 4: true, 5: true}, table.pinned)
}

// Even if a held visit costs much travel, the plan reassigns only booked ones.
func TestTheNightPlanMovesOnlyWhatIsBooked(t *testing.T) {
	for _, status := range []scheduling.Status{scheduling.Booked, scheduling.Held, scheduling.Requested} {
		p := schedulingtest.TownPlannedAhead(t)
		start := schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 26}, 10*60)
		far := scheduling.Visit{
			ID: 1, StudentID: 1, Postcode: "1004", Topic: scheduling.TopicItsme, Language: "nl", Status: status,
			Holder: "a caller", HeldUntil: schedulingtest.Now().Add(time.Hour), Start: start, End: start.Add(time.Hour),
		}
		students := []scheduling.Student{schedulingtest.Student(1, "1001", schedulingtest.EveryDay(9*60, 18*60)), schedulingtest.Student(2, "1004", schedulingtest.EveryDay(9*60, 18*60))}
		table := newTable(snapshotOf(t, p, students, []scheduling.Visit{far}), matching.Rules{Programme: p, Travel: p.Travel, Now: schedulingtest.Now()}, nil)
		solved, err := table.solve(context.Background(), plan.Options{Seed: 1, Effort: 1000})
		require.NoError(t, err)
		moved := slices.ContainsFunc(table.result(solved).Reassignments, func(m Reassignment) bool { return m.To == 2 })
		require.Equal(t, status == scheduling.Booked, moved, "%s", status)
	}
}

// The night takes visits away from whoever cannot be asked any more, says why, and gives
// them none, however near they live. What the student agreed to stays: the office calls them.
func TestTheNightPlansNobodyWhoCannotBeAsked(t *testing.T) {
	for status, moved := range map[scheduling.Status]bool{scheduling.Booked: true, scheduling.Accepted: false} {
		p := schedulingtest.TownPlannedAhead(t)
		start := schedulingtest.At(p, calendar.Day{Year: 2027, Month: 3, Day: 26}, 10*60)
		theirs := scheduling.Visit{
			ID: 1, StudentID: 1, Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl", Status: status, Start: start, End: start.Add(time.Hour),
		}
		far := theirs
		far.ID, far.StudentID, far.Status, far.Start, far.End = 2, 2, scheduling.Booked, start.Add(3*time.Hour), start.Add(4*time.Hour)
		students := []scheduling.Student{
			schedulingtest.Student(1, "1001", schedulingtest.EveryDay(9*60, 18*60)), schedulingtest.Student(2, "1004", schedulingtest.EveryDay(9*60, 18*60)),
		}
		students[0].OptedOut = true
		table := newTable(snapshotOf(t, p, students, []scheduling.Visit{theirs, far}), matching.Rules{Programme: p, Travel: p.Travel, Now: schedulingtest.Now()}, nil)
		solved, err := table.solve(context.Background(), plan.Options{Seed: 1, Effort: 1000})
		require.NoError(t, err)
		reassigned := table.result(solved).Reassignments
		require.Equal(t, moved, len(reassigned) == 1, "%s: %v", status, reassigned)
		if moved {
			require.Equal(t, int64(1), reassigned[0].Visit.ID)
			require.Equal(t, int64(2), reassigned[0].To)
			require.Equal(t, scheduling.BecauseOptedOut, reassigned[0].Because.Code)
		}
	}
}
