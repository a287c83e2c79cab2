package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestParseWeekly(t *testing.T) {
	for _, test := range []struct{ text, canonical string }{
		{"mo 13:00-18:00; we 09:00-12:30", "mo 13:00-18:00; we 09:00-12:30"},
		{"we 9:00-12:30;mo 13:00-18:00;", "mo 13:00-18:00; we 09:00-12:30"},
		{"mo 09:00-12:00,13:00-17:00", "mo 09:00-12:00,13:00-17:00"},
		{"mo 13:00-17:00, 09:00 - 12:00", "mo 09:00-12:00,13:00-17:00"},
		{"mo-we 09:00-10:00", "mo 09:00-10:00; tu 09:00-10:00; we 09:00-10:00"},
		{"sa-su 20:00-24:00", "sa 20:00-24:00; su 20:00-24:00"},
		{"MO,FR 09:00–12:00", "mo 09:00-12:00; fr 09:00-12:00"},
		{"ma-di 09:00-12:00; zo 10:00-11:00", "mo 09:00-12:00; tu 09:00-12:00; su 10:00-11:00"},
		{"do 09:00-12:00; do 12:00-13:00", "th 09:00-12:00,12:00-13:00"},
	} {
		hours, err := ParseWeekly(test.text)
		require.NoError(t, err, test.text)
		require.Equal(t, test.canonical, FormatWeekly(hours), test.text)
	}
	hours, err := ParseWeekly("wo 09:00-24:00")
	require.NoError(t, err)
	require.Equal(t, []WeeklyHours{{time.Wednesday, 9 * 60, 24 * 60}}, hours)
}

func TestParseWeeklySaysWhatIsWrongAndHowToWriteIt(t *testing.T) {
	for _, test := range []struct{ text, expected string }{
		{"", `no hours; write mo 13:00-18:00; we 09:00-12:30`},
		{" ; ", `no hours; write mo 13:00-18:00; we 09:00-12:30`},
		{"mo", `"mo" is not a day with hours; write mo 13:00-18:00`},
		{"we 9u-12u", `"we 9u-12u": "9u" is not a time of day; write we 09:00-12:30`},
		{"we 09:00", `"we 09:00": "09:00" is not a stretch of time; write we 09:00-12:30`},
		{"mardi 09:00-12:00", `"mardi 09:00-12:00": "mardi" is not a day; write mo tu we th fr sa su, or mo-fr`},
		{"mo: 09:00-12:00", `"mo: 09:00-12:00": "mo:" is not a day; write mo tu we th fr sa su, or mo-fr`},
		{"fr-mo 09:00-12:00", `"fr-mo 09:00-12:00": the range "fr-mo" runs backwards; weeks begin on mo, write two pieces`},
		{"fr 09:00-25:00", `"fr 09:00-25:00": "25:00" is not a time of day; write fr 09:00-12:30`},
		{"fr 09:00-09:00", `"fr 09:00-09:00": 09:00-09:00 ends when it begins; write fr 09:00-12:30`},
		{"su 22:00-02:00", `"su 22:00-02:00": 22:00-02:00 ends before it begins; hours past midnight are two pieces: su 22:00-24:00; mo 00:00-02:00`},
		{"mo 09:00-12:00; mo-fr 11:00-13:00", `hours overlap: mo 09:00-12:00 and mo 11:00-13:00; write them as one`},
		{"1st-we 13:00-16:00", `weekly hours hold every week; write we without 1st`},
		{"mo 13:00-18:00; gesloten 2027-12-24", `weekly hours hold every week; leave out "closed 2027-12-24"`},
	} {
		_, err := ParseWeekly(test.text)
		require.ErrorIs(t, err, ErrMalformed, test.text)
		require.EqualError(t, err, "invalid input: "+test.expected, test.text)
	}
}

func TestParseOpening(t *testing.T) {
	rules, err := ParseOpening("mo 09:00-12:00; 1st-we 13:00-16:00; laatste-vr 10:00-11:00")
	require.NoError(t, err)
	require.Equal(t, []OpeningRule{
		{Weekday: time.Monday, From: 9 * 60, To: 12 * 60},
		{Ordinal: 1, Weekday: time.Wednesday, From: 13 * 60, To: 16 * 60},
		{Ordinal: -1, Weekday: time.Friday, From: 10 * 60, To: 11 * 60},
	}, rules)
	require.Equal(t, "mo 09:00-12:00; 1st-we 13:00-16:00; last-fr 10:00-11:00", FormatOpening(rules))

	_, err = ParseOpening("1st-mo-fr 09:00-12:00")
	require.EqualError(t, err, `invalid input: "1st-mo-fr 09:00-12:00": "1st-mo-fr" is not a day of the month; write 1st-we`)
	_, err = ParseOpening("6th-we 09:00-12:00")
	require.ErrorIs(t, err, ErrMalformed)
}

