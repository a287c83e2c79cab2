package resident

import (
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// The states on the way to a human: somebody is rung in office hours, and a
// voicemail is taken where nobody answers. The callback is noted before either,
// so that whoever hangs up instead of waiting or speaking is called all the same.
const (
	StateHuman          flows.StateName = "human"
	StateSorry          flows.StateName = "sorry"
	StateConnect        flows.StateName = "connect"
	StateTalked         flows.StateName = "talked"
	StateAfterTalk      flows.StateName = "after_talk"
	StateMissed         flows.StateName = "missed"
	StateHumanNumber    flows.StateName = "human_number"
	StateHumanTyped     flows.StateName = "human_typed"
	StateHumanRight     flows.StateName = "human_number_right"
	StateHumanRetype    flows.StateName = "human_retype"
	StateVoicemail      flows.StateName = "voicemail"
	StateRecorded       flows.StateName = "recorded"
	StateVoicemailDone  flows.StateName = "voicemail_done"
	StateVoicemailEmpty flows.StateName = "voicemail_empty"
	StateNothingSaid    flows.StateName = "nothing_said"
	StateNoNumber       flows.StateName = "no_number"
	StateUnsaved        flows.StateName = "unsaved"
)

const (
	// resultUnsaved says that a voicemail is with the carrier, and not in our books.
	resultUnsaved flows.Result = "unsaved"
	resultOpen    flows.Result = "office_open"
	resultTold    flows.Result = "told" // by text, with the wish for a human
)

func humanStates() []*flows.State {
	return append(connectStates(), []*flows.State{
		{Name: StateHumanNumber, Number: &flows.Number{
			Ask: "callback.number", Short: "callback.number_short", Next: StateHumanTyped, Silent: StateVoicemail, Tries: flows.MaxTries,
		}},
		{Name: StateHumanTyped, Do: &flows.Action{Run: humanTyped, Next: map[flows.Result]flows.StateName{flows.OK: StateHumanRight, resultWrong: StateVoicemail}}},
		numberRight(StateHumanRight, StateHumanRetype, StateVoicemail),
		{Name: StateHumanRetype, Do: &flows.Action{Run: retype, Next: map[flows.Result]flows.StateName{flows.OK: StateHumanNumber}}},
		{
			Name:   StateVoicemail,
			Say:    []flows.Say{{Key: "voicemail.speak"}, {Key: "voicemail.speak_number", If: flows.HasNoNumber}},
			Record: &flows.Record{Next: StateRecorded, Empty: StateNothingSaid, Final: true},
		},
		{Name: StateRecorded, Do: &flows.Action{Run: saveRecording, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVoicemailDone, resultUnsaved: StateUnsaved,
		}}},
		readByHuman(goalReached(StateVoicemailDone,
			flows.Say{Key: "voicemail.thanks"},
			flows.Say{Key: "callback.noted", Facts: []flows.Fact{flows.FactDue}, If: func(s *flows.Session) bool { return !flows.HasNoNumber(s) }},
			flows.Say{Key: "callback.noted_if", Facts: []flows.Fact{flows.FactDue}, If: flows.HasNoNumber},
		)),
		goalReached(StateVoicemailEmpty, flows.Say{Key: "callback.noted", Facts: []flows.Fact{flows.FactDue}}),
		{Name: StateNothingSaid, Do: &flows.Action{Run: nothingSaid, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVoicemailEmpty, resultNoNumber: StateNoNumber,
		}}},
		goalReached(StateNoNumber, flows.Say{Key: "voicemail.no_number", Facts: []flows.Fact{flows.FactPhone}}),
		goalReached(StateUnsaved, flows.Say{Key: "sorry.unsaved", Facts: []flows.Fact{flows.FactDue}}),
	}...)
}

// readByHuman: what comes after a message belongs to it.
func readByHuman(state *flows.State) *flows.State {
	state.Menu.ReadByHuman = true
	return state
}

