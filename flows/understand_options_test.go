package flows_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

var printedOption = regexp.MustCompile(`(?m)^(\d) = (.+)$`)

// Whatever a text offers can be answered in the words that it is offered in, in
// every language, alone and with the number.
func TestOptionsAreChosenInTheirOwnWords(t *testing.T) {
	worlds := map[string][]func(*conversation){
		"":         nil,
		"planned":  {planning(visits()...)},
		"reminded": {reminded(visits()[0])},
		"late":     {late, remindedOfPlanned},
	}
	for _, path := range []struct {
		world string
		texts []string
	}{
		{texts: nil},
		{texts: []string{"book"}},
		{texts: []string{"book", "1"}},
		{texts: []string{"book", "345678"}},
		{texts: []string{"book", rightCode}},
		{texts: []string{"book", rightCode, "3"}},
		{texts: []string{"book", rightCode, "1"}},
		{texts: []string{"book", rightCode, "1", "1"}},
		{texts: []string{"book", rightCode, "1", "1", "1"}},
		{texts: []string{"digipunt", "2018"}},
		{texts: []string{"digipunt", "2018", "1"}},
		{world: "planned", texts: []string{"visit", rightCode}},
		{world: "planned", texts: []string{"visit", rightCode, "2"}},
		{world: "reminded", texts: []string{"1"}},
		{world: "reminded", texts: []string{"2"}},
		{world: "reminded", texts: []string{"2", "1"}},
		{world: "reminded", texts: []string{"3"}},
		{world: "late", texts: []string{"hm"}},
	} {
		for n, language := range []scheduling.Language{"nl", "fr", "en"} {
			start := func() *thread {
				spoken := func(c *conversation) {
					for i := range c.office.expected.Visits {
						c.office.expected.Visits[i].Language = language
					}
				}
				th := texting(t, slices.Concat(worlds[path.world], []func(*conversation){spoken})...)
				if path.world == "" || path.world == "planned" {
					th.sends("hm", string(rune('1'+n)))
				}
				for _, text := range path.texts {
					if number := map[string]string{"book": "1", "visit": "2", "digipunt": "3"}[text]; number != "" {
						text = number
					}
					th.sends(text)
				}
				return th
			}
			th := start()
			for _, option := range printedOption.FindAllStringSubmatch(strings.Join(th.read, "\n"), -1) {
				number, label := option[1], option[2]
				want := start().sends(number)
				for _, text := range []string{label, strings.ToUpper(label) + " !", number + " = " + label, label + " (" + number + ")"} {
					got := start().sends(text)
					require.Equal(t, want.state(), got.state(), "%v %s: %s\n%s", path, language, text, strings.Join(got.log, "\n"))
					require.Equal(t, want.read, got.read, "%v %s: %s", path, language, text)
				}
			}
		}
	}
}

// What only contains the words of an option, and says something else, is not it.
func TestWhatDeniesAnOptionDoesNotChooseIt(t *testing.T) {
	sure := func() *thread { return texting(t, reminded(visits()[0])).sends("3").reads("2 = toch houden") }
	require.Equal(t, flows.StateVisit, sure().sends("ik wil ze toch houden").state())
	for _, text := range []string{"niet toch houden", "toch niet houden", "houden of afzeggen?"} {
		require.Empty(t, sure().sends(text).office.cancels, text)
	}
	for _, text := range []string{"waar is de student", "student", "is de student er?", "er is geen student"} {
		th := texting(t, late, remindedOfPlanned).sends(text)
		require.Empty(t, th.office.here, text)
	}
}