func TestClosedDaysOfOpeningHours(t *testing.T) {
	for text, canonical := range map[string]string{
		"mo 09:00-12:00; closed 2027-12-24":                         "mo 09:00-12:00; closed 2027-12-24",
		"GESLOTEN 2027-12-24;mo 9:00-12:00;":                        "mo 09:00-12:00; closed 2027-12-24",
		"closed 2027-12-24; su 09:00-12:00; closed 2027-07-21":      "su 09:00-12:00; closed 2027-07-21,2027-12-24",
		"mo 09:00-12:00; closed 2027-07-01..2027-07-31, 2027-12-24": "mo 09:00-12:00; closed 2027-07-01..2027-07-31,2027-12-24",
		"mo 09:00-12:00; closed  2027-07-01 ..  2027-07-31":         "mo 09:00-12:00; closed 2027-07-01..2027-07-31",
		"mo 09:00-12:00; closed 2027-07-01..2027-07-01":             "mo 09:00-12:00; closed 2027-07-01",
		"mo 09:00-12:00; closed 2027-07-01..2027-07-31,2027-07-21":  "mo 09:00-12:00; closed 2027-07-01..2027-07-31,2027-07-21",
	} {
		rules, err := ParseOpening(text)
		require.NoError(t, err, text)
		require.Equal(t, canonical, FormatOpening(rules), text)
	}
	rules, err := ParseOpening("mo 09:00-12:00; closed 2027-07-01..2027-07-31")
	require.NoError(t, err)
	require.Equal(t, []OpeningRule{
		{Weekday: time.Monday, From: 9 * 60, To: 12 * 60},
		{Closed: Days{Day{2027, time.July, 1}, Day{2027, time.July, 31}}},
	}, rules)
}

func TestClosedDaysSayWhatIsWrongAndHowToWriteThem(t *testing.T) {
	const write = `; write closed 2027-12-24, or closed 2027-07-01..2027-07-31`
	for text, expected := range map[string]string{
		"closed":                        `"closed": "" is not a date` + write,
		"closed 24/12/2027":             `"closed 24/12/2027": "24/12/2027" is not a date` + write,
		"gesloten 2027-02-29":           `"gesloten 2027-02-29": "2027-02-29" is not a date` + write,
		"closed mo":                     `"closed mo": "mo" is not a date` + write,
		"closed 2027-07-01..":           `"closed 2027-07-01..": "" is not a date` + write,
		"closed 2027-07-01-2027-07-31":  `"closed 2027-07-01-2027-07-31": "2027-07-01-2027-07-31" is not a date` + write,
		"closed 2027-12-24,":            `"closed 2027-12-24,": "" is not a date` + write,
		"closed 2027-07-31..2027-07-01": `"closed 2027-07-31..2027-07-01": 2027-07-31..2027-07-01 ends before it begins; write closed 2027-07-01..2027-07-31`,
		"closed 2027-12-24":             `no hours; write mo 13:00-18:00; we 09:00-12:30`,
	} {
		_, err := ParseOpening(text)
		require.ErrorIs(t, err, ErrMalformed, text)
		require.EqualError(t, err, "invalid input: "+expected, text)
	}
}

func TestOpeningRuleOn(t *testing.T) {
	wednesdays := func(rule OpeningRule) (days []int) { // of September 2027, which has five
		for day := (Day{2027, time.September, 1}); day.Month == time.September; day = day.Add(1) {
			if rule.On(day) {
				days = append(days, day.Day)
			}
		}
		return days
	}
	for ordinal, expected := range map[int][]int{
		0: {1, 8, 15, 22, 29}, 1: {1}, 2: {8}, 3: {15}, 4: {22}, 5: {29}, -1: {29},
	} {
		require.Equal(t, expected, wednesdays(OpeningRule{Ordinal: ordinal, Weekday: time.Wednesday}), "ordinal %d", ordinal)
	}
}

// drawRules draws valid rules: in order, without overlap.
func drawRules(t *rapid.T, ordinals []int) []OpeningRule {
	var rules []OpeningRule
	for _, ordinal := range ordinals {
		for day := range 7 {
			edges := rapid.SliceOfNDistinct(rapid.IntRange(0, 24*60), 0, 6, rapid.ID[int]).Draw(t, "edges")
			slices.Sort(edges)
			for i := 0; i+1 < len(edges); i += 2 {
				rules = append(rules, OpeningRule{
					Ordinal: ordinal, Weekday: time.Weekday((day + 1) % 7), From: Clock(edges[i]), To: Clock(edges[i+1]),
				})
			}
		}
	}
	return rules
}

func TestWhatIsFormattedIsParsedBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := drawRules(t, []int{0, 1, 3, -1})
		if len(rules) == 0 {
			return // no hours have no text
		}
		closed := append(drawClosed(t, Day{2027, time.December, 31}), drawClosed(t, Day{1999, time.December, 31})...)
		slices.SortFunc(closed, func(a, b OpeningRule) int {
			return strings.Compare(a.Closed.First.String()+a.Closed.Last.String(), b.Closed.First.String()+b.Closed.Last.String())
		})
		rules = append(rules, closed...)
		shuffled := rapid.Permutation(rules).Draw(t, "shuffled")
		parsed, err := ParseOpening(FormatOpening(shuffled))
		require.NoError(t, err)
		require.Equal(t, rules, parsed)
	})
	rapid.Check(t, func(t *rapid.T) {
		var hours []WeeklyHours
		for _, rule := range drawRules(t, []int{0}) {
			hours = append(hours, WeeklyHours{rule.Weekday, rule.From, rule.To})
		}
		if len(hours) == 0 {
			return // no hours have no text
		}
		parsed, err := ParseWeekly(FormatWeekly(hours))
		require.NoError(t, err)
		require.Equal(t, hours, parsed)
	})
}

func FuzzParseOpening(f *testing.F) {
	for _, seed := range []string{
		"mo 09:00-12:00; 1st-we 13:00-16:00", "mo-fr 9:00-24:00,", "ma,zo 1:00–2:00", ";", "last- 1:00-2:00",
		"mo 9:00-12:00; closed 2027-12-24,2027-07-01..2027-07-31", "gesloten 0000-01-01 .. 9999-12-31;su 0:00-24:00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := ParseOpening(text)
		if err != nil {
			require.ErrorIs(t, err, ErrMalformed)
			return
		}
		again, err := ParseOpening(FormatOpening(rules))
		require.NoError(t, err)
		require.Equal(t, rules, again)
	})
}
