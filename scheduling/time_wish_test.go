package scheduling_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func TestWhatAWishAllows(t *testing.T) {
	noon := time.Date(2027, 3, 28, 12, 0, 0, 0, time.UTC) // a Sunday
	for _, c := range []struct {
		wish scheduling.TimeWish
		at   time.Time
		want bool
	}{
		{scheduling.TimeWish{}, noon, true},
		{scheduling.TimeWish{Part: scheduling.Morning}, noon.Add(-time.Minute), true},
		{scheduling.TimeWish{Part: scheduling.Morning}, noon, false},
		{scheduling.TimeWish{Part: scheduling.Afternoon}, noon, true},
		{scheduling.TimeWish{Weekday: 7}, noon, true},
		{scheduling.TimeWish{Weekday: 1}, noon, false},
		{scheduling.TimeWish{Weekday: 1}, noon.AddDate(0, 0, 1), true},
		{scheduling.TimeWish{Part: scheduling.Morning, Weekday: 7}, noon, false},
	} {
		require.Equal(t, c.want, c.wish.Allows(c.at), "%v at %v", c.wish, c.at)
	}
}

func TestTheHalvesOfADay(t *testing.T) {
	both, none := []scheduling.DayPart{scheduling.Morning, scheduling.Afternoon}, []scheduling.DayPart(nil)
	for want, rule := range map[int]scheduling.VisitRule{
		2: {From: 9 * 60, To: 19 * 60, Length: time.Hour},
		1: {From: 9 * 60, To: 12*60 + 30, Length: time.Hour}, // the last begins at half past eleven
		0: {From: 12 * 60, To: 12*60 + 30, Length: time.Hour},
	} {
		require.Equal(t, append(none, both[:want]...), rule.Halves())
	}
	late := scheduling.VisitRule{From: 13 * 60, To: 18 * 60, Length: time.Hour}
	require.Equal(t, both[1:], late.Halves())
}
