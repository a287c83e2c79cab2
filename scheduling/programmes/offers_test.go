package programmes_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// fileWith returns the shipped file of Antwerp without what it offers beside visits, and with
// other lines in its place.
func fileWith(t *testing.T, lines string) []byte {
	t.Helper()
	shipped, err := programmes.ShippedFile("antwerpen")
	require.NoError(t, err)
	text, _, _ := strings.Cut(string(shipped), "\n# What the programme offers beside visits")
	_, area, found := strings.Cut(string(shipped), "\n# The postcodes that are served")
	require.True(t, found)
	if cut := strings.Index(text, "\n# The postcodes that are served"); cut >= 0 {
		text = text[:cut]
	}
	return []byte(text + "\n" + lines + "\n# The postcodes that are served" + area)
}

func TestCoursesOfAProgramme(t *testing.T) {
	p, err := programmes.Parse("antwerpen.yaml", fileWith(t, `
offers: [volunteers, referrals]
courses:
  - {name: Drie dagdelen, by: Ligo, street: Kerkstraat 1, postcode: 2060, phone: "+3232010101",
     sessions: ["2027-04-19 09:00-12:00", "2027-04-12 09:00-12:00", "2027-04-26 09:00-12:00"]}
  - {name: Open atelier, by: Buurthuis, street: Plein 2, postcode: 2100, weekly: "tu 13:30-16:00"}
`))
	require.NoError(t, err)
	require.True(t, p.Has(scheduling.OfferVolunteers))
	require.Len(t, p.Courses, 2)
	course := p.Courses[0]
	for _, c := range []struct {
		now, from string
		left      int
	}{{"2027-04-01T10:00:00Z", "2027-04-12T07:00:00Z", 3}, {"2027-04-12T07:00:00Z", "2027-04-19T07:00:00Z", 2}, {"2027-04-27T00:00:00Z", "", 0}} {
		now, err := time.Parse(time.RFC3339, c.now)
		require.NoError(t, err)
		next, left, ok := course.Next(now, p)
		require.Equal(t, c.from != "", ok, c.now)
		require.Equal(t, c.left, left, c.now)
		if ok {
			require.Equal(t, c.from, next.From.Format(time.RFC3339))
		}
	}
	next, left, ok := p.Courses[1].Next(time.Date(2027, 4, 1, 10, 0, 0, 0, time.UTC), p)
	require.True(t, ok)
	require.Zero(t, left)
	require.Equal(t, "2027-04-06T11:30:00Z", next.From.Format(time.RFC3339))
}

func TestOffersThatAreNone(t *testing.T) {
	for lines, wrong := range map[string]string{
		"offers: [coffee]":                                         `"coffee" is not what a programme can offer`,
		"offers: [volunteers,volunteers]":                          "already on line",
		"courses: [{name: A, by: B, street: C 1, postcode: 2060}]": "either sessions or weekly is needed",
		`courses: [{name: A, by: B, street: C 1, postcode: 206, weekly: "tu 09:00-12:00"}]`:                                        "not a Belgian postcode",
		`courses: [{name: A, by: B, street: C 1, postcode: 2060, weekly: "tu 12:00-09:00"}]`:                                       "ends before it begins",
		`courses: [{name: A, by: B, street: C 1, postcode: 2060, sessions: ["12 april 9-12"]}]`:                                    "is not a day with hours",
		`courses: [{name: A, by: B, street: C 1, postcode: 2060, weekly: "tu 09:00-12:00", sessions: ["2027-04-12 09:00-12:00"]}]`: "either sessions or weekly",
	} {
		_, err := programmes.Parse("antwerpen.yaml", fileWith(t, lines))
		require.ErrorContains(t, err, wrong, lines)
	}
}
