package caps_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/caps"
)

// The week of a student is the programme's or their own, whichever is less; zero is none.
func TestWhichCapCounts(t *testing.T) {
	for _, c := range []struct{ programme, own, want float64 }{{20, 10, 10}, {10, 20, 10}, {0, 10, 10}, {10, 0, 10}, {0, 0, 0}} {
		limits := caps.Of(scheduling.Caps{HoursDay: 6, HoursWeek: c.programme, HoursYear: 650}, &scheduling.Student{MaxHoursWeek: c.own})
		require.Equal(t, caps.Limits{Day: 6, Week: c.want, Year: 650}, limits)
		require.InDelta(t, c.want, limits.For(caps.Week), 0)
	}
}

// A visit adds to the sums of a date exactly if both have that period in common: what is
// offered and what the night plans count the same.
func TestPeriodsAndSumsAreOneRule(t *testing.T) {
	day := rapid.Custom(func(t *rapid.T) calendar.Day {
		return calendar.Day{Year: 2026, Month: time.December, Day: 1}.Add(rapid.IntRange(0, 60).Draw(t, "day"))
	})
	rapid.Check(t, func(t *rapid.T) {
		on, other := caps.On(day.Draw(t, "on")), caps.On(day.Draw(t, "other"))
		sum := caps.NewHours(on, 0)
		sum.Add(other, time.Hour)
		common := map[caps.Kind]time.Duration{}
		for i, p := range on.Periods() {
			if other.Periods()[i] == p {
				common[p.Kind] = time.Hour
			}
		}
		if sum.Day != common[caps.Day] || sum.Week != common[caps.Week] || sum.Year != common[caps.Year] {
			t.Fatalf("%v and %v: %+v, not %v", on, other, sum, common)
		}
	})
}

// A cap may be reached, and not passed; the first that is passed is named.
func TestTheCapThatIsPassed(t *testing.T) {
	limits := caps.Limits{Day: 2, Week: 3, Year: 4}
	on := caps.On(calendar.Day{Year: 2027, Month: time.March, Day: 24})
	for hours, want := range map[time.Duration]caps.Kind{2 * time.Hour: "", 3 * time.Hour: caps.Day, 5 * time.Hour: caps.Day} {
		require.Equal(t, want, caps.NewHours(on, hours).Passed(limits))
	}
	for name, c := range map[string]struct {
		day  calendar.Day
		want caps.Kind
	}{
		"the same week":           {calendar.Day{Year: 2027, Month: time.March, Day: 22}, caps.Week},
		"the Sunday of that week": {calendar.Day{Year: 2027, Month: time.March, Day: 28}, caps.Week},
		"the week before":         {calendar.Day{Year: 2027, Month: time.March, Day: 21}, caps.Year},
		"the year before":         {calendar.Day{Year: 2026, Month: time.December, Day: 31}, ""},
	} {
		sum := caps.NewHours(on, 2*time.Hour)
		sum.Add(caps.On(c.day), 3*time.Hour)
		require.Equal(t, c.want, sum.Passed(limits), name)
	}
	require.Empty(t, caps.NewHours(on, 24*time.Hour).Passed(caps.Limits{}))
}
