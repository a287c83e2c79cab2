package calendar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

const wallTime = "2006-01-02 15:04"

// wall returns an instant from a local time in Brussels.
func wall(t testing.TB, text string) time.Time {
	t.Helper()
	instant, err := time.ParseInLocation(wallTime, text, brussels(t))
	require.NoError(t, err)
	return instant
}

// hoursOf returns opening hours in Brussels.
func hoursOf(t testing.TB, opening string) OpeningHours {
	t.Helper()
	rules, err := ParseOpening(opening)
	require.NoError(t, err)
	return OpeningHours{Rules: rules, Zone: brussels(t)}
}

// spelled formats a span in Brussels local time, "" if there is none.
func spelled(t testing.TB, span Span, ok bool) string {
	t.Helper()
	require.Equal(t, ok, span != Span{})
	if !ok {
		return ""
	}
	require.Equal(t, time.UTC, span.From.Location())
	require.Equal(t, time.UTC, span.To.Location())
	zone := brussels(t)
	return span.From.In(zone).Format(wallTime) + " to " + span.To.In(zone).Format(wallTime)
}

func TestOpenNowAndNextOpening(t *testing.T) {
	const weekdays = "mo-fr 09:00-12:00"
	for _, test := range []struct{ name, opening, now, open, next string }{
		{"before the door opens", weekdays, "2027-03-22 08:59", "", "2027-03-22 09:00 to 2027-03-22 12:00"},
		{"as it opens", weekdays, "2027-03-22 09:00", "2027-03-22 09:00 to 2027-03-22 12:00", "2027-03-23 09:00 to 2027-03-23 12:00"},
		{"closing time is closed", weekdays, "2027-03-22 12:00", "", "2027-03-23 09:00 to 2027-03-23 12:00"},
		{"over the weekend", weekdays, "2027-03-19 12:00", "", "2027-03-22 09:00 to 2027-03-22 12:00"},
		{
			"hours that touch are one", "mo 09:00-12:00,12:00-16:00", "2027-03-15 11:59",
			"2027-03-15 09:00 to 2027-03-15 16:00", "2027-03-22 09:00 to 2027-03-22 16:00",
		},
		{
			"hours of two rules are one", "we 09:00-13:00; 1st-we 12:00-16:00", "2027-09-01 10:00",
			"2027-09-01 09:00 to 2027-09-01 16:00", "2027-09-08 09:00 to 2027-09-08 13:00",
		},
		{"a break is no opening", "mo 09:00-12:00,13:00-16:00", "2027-03-22 12:30", "", "2027-03-22 13:00 to 2027-03-22 16:00"},
		{"Easter Monday", weekdays, "2027-03-29 10:00", "", "2027-03-30 09:00 to 2027-03-30 12:00"},
		{"the next Monday is Easter Monday", "mo 09:00-12:00", "2027-03-22 12:00", "", "2027-04-05 09:00 to 2027-04-05 12:00"},
		{"a holiday on the third Wednesday", "3rd-we 13:00-16:00", "2027-07-20 10:00", "", "2027-08-18 13:00 to 2027-08-18 16:00"},
		{"a holiday of the programme", weekdays, "2027-05-06 10:00", "", "2027-05-10 09:00 to 2027-05-10 12:00"},
		{"a closed day", weekdays + "; closed 2027-03-23", "2027-03-23 10:00", "", "2027-03-24 09:00 to 2027-03-24 12:00"},
		{"the day before a closed day", weekdays + "; closed 2027-03-23", "2027-03-22 12:00", "", "2027-03-24 09:00 to 2027-03-24 12:00"},
		{
			"closed days over the new year", weekdays + "; gesloten 2027-12-24, 2027-12-27..2027-12-31", "2027-12-23 11:00",
			"2027-12-23 09:00 to 2027-12-23 12:00", "2028-01-03 09:00 to 2028-01-03 12:00",
		},
		{
			"the last closed day is closed too", "mo-su 09:00-12:00; closed 2027-08-01..2027-08-14", "2027-08-14 10:00",
			"", "2027-08-16 09:00 to 2027-08-16 12:00", // the 15th is a holiday
		},
		{"the first Wednesday", "1st-we 13:00-16:00", "2027-09-01 16:00", "", "2027-10-06 13:00 to 2027-10-06 16:00"},
		{
			"the last Wednesday, the fifth", "last-we 13:00-16:00", "2027-09-29 14:00",
			"2027-09-29 13:00 to 2027-09-29 16:00", "2027-10-27 13:00 to 2027-10-27 16:00",
		},
		{"the fifth, where it is the last", "last-we 13:00-16:00", "2027-09-22 14:00", "", "2027-09-29 13:00 to 2027-09-29 16:00"},
		{
			"over midnight", "sa 20:00-24:00; su 00:00-02:00", "2027-04-10 23:59",
			"2027-04-10 20:00 to 2027-04-11 02:00", "2027-04-17 20:00 to 2027-04-18 02:00",
		},
		{
			"after midnight", "sa 20:00-24:00; su 00:00-02:00", "2027-04-11 00:00",
			"2027-04-10 20:00 to 2027-04-11 02:00", "2027-04-17 20:00 to 2027-04-18 02:00",
		},
		{
			"midnight into a holiday", "su 20:00-24:00; mo 00:00-02:00", "2027-03-28 23:00",
			"2027-03-28 20:00 to 2027-03-29 00:00", "2027-04-04 20:00 to 2027-04-05 02:00",
		},
		{
			"day and night, between two holidays", "mo-su 00:00-24:00", "2027-06-15 12:00",
			"2027-05-18 00:00 to 2027-07-11 00:00", "2027-07-12 00:00 to 2027-07-21 00:00",
		},
		{"in sixty days", "closed 2027-09-01..2027-10-29; sa 10:00-11:00", "2027-08-31 10:00", "", "2027-10-30 10:00 to 2027-10-30 11:00"},
		{"later than that", "closed 2027-09-01..2027-10-30; su 10:00-11:00", "2027-08-31 10:00", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			hours, now := hoursOf(t, test.opening), wall(t, test.now)
			hours.Holidays = Holidays{Flemish: true, Extra: []Day{{2027, time.May, 7}}} // the day after Ascension
			open, isOpen := hours.At(now)
			require.Equal(t, test.open, spelled(t, open, isOpen))
			next, opens := hours.Next(now)
			require.Equal(t, test.next, spelled(t, next, opens))
		})
	}
}

