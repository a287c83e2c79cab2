package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows"
)

// Draw draws the dialogue, or one part of it, as a Mermaid flowchart. If an edge leaves
// the part, the next state is drawn beside it. In the drawing of the whole this is done
// only for states that many parts lead to: their edges would hide all others.
func Draw(d *flows.Dialogue, only string) string {
	g := &flowchart{dialogue: d, only: only, hubs: hubsOf(d)}
	g.line("flowchart TB")
	for _, part := range dialogueParts(d) {
		g.part(part)
	}
	g.note()
	for _, part := range dialogueParts(d) {
		for _, name := range part.states {
			g.leads(part.name, name)
		}
	}
	g.classes()
	return g.text.String()
}

// DrawParts draws which part leads to which, without the ways to the main menu and to
// a human, which every part has.
func DrawParts(d *flows.Dialogue) string {
	g := &flowchart{dialogue: d}
	g.line("flowchart LR")
	g.line("  zero[\"from everywhere\"]:::note")
	g.line("  zero ==> part-%s", partOf(d, d.Human))
	for _, part := range dialogueParts(d) {
		g.line("  part-%s([\"%s\"]):::action", part.name, part.name)
	}
	for _, part := range dialogueParts(d) {
		for _, name := range part.states {
			for _, l := range leadsOf(d.States[name]) {
				if to := partOf(d, l.to); to != part.name && to != partOf(d, d.Start) && to != partOf(d, d.Human) {
					g.lineOnce("  part-" + part.name + " --> part-" + to)
				}
			}
		}
	}
	g.classes()
	return g.text.String()
}

// maxWays is from how many other parts a state may be reached before it is
// drawn beside each of them.
const maxWays = 2

// hubsOf returns the states that many parts lead to.
func hubsOf(d *flows.Dialogue) []flows.StateName {
	from := map[flows.StateName][]string{}
	var hubs []flows.StateName
	for _, part := range dialogueParts(d) {
		for _, name := range part.states {
			for _, l := range leadsOf(d.States[name]) {
				if partOf(d, l.to) == part.name || slices.Contains(from[l.to], part.name) {
					continue
				}
				if from[l.to] = append(from[l.to], part.name); len(from[l.to]) == maxWays+1 {
					hubs = append(hubs, l.to)
				}
			}
		}
	}
	return hubs
}

// flowchart is a flowchart being written.
type flowchart struct {
	dialogue *flows.Dialogue
	only     string // part; empty: all
	hubs     []flows.StateName
	text     strings.Builder
	known    []string // lines that are written already
}

func (g *flowchart) line(format string, args ...any) {
	fmt.Fprintf(&g.text, format+"\n", args...)
}

// part draws the states of a part. In a drawing of all parts they are in a frame, whose
// id cannot be a state's.
func (g *flowchart) part(p part) {
	if g.only != "" && g.only != p.name {
		return
	}
	if g.only == "" {
		g.line("  subgraph part-%s [\"%s\"]", p.name, p.name)
	}
	for _, name := range p.states {
		g.line("  %s", node(g.dialogue.States[name]))
	}
	if g.only != "" {
		return
	}
	for _, name := range p.states {
		for _, l := range leadsOf(g.dialogue.States[name]) {
			if id, beside := g.beside(p.name, l.to); beside {
				g.lineOnce(fmt.Sprintf(`  %s(["%s: %s"]):::elsewhere`, id, partOf(g.dialogue, l.to), l.to))
			}
		}
	}
	g.line("  end")
}

// beside returns the id of a state of another part that is drawn beside this one.
func (g *flowchart) beside(from string, to flows.StateName) (id string, ok bool) {
	if partOf(g.dialogue, to) == from || g.only == "" && !slices.Contains(g.hubs, to) {
		return nodeID(to), false
	}
	return from + "-" + string(to), true
}

