package resident_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/textstest"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// residentContexts are where residents send the texts of the corpus.
func residentContexts() []string { return []string{"conf", "rem3", "rem1", "times", "first", "stop"} }

// Every text of a resident in the corpus is sent to the dialogue in its context, and what came
// of it is compared with what was meant. The table is in docs/performance.md.
func TestWhatResidentsWriteIsMeasured(t *testing.T) {
	rows := textstest.Corpus(t)
	lines := map[string]func(textstest.Row) string{}
	for _, context := range residentContexts() {
		lines[context] = playedIn(t, context)
	}
	table := textstest.Table{Contexts: residentContexts(), Results: map[textstest.Row]string{}}
	for _, row := range rows {
		if play, ok := lines[row.Context]; ok {
			table.Results[row] = play(row)
		}
	}
	textstest.Report(t, "residents", &table, *update)
}

// playedIn returns a function that plays a text in a context, which is the same for each.
func playedIn(t *testing.T, context string) func(textstest.Row) string {
	t.Helper()
	world := reminded(visits()[0])
	var before []string
	switch context {
	case "rem3":
		thursday := visits()[0]
		thursday.Start, thursday.End = thursday.Start.Add(48*time.Hour), thursday.End.Add(48*time.Hour)
		world = reminded(thursday)
	case "conf":
		world = func(c *conversation) { c.office.expected = contact.Expected{Visits: visits()[:1]} }
	case "first":
		world = func(*conversation) {}
	case "times":
		before = []string{"2"}
	}
	return func(row textstest.Row) string {
		th := texting(t, world).sends(before...)
		shown := textstest.Filled{
			Code: rightCode, Last: strings.Join(th.read, "\n"), First: time.Date(2027, 3, 24, 10, 0, 0, 0, time.UTC),
			Second: time.Date(2027, 3, 25, 14, 0, 0, 0, time.UTC),
		}
		if shown.Last == "" {
			shown.Last = "Digipunt aan huis: er komt een student op di 23 mrt 10:00. Antwoord 1 = ja, 2 = andere dag, 3 = gaat niet door."
		}
		text := row.Filled(shown)
		if understand.ReadOptOut(text) == understand.OptOutStop && !understand.IsUrgent(text) {
			if understand.Understand(text).Doubt && row.Expected != "optout" { // the answer to the opt-out names 112
				return "doubt"
			}
			return "optout"
		}
		rules := readBy(th)
		after := th.office.offered.After
		th.sends(text)
		return whatCame(th, *rules, !th.office.offered.After.Equal(after))
	}
}

// byRule and byState name what came of a text, by the rule that read it and by the state
// that it led to.
var (
	byRule = map[string]string{
		"written by a machine": "silence", "kind word": "thanks", "only by text": "deaf", "repeat": "hear", "when the visit is": "hear",
		"tells something": "human", "may tell of danger": "doubt", "first text that may tell of danger": "doubt", "question of a programme": "answer", "welcome": "menu",
	}
	byState = map[flows.StateName]string{
		resident.StateWarned: "danger", resident.StateCancelSure: "cancel_ask", resident.StateVoicemail: "human",
		resident.StateVoicemailDone: "human", resident.StateReadable: "human", resident.StateExpected: "confirm",
		resident.StateSought: "no_one", resident.StateThere: "arrived", resident.StatePostcode: "digipunt",
		resident.StateNoLetterMenu: "no_letter", resident.StateBooked: "booked", resident.StateCancelled: "cancelled",
		resident.StateSlots: "move", resident.StateWhen: "later", resident.StateCode: "book", resident.StateTopic: "book", resident.StateVisit: "hear", resident.StateShow: "hear",
	}
)

// whatCame names what came of the latest text of a thread.
func whatCame(th *thread, rules []string, later bool) string {
	rule, state := rules[len(rules)-1], th.state()
	switch {
	case byRule[rule] != "":
		return byRule[rule]
	case rule == "not understood" && state != resident.StateReadable,
		state == resident.StateExpected && len(th.office.answered) == 0:
		return "asks"
	case state == resident.StateConfirm:
		return fmt.Sprint("choose", chosen(th))
	case state == resident.StateSlots && later:
		return "later"
	case state == resident.StateCode && th.session().Goal == flows.GoalVisit:
		return "identify"
	}
	return cmp.Or(byState[state], string(state))
}

// chosen is the number of the time that was chosen.
func chosen(th *thread) int {
	start := th.session().Chosen.Start
	times := []string{"24 10:00", "25 14:00", "26 18:00"}
	return slices.Index(times, start.In(th.programme.Zone).Format("2 15:04")) + 1
}