// The hours are local times, also when the clocks change.
func TestOpeningsOnTheNightsClocksChange(t *testing.T) {
	for _, test := range []struct{ name, opening, day, from, to string }{
		{"an hour less", "su 01:00-04:00", "2027-03-28", "2027-03-28T00:00:00Z", "2027-03-28T02:00:00Z"},
		{"an hour that is none", "su 02:00-03:00", "2027-03-28", "2027-04-04T00:00:00Z", "2027-04-04T01:00:00Z"},
		{"what is around it touches", "su 01:00-02:00,03:00-04:00", "2027-03-28", "2027-03-28T00:00:00Z", "2027-03-28T02:00:00Z"},
		{"what moves past what follows", "su 02:30-02:50,03:00-03:20", "2027-03-28", "2027-03-28T01:00:00Z", "2027-03-28T01:20:00Z"},
		{"over midnight into it", "sa 22:00-24:00; su 00:00-04:00", "2027-03-27", "2027-03-27T21:00:00Z", "2027-03-28T02:00:00Z"},
		{"an hour more", "su 01:00-04:00", "2027-10-31", "2027-10-30T23:00:00Z", "2027-10-31T03:00:00Z"},
		{"the hour that comes twice", "su 02:00-03:00", "2027-10-31", "2027-10-31T00:00:00Z", "2027-10-31T02:00:00Z"},
		{"until the first of the two", "su 01:00-02:30", "2027-10-31", "2027-10-30T23:00:00Z", "2027-10-31T00:30:00Z"},
		{"the day after is as ever", "mo 09:00-12:00", "2027-10-31", "2027-11-08T08:00:00Z", "2027-11-08T11:00:00Z"}, // the 1st is a holiday
	} {
		t.Run(test.name, func(t *testing.T) {
			hours := hoursOf(t, test.opening)
			next, ok := hours.Next(wall(t, test.day+" 00:00"))
			require.True(t, ok)
			require.Equal(t, []string{test.from, test.to}, []string{next.From.Format(time.RFC3339), next.To.Format(time.RFC3339)})
			for _, inside := range []time.Time{next.From, next.To.Add(-time.Second)} {
				now, open := hours.At(inside)
				require.True(t, open)
				require.Equal(t, next, now)
			}
			_, open := hours.At(next.To)
			require.False(t, open)
		})
	}
}

// openMinutes holds, for every minute of the days around today, whether the place is
// open: an independent model of the openings.
type openMinutes struct {
	start   time.Time
	minutes []bool
}

