package graph

import (
	"fmt"
	"io"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/flows"
)

// State is the public contract of one state.
type State struct {
	Name  string     `json:"name"`
	Part  string     `json:"part"`
	Kind  stateKind  `json:"kind"`
	Says  []Sentence `json:"says"`
	Leads []Lead     `json:"leads"`
}

// Sentence is one sentence of a state.
type Sentence struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// Lead is one way on from a state.
type Lead struct {
	To   flows.StateName `json:"to"`
	When string          `json:"when"` // empty: the caller chooses
}

// Rows returns the states of a part, or of all parts, in the order of the parts.
func Rows(d *flows.Dialogue, only string, text func(key string) string) []State {
	rows := []State{}
	for _, part := range dialogueParts(d) {
		if only != "" && part.name != only {
			continue
		}
		for _, name := range part.states {
			s := d.States[name]
			row := State{Name: string(name), Part: part.name, Kind: kindOf(s), Says: []Sentence{}, Leads: []Lead{}}
			for _, key := range spokenKeys(s) {
				row.Says = append(row.Says, Sentence{key, text(key)})
			}
			for _, lead := range leadsOf(s) {
				row.Leads = append(row.Leads, Lead{lead.to, lead.when})
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// spokenKeys returns the keys of a state's sentences, as spoken the first time.
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

// WriteTable writes the states as a table. A state has one line for each sentence or
// for each way on, whichever are more.
func WriteTable(w io.Writer, rows []State) error {
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
	if err := output.Table(w, []string{"STATE", "PART", "KIND", "SAYS", "LEADS TO"}, lines); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\n%s\n%s\n", zeroNote, sorryNote)
	return err
}

// These hold for every state, and are therefore written below the table only.
const (
	zeroNote  = "0, from everywhere, and three silences or wrong keys where nothing else is said: human."
	sorryNote = "An error of ours: sorry."
)

func leadText(lead Lead) string {
	if lead.When == "" {
		return string(lead.To)
	}
	return string(lead.To) + " (" + lead.When + ")"
}
