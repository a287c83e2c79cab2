package outcomes

import (
	"fmt"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// Solved is whether the question of a visit was solved.
type Solved string

// The answers; empty: nobody said.
const (
	SolvedYes    Solved = "yes"
	SolvedPartly Solved = "partly"
	SolvedNo     Solved = "no"
)

// FollowUp is what has to follow a visit.
type FollowUp string

// What can follow; empty: nothing.
const (
	FollowVisit  FollowUp = "visit"  // the question needs another visit
	FollowBehind FollowUp = "behind" // there is a question behind the question, which a human takes up
)

// Outcome is what became of a visit that took place. What is empty was not said.
type Outcome struct {
	VisitID   int64
	Topics    []scheduling.Topic
	Solved    Solved
	FollowUp  FollowUp
	Checklist []string // keys of the programme's checklist that were done
}

// IsZero reports whether nothing was said.
func (o *Outcome) IsZero() bool {
	return len(o.Topics) == 0 && o.Solved == "" && o.FollowUp == "" && len(o.Checklist) == 0
}

// Check returns an error that wraps ErrInvalid, and names what is possible, if an outcome
// holds something that the programme does not know.
func (o *Outcome) Check(p *scheduling.Programme) error {
	for _, topic := range o.Topics {
		if !slices.Contains(p.Topics, topic) {
			return fmt.Errorf("%w: %s has no topic %q; use some of %s", scheduling.ErrInvalid, p.Name, topic, joined(p.Topics))
		}
	}
	for _, item := range o.Checklist {
		if !slices.ContainsFunc(p.Checklist, func(known scheduling.ChecklistItem) bool { return known.Key == item }) {
			return fmt.Errorf("%w: the checklist of %s has no %q; %s", scheduling.ErrInvalid, p.Name, item, checklistOf(p))
		}
	}
	if solved := []Solved{"", SolvedYes, SolvedPartly, SolvedNo}; !slices.Contains(solved, o.Solved) {
		return fmt.Errorf("%w: %q does not say whether it was solved; use %s", scheduling.ErrInvalid, o.Solved, joined(solved[1:]))
	}
	if follow := []FollowUp{"", FollowVisit, FollowBehind}; !slices.Contains(follow, o.FollowUp) {
		return fmt.Errorf("%w: %q is nothing that follows; use %s", scheduling.ErrInvalid, o.FollowUp, joined(follow[1:]))
	}
	return nil
}

func checklistOf(p *scheduling.Programme) string {
	if len(p.Checklist) == 0 {
		return "it is empty: add \"checklist\" to the programme's file"
	}
	keys := make([]string, len(p.Checklist))
	for i, item := range p.Checklist {
		keys[i] = item.Key
	}
	return "use some of " + strings.Join(keys, ", ")
}

func joined[T ~string](values []T) string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = string(value)
	}
	return strings.Join(texts, ", ")
}
