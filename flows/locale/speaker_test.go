package locale

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

func brussels(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return zone
}

// spokenLanguages are the languages with a speaker of their own.
var spokenLanguages = []scheduling.Language{dutch, "fr", "en", "tr", "ar"}

// unspoken is a language without one: it gets digits.
const unspoken = scheduling.Language("pl")

func TestClockTable(t *testing.T) {
	for _, language := range append(spokenLanguages, unspoken) {
		t.Run(string(language), func(t *testing.T) {
			var table strings.Builder
			for minutes := 0; minutes < 24*60; minutes += 15 {
				spoken := speakerOf(language).clock(nil, minutes/60, minutes%60)
				fmt.Fprintf(&table, "%02d:%02d  %s\n", minutes/60, minutes%60, spoken)
			}
			requireGolden(t, "clock_"+string(language)+".txt", table.String())
		})
	}
}

func TestClockSaysEveryMinuteInItsOwnWords(t *testing.T) {
	for _, language := range spokenLanguages {
		t.Run(string(language), func(t *testing.T) {
			heard := map[string]bool{}
			for minutes := range 24 * 60 {
				spoken := string(speakerOf(language).clock(nil, minutes/60, minutes%60))
				require.False(t, heard[spoken], "%02d:%02d: %s", minutes/60, minutes%60, spoken)
				require.False(t, strings.ContainsAny(spoken, "0123456789"), spoken)
				require.Equal(t, strings.Join(strings.Fields(spoken), " "), spoken, "spaces")
				heard[spoken] = true
			}
		})
	}
}

func TestClockAtOtherMinutes(t *testing.T) {
	tests := []struct {
		language     scheduling.Language
		hour, minute int
		want         string
	}{
		{"nl", 10, 10, "tien uur tien"},
		{"nl", 14, 5, "twee uur vijf in de namiddag"},
		{"nl", 9, 22, "negen uur tweeëntwintig"},
		{"nl", 9, 40, "negen uur veertig"},
		{"fr", 10, 10, "dix heures dix"},
		{"fr", 1, 1, "une heure une"},
		{"fr", 21, 21, "vingt et une heures vingt et une"},
		{"fr", 12, 5, "douze heures cinq"},
		{"en", 10, 5, "ten oh five"},
		{"en", 14, 22, "two twenty-two in the afternoon"},
		{"tr", 9, 5, "saat dokuzu beş geçe"},
		{"tr", 9, 22, "saat dokuzu yirmi iki geçe"},
		{"tr", 14, 50, "öğleden sonra saat üçe on kala"},
		{"tr", 23, 59, "gece saat on ikiye bir kala"},
		{"ar", 9, 1, "الساعة التاسعة ودقيقة صباحًا"},
		{"ar", 9, 2, "الساعة التاسعة ودقيقتان صباحًا"},
		{"ar", 9, 5, "الساعة التاسعة وخمس دقائق صباحًا"},
		{"ar", 14, 12, "الساعة الثانية واثنتا عشرة دقيقة بعد الظهر"},
		{"ar", 14, 21, "الساعة الثانية وإحدى وعشرون دقيقة بعد الظهر"},
		{"ar", 14, 28, "الساعة الثانية وثمانٍ وعشرون دقيقة بعد الظهر"},
		{"ar", 20, 40, "الساعة الثامنة وأربعون دقيقة مساءً"},
		{unspoken, 9, 5, "9:05"},
	}
	for _, test := range tests {
		t.Run(test.want, func(t *testing.T) {
			require.Equal(t, test.want, string(speakerOf(test.language).clock(nil, test.hour, test.minute)))
		})
	}
}

// The table has every day of a year with both changes of the clock, on 28 March and 31
// October, spoken and as written in a text message.
func TestDayTable(t *testing.T) {
	zone := brussels(t)
	for _, language := range append(spokenLanguages, unspoken) {
		t.Run(string(language), func(t *testing.T) {
			var table strings.Builder
			for day := (calendar.Day{Year: 2027, Month: 1, Day: 1}); day.Year == 2027; day = day.Add(1) {
				noon := day.At(12*60, zone)
				spoken, short := speakerOf(language).day(nil, noon), speakerOf(language).short(nil, noon)
				fmt.Fprintf(&table, "%s  %s | %s\n", day, spoken, short)
			}
			requireGolden(t, "days_"+string(language)+".txt", table.String())
		})
	}
}

// A day has the same name from its first minute to its last, even if it has 23 or 25
// hours. Instants are in UTC, as they are stored.
func TestDayIsTheSameFromMidnightToMidnight(t *testing.T) {
	zone := brussels(t)
	b := &book{speaker: dutchSpeaker{}}
	say := func(instant time.Time) string {
		spoken, ok := b.appendTime(nil, asDay, instant.UTC().Format(time.RFC3339), zone)
		require.True(t, ok)
		return string(spoken)
	}
	for day := (calendar.Day{Year: 2027, Month: 1, Day: 1}); day.Year == 2027; day = day.Add(1) {
		first, after := day.At(0, zone), day.Add(1).At(0, zone)
		for instant := first; instant.Before(after); instant = instant.Add(30 * time.Minute) {
			require.Equal(t, say(first), say(instant))
		}
		require.Equal(t, say(first), say(after.Add(-time.Second)))
		require.NotEqual(t, say(first), say(after))
	}
}

