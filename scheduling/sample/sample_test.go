package sample_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/sample"
)

// shipped returns the demo's programmes and one without sample names.
func shipped(t *testing.T) scheduling.Programmes {
	t.Helper()
	all, err := programmes.Shipped()
	require.NoError(t, err)
	own := *all[1]
	own.Name = "aalst"
	return append(all, &own)
}

// table formats rows as a spreadsheet would.
func table(t *testing.T, header string, rows [][]string) *bytes.Buffer {
	t.Helper()
	var file bytes.Buffer
	w := csv.NewWriter(&file)
	require.NoError(t, w.Write(strings.Split(header, ",")))
	require.NoError(t, w.WriteAll(rows))
	return &file
}

func semicolons[T ~string](names []T) string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = string(name)
	}
	return strings.Join(texts, ";")
}

func TestSampleStudentsPassAnImport(t *testing.T) {
	for _, p := range shipped(t) {
		var rows [][]string
		for _, s := range sample.Students(p) {
			rows = append(rows, []string{
				s.Name, s.Phone, s.Postcode, semicolons(s.Languages), semicolons(s.Topics),
				calendar.FormatWeekly(s.Weekly), strconv.FormatFloat(s.MaxHoursWeek, 'f', -1, 64),
			})
		}
		read, err := imports.Students(table(t, imports.StudentColumns(), rows), p)
		require.NoError(t, err)
		require.Equal(t, sample.Students(p), read)
	}
}

func TestSampleResidentsPassAnImport(t *testing.T) {
	for _, p := range shipped(t) {
		var rows [][]string
		for _, r := range sample.Residents(p) {
			rows = append(rows, []string{
				r.LetterCode, r.Name, r.Phone, r.Street, r.HouseNumber, r.Postcode, string(r.Ground), strconv.Itoa(r.Minutes / 60),
			})
		}
		read, err := imports.Residents(table(t, imports.ResidentColumns(), rows), p)
		require.NoError(t, err)
		require.Equal(t, sample.Residents(p), read)
	}
}

func TestSampleDigipuntenPassAnImport(t *testing.T) {
	for _, p := range shipped(t) {
		var rows [][]string
		for _, d := range sample.Digipunten(p) {
			rows = append(rows, []string{d.Name, d.Street, d.Postcode, d.Phone, calendar.FormatOpening(d.Opening)})
		}
		read, err := imports.Digipunten(table(t, imports.DigipuntColumns(), rows), p)
		require.NoError(t, err)
		require.Equal(t, sample.Digipunten(p), read)
		require.GreaterOrEqual(t, len(read), 5)
	}
}

// For every postcode and day there is a walk-in point.
func TestSampleDigipuntenAnswerForEveryPostcode(t *testing.T) {
	const days = 60
	for _, p := range shipped(t) {
		points := sample.Digipunten(p)
		for n := 0; n <= 400; n += 40 { // through the closed days of a new year
			now := time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC).AddDate(0, 0, n)
			for postcode := range p.Travel.Places {
				near, err := digipunt.Nearest(p, points, postcode, now, 3)
				require.NoError(t, err)
				require.Len(t, near, 3)
				for i, point := range near {
					require.Less(t, point.Distance, 45.0)
					require.GreaterOrEqual(t, point.Distance, near[max(0, i-1)].Distance, "nearest first")
					require.True(t, now.Before(point.Hours.To), "%s in %s opens again", point.Name, p.Name)
					require.Equal(t, point.Open, !now.Before(point.Hours.From))
					require.True(t, point.Hours.From.Before(now.AddDate(0, 0, days+1)))
				}
			}
		}
		near, err := digipunt.Nearest(p, points, points[0].Postcode, time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC), 1)
		require.NoError(t, err)
		require.Equal(t, points[0].Name, near[0].Name, "the point in one's own postcode")
		require.Zero(t, near[0].Distance)
	}
}