func countMinutes(h OpeningHours, today Day) openMinutes {
	const days = 60 // as far as an opening is followed
	first, last := today.Add(-days), today.Add(days)
	start := first.At(0, h.Zone)
	all := openMinutes{start, make([]bool, last.Add(1).At(0, h.Zone).Sub(start)/time.Minute)}
	for day := first; !last.Before(day); day = day.Add(1) {
		for _, rule := range h.Rules {
			if !onByCounting(rule, day) || closedByCounting(h, day) || h.Holidays.On(day) {
				continue
			}
			for at := day.At(rule.From, h.Zone); at.Before(day.At(rule.To, h.Zone)); at = at.Add(time.Minute) {
				all.minutes[at.Sub(start)/time.Minute] = true
			}
		}
	}
	return all
}

// onByCounting computes OpeningRule.On by counting the weekdays of the month.
func onByCounting(rule OpeningRule, day Day) bool {
	if !rule.Closed.IsZero() || day.Weekday() != rule.Weekday {
		return false
	}
	before, after := 0, 0
	for other := (Day{day.Year, day.Month, 1}); other.Month == day.Month; other = other.Add(1) {
		if other.Weekday() == day.Weekday() && other.Before(day) {
			before++
		}
		if other.Weekday() == day.Weekday() && day.Before(other) {
			after++
		}
	}
	return rule.Ordinal == 0 || rule.Ordinal == before+1 || rule.Ordinal == -1 && after == 0
}

func closedByCounting(h OpeningHours, day Day) bool {
	for _, rule := range h.Rules {
		for closed := rule.Closed.First; !rule.Closed.IsZero() && !rule.Closed.Last.Before(closed); closed = closed.Add(1) {
			if closed == day {
				return true
			}
		}
	}
	return false
}

// span returns the span of open minutes around one.
func (o openMinutes) span(at int) Span {
	from, to := at, at
	for from > 0 && o.minutes[from-1] {
		from--
	}
	for to < len(o.minutes) && o.minutes[to] {
		to++
	}
	instant := func(minute int) time.Time { return o.start.Add(time.Duration(minute) * time.Minute).UTC() }
	return Span{instant(from), instant(to)}
}

func (o openMinutes) next(now time.Time) Span {
	for at := int(now.Sub(o.start)/time.Minute) + 1; at < len(o.minutes); at++ {
		if o.minutes[at] && !o.minutes[at-1] {
			return o.span(at)
		}
	}
	return Span{}
}

func TestOpeningsAgreeWithEveryMinute(t *testing.T) {
	zone := brussels(t)
	rapid.Check(t, func(t *rapid.T) {
		around := rapid.SampledFrom([]Day{
			{2027, time.March, 28}, {2027, time.October, 31}, {2027, time.December, 25}, {2028, time.February, 29},
		}).Draw(t, "around")
		today := around.Add(rapid.IntRange(-4, 4).Draw(t, "today"))
		hours := OpeningHours{Zone: zone, Holidays: Holidays{Flemish: true}, Rules: append(drawHours(t), drawClosed(t, today)...)}
		all := countMinutes(hours, today)
		for range 10 {
			seconds := rapid.IntRange(0, 23*60*60-1).Draw(t, "now") // the shortest day has 23 hours
			now := today.At(0, zone).Add(time.Duration(seconds) * time.Second)
			expected, at := Span{}, int(now.Sub(all.start)/time.Minute)
			if all.minutes[at] {
				expected = all.span(at)
			}
			open, isOpen := hours.At(now)
			require.Equal(t, all.minutes[at], isOpen)
			require.Equal(t, expected, open)
			next, opens := hours.Next(now)
			require.Equal(t, all.next(now), next)
			require.Equal(t, next != Span{}, opens)
		}
	})
}

// drawHours draws hours that may overlap and touch, day and night.
func drawHours(t *rapid.T) []OpeningRule {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) OpeningRule {
		half := rapid.IntRange(0, 47).Draw(t, "from")
		return OpeningRule{
			Ordinal: rapid.SampledFrom([]int{0, 0, 0, 1, 2, 5, -1}).Draw(t, "ordinal"),
			Weekday: time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday")),
			From:    Clock(half * 30),
			To:      Clock(rapid.OneOf(rapid.IntRange(half+1, 48), rapid.Just(48)).Draw(t, "to") * 30),
		}
	}), 0, 12).Draw(t, "hours")
}

// drawClosed draws closed days near a day.
func drawClosed(t *rapid.T, near Day) []OpeningRule {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) OpeningRule {
		first := near.Add(rapid.IntRange(-9, 9).Draw(t, "first"))
		return OpeningRule{Closed: Days{first, first.Add(rapid.OneOf(rapid.Just(0), rapid.IntRange(1, 20)).Draw(t, "more"))}}
	}), 0, 3).Draw(t, "closed")
}
