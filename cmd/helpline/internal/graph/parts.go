package graph

import (
	"maps"
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/offers"
)

// part is a part of the dialogue, with the names of its states in order.
type part struct {
	name   string
	states []flows.StateName
}

// dialogueParts returns the parts in the order of a call; every state is in one.
func dialogueParts(d *flows.Dialogue) []part {
	var parts []part
	for _, declared := range d.Parts {
		p := part{name: declared.Name}
		for _, state := range declared.States {
			p.states = append(p.states, state.Name)
		}
		parts = append(parts, p)
	}
	return parts
}

// PartNames lists the parts of the dialogue, in the order of a call.
func PartNames() []string {
	var names []string
	for _, part := range dialogueParts(offers.Helpline()) {
		names = append(names, part.name)
	}
	return names
}

// partOf returns the part of a state; empty: there is no such state.
func partOf(d *flows.Dialogue, name flows.StateName) string {
	if state, ok := d.States[name]; ok {
		return state.Part
	}
	return ""
}

// stateKind is what a state does after its prompt.
type stateKind string

const (
	kindMenu    stateKind = "menu"
	kindNumber  stateKind = "number"
	kindRecord  stateKind = "recording"
	kindConnect stateKind = "connection"
	kindDo      stateKind = "action"
	kindEnd     stateKind = "end"
)

func kindOf(s *flows.State) stateKind {
	switch {
	case s.Menu != nil:
		return kindMenu
	case s.Number != nil:
		return kindNumber
	case s.Record != nil:
		return kindRecord
	case s.Connect != nil:
		return kindConnect
	case s.Do != nil:
		return kindDo
	}
	return kindEnd
}

// lead is one way on from a state. A choice of the caller's has no words: the options
// depend on the caller.
type lead struct {
	to   flows.StateName
	when string
}

// These are why a state leads on, if it is neither the caller's choice nor an action's
// result.
const (
	whenSilent   = "silence"
	whenTyped    = "a number typed at once"
	whenEmpty    = "nothing said"
	whenAnswered = "answered"
	whenMissed   = "not answered"
)

// leadsOf returns the ways of State.Leads, each with its condition. The result OK comes
// first, then the others by name.
func leadsOf(s *flows.State) []lead {
	var leads []lead
	add := func(to flows.StateName, when string) {
		if to != "" {
			leads = append(leads, lead{to, when})
		}
	}
	switch {
	case s.Menu != nil:
		for _, to := range s.Menu.Next {
			add(to, "")
		}
		add(s.Menu.Silent, whenSilent)
		if s.Menu.Typed != nil {
			add(s.Menu.Typed.Next, whenTyped)
		}
	case s.Number != nil:
		add(s.Number.Next, "")
		add(s.Number.Silent, whenSilent)
	case s.Record != nil:
		add(s.Record.Next, "")
		add(s.Record.Empty, whenEmpty)
	case s.Connect != nil:
		add(s.Connect.Talked, whenAnswered)
		add(s.Connect.Missed, whenMissed)
	case s.Do != nil:
		add(s.Do.Next[flows.OK], string(flows.OK))
		for _, result := range slices.Sorted(maps.Keys(s.Do.Next)) {
			if result != flows.OK {
				add(s.Do.Next[result], string(result))
			}
		}
	}
	return leads
}
