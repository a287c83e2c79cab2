package volunteers_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
)

// A volunteer belongs to the walk-in point of their neighbourhood.
func TestVolunteersByNeighbourhood(t *testing.T) {
	t.Parallel()
	town := schedulingtest.Town(t)
	hours, err := calendar.ParseOpening("mo 09:00-12:00")
	require.NoError(t, err)
	points := []scheduling.Digipunt{{Name: "North", Postcode: "1001", Opening: hours}, {Name: "South", Postcode: "1004", Opening: hours}}
	all := []volunteers.Volunteer{{ID: 1, Postcode: "9999"}, {ID: 2, Postcode: "1004"}, {ID: 3, Postcode: "1001"}}

	near := volunteers.Near(town, all, points, "1001")
	require.Equal(t, []int64{3, 2, 1}, []int64{near[0].ID, near[1].ID, near[2].ID})
	require.Equal(t, []string{"North", "South", ""}, []string{near[0].Point, near[1].Point, near[2].Point})
	require.Equal(t, int64(1), volunteers.Near(town, all, points, "")[0].ID, "without a postcode, as they came")
}

// Nobody is stuck: whoever stopped can begin again, and everybody can stop.
func TestNoVolunteerIsStuck(t *testing.T) {
	t.Parallel()
	for _, status := range volunteers.Statuses() {
		require.False(t, status.CanBecome(status), status)
		if status != volunteers.Stopped {
			require.True(t, status.CanBecome(volunteers.Stopped), status)
			require.False(t, status.CanBecome(volunteers.New), status)
		}
	}
	require.True(t, volunteers.Stopped.CanBecome(volunteers.Active))
}
