package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/graph"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/texttable"
	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/offers"
)

// The pages of the documentation are drawn from the dialogue, and from the rules that read
// texts: write them anew with -update.
func TestThePageShowsTheDialogue(t *testing.T) {
	t.Parallel()
	requirePage(t, "dialogue.md", dialogueMarkdown(offers.Helpline()))
}

func TestThePageShowsTheRulesOfTexts(t *testing.T) {
	requirePage(t, "texts-read.md", texttable.Page())
}

// requirePage compares a page of the documentation with what it is drawn from.
func requirePage(t *testing.T, name, page string) {
	t.Helper()
	file := filepath.Join("..", "..", "docs", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(page), 0o600))
	}
	stands, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, page, string(stands), "docs/%s is out of date: go test ./cmd/helpline -run TestThePage -update", name)
}

// dialogueMarkdown returns the page: the parts, each part, and everything at once.
func dialogueMarkdown(d *flows.Dialogue) string {
	fenced := func(text string) string { return "```mermaid\n" + text + "```\n" }
	page := `# What a caller can hear, and where it leads

This page is drawn from the dialogue that the line runs on: a test fails when it is
out of date, and writes it anew with ` + "`go test ./cmd/helpline -run TestThePage -update`" + `.
The words of each state, in each language: ` + "`helpline flows --part booking --language fr`" + `.

- A hexagon is a menu; its arrows are what its options can lead to, for some caller.
- A parallelogram asks for digits, a flag for something spoken.
- A box is work between two questions; its arrows are how that can end. One without
  words is how it goes when all goes well.
- A box with double sides rings a human. A green one ends the call.
- A dotted arrow is silence. Where a question has none, silence leads to a human.
- **0** leads to ` + "`" + string(d.Human) + "`" + ` from everywhere, and an error of ours to ` + "`" + string(d.Sorry) + "`" + `: these
  arrows are drawn once. ` + "`*`" + ` repeats, everywhere.
- What is dashed belongs to another part.

## The parts

Each is a file of ` + "`flows/resident`" + `. Every part also leads back to the main menu, which is in ` + "`line`" + `.

` + fenced(graph.DrawParts(d))
	for _, part := range graph.PartNames() {
		page += "\n## " + strings.ToUpper(part[:1]) + part[1:] + "\n\n" + fenced(graph.Draw(d, part))
	}
	return page + "\n## Everything at once\n\nStates that three parts or more lead to are drawn beside each of them.\n\n" + fenced(graph.Draw(d, ""))
}
