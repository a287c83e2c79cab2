package travel

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var (
	antwerpen = Place{"2000", "Antwerpen", 51.2199, 4.4025}
	zandvliet = Place{"2040", "Zandvliet", 51.3605, 4.3090}
)

func aBicycleTown() StraightLine {
	return StraightLine{
		Places:   map[string]Place{"2000": antwerpen, "2040": zandvliet},
		Detour:   1.3,
		Speed:    map[Means]float64{Bicycle: 15, Car: 25},
		Overhead: 2 * time.Minute,
	}
}

func TestDistanceFromAntwerpenToZandvliet(t *testing.T) {
	require.InDelta(t, 17, Distance(antwerpen, zandvliet), 0.3) // DOMAIN: 17 km in a straight line
	require.Zero(t, Distance(antwerpen, antwerpen))
}

func TestStraightLineTravel(t *testing.T) {
	travel := aBicycleTown()
	there, ok := travel.Between("2000", "2040", Bicycle)
	require.True(t, ok)
	require.InDelta(t, 17*1.3/15*60+2, there.Minutes(), 2)
	require.Zero(t, there%time.Minute, "whole minutes")

	back, ok := travel.Between("2040", "2000", Bicycle)
	require.True(t, ok)
	require.Equal(t, there, back)

	driving, ok := travel.Between("2000", "2040", Car)
	require.True(t, ok)
	require.Less(t, driving, there)

	unknownMeans, ok := travel.Between("2000", "2040", "unicycle")
	require.True(t, ok)
	require.Equal(t, there, unknownMeans, "as by bicycle")

	staying, ok := travel.Between("2000", "2000", Bicycle)
	require.True(t, ok)
	require.Zero(t, staying)

	_, ok = travel.Between("2000", "9000", Bicycle)
	require.False(t, ok)
	_, ok = travel.Between("9000", "9000", Bicycle)
	require.False(t, ok, "not even from an unknown place to itself")
}

func TestRoundUp(t *testing.T) {
	require.Equal(t, 2*time.Minute, wholeMinutes(61*time.Second))
	require.Equal(t, time.Minute, wholeMinutes(time.Minute))
	require.Zero(t, wholeMinutes(0))
}
