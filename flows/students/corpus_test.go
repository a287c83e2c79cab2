package students

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/students/when"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Each row of testdata/student_texts.tsv is a text with the days it names.
func TestTheDaysStudentsText(t *testing.T) {
	data, err := os.ReadFile("testdata/student_texts.tsv")
	require.NoError(t, err)
	monday := calendar.Day{Year: 2027, Month: time.March, Day: 22}
	count := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.Len(t, row, 4, line)
		count++
		moment := moment{when.Moment{Today: monday, Clock: 10 * 60}, false, false, scheduling.Language(row[0])}
		said := understandStudent(row[1], moment)
		means := string(said.means)
		if means == "" {
			means = "none"
		}
		assert.Equal(t, row[2]+" "+row[3], means+" "+spelledOut(said.on), "%s reads: %q", row[0], row[1])
	}
	require.GreaterOrEqual(t, count, 120)
}

// spelledOut writes days in the notation of the corpus: 22/3..26/3; 5/4 14:00-18:00.
func spelledOut(spans []when.Span) string {
	var all []string
	for rest := slices.Clone(spans); len(rest) > 0; {
		n := stretch(rest)
		text := fmt.Sprintf("%d/%d", rest[0].Day.Day, rest[0].Day.Month)
		if last := rest[n-1].Day; n > 1 {
			text += fmt.Sprintf("..%d/%d", last.Day, last.Month)
		} else if rest[0].From != 0 || rest[0].To != when.WholeDay {
			text += fmt.Sprintf(" %d:%02d-%d:%02d", rest[0].From/60, rest[0].From%60, rest[0].To/60, rest[0].To%60)
		}
		all, rest = append(all, text), rest[n:]
	}
	return strings.Join(all, "; ")
}
