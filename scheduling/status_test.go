package scheduling_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	. "github.com/click-call-connect/helpline/scheduling"
)

// The sets by name, and what Visit reports of the same statuses, are written down
// in more than one place for speed: they must agree.
func TestTheSetsOfStatusesAgree(t *testing.T) {
	now := time.Date(2027, time.March, 8, 8, 0, 0, 0, time.UTC)
	for _, status := range Statuses() {
		visit := Visit{Status: status, HeldUntil: now}
		in := func(set []Status) bool { return slices.Contains(set, status) }
		require.Equal(t, status.Standing(), in(Occupying()), "occupying: %s", status)
		require.Equal(t, status.Standing() && !visit.Live(now), in(Expiring()), "expiring: %s", status)
		require.Equal(t, status.Standing() || in([]Status{Completed, NoShow}), in(Counted()), "counted: %s", status)
		require.Equal(t, !in(Counted()), in(Vacant()), "vacant: %s", status)
		require.Equal(t, in(Occupying()) && status != Held, in(Planned()), "planned: %s", status)
		require.Equal(t, in(Planned()) && status != Requested, in(Promised()), "promised: %s", status)
		require.Equal(t, in(Promised()) && status != Underway, in(Upcoming()), "upcoming: %s", status)
		require.Equal(t, in(Upcoming()) && status != Accepted, in(Unanswered()), "unanswered: %s", status)
		require.Equal(t, !slices.ContainsFunc(Statuses(), func(next Status) bool { return status.CanBecome(next) == nil }), in(Closed()), "closed: %s", status)
		require.Equal(t, status == Held || status == Released, in(Offered()), "offered: %s", status)
	}
}
