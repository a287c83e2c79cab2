package students_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

func dayOfMarch(day int) calendar.Day {
	return calendar.Day{Year: 2027, Month: time.March, Day: day}
}

func wholeDays(first, last int) []calendar.Exception {
	var days []calendar.Exception
	for day := first; day <= last; day++ {
		days = append(days, calendar.Exception{Day: dayOfMarch(1).Add(day - 1), To: 24 * 60})
	}
	return days
}

// A student who is ill today gets a reply about today; for another day the reply names
// what was noted.
func TestSickStudents(t *testing.T) {
	for name, c := range map[string]struct {
		clock, text, say string
		from, to         int // days of March 2027; those after the 31st are in April
	}{
		"today":                  {"2027-03-24 08:00", "ziek", "sick", 24, 24},
		"late in the evening":    {"2027-03-24 23:30", "ik ben ziek", "sick", 24, 24},
		"early in the night":     {"2027-03-25 00:30", "ziek", "sick", 25, 25},
		"tomorrow":               {"2027-03-24 22:00", "ben morgen ziek", "away_day from=2027-03-24T23:00:00Z", 25, 25},
		"tomorrow, after twelve": {"2027-03-25 00:30", "ben morgen ziek", "away_day from=2027-03-25T23:00:00Z", 26, 26},
		"today and tomorrow": {
			"2027-03-24 10:00", "ziek tot morgen", "away_days from=2027-03-23T23:00:00Z to=2027-03-24T23:00:00Z", 24, 25,
		},
		"a Thursday, on Wednesday": {
			"2027-03-24 10:00", "donderdag ziek", "away_day from=2027-03-24T23:00:00Z", 25, 25,
		},
		"a Tuesday, on Wednesday": {
			"2027-03-24 10:00", "niet dinsdag", "away_day from=2027-03-29T22:00:00Z", 30, 30,
		},
		"next week, on Wednesday": {
			"2027-03-24 10:00", "volgende week niet", "away_days from=2027-03-28T22:00:00Z to=2027-04-03T22:00:00Z", 29, 35,
		},
		"next week, on Sunday": {
			"2027-03-21 10:00", "volgende week niet", "away_days from=2027-03-21T23:00:00Z to=2027-03-27T23:00:00Z", 22, 28,
		},
		"this week, on Thursday": {
			"2027-03-25 10:00", "deze week niet", "away_days from=2027-03-24T23:00:00Z to=2027-03-27T23:00:00Z", 25, 28,
		},
		"the weekend, on Friday": {
			"2027-03-26 10:00", "niet weekend", "away_days from=2027-03-26T23:00:00Z to=2027-03-27T23:00:00Z", 27, 28,
		},
		"the weekend, on Sunday": {
			"2027-03-28 10:00", "niet weekend", "away_day from=2027-03-27T23:00:00Z", 28, 28,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := studentTexts(t)
			s.text(c.clock, c.text).says(c.say)
			require.Equal(t, wholeDays(c.from, c.to), s.roster.away)
		})
	}
}

// If an absent student knew of a visit, the reply says that somebody else goes. If a
// student is ill in the evening and has a visit the next day, it says how to give that
// back as well.
func TestVisitsOfAnAbsentStudent(t *testing.T) {
	s := studentTexts(t)
	s.roster.visits = []dispatch.UpcomingVisit{s.visit(1, scheduling.Accepted, "2027-03-25 00:30")}
	s.text("2027-03-24 20:00", "ziek").says("sick", "sick_tomorrow")
	s.text("2027-03-23 20:00", "ziek").says("sick")
	s.text("2027-03-25 20:00", "ziek").says("sick")
	s.text("2027-03-24 20:01", "niet 26/3").says("away_day from=2027-03-25T23:00:00Z")
	s.roster.absence = dispatch.Absence{Visits: 1}
	s.text("2027-03-24 20:02", "ziek").says("sick", "sick_tomorrow")
	s.roster.absence.Known = 1
	s.text("2027-03-24 20:03", "ziek").says("sick", "replaced")
	s.text("2027-03-24 20:04", "niet morgen").says("away_day from=2027-03-24T23:00:00Z", "replaced")
}

// The reply has a sentence for each stretch of what was noted.
func TestReplyListsWhatWasNoted(t *testing.T) {
	s := studentTexts(t)
	s.text("2027-03-24 10:00", "niet vr 14-18").says("away from=2027-03-26T13:00:00Z to=2027-03-26T17:00:00Z")
	require.Equal(t, []calendar.Exception{{Day: dayOfMarch(26), From: 14 * 60, To: 18 * 60}}, s.roster.away)
	s.text("2027-03-24 10:01", "niet vrijdag en maandag").
		says("away_day from=2027-03-25T23:00:00Z", "away_day_more from=2027-03-28T22:00:00Z")
	s.text("2027-03-24 10:02", "niet donderdag en vrijdag").says("away_days from=2027-03-24T23:00:00Z to=2027-03-25T23:00:00Z")
	s.text("2027-03-24 10:03", "extra zaterdag 10:00-12:30").says("extra from=2027-03-27T09:00:00Z to=2027-03-27T11:30:00Z")
	require.Equal(t, []calendar.Exception{{Day: dayOfMarch(27), Extra: true, From: 10 * 60, To: 12*60 + 30}}, s.roster.extra)
}