// numberRight reads a typed number back: a slip of a finger would lose the caller.
// Silence is a yes; the number is noted already.
func numberRight(name, again, next flows.StateName) *flows.State {
	said := flows.Say{Key: "callback.number_said", Facts: []flows.Fact{flows.FactNumber}}
	return &flows.State{
		Name: name, Say: []flows.Say{said},
		Menu: &flows.Menu{
			Short: said, Wait: flows.MenuWait, Tries: flows.MaxTries, Silent: next, Next: []flows.StateName{next, again},
			Options: func(*flows.Conversation) []flows.Option {
				return []flows.Option{
					{Say: flows.Say{Key: "option.number_right"}, Next: next, Means: []understand.Meaning{understand.MeaningYes}},
					{Say: flows.Say{Key: "option.number_again"}, Next: again, Means: []understand.Meaning{understand.MeaningNo}, Pick: mistyped},
				}
			},
		},
	}
}

// mistyped: what was typed is nobody's number, and nobody is called on it.
func mistyped(s *flows.Session) { s.Typed, s.TextTo = "", "" }

// retype tells whoever calls back that the number noted so far is wrong: the caller
// may hang up now.
func retype(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	callback := callbackOf(c)
	callback.Note = scheduling.NoteWrongNumber.With()
	_, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback)
	return flows.OK, err
}

func connectStates() []*flows.State {
	return []*flows.State{
		{Name: StateHuman, Do: &flows.Action{Run: beginHuman, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVoicemail, resultOpen: StateConnect, resultNoNumber: StateHumanNumber, resultTold: StateVoicemailDone,
		}}},
		{Name: StateSorry, Do: &flows.Action{Run: apologise, Next: map[flows.Result]flows.StateName{flows.OK: StateVoicemail}}},
		{
			Name: StateConnect, Say: []flows.Say{{Key: "human.connecting"}},
			Connect: &flows.Connect{Talked: StateTalked, Missed: StateMissed},
		},
		{Name: StateTalked, Do: &flows.Action{Run: talked, Next: map[flows.Result]flows.StateName{flows.OK: StateAfterTalk}}},
		goalReached(StateAfterTalk, flows.Say{Key: "human.talked"}),
		{Name: StateMissed, Do: &flows.Action{Run: missed, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVoicemail, resultNoNumber: StateHumanNumber,
		}}},
	}
}

// maxRings is how often a human is rung in vain in one call: who presses 0 a
// third time is better served by a voicemail than by more waiting.
const maxRings = 2

func beginHuman(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	if s.Named {
		closeNameCallback(c)
		s.Reason = scheduling.ReasonHuman
	}
	if s.Reason == "" {
		s.Reason = scheduling.ReasonHuman
	}
	openCallback(c)
	if err := noteCallback(ctx, c); err != nil {
		return "", err
	}
	if s.Channel == scheduling.SMS { // nobody can be connected; what is written is read
		if saysWhatFor(c) {
			s.Callback = ""
			return resultTold, nil
		}
		return flows.OK, nil
	}
	if c.Programme.Numbers.Desk != "" && c.Programme.OfficeOpen(c.Input.At) && s.Rung < maxRings {
		return resultOpen, nil
	}
	c.Say(flows.Say{Key: "human.closed"})
	return toVoicemail(c), nil
}

// saysWhatFor reports whether a text asks for a human, and says what for: it is not asked
// for once more. A letter's code is no question.
func saysWhatFor(c *flows.Conversation) bool {
	return c.Session.Channel == scheduling.SMS && understand.SaysWhatFor(c.Input.Text, c.Understood())
}

// closeNameCallback: the callback being made has the recording of a newcomer's name. What
// is said now is another.
func closeNameCallback(c *flows.Conversation) { c.Session.Callback, c.Session.Named = "", false }

// toVoicemail asks for a number first, once, where none is known: who presses 0
// there wants a human, not a number.
func toVoicemail(c *flows.Conversation) flows.Result {
	c.Say(flows.Say{Key: "human.danger"})
	if phoneOf(c) == "" && !c.Session.Asked {
		c.Session.Asked = true
		return resultNoNumber
	}
	return flows.OK
}

