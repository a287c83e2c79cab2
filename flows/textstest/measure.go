// Package textstest counts what came of texts against what their writers meant. Tests of
// the dialogues play the corpus, and this package keeps the score.
package textstest

import (
	_ "embed"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// corpus has a text in each line: where it is sent, its language, the text, what it
// means, and what may come of it as well.
//
//go:embed texts.tsv
var corpus string

// beside is a file of the same form, whose texts are played instead, and compared with no
// table: for texts that are kept apart.
var beside = flag.String("texts", "", "play the texts of this file instead of the corpus")

// Row is a text of the corpus.
type Row struct {
	Context  string // where it is sent, such as rem1: after the reminder of the day before
	Language scheduling.Language
	Text     string // with placeholders, see Filled
	Expected string // what it means
	Also     string // what may come of it as well, with commas between
}

// Filled is what the placeholders of a text stand for.
type Filled struct {
	Code          string
	Last          string    // the latest text that the writer got
	First, Second time.Time // the first two times that were offered, on the clock of the programme
}

// weekdays are the days as people write them, Sunday first.
func weekdays() map[scheduling.Language][7]string {
	return map[scheduling.Language][7]string{
		"nl": {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
		"fr": {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
		"en": {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		"tr": {"pazar", "pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi"},
		"ar": {"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
	}
}

// Filled returns the text as it is sent. A \n in it begins a line.
func (r Row) Filled(with Filled) string {
	days := weekdays()[r.Language]
	return strings.NewReplacer(
		`\n`, "\n",
		"{code}", with.Code, "{last}", with.Last,
		"{d1}", days[with.First.Weekday()], "{d2}", days[with.Second.Weekday()],
		"{t1}", fmt.Sprintf("%du", with.First.Hour()), "{t2}", fmt.Sprintf("%du", with.Second.Hour()),
	).Replace(r.Text)
}

// Corpus returns the texts of the corpus.
func Corpus(t testing.TB) []Row {
	t.Helper()
	var rows []Row
	data := corpus
	if *beside != "" {
		read, err := os.ReadFile(*beside)
		if err != nil {
			t.Fatal(err)
		}
		data = string(read)
	}
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "context\t") {
			continue
		}
		fields := append(strings.Split(line, "\t"), "")
		if len(fields) < 5 {
			t.Fatalf("a line has too few columns: %q", line)
		}
		rows = append(rows, Row{fields[0], scheduling.Language(fields[1]), fields[2], fields[3], fields[4]})
	}
	return rows
}

// score is how a text was read.
type score int

const (
	understood  score = iota
	asked             // not understood: its writer was asked again, or a human reads it
	elsewhere         // answered about something else; nothing was changed
	wronglyDone       // something was changed that the writer did not mean
	missed            // an emergency that was not read as one
)

// harmless are the answers that change nothing and claim nothing.
func harmless() []string {
	return []string{"asks", "menu", "human", "help", "done_ask", "visits", "hear", "answer", "doubt"}
}

// byHuman are the meanings that are answered if a human reads the text.
func byHuman() []string { return []string{"danger", "human", "help"} }

// changing are the answers that change something.
func changing() []string {
	return []string{"confirm", "optout", "booked", "cancelled", "accept", "decline", "sick", "away", "extra", "arrived", "done", "no_one"}
}

// judge returns how a text was read.
func (r Row) judge(came string) score {
	right := append(strings.Split(r.Also, ","), r.Expected)
	// A question gets an answer, or a human. A text that may tell of danger is read by a human at
	// once, and its writer is told of 112.
	alike := map[string]string{"asks": "menu", "menu": "asks", "answer": "human"}
	switch {
	case came == "doubt" && slices.ContainsFunc(right, func(meant string) bool { return slices.Contains(byHuman(), meant) }):
		return understood
	case slices.Contains(right, came), alike[came] != "" && slices.Contains(right, alike[came]):
		return understood
	case r.Expected == "danger":
		return missed
	case slices.Contains(changing(), came):
		return wronglyDone
	case slices.Contains(harmless(), came):
		return asked
	}
	return elsewhere
}

// Table is what came of the texts in some contexts.
type Table struct {
	Contexts []string
	Results  map[Row]string
}

// counts are texts by their score, and in all.
type counts struct {
	by  [missed + 1]int
	all int
}

func (c *counts) add(s score) { c.by[s]++; c.all++ }

func (c *counts) row(name, language string) string {
	return fmt.Sprintf("| %s | %s | %d | %d | %d | %d | %d %% |\n",
		name, language, c.all, c.by[wronglyDone], c.by[missed], c.by[elsewhere], c.by[understood]*100/max(c.all, 1))
}

// table returns the table as it stands in the documentation, and the figures of all texts.
func (t *Table) table() (string, counts) {
	var out strings.Builder
	out.WriteString("| context | language | texts | done wrongly | emergencies missed | about something else | understood |\n")
	out.WriteString("|---|---|---|---|---|---|---|\n")
	var all counts
	for _, context := range t.Contexts {
		for _, language := range []scheduling.Language{"nl", "fr", "en", "tr", "ar"} {
			var here counts
			for row, came := range t.Results {
				if row.Context == context && row.Language == language {
					here.add(row.judge(came))
					all.add(row.judge(came))
				}
			}
			if here.all > 0 {
				out.WriteString(here.row(context, string(language)))
			}
		}
	}
	out.WriteString(all.row("**all**", ""))
	return out.String(), all
}

// page is where the tables stand.
const page = "../../docs/performance.md"

// Report compares the table with the one in docs/performance.md, which it writes anew if
// update is true, and checks the aims: nothing is done wrongly, no emergency is missed, 1 %
// is about something else, and 85 % is understood. Every text that is not understood is
// logged.
func Report(t *testing.T, name string, table *Table, update bool) {
	t.Helper()
	verdicts := [...]string{"", "asked", "ELSEWHERE", "WRONG", "MISSED"}
	var logged []string
	for row, came := range table.Results {
		if verdict := verdicts[row.judge(came)]; verdict != "" {
			logged = append(logged, fmt.Sprintf("%-9s %s %s %q: %s, not %s,%s",
				verdict, row.Context, row.Language, row.Text, came, row.Expected, row.Also))
		}
	}
	slices.Sort(logged)
	t.Log("\n" + strings.Join(logged, "\n"))
	drawn, all := table.table()
	t.Log("\n" + drawn)
	if *beside == "" {
		compare(t, name, drawn, update)
	}
	for what, fails := range map[string]bool{
		"done wrongly":                        all.by[wronglyDone] > 0,
		"emergencies missed":                  all.by[missed] > 0,
		"about something else, more than 1 %": all.by[elsewhere]*100 > all.all,
		"understood, less than 85 %":          all.by[understood]*100 < all.all*85,
	} {
		if fails {
			t.Error(what)
		}
	}
}

// compare compares a table with the one between its marks on the page.
func compare(t *testing.T, name, drawn string, update bool) {
	t.Helper()
	read, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- texts of "+name+" -->\n", "<!-- end of texts of "+name+" -->\n"
	head, rest, begins := strings.Cut(string(read), begin)
	stands, tail, ends := strings.Cut(rest, end)
	switch {
	case !begins || !ends:
		t.Fatalf("docs/performance.md has no place for texts of %s", name)
	case update:
		if err := os.WriteFile(page, []byte(head+begin+drawn+end+tail), 0o600); err != nil {
			t.Fatal(err)
		}
	case stands != drawn:
		t.Errorf("go test ./flows/resident ./flows/students -run Measured -update writes the table anew:\n%s", drawn)
	}
}
