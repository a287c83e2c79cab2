package courses_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/courses"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

func TestCoursesNearbyThatAreToCome(t *testing.T) {
	t.Parallel()
	town, now := schedulingtest.Town(t), schedulingtest.Now()
	in := func(hours int) calendar.Span {
		from := now.Add(time.Duration(hours) * time.Hour)
		return calendar.Span{From: from, To: from.Add(time.Hour)}
	}
	town.Courses = []scheduling.Course{
		{Name: "elsewhere", Postcode: "9999", Sessions: []calendar.Span{in(1)}},
		{Name: "far", Postcode: "1004", Sessions: []calendar.Span{in(1)}},
		{Name: "here, later", Postcode: "1001", Sessions: []calendar.Span{in(48)}},
		{Name: "here, over", Postcode: "1001", Sessions: []calendar.Span{in(-1)}},
		{Name: "here, begun", Postcode: "1001", Sessions: []calendar.Span{in(-24), in(24), in(30)}},
	}
	near, err := courses.Nearest(town, "1001", now)
	require.NoError(t, err)
	var names []string
	for i := range near {
		names = append(names, near[i].Name)
	}
	require.Equal(t, []string{"here, begun", "here, later", "far"}, names)
	require.Equal(t, 2, near[0].Left)
	require.Equal(t, in(24), near[0].Next)

	_, err = courses.Nearest(town, "9999", now)
	require.ErrorIs(t, err, scheduling.ErrNotFound)
	require.NotContains(t, err.Error(), "9999")
	_, err = courses.Nearest(town, "1001", now.Add(100*time.Hour))
	require.ErrorIs(t, err, scheduling.ErrNotFound)
}
