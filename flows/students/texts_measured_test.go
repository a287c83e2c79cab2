package students_test

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/textstest"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

var update = flag.Bool("update", false, "write the figures anew")

// Every text of a student in the corpus is sent in its context, and what came of it is
// compared with what was meant. The table is in docs/performance.md.
func TestWhatStudentsWriteIsMeasured(t *testing.T) {
	table := textstest.Table{Contexts: []string{"s_ask", "s_acc", "s_there", "s_done"}, Results: map[textstest.Row]string{}}
	for _, row := range textstest.Corpus(t) {
		if slices.Contains(table.Contexts, row.Context) {
			table.Results[row] = playedBy(t, row)
		}
	}
	textstest.Report(t, "students", &table, *update)
}

// playedBy plays a text of a student in its context, and names what came of it.
func playedBy(t *testing.T, row textstest.Row) string {
	t.Helper()
	s := studentTexts(t)
	s.roster.link = ""
	if slices.Contains([]scheduling.Language{"nl", "fr", "en", "tr", "ar"}, row.Language) {
		s.roster.student.Languages = []scheduling.Language{row.Language}
	}
	clock := "2027-03-24 10:00"
	switch row.Context {
	case "s_ask":
		s.roster.asked, s.roster.answered = true, s.ask(dispatch.AskYes, "2027-03-26 10:00")
	case "s_acc":
		s.roster.visits = []dispatch.UpcomingVisit{s.visit(1, scheduling.Accepted, "2027-03-25 10:00")}
	case "s_there":
		s.roster.visits = []dispatch.UpcomingVisit{s.visit(1, scheduling.Accepted, "2027-03-24 09:55")}
	case "s_done":
		s.roster.visits = []dispatch.UpcomingVisit{s.visit(1, scheduling.Underway, "2027-03-24 09:00")}
		s.roster.done = s.visit(1, scheduling.Underway, "2027-03-24 09:00").Visit
	}
	text := row.Filled(textstest.Filled{Last: "Digipunt: ben je er al? Antwoord HIER.", First: s.at("2027-03-25 10:00"), Second: s.at("2027-03-26 10:00")})
	if understand.ReadOptOut(text) == understand.OptOutStop && understand.WordCount(text) == 1 { // more is read as a student's text
		return "optout"
	}
	reply, _, err := s.handle("SM1", clock, text)
	if err != nil {
		return err.Error()
	}
	return whatCameOf(s.roster, reply)
}

func whatCameOf(r *studentRoster, reply flows.Reply) string {
	keys := make([]string, len(reply.Lines))
	for i, line := range reply.Lines {
		keys[i] = strings.TrimPrefix(line.Key, "sms.student.")
	}
	has := func(some ...string) bool {
		return slices.ContainsFunc(some, func(key string) bool { return slices.Contains(keys, key) })
	}
	for _, came := range []struct {
		name string
		so   bool
	}{
		{"danger", has("danger")},
		{"doubt", has("doubt")},
		{"accept", len(r.answers) > 0 && r.answers[0] && !has("nothing_asked")},
		{"decline", len(r.answers) > 0 && !r.answers[0] && !has("nothing_asked")},
		{"sick", len(r.away) > 0 && has("sick", "away_day", "away_days") && !has("no")},
		{"away", len(r.away) > 0},
		{"extra", len(r.extra) > 0},
		{"no_one", has("no_one", "no_one_told")},
		{"late", has("late_told")},
		{"done_ask", has("how_long")},
		{"arrived", r.arrived > 0},
		{"done", len(r.took) > 0},
		{"help", len(r.notes) > 0 || len(r.dangers) > 0},
		{"visits", has("visits", "no_visits", "no_address") || len(r.ids) > 0},
	} {
		if came.so {
			return came.name
		}
	}
	return "asks"
}
