package lists_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// A request that nobody confirmed in time has lapsed, also when its time was given free
// since and only the callback that waits for it tells so.
func TestARequestLapses(t *testing.T) {
	now := time.Date(2027, time.March, 22, 9, 0, 0, 0, time.UTC)
	before, after := now.Add(-time.Minute), now.Add(time.Minute)
	for name, c := range map[string]struct {
		status  scheduling.Status
		until   time.Time
		waiting bool
		lapsed  bool
	}{
		"requested, in time":                   {scheduling.Requested, after, true, false},
		"requested, too late":                  {scheduling.Requested, before, true, true},
		"requested, too late, callback closed": {scheduling.Requested, before, false, true},
		"given free, callback open":            {scheduling.Cancelled, before, true, true},
		"cancelled, and nobody waits":          {scheduling.Cancelled, before, false, false},
		"booked":                               {scheduling.Booked, time.Time{}, false, false},
		"booked, with the callback still open": {scheduling.Booked, time.Time{}, true, false},
	} {
		row := lists.VisitRow{Visit: scheduling.Visit{Status: c.status, HeldUntil: c.until}, Waiting: c.waiting}
		require.Equal(t, c.lapsed, row.Lapsed(now), name)
	}
}
