package booking_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// begun is a visit that began so long before nine o'clock on the 22nd.
func begun(p *scheduling.Programme, ago time.Duration, status scheduling.Status) scheduling.Visit {
	v := schedulingtest.HourOf(p, 1, 22, 9*60, status)
	v.Start = v.Start.Add(-ago)
	v.End = v.Start.Add(45 * time.Minute)
	return v
}

// A visit took as long as its student writes, or as long as it was planned for; a day is
// no length.
func TestHowLongAVisitTook(t *testing.T) {
	for name, c := range map[string]struct {
		took, want time.Duration
		minutes    string
	}{
		"not said":          {0, 45 * time.Minute, "45"},
		"a minute":          {time.Minute, time.Minute, "1"},
		"as long as can be": {scheduling.MaxVisitLength, scheduling.MaxVisitLength, ""},
		"longer":            {scheduling.MaxVisitLength + 1, 0, ""},
		"less than nothing": {-1, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			desk, l, p := keptLedger(t)
			v := begun(p, time.Hour, scheduling.Underway)
			closed, err := desk.Finish(t.Context(), p, v, c.took)
			if c.want == 0 {
				require.ErrorIs(t, err, scheduling.ErrInvalid)
				require.Zero(t, l.closed)
				return
			}
			require.NoError(t, err)
			require.Equal(t, v.ID, closed.ID)
			require.Equal(t, c.want, l.closed.Took)
			if c.minutes != "" {
				require.NotNil(t, l.closed.Settle)
				l.closed.Settle = nil
				require.Equal(t, booking.CloseRequest{
					Visit: v.Ref(), Status: scheduling.Completed, Took: c.want, Note: scheduling.NoteTookPlace.With("minutes", c.minutes), Now: desk.Now(),
				}, l.closed)
			}
		})
	}
}

// Whoever said that they would come and did not is a no-show; a visit that nobody had
// said yes to is cancelled.
func TestAVisitToWhichNobodyCame(t *testing.T) {
	for status, want := range map[scheduling.Status]scheduling.Status{
		scheduling.Accepted: scheduling.NoShow, scheduling.Underway: scheduling.NoShow,
		scheduling.Booked: scheduling.Cancelled, scheduling.Assigned: scheduling.Cancelled,
	} {
		desk, l, p := keptLedger(t)
		v := begun(p, time.Hour, status)
		p.Voucher.NoShow = map[scheduling.Absent]scheduling.MissedRule{scheduling.AbsentResident: scheduling.SpendMissed}
		_, err := desk.MarkNoShow(t.Context(), p, v, scheduling.AbsentResident)
		require.NoError(t, err)
		spent := map[scheduling.Status]int{scheduling.NoShow: 60}[want]
		require.Equal(t, spent, l.closed.Settle(60), "%s: a visit that nobody had said yes to costs nothing", status)
		require.Equal(t, scheduling.NoteNobodyHome.With(), l.closed.Note)
		_, err = desk.MarkNoShow(t.Context(), p, v, scheduling.AbsentStudent)
		require.NoError(t, err)
		require.Zero(t, l.closed.Settle(60), "what the student missed costs the resident nothing")
		l.closed.Settle = nil
		require.Equal(t, booking.CloseRequest{Visit: v.Ref(), Status: want, Note: scheduling.NoteNobodyCame.With(), Now: desk.Now()}, l.closed, status)
	}
}

// Nothing is noted of a visit that has not begun.
func TestAVisitIsClosedWhenItHasBegun(t *testing.T) {
	desk, l, p := keptLedger(t)
	for ago, want := range map[time.Duration]error{0: nil, -time.Second: scheduling.ErrTransition} {
		_, err := desk.Finish(t.Context(), p, begun(p, ago, scheduling.Accepted), 0)
		require.ErrorIs(t, err, want)
		_, err = desk.MarkNoShow(t.Context(), p, begun(p, ago, scheduling.Accepted), scheduling.AbsentStudent)
		require.ErrorIs(t, err, want)
	}
	l.err = errStore
	_, err := desk.Finish(t.Context(), p, begun(p, time.Hour, scheduling.Accepted), 0)
	require.ErrorIs(t, err, errStore)
}