// node draws a state; each kind has a shape of its own.
func node(s *flows.State) string {
	shape := map[stateKind]string{
		kindMenu:    `%s{{"%s"}}:::menu`,
		kindNumber:  `%s[/"%s"/]:::number`,
		kindRecord:  `%s>"%s"]:::recording`,
		kindConnect: `%s[["%s"]]:::connection`,
		kindDo:      `%s["%s"]:::action`,
		kindEnd:     `%s(["%s"]):::ending`,
	}[kindOf(s)]
	return fmt.Sprintf(shape, nodeID(s.Name), s.Name)
}

// nodeID returns the id of a state, which differs from Mermaid's own words such as end.
func nodeID(name flows.StateName) string { return "s-" + string(name) }

// note draws what holds for every state: the ways to a human and to the apology.
func (g *flowchart) note() {
	if g.only != "" && g.only != partOf(g.dialogue, g.dialogue.Human) {
		return
	}
	g.line("  zero[\"from everywhere: 0;<br>silence or wrong keys, three times,<br>where nothing else is drawn\"]:::note")
	g.line("  fault[\"from everywhere:<br>an error of ours\"]:::note")
	g.line("  zero ==> %s", nodeID(g.dialogue.Human))
	g.line("  fault ==> %s", nodeID(g.dialogue.Sorry))
}

// leads draws the ways on from a state, one edge to each neighbour.
func (g *flowchart) leads(from string, name flows.StateName) {
	leads := leadsOf(g.dialogue.States[name])
	for i, l := range leads {
		if slices.ContainsFunc(leads[:i], func(before lead) bool { return before.to == l.to && isSilent(before) == isSilent(l) }) {
			continue // drawn with the first
		}
		var why []string
		for _, same := range leads[i:] {
			if same.to == l.to && isSilent(same) == isSilent(l) && same.when != "" {
				why = append(why, strings.ReplaceAll(same.when, "_", " "))
			}
		}
		g.edge(from, name, l, strings.Join(why, " / "))
	}
}

func isSilent(l lead) bool { return l.when == whenSilent || l.when == whenEmpty }

// edge draws a way on. In the drawing of one part, a way into it from another part is an
// edge from that part's name.
func (g *flowchart) edge(from string, name flows.StateName, l lead, label string) {
	tail, arrow := nodeID(name), "-->"
	head, beside := g.beside(from, l.to)
	switch {
	case g.only == "":
	case from != g.only && partOf(g.dialogue, l.to) != g.only:
		return
	case from != g.only:
		g.lineOnce(fmt.Sprintf("  from-%s([%q]):::elsewhere", from, from))
		g.lineOnce("  from-" + from + " --> " + nodeID(l.to))
		return
	case beside:
		g.lineOnce(fmt.Sprintf(`  %s(["%s:<br>%s"]):::elsewhere`, head, partOf(g.dialogue, l.to), l.to))
	}
	if isSilent(l) {
		arrow = "-.->"
	}
	if label != "" && label != string(flows.OK) {
		arrow += `|"` + label + `"|`
	}
	g.line("  %s %s %s", tail, arrow, head)
}

// lineOnce writes a line, unless it is written already.
func (g *flowchart) lineOnce(line string) {
	if !slices.Contains(g.known, line) {
		g.known = append(g.known, line)
		g.line("%s", line)
	}
}

// classes colours the kinds of states, distinct on a light and on a dark background.
func (g *flowchart) classes() {
	for _, class := range []string{
		"menu fill:#dbeafe,stroke:#1d4ed8,color:#111",
		"number fill:#e0e7ff,stroke:#4338ca,color:#111",
		"recording fill:#fef3c7,stroke:#b45309,color:#111",
		"connection fill:#fce7f3,stroke:#be185d,color:#111",
		"action fill:#f3f4f6,stroke:#6b7280,color:#111",
		"ending fill:#dcfce7,stroke:#15803d,color:#111",
		"note fill:#fff7ed,stroke:#c2410c,color:#111",
		"elsewhere fill:#fff,stroke:#9ca3af,color:#374151,stroke-dasharray:4",
	} {
		g.line("  classDef %s", class)
	}
}
