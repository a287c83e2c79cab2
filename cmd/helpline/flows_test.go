package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
)

// Every state is in exactly one part, and that part is named after the file that
// declares it.
func TestPartsAreTheFilesOfTheDialogue(t *testing.T) {
	dialogue := flows.Helpline()
	seen := map[flows.StateName]string{}
	for _, part := range dialogueParts() {
		require.NotEmpty(t, part.states, part.name)
		declared := statesDeclaredIn(t, "../../flows/"+part.name+".go")
		for _, name := range part.states {
			require.Contains(t, dialogue.States, name, "%s lists a state that is not in the dialogue", part.name)
			require.NotContains(t, seen, name, "a state in two parts")
			require.Contains(t, declared, name, "%s is declared in another file", name)
			seen[name] = part.name
		}
	}
	for name := range dialogue.States {
		require.Contains(t, seen, name, "a state is in no part")
		require.Equal(t, seen[name], partOf(name))
	}
}

// statesDeclaredIn reads the names of states from a file.
func statesDeclaredIn(t *testing.T, path string) []flows.StateName {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	require.NoError(t, err)
	var names []flows.StateName
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		kind, _ := spec.Type.(*ast.Ident)
		if from, ok := spec.Type.(*ast.SelectorExpr); ok {
			kind = from.Sel
		}
		if value, is := spec.Values[0].(*ast.BasicLit); is && kind != nil && kind.Name == "StateName" {
			name, err := strconv.Unquote(value.Value)
			require.NoError(t, err)
			names = append(names, flows.StateName(name))
		}
		return true
	})
	return names
}

// What is shown is what State.Leads says, no more and no less.
func TestEveryWayOnIsShown(t *testing.T) {
	dialogue := flows.Helpline()
	for name, state := range dialogue.States {
		var shown []flows.StateName
		for _, l := range leadsOf(state) {
			shown = append(shown, l.to)
		}
		require.ElementsMatch(t, state.Leads(), shown, name)
	}
	whole := readGraph(t, graphOf(dialogue, ""))
	for name, state := range dialogue.States {
		leads := slices.Clone(state.Leads())
		slices.Sort(leads)
		drawn := whole.ways[string(name)]
		slices.Sort(drawn)
		want := []string{}
		for _, to := range slices.Compact(leads) {
			want = append(want, string(to))
		}
		require.Equal(t, want, slices.Compact(append([]string{}, drawn...)), "edges from %s", name)
		require.Equal(t, kindOf(state), whole.kinds[string(name)], name)
		inPart := readGraph(t, graphOf(dialogue, partOf(name)))
		require.ElementsMatch(t, drawn, inPart.ways[string(name)], "%s in its part's graph", name)
	}
	require.Equal(t, []string{string(dialogue.Human)}, whole.ways["zero"])
	require.Equal(t, []string{string(dialogue.Sorry)}, whole.ways["fault"])
}

func TestSilenceIsDotted(t *testing.T) {
	text := graphOf(flows.Helpline(), "")
	for line := range strings.Lines(text) {
		silent := strings.Contains(line, `"silence"`) || strings.Contains(line, `"nothing said"`)
		require.Equal(t, silent, strings.Contains(line, "-.->"), line)
	}
	require.Contains(t, text, "-.->")
}

// drawn is a flowchart that was read back.
type drawn struct {
	kinds map[string]stateKind
	ways  map[string][]string // by state; a copy beside a part counts as the state
}

