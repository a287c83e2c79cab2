package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// flowsCmd shows the dialogue.
type flowsCmd struct {
	Graph    bool   `help:"A graph in Mermaid, which many sites and editors draw."`
	Part     string `placeholder:"PART" help:"Only this part: line, identify, newcomer, booking, visit, digipunt, refusals or human."`
	Language string `default:"nl" placeholder:"CODE" help:"Whose words the table shows."`
	JSON     bool   `name:"json" help:"One JSON array, for programs."`
}

// Help is shown below the flags.
func (flowsCmd) Help() string {
	return `What is shown is what the line runs on, not a description of it. Words in {braces} are filled in during
a call. The options of a menu depend on the caller: the table shows where they can lead.

Example:
  helpline flows
  helpline flows --part booking --language fr
  helpline flows --graph > dialogue.mmd
  helpline flows --json | jq '.[] | select(.part == "human")'`
}

// Run implements kong's command.
func (c *flowsCmd) Run(term *terminal) error {
	catalogue, err := locale.Load()
	if err != nil {
		return err
	}
	language := scheduling.Language(c.Language)
	switch {
	case !slices.Contains(catalogue.Languages(), language):
		return misused(fmt.Errorf("--language: there are no words in %q; choose one of %v", c.Language, catalogue.Languages()))
	case c.Part != "" && !slices.Contains(partNames(), c.Part):
		return misused(fmt.Errorf("--part: there is no %q; choose one of %s", c.Part, strings.Join(partNames(), ", ")))
	case c.Graph && c.JSON:
		return misused(fmt.Errorf("--graph and --json: choose one"))
	}
	dialogue := flows.Helpline()
	if c.Graph {
		_, err := io.WriteString(term.out, graphOf(dialogue, c.Part))
		return err
	}
	rows := stateRows(dialogue, c.Part, func(key string) string { return catalogue.Text(language, key) })
	if c.JSON {
		return asJSON(term.out, rows)
	}
	return flowsTable(term.out, rows)
}

// stateJSON is the public contract of one state.
type stateJSON struct {
	Name  string     `json:"name"`
	Part  string     `json:"part"`
	Kind  stateKind  `json:"kind"`
	Says  []saidJSON `json:"says"`
	Leads []leadJSON `json:"leads"`
}

// saidJSON is one sentence of a state.
type saidJSON struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// leadJSON is one way on from a state.
type leadJSON struct {
	To   flows.StateName `json:"to"`
	When string          `json:"when"` // empty: a choice of the caller's
}

// stateRows are the states of a part, or of all, in the order of the parts.
func stateRows(d *flows.Dialogue, only string, text func(key string) string) []stateJSON {
	rows := []stateJSON{}
	for _, part := range dialogueParts() {
		if only != "" && part.name != only {
			continue
		}
		for _, name := range part.states {
			s := d.States[name]
			row := stateJSON{Name: string(name), Part: part.name, Kind: kindOf(s), Says: []saidJSON{}, Leads: []leadJSON{}}
			for _, key := range spokenKeys(s) {
				row.Says = append(row.Says, saidJSON{key, text(key)})
			}
			for _, lead := range leadsOf(s) {
				row.Leads = append(row.Leads, leadJSON{lead.to, lead.when})
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// spokenKeys are the sentences of a state, as they are said the first time.
func spokenKeys(s *flows.State) []string {
	var keys []string
	for _, say := range s.Say {
		keys = append(keys, say.Key)
	}
	switch {
	case s.Menu != nil && s.Menu.Ask != "":
		keys = append(keys, s.Menu.Ask)
	case s.Number != nil:
		keys = append(keys, s.Number.Ask)
	}
	return keys
}

// flowsTable has as many lines for a state as it says sentences or leads to
// others, whichever is more.
func flowsTable(w io.Writer, rows []stateJSON) error {
	var lines [][]string
	for _, row := range rows {
		for i := range max(1, len(row.Says), len(row.Leads)) {
			line := []string{"", "", "", "", ""}
			if i == 0 {
				line[0], line[1], line[2] = row.Name, row.Part, string(row.Kind)
			}
			if i < len(row.Says) {
				line[3] = row.Says[i].Text
			}
			if i < len(row.Leads) {
				line[4] = leadText(row.Leads[i])
			}
			lines = append(lines, line)
		}
	}
	if err := table(w, []string{"STATE", "PART", "KIND", "SAYS", "LEADS TO"}, lines); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n%s\n", zeroNote, sorryNote)
	return err
}

// What is true of every state, and therefore said once.
const (
	zeroNote  = "0, from everywhere, and three silences or wrong keys where nothing else is said: human."
	sorryNote = "An error of ours: sorry."
)

func leadText(lead leadJSON) string {
	if lead.When == "" {
		return string(lead.To)
	}
	return string(lead.To) + " (" + lead.When + ")"
}