func TestClockOnTheNightsTheClocksChange(t *testing.T) {
	b := &book{speaker: dutchSpeaker{}}
	tests := map[string]string{
		"2027-03-28T00:59:00Z": "één uur negenenvijftig 's nachts",
		"2027-03-28T01:00:00Z": "drie uur 's nachts",
		"2027-10-31T00:30:00Z": "half drie 's nachts", // the first of the two
		"2027-10-31T01:30:00Z": "half drie 's nachts", // and the second
		"2027-10-31T02:00:00Z": "drie uur 's nachts",
	}
	for instant, want := range tests {
		t.Run(instant, func(t *testing.T) {
			spoken, ok := b.appendTime(nil, asClock, instant, brussels(t))
			require.True(t, ok)
			require.Equal(t, want, string(spoken))
		})
	}
}

func TestShortIsGSM7(t *testing.T) {
	zone := brussels(t)
	for _, language := range append(spokenLanguages, unspoken) {
		if language == "ar" {
			continue // a text in Arabic is UCS-2 anyway
		}
		for hour := range 365 * 24 {
			instant := time.Date(2027, 1, 1, hour, hour%60, 0, 0, zone)
			short := string(speakerOf(language).short(nil, instant))
			require.Equal(t, gsm7.GSM7, gsm7.Segments(short).Encoding, short)
		}
	}
}

func TestShort(t *testing.T) {
	zone := brussels(t)
	half, whole := time.Date(2027, 5, 18, 10, 30, 0, 0, zone), time.Date(2027, 5, 17, 9, 5, 0, 0, zone)
	hour := time.Date(2027, 5, 18, 14, 0, 0, 0, zone)
	tests := []struct {
		language scheduling.Language
		instant  time.Time
		want     string
	}{
		{"nl", half, "di 18/5 om 10u30"},
		{"nl", hour, "di 18/5 om 14u"},
		{"nl", whole, "ma 17/5 om 9u05"},
		{"fr", half, "mar 18/5 à 10h30"},
		{"fr", hour, "mar 18/5 à 14h"},
		{"en", half, "Tue 18/5 at 10:30"},
		{"en", hour, "Tue 18/5 at 14:00"},
		{"tr", half, "Sal 18/5 10:30"},
		{"ar", half, "الثلاثاء 18/5 الساعة 10:30"},
		{unspoken, half, "18/5 10:30"},
	}
	for _, test := range tests {
		t.Run(test.want, func(t *testing.T) {
			require.Equal(t, test.want, string(speakerOf(test.language).short(nil, test.instant)))
		})
	}
}

// The short name of a day is a word of no other language, and the short name of no other day
// in one: a household in Belgium reads Dutch and French.
func TestShortDaysAreNobodysWords(t *testing.T) {
	zone := brussels(t)
	named := map[string]string{}
	for _, language := range spokenLanguages {
		for day := range 7 {
			noon := time.Date(2027, 5, 16+day, 12, 0, 0, 0, zone)
			short, _, _ := strings.Cut(string(speakerOf(language).short(nil, noon)), " ")
			if language != dutch {
				require.GreaterOrEqual(t, len([]rune(short)), 3, "%s: %s", language, short)
			}
			if before, taken := named[strings.ToLower(short)]; taken {
				require.Equal(t, before, noon.Weekday().String(), "%s: %s is another day", language, short)
			}
			named[strings.ToLower(short)] = noon.Weekday().String()
		}
	}
}

func TestDigits(t *testing.T) {
	tests := map[string]string{
		"47129":  "4, 7, 1, 2, 9",
		"47 129": "4, 7, 1, 2, 9",
		"4":      "4",
		"":       "",
	}
	for value, want := range tests {
		t.Run(value, func(t *testing.T) {
			require.Equal(t, want, string(appendDigits(nil, value)))
		})
	}
}

func TestPhone(t *testing.T) {
	tests := map[string]string{
		"+32470123456":  "0 4 7 0, 1 2, 3 4, 5 6",
		"+3280012345":   "0 8 0 0, 1 2, 3 4 5",
		"0800 12 345":   "0 8 0 0, 1 2, 3 4 5",
		"+3232010101":   "0 3, 2 0 1, 0 1, 0 1",
		"+31612345678":  "0 0 3 1, 6, 1 2, 3 4, 5 6, 7 8",
		"1712":          "1, 7, 1, 2",
		"not a number":  "n, o, t, a, n, u, m, b, e, r",
		"+999999999999": "+, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9",
		"":              "",
	}
	for value, want := range tests {
		t.Run(value, func(t *testing.T) {
			require.Equal(t, want, string(appendPhone(nil, value)))
		})
	}
}