func TestTheFirstTwoResidentsAreForWhoeverTriesTheDemo(t *testing.T) {
	for name, first := range map[string]string{"antwerpen": "234567", "gent": "345678", "hasselt": "456789"} {
		p, err := shipped(t).Named(name)
		require.NoError(t, err)
		residents := sample.Residents(p)
		require.Len(t, residents, 20)
		require.Equal(t, first, residents[0].LetterCode)
		for _, resident := range residents[:2] {
			require.Empty(t, resident.Phone)
			require.Contains(t, []string{"2000", "9000", "3500"}, resident.Postcode)
			require.GreaterOrEqual(t, resident.Minutes, p.VisitMinutes(), "can book a visit")
		}
	}
}

func TestNobodyOfTheDemoIsThereTwice(t *testing.T) {
	seen := map[string]string{}
	requireUnique := func(what, key string) {
		require.NotContains(t, seen, key, what)
		seen[key] = what
	}
	for _, p := range shipped(t)[:3] {
		for _, number := range slices.Concat([]string{p.Numbers.Voice, p.Numbers.SMS, p.Numbers.CallerID}, p.Numbers.Desk) {
			requireUnique("number of "+p.Name, number)
		}
		for _, s := range sample.Students(p) {
			requireUnique("student's phone", s.Phone)
			requireUnique("student's name", s.Name)
		}
		for _, r := range sample.Residents(p) {
			requireUnique("letter code", r.LetterCode)
			requireUnique("resident's name", r.Name)
			if r.Phone != "" {
				requireUnique("resident's phone", r.Phone)
			}
		}
		for _, d := range sample.Digipunten(p) {
			requireUnique("digipunt's phone", d.Phone)
			requireUnique("digipunt's name", p.Name+" "+d.Name)
		}
	}
}

// Every language and topic of the menu is covered on any weekday.
func TestStudentsCoverLanguagesTopicsAndDays(t *testing.T) {
	for _, p := range shipped(t) {
		students := sample.Students(p)
		require.Len(t, students, 14)
		for _, language := range p.Languages {
			for _, topic := range p.Topics {
				days := map[time.Weekday]int{}
				for _, s := range students {
					if s.Speaks(language.Code) && s.Helps(topic) {
						for _, hours := range s.Weekly {
							days[hours.Weekday]++
						}
					}
				}
				require.GreaterOrEqual(t, len(days), 4, "%s: days for %s in %s", p.Name, topic, language.Code)
			}
		}
		for day := time.Monday; day <= time.Saturday; day++ {
			require.GreaterOrEqual(t, available(students, day), 4, "%s on %s", p.Name, day)
		}
		for _, language := range []scheduling.Language{"tr", "ar"} {
			require.True(t, spokenBySome(students, language), "%s: %s", p.Name, language)
		}
	}
}

func available(students []scheduling.Student, day time.Weekday) (count int) {
	for _, s := range students {
		for _, hours := range s.Weekly {
			if hours.Weekday == day {
				count++
			}
		}
	}
	return count
}

func spokenBySome(students []scheduling.Student, language scheduling.Language) bool {
	for _, s := range students {
		if s.Speaks(language) {
			return true
		}
	}
	return false
}

func TestPeopleLiveAllOverTheCity(t *testing.T) {
	for _, p := range shipped(t) {
		homes, addresses, phones := map[string]bool{}, map[string]bool{}, map[string]int{}
		for _, s := range sample.Students(p) {
			homes[s.Postcode] = true
		}
		for _, r := range sample.Residents(p) {
			require.True(t, p.Serves(r.Postcode))
			addresses[r.Postcode] = true
			phones[fmt.Sprintf("%.5s", r.Phone)]++
		}
		require.Len(t, addresses, len(p.Area), "every postcode has a resident")
		require.GreaterOrEqual(t, len(homes), 6)
		require.Len(t, phones, 3, "mobiles, landlines and no telephone")
	}
}

// The data is the same in each demo.
func TestSampleDataIsTheSameEachTime(t *testing.T) {
	for name, expected := range map[string][]string{
		"antwerpen": {"234567", "212255"},
		"gent":      {"345678", "396334"},
		"hasselt":   {"456789", "476876"},
	} {
		p, err := shipped(t).Named(name)
		require.NoError(t, err)
		residents := sample.Residents(p)
		require.Equal(t, expected, []string{residents[0].LetterCode, residents[1].LetterCode})
		for range 3 {
			same := sample.Residents(p)
			require.Equal(t, residents, same)
		}
	}
}
