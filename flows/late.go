package flows

import (
	"cmp"
	"context"

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
				Next: []StateName{StateHere, StateMissing}, Silent: StateGoodbye, Said: saidWho,
				Clear: saysWhoIsThere,
			},
		},
		{Name: StateHere, Do: &Action{Run: here, Next: map[Result]StateName{OK: StateThere, resultGone: StateMissing}}},
		hearing(anythingElse(StateThere, Say{Key: "there.noted"}), saidAbsent, StateMissing),
		{Name: StateMissing, Do: &Action{Run: missing, Next: map[Result]StateName{OK: StateSought}}},
		hearing(anythingElse(StateSought, Say{Key: "missing.noted"}), saidPresent, StateHere),
	}
}

// saidNobody: nobody has come, in words that are in none of the options.
func saidNobody(c *Conversation, _ Understood) (Option, bool) {
	return lateOptions(c)[1], saysNobodyCame(c.Input.Text)
}

// saidAbsent: after "he is there", nobody is. What begins with a no takes it back.
func saidAbsent(c *Conversation, said Understood) (Option, bool) {
	option, nobody := saidNobody(c, said)
	return option, isLate(c) && (nobody || said.Meaning == MeaningNo && !bareNo(c.Input.Text))
}

// saysWhoIsThere: only what says that somebody is there, or is not, and nothing else.
// "Ik wacht" and "ja, maar het woord is anders" are for a human, and when the visit is
// over, "het werkt nog niet" is about the help.
func saysWhoIsThere(c *Conversation) bool {
	if c.understood().Meaning == MeaningYes {
		return firmlyArrived(c.Input.Text)
	}
	return onlyMissing(c.Input.Text)
}

// saidWho: who is there, in words that are in none of the options.
func saidWho(c *Conversation, said Understood) (Option, bool) {
	if option, present := saidPresent(c, said); present {
		return option, true
	}
	return saidNobody(c, said)
}

// saidPresent: somebody came, also after "nobody".
func saidPresent(c *Conversation, _ Understood) (Option, bool) {
	return lateOptions(c)[0], isLate(c) && saysSomebodyCame(c.Input.Text)
}

func lateOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.there"}, Next: StateHere, Means: []Meaning{MeaningYes}},
		{Say: Say{Key: "option.nobody_there"}, Next: StateMissing, Means: []Meaning{MeaningNo}},
	}
}

// isLate reports whether a visit to which a student said yes has begun so long ago that
// its resident can say whether they came. The student may have said so too early.
func isLate(c *Conversation) bool {
	v := c.Session.Visit
	coming := v.Status == scheduling.Accepted || v.Status == scheduling.Underway
	over := v.Status == scheduling.Completed || v.Status == scheduling.NoShow // they were asked before
	return over || coming && !v.Alone && !c.Input.At.Before(v.Start.Add(c.Programme.Dispatch.Late))
}

// noteNobodyCame takes "er is niemand" for the visit that should be under way, wherever a
// conversation is.
func noteNobodyCame(ctx context.Context, e *Engine, c *Conversation) bool {
	if !saysNobodyCame(c.Input.Text) {
		return false
	}
	s := c.Session
	for _, v := range append([]PlannedVisit{s.Visit}, s.Planned...) {
		if v.ID != 0 && !c.Input.At.Before(v.Start) && c.Input.At.Before(v.End) {
			s.Visit = v
			e.enter(ctx, c, StateMissing)
			return true
		}
	}
	return false
}

// here notes that the student is there.
func here(ctx context.Context, c *Conversation) (Result, error) {
	v := c.Session.Visit
	err := c.office.Visits.Here(ctx, scheduling.Visit{ID: v.ID, Start: v.Start})
	if scheduling.IsRefusal(err) {
		return resultGone, nil // it is not as we thought: a human looks into it
	}
	if err != nil {
		return "", err
	}
	c.Session.Visit.Status = scheduling.Underway
	return OK, c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed))
}

// missing has a human look into it: the same callback as when we notice ourselves.
func missing(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	err := c.office.Visits.Missing(ctx, c.Programme, scheduling.Visit{
		ID: s.Visit.ID, Start: s.Visit.Start, ResidentID: s.ResidentID, Reference: s.Visit.Reference, Status: s.Visit.Status,
	}, cmp.Or(s.Phone, s.Caller))
	if err != nil {
		return "", err
	}
	return OK, c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeHuman))
}