// missed: nobody answered, or the line was busy.
func missed(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	c.Session.Rung++
	c.Say(flows.Say{Key: "human.missed"})
	return toVoicemail(c), nil
}

// talked closes the callback that was noted before somebody answered. The talk
// has taken place: books that cannot be written are no concern of the caller's.
func talked(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	callback := callbackOf(c)
	callback.Status = scheduling.CallbackDone
	if _, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback); err != nil {
		c.ReportFault("closing a callback", err)
	}
	c.Session.Callback, c.Session.Reason = "", ""
	return flows.OK, nil
}

// noteCallback saves the callback, and that a human was wanted where nothing
// else came of the call.
func noteCallback(ctx context.Context, c *flows.Conversation) error {
	callback := callbackOf(c)
	callback.RecordingURL = c.Input.Recording.URL // that 0 broke off: half a name helps who calls back
	c.Session.Unclear = c.UnclearBefore           // until the question is there
	callback.Note = noteOf(c, c.UnclearBefore)
	if saysWhatFor(c) {
		callback.Note = noteOf(c, flows.JoinNotes(c.UnclearBefore, flows.TextNote(c.Input.Text)))
	}
	saved, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback)
	if err != nil {
		return err
	}
	c.Session.Due, c.Session.Done = saved.Due, true
	if c.Session.Outcome == "" {
		return c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeHuman))
	}
	return nil
}

// apologise keeps the caller when something of ours is broken. It does not fail
// itself: when the callback cannot be noted either, the voicemail is still with
// the carrier, and saving it is tried again when it has been spoken.
func apologise(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	c.Lines = c.Lines[:0]
	c.Say(flows.Say{Key: "sorry.fault"})
	c.Say(flows.Say{Key: "human.danger"})
	if c.Session.Named {
		closeNameCallback(c)
	}
	c.Session.Reason = scheduling.ReasonFault
	openCallback(c)
	c.Session.Due = c.Programme.CallbackDue(c.Input.At)
	if err := noteCallback(ctx, c); err != nil {
		c.ReportFault("noting a callback", err)
	}
	return flows.OK, nil
}

// humanTyped notes a number that is typed before a voicemail. One that cannot be
// right is not asked for again: the caller wants to speak, and can say it.
func humanTyped(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if !couldBePhone(c.Input.Digits) {
		c.Say(flows.Say{Key: "callback.number_wrong"})
		return resultWrong, nil
	}
	c.Session.Typed = toE164(c.Input.Digits)
	return flows.OK, noteCallback(ctx, c)
}

// saveRecording does not send the caller to the voicemail again when the books
// cannot be written: they have said it once.
func saveRecording(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if err := keepRecording(ctx, c); err != nil {
		c.ReportFault("saving a voicemail", err)
		c.Session.Due = c.Programme.CallbackDue(c.Input.At)
		return resultUnsaved, nil
	}
	return flows.OK, nil
}

func keepRecording(ctx context.Context, c *flows.Conversation) error {
	openCallback(c)
	callback := callbackOf(c)
	callback.RecordingURL, callback.Note = c.Input.Recording.URL, noteOf(c, flows.JoinNotes(c.UnclearBefore, flows.TextNote(c.Input.Recording.Text)))
	if callback.Reason == "" {
		callback.Reason = scheduling.ReasonHuman
	}
	saved, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback)
	if err != nil {
		return err
	}
	c.Session.Due = saved.Due
	c.Session.Callback = "" // complete: a second voicemail is another callback
	return nil
}

// openCallback goes on with the callback that is being made, or begins one: who
// asks for a human twice before speaking is called once.
func openCallback(c *flows.Conversation) {
	if c.Session.Callback == "" {
		c.Session.Callback = c.OperationKey()
	}
}

// nothingSaid tells who can be called from who cannot.
func nothingSaid(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if phoneOf(c) == "" {
		return resultNoNumber, nil
	}
	return flows.OK, nil
}
