package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/graph"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/texttable"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/scheduling"
)

// flowsCmd shows the dialogue.
type flowsCmd struct {
	Graph    bool   `help:"A graph in Mermaid, which many sites and editors draw."`
	Part     string `placeholder:"PART" help:"Only this part: line, resume, identify, claim, newcomer, booking, times, visit, digipunt, refusals, reminder, late, danger or human."`
	Texts    bool   `help:"The rules by which texts are read, in their order: of residents, and of students."`
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
  helpline flows --texts
  helpline flows --texts --json | jq '.[] | select(.from == "student") | .name'
  helpline flows --json | jq '.[] | select(.part == "human")'`
}

// Run implements kong's command.
func (c *flowsCmd) Run(term *terminal.Terminal) error {
	catalogue, err := locale.Load()
	if err != nil {
		return err
	}
	language := scheduling.Language(c.Language)
	switch {
	case !slices.Contains(catalogue.Languages(), language):
		return exit.Misused(fmt.Errorf("--language: there are no words in %q; choose one of %v", c.Language, catalogue.Languages()))
	case c.Part != "" && !slices.Contains(graph.PartNames(), c.Part):
		return exit.Misused(fmt.Errorf("--part: there is no %q; choose one of %s", c.Part, strings.Join(graph.PartNames(), ", ")))
	case c.Graph && c.JSON:
		return exit.Misused(fmt.Errorf("--graph and --json: choose one"))
	case c.Texts && (c.Graph || c.Part != ""):
		return exit.Misused(fmt.Errorf("--texts shows all rules as a table, without --graph and --part"))
	case c.Texts:
		return c.showTexts(term)
	}
	dialogue := offers.Helpline()
	if c.Graph {
		_, err := io.WriteString(term.Out, graph.Draw(dialogue, c.Part))
		return err
	}
	rows := graph.Rows(dialogue, c.Part, func(key string) string { return catalogue.Text(language, key) })
	if c.JSON {
		return output.JSON(term.Out, rows)
	}
	return graph.WriteTable(term.Out, rows)
}

// showTexts shows the rules that read texts.
func (c *flowsCmd) showTexts(term *terminal.Terminal) error {
	if c.JSON {
		return output.JSON(term.Out, texttable.Rules())
	}
	return texttable.Write(term.Out, texttable.Rules())
}
