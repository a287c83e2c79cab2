package programmes

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// withVisit returns the file of Hasselt with lines in its rule for visits.
func withVisit(t *testing.T, lines string) []byte {
	t.Helper()
	file, err := ShippedFile("hasselt")
	require.NoError(t, err)
	return []byte(strings.Replace(string(file), "visit:\n", "visit:\n"+lines, 1))
}

func TestTypesOfVisits(t *testing.T) {
	t.Parallel()
	p, err := Parse("hasselt.yaml", withVisit(t, `  types:
    - {code: installatie, title: Installatie, length: 90m, topics: [internet]}
    - {code: eerste, title: Eerste bezoek, length: 75m, first: true}
`))
	require.NoError(t, err)
	for _, c := range []struct {
		topic  scheduling.Topic
		first  bool
		length time.Duration
	}{
		{"internet", true, 90 * time.Minute},
		{"internet", false, 90 * time.Minute},
		{"itsme", true, 75 * time.Minute},
		{"itsme", false, time.Hour},
	} {
		require.Equal(t, c.length, p.Visit.Of(c.topic, c.first).Length, c)
	}
	require.Equal(t, []time.Duration{time.Hour, 75 * time.Minute, 90 * time.Minute}, p.Visit.Lengths())
	p.Voucher = scheduling.VoucherRule{Required: true, Minutes: 60, Round: 15}
	require.Equal(t, []int{60, 90, 75}, []int{p.MinMinutes(), p.MinutesOf(90 * time.Minute), p.MinutesOf(61 * time.Minute)})
}

func TestTypesOfVisitsThatCannotBe(t *testing.T) {
	t.Parallel()
	for says, line := range map[string]string{
		"visit.types: title is missing; add title: Installatie":   `{code: a, length: 90m, first: true}`,
		"\"tuin\" is no topic of this programme":                  `{code: a, title: A, length: 90m, topics: [tuin]}`,
		"fits every visit":                                        `{code: a, title: A, length: 90m}`,
		"5m is out of range; write a duration from 10m to 4h":     `{code: a, title: A, length: 5m, first: true}`,
		"is not in whole minutes":                                 `{code: a, title: A, length: 90m30s, first: true}`,
		"never counts: a stands before it":                        "{code: a, title: A, length: 90m, topics: [internet]}\n    - {code: b, title: B, length: 80m, topics: [internet], first: true}",
		"a is already on line":                                    "{code: a, title: A, length: 90m, topics: [internet]}\n    - {code: a, title: B, length: 80m, first: true}",
		"the key \"topic\" is not known; use code, title, length": `{code: a, title: A, length: 90m, topic: internet, first: true}`,
	} {
		_, err := Parse("hasselt.yaml", withVisit(t, "  types:\n    - "+line+"\n"))
		require.ErrorContains(t, err, says)
	}
}
