package students_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// The texts of students name these days on Wednesday 24 March 2027 and around it.
func TestTheDaysThatAStudentNames(t *testing.T) {
	for name, c := range map[string]struct {
		clock, text string
		from, to    int // 0 if none was noted
	}{
		"until next week":             {"2027-03-24 10:00", "niet tot volgende week", 24, 28},
		"next week included":          {"2027-03-24 10:00", "niet t/m volgende week", 24, 35},
		"a day of this week, over":    {"2027-03-24 10:00", "dinsdag deze week niet", 0, 0},
		"a day of this week, to come": {"2027-03-24 10:00", "vrijdag deze week niet", 26, 26},
		"a day of next week":          {"2027-03-24 10:00", "vrijdag volgende week niet", 33, 33},
		"today by its date":           {"2027-03-24 10:00", "niet 24/3", 24, 24},
		"today by its name":           {"2027-03-24 10:00", "niet woensdag", 24, 24},
		"92 days":                     {"2027-03-24 10:00", "niet van 1/4 tot 1/7", 32, 123},
		"more than 92":                {"2027-03-24 10:00", "niet van 1/4 tot 2/7", 0, 0},
		"no time of day":              {"2027-03-24 10:00", "niet vr 14:60-18:00", 0, 0},
		"the last minute of an hour":  {"2027-03-24 10:00", "niet vr 24:30-25:00", 0, 0},
		"from one weekday to another": {"2027-03-24 10:00", "niet van vr tot zo", 26, 28},
	} {
		t.Run(name, func(t *testing.T) {
			s := studentTexts(t)
			s.text(c.clock, c.text)
			if c.from == 0 {
				require.Empty(t, s.roster.away)
				return
			}
			require.Equal(t, wholeDays(c.from, c.to), s.roster.away)
		})
	}
}

// If the hours of a weekday are over today, those of next week are meant.
func TestHoursThatAreOverAreNextWeeks(t *testing.T) {
	for clock, day := range map[string]int{"15:59": 25, "16:00": 32, "16:01": 32} {
		s := studentTexts(t)
		s.text("2027-03-25 "+clock, "extra do 13-16")
		require.Equal(t, []calendar.Exception{{Day: dayOfMarch(1).Add(day - 1), Extra: true, From: 13 * 60, To: 16 * 60}}, s.roster.extra, clock)
	}
}

// Students write durations in these forms.
func TestHowLongAVisitTook(t *testing.T) {
	for text, minutes := range map[string]int{"klaar 45": 45, "klaar 1u15": 75, "klaar 1,5 uur": 90, "klaar, drie kwartier": 45} {
		s := studentTexts(t)
		s.text("2027-03-24 11:00", text)
		require.Equal(t, []time.Duration{time.Duration(minutes) * time.Minute}, s.roster.took, text)
	}
}
