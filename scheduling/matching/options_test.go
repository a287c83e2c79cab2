package matching_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/matching/matchingtest"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// The student of a visit is listed as one who could take it if nobody is expected to go: who
// did not answer the text may say yes in a call. Another visit of theirs at that hour counts.
func TestWhoDidNotAnswerMayBeCalled(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	for name, c := range map[string]struct {
		unstaffed, busy bool
		want            int
	}{
		"they are expected":  {false, false, 0},
		"nobody goes":        {true, false, 1},
		"they are elsewhere": {true, true, 0},
	} {
		visit := schedulingtest.HourOf(p, 1, 24, 9*60, scheduling.Booked)
		visit.Topic, visit.Language, visit.Unstaffed = scheduling.TopicItsme, "nl", c.unstaffed
		visits := []scheduling.Visit{visit}
		if c.busy {
			visits = append(visits, schedulingtest.HourOf(p, 1, 24, 9*60+30, scheduling.Booked))
		}
		diaries := &matching.Diaries{Store: &matchingtest.DiaryBook{Changes: matching.DiaryChanges{
			Students: []scheduling.Student{onlyOn(1, 9*60, 10*60)}, Visits: visits,
		}}}
		options, err := diaries.Options(t.Context(), &visit, diaries.Rules(p, schedulingtest.OnDay(p, 22, 9*60)))
		require.NoError(t, err)
		require.Len(t, options, c.want, name)
	}
}