// readGraph reads a flowchart strictly: only lines that Mermaid is known to draw
// (each form was tried), every id is defined once, and no edge ends nowhere.
func readGraph(t *testing.T, text string) drawn {
	t.Helper()
	var (
		nodeLine  = regexp.MustCompile(`^([a-z]+[a-z_-]*)(\{\{"|\[/"|>"|\[\["|\["|\(\[")([a-z_:<>0; ,]+)("\}\}|"/\]|"\]|"\]\]|"\]\)):::([a-z]+)$`)
		edgeLine  = regexp.MustCompile(`^([a-z_-]+) (?:-->|==>|-\.->)(?:\|"[a-z_ /]+"\|)? ([a-z_-]+)$`)
		frameLine = regexp.MustCompile(`^(subgraph part-[a-z]+ \["[a-z]+"\]|end)$`)
		classLine = regexp.MustCompile(`^classDef ([a-z]+) [a-z0-9:#,-]+$`)
	)
	closing := map[string]string{`{{"`: `"}}`, `[/"`: `"/]`, `>"`: `"]`, `[["`: `"]]`, `["`: `"]`, `(["`: `"])`}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	require.Regexp(t, `^flowchart (TB|LR)$`, lines[0])
	read := drawn{map[string]stateKind{}, map[string][]string{}}
	labels, classes, used, edges, open := map[string]string{}, map[string]bool{}, map[string]bool{}, [][]string{}, 0
	for _, line := range lines[1:] {
		line = strings.TrimSpace(line)
		switch {
		case frameLine.MatchString(line):
			open += map[bool]int{true: -1, false: 1}[line == "end"]
			require.Contains(t, []int{0, 1}, open, line)
		case nodeLine.MatchString(line):
			m := nodeLine.FindStringSubmatch(line)
			require.NotContains(t, labels, m[1], "defined twice")
			require.Equal(t, closing[m[2]], m[4], line)
			labels[m[1]], used[m[5]] = m[3], true
			read.kinds[strings.TrimPrefix(m[1], "s-")] = map[string]stateKind{"ending": kindEnd}[m[5]]
			if m[5] != "ending" {
				read.kinds[strings.TrimPrefix(m[1], "s-")] = stateKind(m[5])
			}
		case classLine.MatchString(line):
			classes[classLine.FindStringSubmatch(line)[1]] = true
		default:
			require.Regexp(t, edgeLine, line)
			edges = append(edges, edgeLine.FindStringSubmatch(line)[1:])
		}
	}
	require.Zero(t, open)
	for class := range used {
		require.Contains(t, classes, class)
	}
	for _, edge := range edges {
		require.Contains(t, labels, edge[0])
		require.Contains(t, labels, edge[1])
		_, to, _ := strings.Cut(strings.ReplaceAll(labels[edge[1]], "<br>", " "), ": ")
		if to == "" {
			to = labels[edge[1]]
		}
		from := strings.TrimPrefix(edge[0], "s-")
		read.ways[from] = append(read.ways[from], to)
	}
	return read
}

func TestEveryGraphCanBeRead(t *testing.T) {
	dialogue := flows.Helpline()
	for _, part := range append(partNames(), "") {
		readGraph(t, graphOf(dialogue, part))
	}
	readGraph(t, partsGraph(dialogue))
}

func TestEveryStateIsInTheTable(t *testing.T) {
	words, err := locale.Load()
	require.NoError(t, err)
	for _, language := range words.Languages() {
		rows := stateRows(flows.Helpline(), "", func(key string) string { return words.Text(language, key) })
		require.Len(t, rows, len(flows.Helpline().States))
		for _, row := range rows {
			for _, said := range row.Says {
				require.NotEmpty(t, said.Text, "%s in %s", said.Key, language)
			}
		}
	}
}

const dialoguePage = "../../docs/dialogue.md"

// The page of the documentation is drawn from the dialogue: write it anew with
// -update.
func TestThePageShowsTheDialogue(t *testing.T) {
	page := dialogueMarkdown(flows.Helpline())
	if *update {
		require.NoError(t, os.WriteFile(dialoguePage, []byte(page), 0o600))
	}
	stands, err := os.ReadFile(dialoguePage)
	require.NoError(t, err)
	require.Equal(t, page, string(stands), "docs/dialogue.md is out of date: go test ./cmd/helpline -run TestThePage -update")
}

// dialogueMarkdown is the page: the parts, each part, and everything at once.
func dialogueMarkdown(d *flows.Dialogue) string {
	graph := func(text string) string { return "```mermaid\n" + text + "```\n" }
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

Each is a file of ` + "`flows`" + `. Every part also leads back to the main menu, which is in ` + "`line`" + `.

` + graph(partsGraph(d))
	for _, part := range partNames() {
		page += "\n## " + strings.ToUpper(part[:1]) + part[1:] + "\n\n" + graph(graphOf(d, part))
	}
	return page + "\n## Everything at once\n\nStates that three parts or more lead to are drawn beside each of them.\n\n" + graph(graphOf(d, ""))
}
