package texttable

import (
	"io"
	"strconv"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident/texts"
	"github.com/click-call-connect/helpline/flows/students"
)

// Rule is the public contract of one rule that reads texts.
type Rule struct {
	From     string    `json:"from"`  // whose texts it reads: resident or student
	Order    int       `json:"order"` // of the rules for these texts, the first that applies decides
	Name     string    `json:"name"`
	In       []string  `json:"in"` // situations that it stands in; none: all of them
	When     string    `json:"when"`
	Does     string    `json:"does"`
	Why      string    `json:"why"` // empty: no more than the rest says
	Examples []Example `json:"examples"`
}

// Example is a text that a rule decides.
type Example struct {
	Language string   `json:"language"` // empty: the words do not tell
	Given    string   `json:"given"`    // what is so before; empty: nothing
	After    []string `json:"after"`    // texts of the same number before it
	Text     string   `json:"text"`
}

// Whose texts are read.
const (
	fromResident = "resident"
	fromStudent  = "student"
)

// Rules returns the rules that read texts: of residents, and then of students.
func Rules() []Rule {
	return append(rulesOf(fromResident, texts.TextRules()), rulesOf(fromStudent, students.TextRules())...)
}

func rulesOf(from string, rules []flows.TextRule) []Rule {
	rows := make([]Rule, len(rules))
	for i, rule := range rules {
		row := Rule{
			From: from, Order: i + 1, Name: rule.Name, In: []string{}, When: rule.When, Does: rule.Does, Why: rule.Why, Examples: []Example{},
		}
		for _, situation := range rule.In {
			row.In = append(row.In, string(situation))
		}
		for _, e := range rule.Examples {
			row.Examples = append(row.Examples, Example{string(e.Language), e.Given, append([]string{}, e.After...), e.Text})
		}
		rows[i] = row
	}
	return rows
}

// Write writes a table with a line for each rule, with its first example.
func Write(w io.Writer, rows []Rule) error {
	lines := make([][]string, len(rows))
	for i, row := range rows {
		first := row.Examples[0]
		lines[i] = []string{
			row.From, strconv.Itoa(row.Order), row.Name, row.situations(), row.When, row.Does, first.path(" > ", first.Text),
		}
	}
	return output.Table(w, []string{"FROM", "ORDER", "RULE", "IN", "APPLIES WHEN", "DOES", "EXAMPLE"}, lines)
}

// situations lists the situations that a rule stands in.
func (r *Rule) situations() string {
	if len(r.In) == 0 {
		return "any"
	}
	return strings.Join(r.In, ", ")
}

// path is the text of an example, shown as it is given, behind what leads to it.
func (e *Example) path(separator, text string) string {
	steps := append([]string{}, e.After...)
	path := strings.Join(append(steps, text), separator)
	if e.Given != "" {
		return e.Given + ": " + path
	}
	return path
}

// markdown is a table of the rules for the texts of one side, for a page.
func markdown(rows []Rule, from string) string {
	var page strings.Builder
	page.WriteString("| | rule | in | when | what it does | examples |\n|---|---|---|---|---|---|\n")
	for i := range rows {
		row := &rows[i]
		if row.From != from {
			continue
		}
		does := row.Does
		if row.Why != "" {
			does += ". *" + row.Why + "*"
		}
		examples := make([]string, len(row.Examples))
		for i := range row.Examples {
			examples[i] = row.Examples[i].path(" › ", "**"+strings.ReplaceAll(row.Examples[i].Text, "*", `\*`)+"**")
		}
		page.WriteString("| " + strings.Join([]string{
			strconv.Itoa(row.Order), row.Name, row.situations(), row.When, does, strings.Join(examples, "<br>"),
		}, " | ") + " |\n")
	}
	return page.String()
}

// Page returns the page of the documentation about the rules.
func Page() string {
	rows := Rules()
	return `# How a text is read

Each table is in order: of the rules that stand for a situation, the first that
applies decides. This page is drawn from the rules that the line runs on: a test
fails when it is out of date, and writes it anew with
` + "`go test ./cmd/helpline -run TestThePage -update`" + `. The same, for programs: ` + "`helpline flows --texts --json`" + `.

What words mean, in each language, is found before the rules
(` + "`flows/understand`" + `), and so is the language: until somebody has chosen one, that of
what they write is followed. The rules decide what the meaning does here. Why they
stand in this order: [ADR 0028](adr/0028-reading-texts.md).

An example shows what is so before, and what the same number texted before: the bold
text is what the rule decides. Every example is a test. By which rules each text of the
corpus is read, in ten places of a conversation, is in
` + "`flows/resident/testdata/replies_rules.tsv`" + `.

## Texts of residents

- *First text*: the first of a conversation, or the first after a reminder.
- *Question*: after anything else that we asked or said.
- *Message*: we asked what a human should know.

` + markdown(rows, fromResident) + `
## Texts of students

Each text stands alone: what it is about is in the database, and not in a conversation.

` + markdown(rows, fromStudent)
}
