package digipunt

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

func walkIn(t require.TestingT, opening string) scheduling.Digipunt {
	rules, err := calendar.ParseOpening(opening)
	require.NoError(t, err)
	return scheduling.Digipunt{Name: "Digipunt", Postcode: "1001", Opening: rules}
}

// onTheWall formats a span in Brussels local time.
func onTheWall(p *scheduling.Programme, span calendar.Span) string {
	const layout = "2006-01-02 15:04"
	return span.From.In(p.Zone).Format(layout) + " to " + span.To.In(p.Zone).Format(layout)
}

func namesOf(near []Nearby) []string {
	var names []string
	for _, n := range near {
		names = append(names, n.Name)
	}
	return names
}

func TestNearestFirst(t *testing.T) {
	p := schedulingtest.Town(t)
	p.Nearby = map[string]travel.Place{"1009": {Postcode: "1009", Lat: 51, Lon: 4.06}}
	point := func(name, postcode, opening string) scheduling.Digipunt {
		d := walkIn(t, opening)
		d.Name, d.Postcode = name, postcode
		return d
	}
	const mornings, afternoons = "mo-fr 09:00-12:00", "mo-fr 13:00-16:00"
	points := []scheduling.Digipunt{
		point("nowhere", "9999", mornings),
		point("far", "1004", mornings),
		point("b closed", "1002", afternoons),
		point("a closed", "1002", afternoons),
		point("d open", "1002", mornings),
		point("c open", "1002", mornings),
		point("here", "1001", "5th-mo 09:00-10:00; closed 2027-03-29..2027-12-31"),
	}
	near, err := Nearest(p, points, "1001", schedulingtest.Now(), 7)
	require.NoError(t, err)
	require.Equal(t, []string{"here", "c open", "d open", "a closed", "b closed", "far", "nowhere"}, namesOf(near))
	require.Equal(t, "nowhere", points[0].Name, "what was given keeps its order")

	require.Zero(t, near[0].Distance)
	require.Zero(t, near[0].Hours, "no opening in sixty days")
	require.InDelta(t, 3.5, near[1].Distance, 0.01)
	require.True(t, near[1].Open)
	require.Equal(t, "2027-03-22 09:00 to 2027-03-22 12:00", onTheWall(p, near[1].Hours))
	require.False(t, near[3].Open)
	require.Equal(t, "2027-03-22 13:00 to 2027-03-22 16:00", onTheWall(p, near[3].Hours))
	require.InDelta(t, UnknownDistance, near[6].Distance, 0)
	_, err = json.Marshal(near)
	require.NoError(t, err)

	for count, expected := range map[int]int{-1: 0, 0: 0, 3: 3, 8: 7} {
		some, err := Nearest(p, points, "1001", schedulingtest.Now(), count)
		require.NoError(t, err)
		require.Len(t, some, expected)
	}
	near, err = Nearest(p, points, "1009", schedulingtest.Now(), 1)
	require.NoError(t, err)
	require.Equal(t, []string{"c open"}, namesOf(near), "asked for from a postcode that is not served")
}

func TestNearestToAnUnknownPostcode(t *testing.T) {
	near, err := Nearest(schedulingtest.Town(t), []scheduling.Digipunt{walkIn(t, "mo 09:00-12:00")}, "9999", schedulingtest.Now(), 3)
	require.ErrorIs(t, err, scheduling.ErrNotFound)
	require.Empty(t, near)
	require.NotContains(t, err.Error(), "9999", "errors are logged, addresses are not")
}

func TestNearestDoesNotDependOnTheOrderGiven(t *testing.T) {
	p := schedulingtest.Town(t)
	rapid.Check(t, func(t *rapid.T) {
		points := make([]scheduling.Digipunt, rapid.IntRange(0, 6).Draw(t, "points"))
		for i := range points {
			points[i] = scheduling.Digipunt{
				ID: int64(i), Name: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "name"),
				Postcode: rapid.SampledFrom([]string{"1001", "1003", "9999", "9998"}).Draw(t, "postcode"),
				Opening:  walkIn(t, rapid.SampledFrom([]string{"mo 09:00-12:00", "mo 13:00-16:00", "tu 09:00-12:00"}).Draw(t, "opening")).Opening,
			}
		}
		expected, err := Nearest(p, points, "1001", schedulingtest.Now(), len(points))
		require.NoError(t, err)
		again, err := Nearest(p, rapid.Permutation(points).Draw(t, "shuffled"), "1001", schedulingtest.Now(), len(points))
		require.NoError(t, err)
		require.Equal(t, expected, again)
	})
}
