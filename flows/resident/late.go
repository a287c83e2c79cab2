package resident

import (
	"cmp"
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// The states of a visit whose student should be there by now: the resident says
// whether they are. Most students are, and forgot to tell us.
const (
	StateLate    flows.StateName = "late"
	StateHere    flows.StateName = "here"
	StateThere   flows.StateName = "there"
	StateMissing flows.StateName = "missing"
	StateSought  flows.StateName = "sought"
)

const resultLate flows.Result = "late"

func lateStates() []*flows.State {
	return []*flows.State{
		{
			Name: StateLate, Say: []flows.Say{sayWaits(), sayLate()},
			Menu: &flows.Menu{
				Short: sayWaits(), Still: []flows.Say{sayLate()}, Options: lateOptions, Tries: flows.MaxTries, Hints: true,
				Next: []flows.StateName{StateHere, StateMissing, StateDoor}, Silent: StateGoodbye, ChooseByWords: saidWho,
				IsClear: saysWhoIsThere,
			},
		},
		{Name: StateHere, Do: &flows.Action{Run: here, Next: map[flows.Result]flows.StateName{flows.OK: StateThere, resultGone: StateMissing}}},
		choosingByWords(goalReached(StateThere, flows.Say{Key: "there.noted"}), saidAbsent, StateMissing),
		{Name: StateMissing, Do: &flows.Action{Run: missing, Next: map[flows.Result]flows.StateName{flows.OK: StateSought}}},
		choosingByWords(goalReached(StateSought, flows.Say{Key: "missing.noted"}), saidPresent, StateHere),
	}
}

// sayLate says when the student was due, unless they are known to stand at the door.
func sayLate() flows.Say {
	return flows.Say{Key: "late.ask", Facts: []flows.Fact{flows.FactVisit}, If: func(s *flows.Session) bool { return !s.Waits }}
}

func sayWaits() flows.Say {
	return flows.Say{Key: "late.waits", If: func(s *flows.Session) bool { return s.Waits }}
}

// saidNobody chooses that nobody came, for words that are in none of the options.
func saidNobody(c *flows.Conversation, _ understand.Understood) (flows.Option, bool) {
	return lateOptions(c)[1], understand.SaysNobodyCame(c.Input.Text)
}

// saidAbsent chooses that nobody came, after an answer that somebody had: words for it, and
// a no with more words, take that answer back.
func saidAbsent(c *flows.Conversation, said understand.Understood) (flows.Option, bool) {
	option, nobody := saidNobody(c, said)
	return option, IsLate(c) && (nobody || said.Meaning == understand.MeaningNo && !understand.IsBareNo(c.Input.Text))
}

// saysWhoIsThere reports whether a text says that somebody is there, or is not, and nothing
// else. "Ik wacht" and "ja, maar het woord is anders" are for a human, and when the visit
// is over, "het werkt nog niet" is about the help.
func saysWhoIsThere(c *flows.Conversation) bool {
	if c.Understood().Meaning == understand.MeaningYes {
		return understand.SaysFirmlyArrived(c.Input.Text)
	}
	return understand.SaysOnlyMissing(c.Input.Text)
}

// saidWho chooses who is there, for words that are in none of the options.
func saidWho(c *flows.Conversation, said understand.Understood) (flows.Option, bool) {
	if option, present := saidPresent(c, said); present {
		return option, true
	}
	return saidNobody(c, said)
}

// saidPresent chooses that somebody came, also after an answer that nobody had.
func saidPresent(c *flows.Conversation, _ understand.Understood) (flows.Option, bool) {
	return lateOptions(c)[0], IsLate(c) && understand.SaysSomebodyCame(c.Input.Text)
}

func lateOptions(c *flows.Conversation) []flows.Option {
	options := []flows.Option{
		{Say: flows.Say{Key: "option.there"}, Next: StateHere, Means: []understand.Meaning{understand.MeaningYes}},
		{Say: flows.Say{Key: "option.nobody_there"}, Next: StateMissing, Means: []understand.Meaning{understand.MeaningNo}},
	}
	if _, now := doorVisit(c); now { // whoever came may be no student
		options = append(options, doorOption())
	}
	return options
}

// IsLate reports whether a visit that a student accepted began so long ago that its resident
// can say whether they came. The student may have reported too early that they did.
func IsLate(c *flows.Conversation) bool {
	v := c.Session.Visit
	coming := v.Status == scheduling.Accepted || v.Status == scheduling.Underway
	over := v.Status == scheduling.Completed || v.Status == scheduling.NoShow // they were asked before
	return over || coming && !v.Unstaffed && !c.Input.At.Before(v.Start.Add(c.Programme.Dispatch.Late))
}

// isAwaited reports whether a student should be at a visit now, and has not been noted as there.
func isAwaited(c *flows.Conversation) bool {
	v := c.Session.Visit
	return v.Status == scheduling.Accepted && !v.Unstaffed && !c.Input.At.Before(v.Start)
}

// VisitUnderWay is the visit of the caller that should be under way, if there is one.
func VisitUnderWay(c *flows.Conversation) (flows.PlannedVisit, bool) {
	s := c.Session
	for _, v := range append([]flows.PlannedVisit{s.Visit}, s.Planned...) {
		if v.ID != 0 && !c.Input.At.Before(v.Start) && c.Input.At.Before(v.End) {
			return v, true
		}
	}
	return flows.PlannedVisit{}, false
}

// here notes that the student is there.
func here(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	v := c.Session.Visit
	err := c.Office.Visits.Here(ctx, scheduling.Visit{ID: v.ID, Start: v.Start})
	if scheduling.IsRefusal(err) {
		return resultGone, nil // the visit changed meanwhile: a human looks into it
	}
	if err != nil {
		return "", err
	}
	c.Session.Visit.Status = scheduling.Underway
	return flows.OK, c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed))
}

// missing has a human look into it, with the same callback as when the line notices itself.
func missing(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	err := c.Office.Visits.Missing(ctx, c.Programme, scheduling.Visit{
		ID: s.Visit.ID, Start: s.Visit.Start, ResidentID: s.ResidentID, Reference: s.Visit.Reference, Status: s.Visit.Status,
	}, cmp.Or(s.Phone, s.Caller))
	if err != nil {
		return "", err
	}
	return flows.OK, c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeHuman))
}
