package resident

import (
	"context"
	"errors"
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// The states of a reminder that is answered: by text, or in a call that we made.
const (
	StateReminder flows.StateName = "reminder"
	StateComing   flows.StateName = "coming"
	StateExpected flows.StateName = "expected"
	StateUnclear  flows.StateName = "unclear"
	StateReadable flows.StateName = "readable"
	StateRemind   flows.StateName = "remind"
	StateMachine  flows.StateName = "machine"
	StateWordTold flows.StateName = "word_told"
)

const (
	resultMachine flows.Result = "machine"
	resultWord    flows.Result = "word"
)

func reminderStates() []*flows.State {
	return []*flows.State{
		{Name: StateRemind, Do: &flows.Action{Run: beginReminder, Next: map[flows.Result]flows.StateName{
			flows.OK: StateReminder, resultLate: StateLate, resultMachine: StateMachine, resultGone: StateNoVisit, resultWord: StateWordTold,
			resultFeedback: StateFeedback,
		}}},
		{
			Name: StateReminder, Say: []flows.Say{sayNobody(), sayWhen(), sayAsked(), {Key: "visit.alone", If: isUnstaffed}},
			Menu: &flows.Menu{
				Short: sayWhen(), Still: []flows.Say{sayNobody(), sayAsked(), {Key: "visit.alone", If: isUnstaffed}},
				IsClear: func(c *flows.Conversation) bool { return agreesTo(c, c.Session.Visit.Start) },
				Options: reminderOptions, Tries: flows.MaxTries, Hints: true,
				Next: []flows.StateName{StateComing, StateCallback, StateMove, StateCancelSure}, Silent: StateGoodbye,
			},
		},
		{Name: StateComing, Do: &flows.Action{Run: coming, Next: map[flows.Result]flows.StateName{
			flows.OK: StateExpected, resultGone: StateVisitGone,
		}}},
		expectedState(),
		wordToldState(),
		{Name: StateMachine, Say: flows.MachineWords(), End: true},
		{Name: StateUnclear, Do: &flows.Action{Run: unclear, Next: map[flows.Result]flows.StateName{flows.OK: StateReadable}}},
		goalReached(StateReadable, flows.Say{Key: "callback.noted", Facts: []flows.Fact{flows.FactDue}}),
	}
}

// expectedState follows a yes. The caller may still change their mind, with the numbers of
// the reminder.
func expectedState() *flows.State {
	state := goalReached(StateExpected,
		flows.Say{Key: "reminder.thanks", Facts: []flows.Fact{flows.FactVisit}, If: func(s *flows.Session) bool { return !s.Visit.Unstaffed }},
		flows.Say{Key: "visit.alone", If: isUnstaffed}, sayNobody(),
		flows.Say{Key: "sms.rest", If: hasRest},
	)
	state.Menu.Next = []flows.StateName{StateMain, StateMove, StateCancelSure}
	state.Menu.Options = func(c *flows.Conversation) []flows.Option {
		options := append(slices.Clone(reminderOptions(c)[1:]), flows.Option{Say: flows.Say{Key: "option.main"}, Next: StateMain, Pick: toMain})
		for i := range options { // "nee dank u" asks for nothing
			options[i].Means = slices.DeleteFunc(options[i].Means, func(m understand.Meaning) bool { return m == understand.MeaningNo })
		}
		return options
	}
	return state
}

func reminderOptions(c *flows.Conversation) []flows.Option {
	if hasStarted(c) {
		return []flows.Option{{Say: flows.Say{Key: "option.confirm"}, Next: StateComing, Means: []understand.Meaning{understand.MeaningYes}}}
	}
	first := flows.Option{
		Say: flows.Say{Key: "option.confirm"}, Next: StateComing, Means: []understand.Meaning{understand.MeaningYes, understand.MeaningKeep},
	}
	if isTooLateToStaff(c.Session) { // nothing to agree to
		first = flows.Option{Say: flows.Say{Key: "option.callback"}, Next: StateCallback, Means: []understand.Meaning{understand.MeaningYes}}
	}
	cancel := flows.Option{
		Say: flows.Say{Key: "option.cancel"}, Next: StateCancelSure, Pick: undecided,
		Means: []understand.Meaning{understand.MeaningNo, understand.MeaningCancel},
	}
	if c.Session.Closed != "" {
		return []flows.Option{first, cancel}
	}
	move := flows.Option{
		Say: flows.Say{Key: "option.move"}, Next: StateMove, Means: []understand.Meaning{understand.MeaningOther, understand.MeaningMove},
	}
	return []flows.Option{first, move, cancel}
}

// beginReminder begins a call that we made. Nothing of the visit is said to a machine:
// somebody else may listen to it.
func beginReminder(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if c.Input.Machine {
		return resultMachine, nil
	}
	c.Say(flows.Say{Key: "reminder.hello", Facts: []flows.Fact{flows.FactTitle, flows.FactCity}})
	c.Say(flows.Say{Key: "reminder.trust"})
	if asksForFeedback(ctx, c) {
		return resultFeedback, nil
	}
	visit, err := c.Office.Visits.VisitOf(ctx, c.Input.Reminder)
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return resultGone, nil
	case err != nil:
		return "", err
	}
	if c.Input.Word {
		return tellWord(c, visit), nil
	}
	ExpectVisits(c, &contact.Expected{Visits: []scheduling.Visit{visit}})
	AboutVisit(c, visit)
	if c.Input.Waits && isAwaited(c) {
		c.Session.Waits = true
		return resultLate, nil
	}
	if IsLate(c) {
		return resultLate, nil
	}
	return flows.OK, nil
}

