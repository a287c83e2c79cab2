package students

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/students/when"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Every example of a rule is decided by that rule, so that no rule is out of reach.
func TestExamplesAreDecidedByTheirRule(t *testing.T) {
	monday := when.Moment{Today: calendar.Day{Year: 2027, Month: time.March, Day: 22}, Clock: 10 * 60}
	names := map[string]bool{}
	for _, rule := range TextRules() {
		require.False(t, names[rule.Name], rule.Name)
		names[rule.Name] = true
		require.NotEmpty(t, rule.Examples, rule.Name)
		for _, example := range rule.Examples {
			said := understandStudent(example.Text, moment{Moment: monday, language: example.Language})
			require.Equal(t, rule.Name, ruleFor(said.means).Name, example.Text)
		}
	}
}

// Each meaning of a phrase has a rule of its own; only what is not understood is left to the last.
func TestEveryMeaningHasARule(t *testing.T) {
	rules := textRules()
	last := rules[len(rules)-1].Name
	for phrase := range lexicon.StudentPhrases {
		require.NotEqual(t, last, ruleFor(studentMeanings[phrase]).Name, studentMeanings[phrase])
	}
	for _, means := range []meaning{studentYes, studentNo} {
		require.NotEqual(t, last, ruleFor(means).Name, means)
	}
	require.Equal(t, last, ruleFor(studentUnclear).Name)
}
