package students

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/students/when"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// "pas" is a French no, and Dutch for "not before": it takes nobody's day away unless the
// text is French, or begins with it and nobody reads Dutch.
func TestPasIsANoInFrenchOnly(t *testing.T) {
	monday := calendar.Day{Year: 2027, Month: time.March, Day: 22}
	for _, c := range []struct {
		text  string
		reads scheduling.Language
		away  int // days after Monday; -1: none
	}{
		{"pas di", "en", 6},
		{"di pas", "en", -1},
		{"pas di", "nl", -1},
		{"pas di", "fr", 6},
		{"pas dinsdag", "nl", -1},
		{"pas mardi", "nl", 1},
		{"ik kan pas dinsdag", "fr", -1},
		{"je ne peux pas mardi", "nl", 1},
	} {
		got := understandStudent(c.text, moment{when.Moment{Today: monday, Clock: 10 * 60}, false, false, c.reads})
		if c.away < 0 {
			require.Empty(t, got.on, "%s, read in %s", c.text, c.reads)
			continue
		}
		require.Equal(t, studentAway, got.means, "%s, read in %s", c.text, c.reads)
		require.Equal(t, []when.Span{{Day: monday.Add(c.away), From: 0, To: 24 * 60}}, got.on, "%s, read in %s", c.text, c.reads)
	}
}
