package flows

import (
	"cmp"
	"context"
	"regexp"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of a visit whose student should be there by now: the resident says
// whether they are. Most students are, and forgot to tell us.
const (
	StateLate    StateName = "late"
	StateHere    StateName = "here"
	StateThere   StateName = "there"
	StateMissing StateName = "missing"
	StateSought  StateName = "sought"
)

const resultLate Result = "late"

func lateStates() []*State {
	return []*State{
		{
			Name: StateLate, Say: []Say{{Key: "late.ask", Facts: []Fact{FactVisit}}},
			Menu: &Menu{
				Short: Say{Key: "late.ask", Facts: []Fact{FactVisit}}, Options: lateOptions, Tries: mostTries, Hints: true,
				Next: []StateName{StateHere, StateMissing}, Silent: StateGoodbye, Said: saidNobody,
			},
		},
		{Name: StateHere, Do: &Action{Run: here, Next: map[Result]StateName{OK: StateThere, resultGone: StateMissing}}},
		anythingElse(StateThere, Say{Key: "there.noted"}),
		{Name: StateMissing, Do: &Action{Run: missing, Next: map[Result]StateName{OK: StateSought}}},
		anythingElse(StateSought, Say{Key: "missing.noted"}),
	}
}

// nobodyHere are words for it, of which "nobody" and "not yet" mean nothing elsewhere.
var nobodyHere = regexp.MustCompile(`(?i)niemand|nog niet|personne|pas encore|nobody|no one|not yet|` +
	`kimse|hen[uü]z|gelmedi|لا أحد|ليس بعد|لم يصل`)

func saidNobody(c *Conversation, _ Understood) (Option, bool) {
	return lateOptions(c)[1], nobodyHere.MatchString(c.Input.Text)
}

func lateOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.there"}, Next: StateHere, Means: []Meaning{MeaningYes}},
		{Say: Say{Key: "option.nobody_there"}, Next: StateMissing, Means: []Meaning{MeaningNo}},
	}
}

// late reports whether a visit to which a student said yes has begun so long ago that
// its resident can say whether they came. The student may have said so too early.
func (c *Conversation) late() bool {
	v := c.Session.Visit
	coming := v.Status == scheduling.Accepted || v.Status == scheduling.Underway
	over := v.Status == scheduling.Completed || v.Status == scheduling.NoShow // they were asked before
	return over || coming && !v.Alone && !c.Input.At.Before(v.Start.Add(c.Programme.Dispatch.Late))
}

// here notes that the student is there.
func here(ctx context.Context, c *Conversation) (Result, error) {
	v := c.Session.Visit
	err := c.office.Here(ctx, scheduling.Visit{ID: v.ID, Start: v.Start})
	if scheduling.IsRefusal(err) {
		return resultGone, nil // it is not as we thought: a human looks into it
	}
	if err != nil {
		return "", err
	}
	return OK, c.office.RecordDemand(ctx, c.settle(scheduling.OutcomeInformed))
}

// missing has a human look into it: the same callback as when we notice ourselves.
func missing(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	err := c.office.Missing(ctx, c.Programme, scheduling.Visit{
		ID: s.Visit.ID, Start: s.Visit.Start, ResidentID: s.ResidentID, Reference: s.Visit.Reference, Status: s.Visit.Status,
	}, cmp.Or(s.Phone, s.Caller))
	if err != nil {
		return "", err
	}
	return OK, c.office.RecordDemand(ctx, c.settle(scheduling.OutcomeHuman))
}
