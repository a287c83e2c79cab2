package flows

import (
	"context"
	"errors"
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of a reminder that is answered: by text, or in a call that we made.
const (
	StateReminder StateName = "reminder"
	StateComing   StateName = "coming"
	StateExpected StateName = "expected"
	StateUnclear  StateName = "unclear"
	StateReadable StateName = "readable"
	StateRemind   StateName = "remind"
	StateMachine  StateName = "machine"
)

const resultMachine Result = "machine"

func reminderStates() []*State {
	return []*State{
		{Name: StateRemind, Do: &Action{Run: beginReminder, Next: map[Result]StateName{
			OK: StateReminder, resultLate: StateLate, resultMachine: StateMachine, resultGone: StateNoVisit,
		}}},
		{
			Name: StateReminder, Say: []Say{
				{Key: "visit.when", Facts: []Fact{FactVisit}}, {Key: "visit.alone", If: alone}, {Key: "visit.nobody", If: nobody},
			},
			Menu: &Menu{
				Short:   Say{Key: "visit.when", Facts: []Fact{FactVisit}},
				Still:   []Say{{Key: "visit.alone", If: alone}, {Key: "visit.nobody", If: nobody}},
				Clear:   func(c *Conversation) bool { return agreesTo(c, c.Session.Visit.Start) },
				Options: reminderOptions, Tries: mostTries, Hints: true,
				Next: []StateName{StateComing, StateCallback, StateMove, StateCancelSure}, Silent: StateGoodbye,
			},
		},
		{Name: StateComing, Do: &Action{Run: coming, Next: map[Result]StateName{
			OK: StateExpected, resultGone: StateVisitGone,
		}}},
		expectedState(),
		{Name: StateMachine, Say: []Say{{Key: "reminder.machine", Facts: []Fact{FactTitle, FactPhone}}}, End: true},
		{Name: StateUnclear, Do: &Action{Run: unclear, Next: map[Result]StateName{OK: StateReadable}}},
		anythingElse(StateReadable, Say{Key: "callback.noted", Facts: []Fact{FactDue}}),
	}
}

// expectedState: whoever has said yes may think again, with the numbers of the reminder.
func expectedState() *State {
	state := anythingElse(StateExpected,
		Say{Key: "reminder.thanks", Facts: []Fact{FactVisit}, If: func(s *Session) bool { return !s.Visit.Alone }},
		Say{Key: "visit.alone", If: alone}, Say{Key: "visit.nobody", If: nobody},
	)
	state.Menu.Next = []StateName{StateMain, StateMove, StateCancelSure}
	state.Menu.Options = func(c *Conversation) []Option {
		options := reminderOptions(c)
		options[0] = Option{Say: Say{Key: "option.main"}, Next: StateMain, Pick: toMain}
		for i := range options { // "nee dank u" asks for nothing
			options[i].Means = slices.DeleteFunc(options[i].Means, func(m Meaning) bool { return m == MeaningNo })
		}
		return options
	}
	return state
}

func reminderOptions(c *Conversation) []Option {
	if hasStarted(c) {
		return []Option{{Say: Say{Key: "option.confirm"}, Next: StateComing, Means: []Meaning{MeaningYes}}}
	}
	first := Option{Say: Say{Key: "option.confirm"}, Next: StateComing, Means: []Meaning{MeaningYes, MeaningKeep}}
	if nobody(c.Session) { // nothing to agree to
		first = Option{Say: Say{Key: "option.callback"}, Next: StateCallback, Means: []Meaning{MeaningYes}}
	}
	return []Option{
		first,
		{Say: Say{Key: "option.move"}, Next: StateMove, Means: []Meaning{MeaningOther, MeaningMove}},
		{Say: Say{Key: "option.cancel"}, Next: StateCancelSure, Means: []Meaning{MeaningNo, MeaningCancel}, Pick: undecided},
	}
}

// beginReminder begins a call that we made. A machine hears nothing of the visit:
// who listens to it may be somebody else.
func beginReminder(ctx context.Context, c *Conversation) (Result, error) {
	if c.Input.Machine {
		return resultMachine, nil
	}
	c.say(Say{Key: "reminder.hello", Facts: []Fact{FactTitle, FactCity}})
	visit, err := c.office.Visits.VisitOf(ctx, c.Input.Reminder)
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return resultGone, nil
	case err != nil:
		return "", err
	}
	expectVisits(c, &scheduling.Expected{Visits: []scheduling.Visit{visit}})
	aboutVisit(c, visit)
	if isLate(c) {
		return resultLate, nil
	}
	return OK, nil
}

// expectVisits notes which visits the number expects that was reminded. It proves
// less than a number and a part of the code: those visits can be heard, confirmed,
// moved and cancelled, and their words are not said.
func expectVisits(c *Conversation, expected *scheduling.Expected) {
	s := c.Session
	for _, v := range append(slices.Clone(expected.Visits), expected.Asked) {
		if v.ID == 0 {
			continue
		}
		s.Identity = Identity{
			ResidentID: v.ResidentID, Proof: ProofReminded, Postcode: v.Postcode, Phone: s.Caller,
		}
	}
	for _, v := range planned(expected.Visits) {
		v.Word = ""
		s.Planned = append(s.Planned, v)
	}
}

// aboutVisit makes a visit the one that is spoken of.
func aboutVisit(c *Conversation, visit scheduling.Visit) {
	s := c.Session
	s.ResidentID, s.Goal, s.Visit = visit.ResidentID, GoalVisit, planned([]scheduling.Visit{visit})[0]
	s.Visit.Word = ""
	updateStaffing(c)
	s.Booked = BookedVisit{Reference: visit.Reference}
	if visit.Language != "" {
		s.Language, s.Spoken = c.Programme.Language(visit.Language).Code, true
	}
}

// coming notes that the resident expects the visit.
func coming(ctx context.Context, c *Conversation) (Result, error) {
	v := c.Session.Visit
	err := c.office.Visits.Answered(ctx, scheduling.Visit{ID: v.ID, Start: v.Start})
	if errors.Is(err, scheduling.ErrNotFound) {
		return resultGone, nil
	}
	if err != nil {
		return "", err
	}
	return OK, c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed))
}

// unclear hands a text that nobody here understands to a human.
func unclear(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	c.say(Say{Key: "again.human", Kind: ReplyNoted})
	openCallback(c)
	if s.Reason == "" {
		s.Reason = scheduling.ReasonUnclear
	}
	callback := callbackOf(c)
	callback.Note = noteOf(c, s.Unclear)
	saved, err := c.office.Callbacks.CallBack(ctx, c.Programme, callback)
	if err != nil {
		return "", err
	}
	s.Due, s.Callback, s.Reason, s.Unclear = saved.Due, "", "", ""
	if s.Outcome == "" {
		return OK, c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeHuman))
	}
	return OK, nil
}
