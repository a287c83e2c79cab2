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
	StateConnectNext    flows.StateName = "connect_next"
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
	StateUnheard        flows.StateName = "voicemail_unheard"
	StateVoicemailAgain flows.StateName = "voicemail_again"
	StateVoicemailEmpty flows.StateName = "voicemail_empty"
	StateNothingSaid    flows.StateName = "nothing_said"
	StateNoNumber       flows.StateName = "no_number"
	StateUnsaved        flows.StateName = "unsaved"
)

const (
	// resultUnsaved is the result when a voicemail is with the carrier, and could not be
	// saved here.
	resultUnsaved flows.Result = "unsaved"
	resultOpen    flows.Result = "office_open"
	resultNext    flows.Result = "next" // another number is rung
	resultTold    flows.Result = "told" // the text that asked for a human says what for
)

func humanStates() []*flows.State {
	return append(connectStates(), []*flows.State{
		{Name: StateHumanNumber, Number: &flows.Number{
			Ask: "callback.number", Short: "callback.number_short", Zero: true, Next: StateHumanTyped, Silent: StateVoicemail, Tries: flows.MaxTries,
		}},
		{Name: StateHumanTyped, Do: &flows.Action{Run: humanTyped, Next: map[flows.Result]flows.StateName{
			flows.OK: StateHumanRight, resultWrong: StateVoicemail,
		}}},
		numberRight(StateHumanRight, StateHumanRetype, StateVoicemail),
		{Name: StateHumanRetype, Do: &flows.Action{Run: retype, Next: map[flows.Result]flows.StateName{flows.OK: StateHumanNumber}}},
		{
			Name:   StateVoicemail,
			Say:    []flows.Say{{Key: "voicemail.speak"}, {Key: "voicemail.speak_number", If: flows.HasNoNumber}},
			Record: &flows.Record{Next: StateRecorded, Empty: StateUnheard, Final: true},
		},
		{Name: StateUnheard, Do: &flows.Action{Run: unheard, Next: map[flows.Result]flows.StateName{
			flows.OK: StateNothingSaid, resultAgain: StateVoicemailAgain,
		}}},
		{
			Name:   StateVoicemailAgain,
			Say:    []flows.Say{{Key: "again.silence"}, {Key: "voicemail.speak"}, {Key: "voicemail.speak_number", If: flows.HasNoNumber}},
			Record: &flows.Record{Next: StateRecorded, Empty: StateNothingSaid, Final: true},
		},
		{Name: StateRecorded, Do: &flows.Action{Run: saveRecording, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVoicemailDone, resultUnsaved: StateUnsaved,
		}}},
		readByHuman(goalReached(StateVoicemailDone,
			flows.Say{Key: "voicemail.thanks"},
			flows.Say{Key: "callback.noted", Facts: []flows.Fact{flows.FactDue}, If: isCalledBy},
			flows.Say{Key: "callback.noted_if", Facts: []flows.Fact{flows.FactDue}, If: flows.HasNoNumber},
			flows.Say{Key: "danger.noted", If: isCalledAtOnce}, flows.Say{Key: "door.noted", If: isCalledNow},
		)),
		goalReached(StateVoicemailEmpty,
			flows.Say{Key: "callback.noted", Facts: []flows.Fact{flows.FactDue}, If: notAtDoor}, flows.Say{Key: "door.noted", If: isAtDoor},
		),
		{Name: StateNothingSaid, Do: &flows.Action{Run: nothingSaid, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVoicemailEmpty, resultNoNumber: StateNoNumber,
		}}},
		goalReached(StateNoNumber, flows.Say{Key: "voicemail.no_number", Facts: []flows.Fact{flows.FactPhone}}),
		goalReached(StateUnsaved, flows.Say{Key: "sorry.unsaved", Facts: []flows.Fact{flows.FactDue, flows.FactPhone}}),
	}...)
}

// isCalledBy reports whether the person is called before a day that is said, isCalledAtOnce
// whether their callback is due now, and isCalledNow whether it is about their door.
func isCalledBy(s *flows.Session) bool     { return !flows.HasNoNumber(s) && notAtDoor(s) && !s.CalledNow }
func isCalledAtOnce(s *flows.Session) bool { return notAtDoor(s) && s.CalledNow }
func isCalledNow(s *flows.Session) bool    { return !flows.HasNoNumber(s) && isAtDoor(s) }

