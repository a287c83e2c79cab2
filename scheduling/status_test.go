package scheduling_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// The named sets and the methods of Visit implement the same statuses twice, for speed;
// they must agree.
func TestTheSetsOfStatusesAgree(t *testing.T) {
	now := time.Date(2027, time.March, 8, 8, 0, 0, 0, time.UTC)
	for _, status := range scheduling.Statuses() {
		visit := scheduling.Visit{Status: status, HeldUntil: now}
		in := func(set []scheduling.Status) bool { return slices.Contains(set, status) }
		require.Equal(t, status.Standing(), in(scheduling.Occupying()), "occupying: %s", status)
		require.Equal(t, status.Standing() && !visit.Live(now), in(scheduling.Expiring()), "expiring: %s", status)
		require.Equal(t, status.Standing() || in([]scheduling.Status{scheduling.Completed, scheduling.NoShow}), in(scheduling.Counted()), "counted: %s", status)
		require.Equal(t, !in(scheduling.Counted()), in(scheduling.Vacant()), "vacant: %s", status)
		require.Equal(t, in(scheduling.Occupying()) && status != scheduling.Held, in(scheduling.Planned()), "planned: %s", status)
		require.Equal(t, in(scheduling.Planned()) && status != scheduling.Requested, in(scheduling.Promised()), "promised: %s", status)
		require.Equal(t, in(scheduling.Promised()) && status != scheduling.Underway, in(scheduling.Upcoming()), "upcoming: %s", status)
		require.Equal(t, in(scheduling.Upcoming()) && status != scheduling.Accepted, in(scheduling.Unanswered()), "unanswered: %s", status)
		require.Equal(t, !slices.ContainsFunc(scheduling.Statuses(), func(next scheduling.Status) bool { return status.CanBecome(next) == nil }), in(scheduling.Closed()), "closed: %s", status)
		require.Equal(t, status == scheduling.Held || status == scheduling.Released, in(scheduling.Offered()), "offered: %s", status)
	}
}
