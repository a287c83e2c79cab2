package dispatch_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// roundOf is a store with one student's day.
type roundOf struct {
	dispatch.StudentStore
	visits  []dispatch.UpcomingVisit
	arrived int64
}

func (r *roundOf) StudentVisits(_ context.Context, _ int64, after time.Time) ([]dispatch.UpcomingVisit, error) {
	var visits []dispatch.UpcomingVisit
	for _, u := range r.visits {
		if u.End.After(after) {
			visits = append(visits, u)
		}
	}
	return visits, nil
}

func (r *roundOf) Arrived(_ context.Context, visit, _ int64, _ time.Time) error {
	r.arrived = visit
	return nil
}

// A report of arrival is about the visit of this hour, even if the previous one was
// never reported as done.
func TestWhichVisitAStudentIsAt(t *testing.T) {
	day := time.Date(2027, time.March, 22, 0, 0, 0, 0, time.UTC)
	at := func(h, m int) time.Time { return day.Add(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute) }
	const accepted, underway = scheduling.Accepted, scheduling.Underway
	for name, test := range map[string]struct {
		first, second scheduling.Status // at 10, and at half past 11; of an hour each
		now           time.Time
		want          int64
	}{
		"early for the first":                   {accepted, accepted, at(9, 40), 1},
		"too early for any":                     {accepted, accepted, at(9, 29), 0},
		"just early enough":                     {accepted, accepted, at(9, 30), 1},
		"late for the first":                    {accepted, accepted, at(10, 40), 1},
		"the first again":                       {underway, accepted, at(10, 55), 1},
		"the second, the first was forgotten":   {accepted, accepted, at(11, 25), 2},
		"the second, the first has no end":      {underway, accepted, at(11, 25), 2},
		"the second again":                      {underway, underway, at(11, 50), 2},
		"both are over, and the second is near": {accepted, accepted, at(12, 50), 2},
	} {
		t.Run(name, func(t *testing.T) {
			round := &roundOf{visits: []dispatch.UpcomingVisit{
				{Visit: scheduling.Visit{ID: 1, Status: test.first, Start: at(10, 0), End: at(11, 0)}},
				{Visit: scheduling.Visit{ID: 2, Status: test.second, Start: at(11, 30), End: at(12, 30)}},
			}}
			d := &dispatch.Students{Store: round, Dispatcher: &dispatch.Dispatcher{Now: func() time.Time { return test.now }}}
			visit, err := d.Arrived(t.Context(), &scheduling.Student{ID: 7})
			if test.want == 0 {
				require.ErrorIs(t, err, scheduling.ErrTooEarly)
				d.Dispatcher.Now = func() time.Time { return at(4, 0) }
				_, err = d.Arrived(t.Context(), &scheduling.Student{ID: 7})
				require.ErrorIs(t, err, scheduling.ErrNotFound, "nothing begins soon")
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.want, visit.ID)
			require.Equal(t, test.want, round.arrived)
		})
	}
}
