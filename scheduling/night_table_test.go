package scheduling

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/plan"
)

// diaryWith is a store that has nothing but a diary.
type diaryWith struct{ changes DiaryChanges }

func (d diaryWith) DiaryChanges(context.Context, string, Mark, time.Time) (DiaryChanges, error) {
	return d.changes, nil
}

func snapshotOf(t *testing.T, p *Programme, students []Student, visits []Visit) *Snapshot {
	t.Helper()
	diaries := &Diaries{Store: diaryWith{DiaryChanges{Students: students, Visits: visits, Mark: 1}}}
	snapshot, err := diaries.Snapshot(t.Context(), p, now())
	require.NoError(t, err)
	return snapshot
}

// nightTable is the planning problem of a student who has these visits, one after the
// other on a day that is far enough away to be planned anew.
func nightTable(t *testing.T, visits ...Visit) *table {
	t.Helper()
	p := tellingTown(t)
	for i := range visits {
		v := &visits[i]
		v.ID, v.StudentID, v.Postcode, v.Topic, v.Language = int64(i+1), 1, "1001", TopicItsme, "nl"
		v.Start = at(p, Day{2027, 3, 26}, Clock(9*60+90*i))
		v.End = v.Start.Add(time.Hour)
	}
	students := []Student{student(1, "1001", everyDay(9*60, 18*60)), student(2, "1001", everyDay(9*60, 18*60))}
	return newTable(snapshotOf(t, p, students, visits), Rules{Programme: p, Travel: p.Travel, Now: now()}, nil)
}

// Only a booked visit is given to somebody else in the night. One that a caller is
// looking at is theirs as they heard it: it stays where it is, however far away.
func TestTheNightPlanLeavesWhatIsHeldWhereItIs(t *testing.T) {
	soon := now().Add(time.Hour)
	table := nightTable(
		t,
		Visit{Status: Booked},
		Visit{Status: Held, Holder: "a caller", HeldUntil: soon},
		Visit{Status: Requested, HeldUntil: soon},
		Visit{Status: Assigned},
		Visit{Status: Accepted},
		Visit{Status: Held, Holder: "who hung up", HeldUntil: now()},
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

// However much travel a visit that is held costs where it is, the plan moves nothing
// but what is booked.
func TestTheNightPlanMovesOnlyWhatIsBooked(t *testing.T) {
	for _, status := range []Status{Booked, Held, Requested} {
		p := tellingTown(t)
		start := at(p, Day{2027, 3, 26}, 10*60)
		far := Visit{
			ID: 1, StudentID: 1, Postcode: "1004", Topic: TopicItsme, Language: "nl", Status: status,
			Holder: "a caller", HeldUntil: now().Add(time.Hour), Start: start, End: start.Add(time.Hour),
		}
		students := []Student{student(1, "1001", everyDay(9*60, 18*60)), student(2, "1004", everyDay(9*60, 18*60))}
		table := newTable(snapshotOf(t, p, students, []Visit{far}), Rules{Programme: p, Travel: p.Travel, Now: now()}, nil)
		solved, err := table.solve(context.Background(), plan.Options{Seed: 1, Effort: 1000})
		require.NoError(t, err)
		moved := slices.ContainsFunc(table.night(solved).Moves, func(m Reassignment) bool { return m.To == 2 })
		require.Equal(t, status == Booked, moved, "%s", status)
	}
}
