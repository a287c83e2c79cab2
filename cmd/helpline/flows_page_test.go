package main

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/graph"
	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
)

const dialoguePage = "../../docs/dialogue.md"

// The page of the documentation is drawn from the dialogue: write it anew with
// -update.
func TestThePageShowsTheDialogue(t *testing.T) {
	t.Parallel()
	page := dialogueMarkdown(resident.Helpline())
	if *update {
		require.NoError(t, os.WriteFile(dialoguePage, []byte(page), 0o600))
	}
	stands, err := os.ReadFile(dialoguePage)
	require.NoError(t, err)
	require.Equal(t, page, string(stands), "docs/dialogue.md is out of date: go test ./cmd/helpline -run TestThePage -update")
}

// dialogueMarkdown is the page: the parts, each part, and everything at once.
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
