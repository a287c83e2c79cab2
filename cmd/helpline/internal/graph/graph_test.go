package graph

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/offers"
)

// A drawing has exactly the ways of State.Leads.
func TestEveryWayOnIsShown(t *testing.T) {
	dialogue := offers.Helpline()
	for name, state := range dialogue.States {
		var shown []flows.StateName
		for _, l := range leadsOf(state) {
			shown = append(shown, l.to)
		}
		require.ElementsMatch(t, state.Leads(), shown, name)
	}
	whole := readGraph(t, Draw(dialogue, ""))
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
		inPart := readGraph(t, Draw(dialogue, partOf(dialogue, name)))
		require.ElementsMatch(t, drawn, inPart.ways[string(name)], "%s in its part's graph", name)
	}
	require.Equal(t, []string{string(dialogue.Human)}, whole.ways["zero"])
	require.Equal(t, []string{string(dialogue.Sorry)}, whole.ways["fault"])
}

func TestSilenceIsDotted(t *testing.T) {
	text := Draw(offers.Helpline(), "")
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
	dialogue := offers.Helpline()
	for _, part := range append(PartNames(), "") {
		readGraph(t, Draw(dialogue, part))
	}
	readGraph(t, DrawParts(dialogue))
}

func TestEveryStateIsInTheTable(t *testing.T) {
	words, err := locale.Load()
	require.NoError(t, err)
	for _, language := range words.Languages() {
		rows := Rows(offers.Helpline(), "", func(key string) string { return words.Text(language, key) })
		require.Len(t, rows, len(offers.Helpline().States))
		for _, row := range rows {
			for _, said := range row.Says {
				require.NotEmpty(t, said.Text, "%s in %s", said.Key, language)
			}
		}
	}
}
