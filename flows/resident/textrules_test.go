package resident_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident/texts"
)

// readBy keeps which rules read the latest text of a thread.
func readBy(th *thread) *[]string {
	var rules []string
	th.engine.Observe = func(seen flows.Observed) { rules = seen.Rules }
	return &rules
}

// givens are the worlds that examples of rules can be given in.
func givens(t *testing.T, name string) func(*conversation) {
	t.Helper()
	all := map[string]func(*conversation){
		"":                  func(*conversation) {},
		texts.GivenReminded: reminded(visits()[0]),
		texts.GivenLate:     func(c *conversation) { late(c); remindedOfPlanned(c) },
	}
	require.Contains(t, all, name)
	return all[name]
}

// Every example of a rule is decided by that rule, so that no rule is out of reach; and a rule
// decides in every situation that it stands in.
func TestExamplesAreDecidedByTheirRule(t *testing.T) {
	for _, rule := range texts.TextRules() {
		decides := map[flows.TextSituation]bool{}
		for _, example := range rule.Examples {
			th := texting(t, givens(t, example.Given)).sends(example.After...)
			situation := flows.FirstText
			if len(example.After) > 0 {
				situation = situationOfText(th)
			}
			rules := readBy(th)
			th.sends(example.Text)
			require.Contains(t, *rules, rule.Name, "%s: %q after %q", example.Given, example.Text, example.After)
			if (*rules)[0] != rule.Name { // a reminder has it read where it asked
				situation = flows.AtQuestion
			}
			decides[situation] = true
		}
		require.ElementsMatch(t, rule.In, slices.Collect(maps.Keys(decides)), "%s: an example of each situation, and of no other", rule.Name)
	}
}

// situationOfText is the situation that the next text of a thread comes in.
func situationOfText(th *thread) flows.TextSituation {
	if th.engine.Dialogue.States[th.state()].Record != nil {
		return flows.AskedMessage
	}
	return flows.AtQuestion
}

func TestRulesAreToldApart(t *testing.T) {
	names := map[string]bool{}
	for _, rule := range texts.TextRules() {
		require.False(t, names[rule.Name], rule.Name)
		names[rule.Name] = true
		require.NotEmpty(t, rule.In, rule.Name)
		require.NotEmpty(t, rule.When, rule.Name)
		require.NotEmpty(t, rule.Does, rule.Name)
		require.NotEmpty(t, rule.Examples, rule.Name)
	}
}

// A text is always read by a rule: the last one of each situation applies always, and no other
// does.
func TestEverySituationHasALastRule(t *testing.T) {
	for _, situation := range []flows.TextSituation{flows.FirstText, flows.AtQuestion, flows.AskedMessage} {
		var always []int
		rules := slices.DeleteFunc(texts.TextRules(), func(rule flows.TextRule) bool { return !slices.Contains(rule.In, situation) })
		for i, rule := range rules {
			if rule.When == "always" {
				always = append(always, i)
			}
		}
		require.Equal(t, []int{len(rules) - 1}, always, situation)
	}
}

// corpusPlaces are where each text of the corpus is sent.
func corpusPlaces() []struct {
	name, given string
	after       []string
} {
	return []struct {
		name, given string
		after       []string
	}{
		{name: "first text"},
		{"reminded", texts.GivenReminded, nil},
		{"after the yes", texts.GivenReminded, []string{"1"}},
		{"calling off?", texts.GivenReminded, []string{"3"}},
		{"who is there?", texts.GivenLate, nil},
		{"main menu", "", []string{"bonjour"}},
		{"code", "", []string{"AFSPRAAK"}},
		{"times", "", []string{"AFSPRAAK", rightCode, "1"}},
		{"this time?", "", []string{"AFSPRAAK", rightCode, "1", "1"}},
		{"message", "", []string{"0"}},
	}
}

const corpusRules = "testdata/replies_rules.tsv"

// Each text of the corpus is read by the rule that read it before, and leads where it led: in
// every place of corpusPlaces. Written anew with -update.
func TestTheCorpusIsReadByItsRules(t *testing.T) {
	data, err := os.ReadFile("../understand/testdata/replies.tsv")
	require.NoError(t, err)
	var read strings.Builder
	read.WriteString("# Which rules read a text of flows/understand/testdata/replies.tsv, and the state after it.\n# text")
	for _, place := range corpusPlaces() {
		read.WriteString("\t" + place.name)
	}
	read.WriteString("\n")
	columns := make([]func(string) string, 0, len(corpusPlaces()))
	for _, place := range corpusPlaces() {
		columns = append(columns, sendingAt(t, place.given, place.after))
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		text := strings.Split(line, "\t")[1]
		read.WriteString(text)
		for _, send := range columns {
			read.WriteString("\t" + send(text))
		}
		read.WriteString("\n")
	}
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o750))
		require.NoError(t, os.WriteFile(corpusRules, []byte(read.String()), 0o600))
	}
	stands, err := os.ReadFile(corpusRules)
	require.NoError(t, err)
	require.Equal(t, string(stands), read.String())
}

// sendingAt sends texts at one place of a conversation, which is the same for each.
func sendingAt(t *testing.T, given string, after []string) func(text string) string {
	t.Helper()
	th := texting(t, givens(t, given)).sends(after...)
	rules := readBy(th)
	store, ok := th.engine.Sessions.(*memory)
	require.True(t, ok)
	sessions := maps.Clone(store.sessions)
	return func(text string) string {
		store.restore(sessions)
		th.engine.Memory = newMemento()
		th.sends(text)
		return fmt.Sprintf("%s → %s", strings.Join(*rules, ", "), th.state())
	}
}