// tellWord tells the word for the door, on the number on file, and nothing else of the visit:
// it is never told with the day. It proves nothing.
func tellWord(c *flows.Conversation, visit scheduling.Visit) flows.Result {
	s := c.Session
	s.Language, s.Spoken = c.Programme.Language(visit.Language).Code, true
	for i := range c.Lines { // the greeting
		c.Lines[i].Language = s.Language
	}
	s.Booked = flows.BookedVisit{Word: visit.Word, Language: visit.Language}
	s.Done = true
	return resultWord
}

// wordToldState says the word twice: whoever answers may not have a pen yet.
func wordToldState() *flows.State {
	word := sayWord()
	word.If = nil // this is the number on file
	return goalReached(StateWordTold, append(saidTwice(word), flows.Say{Key: "booked.safe"})...)
}

// ExpectVisits notes which visits the number expects that was reminded. It proves
// less than a number and a part of the code: those visits can be heard, confirmed,
// moved and cancelled, and their words are not said.
func ExpectVisits(c *flows.Conversation, expected *contact.Expected) {
	s := c.Session
	for _, v := range append(slices.Clone(expected.Visits), expected.Asked) {
		if v.ID == 0 {
			continue
		}
		s.Identity = flows.Identity{
			ResidentID: v.ResidentID, Proof: flows.ProofReminded, Postcode: v.Postcode, Phone: s.Caller,
		}
	}
	for _, v := range planned(expected.Visits) {
		v.Word = ""
		s.Planned = append(s.Planned, v)
	}
}

// AboutVisit makes a visit the one that the conversation is about.
func AboutVisit(c *flows.Conversation, visit scheduling.Visit) {
	s := c.Session
	s.ResidentID, s.Goal, s.Visit = visit.ResidentID, flows.GoalVisit, planned([]scheduling.Visit{visit})[0]
	s.Visit.Word = ""
	updateStaffing(c)
	s.Booked = flows.BookedVisit{Reference: visit.Reference}
	if visit.Language != "" {
		s.Language, s.Spoken = c.Programme.Language(visit.Language).Code, true
	}
}

// coming notes that the resident expects the visit.
func coming(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	v := c.Session.Visit
	err := c.Office.Visits.Answered(ctx, scheduling.Visit{ID: v.ID, Start: v.Start})
	if errors.Is(err, scheduling.ErrNotFound) {
		return resultGone, nil
	}
	if err != nil {
		return "", err
	}
	if err := keepRest(ctx, c); err != nil {
		return "", err
	}
	return flows.OK, c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed))
}

// keepRest has a human read what a text says beside its yes.
func keepRest(ctx context.Context, c *flows.Conversation) error {
	if c.Input.Kind != flows.Text || !understand.Rest(c.Input.Text) {
		return nil
	}
	callback := CallbackOf(c)
	callback.Key, callback.Reason = c.OperationKey()+":rest", scheduling.ReasonUnclear
	callback.Note = NoteOf(c, c.Input.Note())
	_, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback)
	c.Session.Rest = err == nil
	return err
}

// hasRest reports whether a human reads the rest of the text.
func hasRest(s *flows.Session) bool { return s.Rest }

// unclear has a human read a text that was not understood.
func unclear(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	if len(c.Lines) == 0 { // what was told is not unclear
		c.Say(flows.Say{Key: "again.human", Kind: flows.ReplyNoted})
	}
	openCallback(c)
	if s.Reason == "" {
		s.Reason = scheduling.ReasonUnclear
	}
	callback := CallbackOf(c)
	callback.Note = NoteOf(c, s.Unclear)
	saved, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback)
	if err != nil {
		return "", err
	}
	s.Due, s.Callback, s.Reason, s.Unclear = saved.Due, "", "", ""
	if s.Outcome == "" {
		return flows.OK, c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeHuman))
	}
	return flows.OK, nil
}