// readByHuman has a human read the first text that is not understood in a state: what comes
// after a message belongs to it.
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

// mistyped forgets a number that was typed wrong, so that nobody is called on it.
func mistyped(s *flows.Session) { s.Typed, s.TextTo = "", "" }

// retype notes in the callback that its number is wrong: the caller may hang up now.
func retype(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	callback := CallbackOf(c)
	callback.Note = scheduling.NoteWrongNumber.With()
	_, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback)
	return flows.OK, err
}

func connectStates() []*flows.State {
	return []*flows.State{
		{Name: StateHuman, Do: &flows.Action{Run: beginHuman, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVoicemail, resultOpen: StateConnect, resultNoNumber: StateHumanNumber, resultTold: StateVoicemailDone,
			resultAtDoor: StateDoor,
		}}},
		{Name: StateSorry, Do: &flows.Action{Run: apologise, Next: map[flows.Result]flows.StateName{flows.OK: StateVoicemail}}},
		{
			Name: StateConnect, Say: []flows.Say{{Key: "human.connecting", If: notAtDoor}, {Key: "door.connecting", If: isAtDoor}},
			Connect: &flows.Connect{Talked: StateTalked, Missed: StateMissed},
		},
		{
			Name: StateConnectNext, Say: []flows.Say{{Key: "human.next"}},
			Connect: &flows.Connect{Talked: StateTalked, Missed: StateMissed},
		},
		{Name: StateTalked, Do: &flows.Action{Run: talked, Next: map[flows.Result]flows.StateName{flows.OK: StateAfterTalk}}},
		goalReached(StateAfterTalk, flows.Say{Key: "human.talked"}),
		{Name: StateMissed, Do: &flows.Action{Run: missed, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVoicemail, resultNoNumber: StateHumanNumber, resultNext: StateConnectNext,
		}}},
	}
}

// maxRings limits how often all numbers are rung in vain in one call: whoever presses 0 a
// third time is better served by a voicemail than by more waiting.
const maxRings = 2

func beginHuman(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	if _, now := doorVisit(c); now { // 0 is the key for the door while a visit is planned
		return resultAtDoor, nil
	}
	s.AtDoor = flows.AtDoor{}
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
	if ring(c, maxRings) {
		return resultOpen, nil
	}
	c.Say(flows.Say{Key: "human.closed"})
	sayTexts(c)
	return toVoicemail(c), nil
}

// saysWhatFor reports whether a text asks for a human and says what for, so that it is not
// asked again. A letter's code is no question.
func saysWhatFor(c *flows.Conversation) bool {
	return c.Session.Channel == scheduling.SMS && understand.SaysWhatFor(c.Input.Text, c.Understood())
}

// closeNameCallback ends the callback that holds the recording of a newcomer's name, so that
// what is said next makes another one.
func closeNameCallback(c *flows.Conversation) { c.Session.Callback, c.Session.Named = "", false }

// sayTexts says once in a call that everything can be done by text as well. Whoever finds no
// human has a use for it, and a booking is no longer for it.
func sayTexts(c *flows.Conversation) {
	s := c.Session
	if c.Programme.Numbers.SMS == "" || s.Channel != scheduling.Voice || !s.Spoken || s.ToldTexts || isAtDoor(s) {
		return
	}
	c.Session.ToldTexts = true
	c.Say(flows.Say{Key: "human.by_text", Facts: []flows.Fact{flows.FactSMS}})
}

// toVoicemail leads to the voicemail. If no number is known, it is asked for first, and
// only once: whoever presses 0 there wants a human, not a number.
func toVoicemail(c *flows.Conversation) flows.Result {
	c.Say(flows.Say{Key: "human.danger"})
	return askNumberOnce(c)
}

// askNumberOnce leads to the voicemail, or to the question for a number if none is known.
func askNumberOnce(c *flows.Conversation) flows.Result {
	if phoneOf(c) == "" && !c.Session.Asked {
		c.Session.Asked = true
		return resultNoNumber
	}
	return flows.OK
}

// ring notes the numbers that answer now, which are rung one after the other. It reports
// whether there is one to ring, and whether they were not rung in vain up to a limit.
func ring(c *flows.Conversation, limit int) bool {
	s := c.Session
	s.Ring = nil
	if s.Rung < limit {
		s.Ring = c.Programme.NumbersToRing(s.Reason, c.Input.At)
	}
	return len(s.Ring) > 0
}

// missed goes on when nobody accepted the call: with the next number, or else with the
// voicemail. Somebody who hung up meanwhile is not looked for at other numbers. It does not
// say that nobody answers if somebody did, and the line broke.
func missed(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if len(c.Session.Ring) > 1 && !c.Input.Connection.Left {
		c.Session.Ring = c.Session.Ring[1:]
		c.Say(flows.Say{Key: either(c.Accepted, "human.dropped", "human.unanswered")})
		return resultNext, nil
	}
	c.Session.Ring = nil
	c.Session.Rung++
	c.Say(flows.Say{Key: either(c.Accepted, "human.cut", "human.missed"), If: notAtDoor})
	c.Say(flows.Say{Key: either(c.Accepted, "door.cut", "door.missed"), If: isAtDoor})
	sayTexts(c)
	return toVoicemail(c), nil
}

func either(first bool, one, other string) string {
	if first {
		return one
	}
	return other
}

// talked closes the callback that was noted before somebody answered. An error is only
// reported: the caller has talked to a human.
func talked(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	callback := CallbackOf(c)
	callback.Status = scheduling.CallbackDone
	if _, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback); err != nil {
		c.ReportFault("closing a callback", err)
	}
	c.Session.Callback, c.Session.Reason, c.Session.AtDoor = "", "", flows.AtDoor{}
	return flows.OK, nil
}

// noteCallback saves the callback. If nothing else came of the call, its outcome is that a
// human was asked for.
func noteCallback(ctx context.Context, c *flows.Conversation) error {
	callback := CallbackOf(c)
	callback.RecordingURL = c.Input.Recording.URL // that 0 broke off: half a name helps whoever calls back
	c.Session.Unclear = c.UnclearBefore           // until the question is there
	callback.Note = NoteOf(c, c.UnclearBefore)
	if saysWhatFor(c) {
		callback.Note = NoteOf(c, flows.JoinNotes(c.UnclearBefore, c.Input.Note()))
	}
	c.Session.CalledNow = IsGrave(c)
	if c.Session.CalledNow {
		callback.Due = c.Input.At
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

// apologise leads to the voicemail when something of ours is broken. It does not fail
// itself: if the callback cannot be saved either, the voicemail is still with the carrier,
// and is saved again once it was spoken.
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

// saveRecording saves a voicemail. When that fails, the caller is not asked to speak again.
func saveRecording(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if err := keepRecording(ctx, c); err != nil {
		c.ReportFault("saving a voicemail", err)
		c.Session.Due = c.Programme.CallbackDue(c.Input.At)
		return resultUnsaved, nil
	}
	return flows.OK, nil
}

// keepRecording saves a recording, or a text in its place, as a callback.
func keepRecording(ctx context.Context, c *flows.Conversation) error {
	openCallback(c)
	callback := CallbackOf(c)
	callback.RecordingURL = c.Input.Recording.URL
	callback.Note = NoteOf(c, flows.JoinNotes(c.UnclearBefore, flows.TextNote(c.Input.Recording.Text)))
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

// openCallback begins a callback, unless one is open: whoever asks for a human twice before
// they speak is called once.
func openCallback(c *flows.Conversation) {
	if c.Session.Callback == "" {
		c.Session.Callback = c.OperationKey()
	}
}

// unheard asks once more for the voicemail of somebody who withholds their number and typed
// one: it may be wrong, and then nobody can call them.
func unheard(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if c.Session.Caller == "" && phoneOf(c) != "" {
		return resultAgain, nil
	}
	return flows.OK, nil
}

// nothingSaid goes on after an empty voicemail: without a number, nobody can call back.
func nothingSaid(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if phoneOf(c) == "" {
		return resultNoNumber, nil
	}
	return flows.OK, nil
}
