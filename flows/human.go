package flows

import (
	"context"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states on the way to a human: somebody is rung in office hours, and a
// voicemail is taken where nobody answers. The callback is noted before either,
// so that whoever hangs up instead of waiting or speaking is called all the same.
const (
	StateHuman          StateName = "human"
	StateSorry          StateName = "sorry"
	StateConnect        StateName = "connect"
	StateTalked         StateName = "talked"
	StateAfterTalk      StateName = "after_talk"
	StateMissed         StateName = "missed"
	StateHumanNumber    StateName = "human_number"
	StateHumanTyped     StateName = "human_typed"
	StateHumanRight     StateName = "human_number_right"
	StateHumanRetype    StateName = "human_retype"
	StateVoicemail      StateName = "voicemail"
	StateRecorded       StateName = "recorded"
	StateVoicemailDone  StateName = "voicemail_done"
	StateVoicemailEmpty StateName = "voicemail_empty"
	StateNothingSaid    StateName = "nothing_said"
	StateNoNumber       StateName = "no_number"
	StateUnsaved        StateName = "unsaved"
)

const (
	// resultUnsaved says that a voicemail is with the carrier, and not in our books.
	resultUnsaved Result = "unsaved"
	resultOpen    Result = "office_open"
	resultTold    Result = "told" // by text, with the wish for a human
)

func humanStates() []*State {
	return append(connectStates(), []*State{
		{Name: StateHumanNumber, Number: &Number{
			Ask: "callback.number", Short: "callback.number_short", Next: StateHumanTyped, Silent: StateVoicemail, Tries: mostTries,
		}},
		{Name: StateHumanTyped, Do: &Action{Run: humanTyped, Next: map[Result]StateName{OK: StateHumanRight, resultWrong: StateVoicemail}}},
		numberRight(StateHumanRight, StateHumanRetype, StateVoicemail),
		{Name: StateHumanRetype, Do: &Action{Run: retype, Next: map[Result]StateName{OK: StateHumanNumber}}},
		{
			Name:   StateVoicemail,
			Say:    []Say{{Key: "voicemail.speak"}, {Key: "voicemail.speak_number", If: noNumber}},
			Record: &Record{Next: StateRecorded, Empty: StateNothingSaid, Final: true},
		},
		{Name: StateRecorded, Do: &Action{Run: saveRecording, Next: map[Result]StateName{
			OK: StateVoicemailDone, resultUnsaved: StateUnsaved,
		}}},
		heeding(anythingElse(StateVoicemailDone,
			Say{Key: "voicemail.thanks"},
			Say{Key: "callback.noted", Facts: []Fact{FactDue}, If: func(s *Session) bool { return !noNumber(s) }},
			Say{Key: "callback.noted_if", Facts: []Fact{FactDue}, If: noNumber},
		)),
		anythingElse(StateVoicemailEmpty, Say{Key: "callback.noted", Facts: []Fact{FactDue}}),
		{Name: StateNothingSaid, Do: &Action{Run: nothingSaid, Next: map[Result]StateName{
			OK: StateVoicemailEmpty, resultNoNumber: StateNoNumber,
		}}},
		anythingElse(StateNoNumber, Say{Key: "voicemail.no_number", Facts: []Fact{FactPhone}}),
		anythingElse(StateUnsaved, Say{Key: "sorry.unsaved", Facts: []Fact{FactDue}}),
	}...)
}

// heeding: what comes after a message belongs to it.
func heeding(state *State) *State {
	state.Menu.Heed = true
	return state
}

// numberRight reads a typed number back: a slip of a finger would lose the caller.
// Silence is a yes; the number is noted already.
func numberRight(name, again, next StateName) *State {
	said := Say{Key: "callback.number_said", Facts: []Fact{FactNumber}}
	return &State{
		Name: name, Say: []Say{said},
		Menu: &Menu{
			Short: said, Wait: menuWait, Tries: mostTries, Silent: next, Next: []StateName{next, again},
			Options: func(*Conversation) []Option {
				return []Option{
					{Say: Say{Key: "option.number_right"}, Next: next, Means: []Meaning{MeaningYes}},
					{Say: Say{Key: "option.number_again"}, Next: again, Means: []Meaning{MeaningNo}, Pick: mistyped},
				}
			},
		},
	}
}

// mistyped: what was typed is nobody's number, and nobody is called on it.
func mistyped(s *Session) { s.Typed, s.TextTo = "", "" }

// retype tells whoever calls back that the number noted so far is wrong: the caller
// may hang up now.
func retype(ctx context.Context, c *Conversation) (Result, error) {
	callback := callbackOf(c)
	callback.Note = wrongNumber
	_, err := c.office.Callbacks.CallBack(ctx, c.Programme, callback)
	return OK, err
}

// wrongNumber is what the coordinator reads.
const wrongNumber = "het nummer was fout getikt, zegt de beller"

func connectStates() []*State {
	return []*State{
		{Name: StateHuman, Do: &Action{Run: beginHuman, Next: map[Result]StateName{
			OK: StateVoicemail, resultOpen: StateConnect, resultNoNumber: StateHumanNumber, resultTold: StateVoicemailDone,
		}}},
		{Name: StateSorry, Do: &Action{Run: apologise, Next: map[Result]StateName{OK: StateVoicemail}}},
		{
			Name: StateConnect, Say: []Say{{Key: "human.connecting"}},
			Connect: &Connect{Talked: StateTalked, Missed: StateMissed},
		},
		{Name: StateTalked, Do: &Action{Run: talked, Next: map[Result]StateName{OK: StateAfterTalk}}},
		anythingElse(StateAfterTalk, Say{Key: "human.talked"}),
		{Name: StateMissed, Do: &Action{Run: missed, Next: map[Result]StateName{
			OK: StateVoicemail, resultNoNumber: StateHumanNumber,
		}}},
	}
}

// mostRung is how often a human is rung in vain in one call: who presses 0 a
// third time is better served by a voicemail than by more waiting.
const mostRung = 2

func beginHuman(ctx context.Context, c *Conversation) (Result, error) {
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
		return OK, nil
	}
	if c.Programme.Numbers.Desk != "" && c.Programme.OfficeOpen(c.Input.At) && s.Rung < mostRung {
		return resultOpen, nil
	}
	c.say(Say{Key: "human.closed"})
	return toVoicemail(c), nil
}

// saysWhatFor reports whether a text asks for a human, and says what for: it is not asked
// for once more. A letter's code is no question.
func saysWhatFor(c *Conversation) bool {
	return c.Session.Channel == scheduling.SMS && asksMore(c.Input.Text, c.understood())
}

// closeNameCallback: the callback being made has the recording of a newcomer's name. What
// is said now is another.
func closeNameCallback(c *Conversation) { c.Session.Callback, c.Session.Named = "", false }

// toVoicemail asks for a number first, once, where none is known: who presses 0
// there wants a human, not a number.
func toVoicemail(c *Conversation) Result {
	c.say(Say{Key: "human.danger"})
	if phoneOf(c) == "" && !c.Session.Asked {
		c.Session.Asked = true
		return resultNoNumber
	}
	return OK
}

// missed: nobody answered, or the line was busy.
func missed(_ context.Context, c *Conversation) (Result, error) {
	c.Session.Rung++
	c.say(Say{Key: "human.missed"})
	return toVoicemail(c), nil
}

// talked closes the callback that was noted before somebody answered. The talk
// has taken place: books that cannot be written are no concern of the caller's.
func talked(ctx context.Context, c *Conversation) (Result, error) {
	callback := callbackOf(c)
	callback.Status = scheduling.CallbackDone
	if _, err := c.office.Callbacks.CallBack(ctx, c.Programme, callback); err != nil {
		c.fault("closing a callback", err)
	}
	c.Session.Callback, c.Session.Reason = "", ""
	return OK, nil
}

// noteCallback saves the callback, and that a human was wanted where nothing
// else came of the call.
func noteCallback(ctx context.Context, c *Conversation) error {
	callback := callbackOf(c)
	callback.RecordingURL = c.Input.Recording.URL // that 0 broke off: half a name helps who calls back
	c.Session.Unclear = c.unread                  // until the question is there
	callback.Note = noteOf(c, c.unread)
	if saysWhatFor(c) {
		callback.Note = noteOf(c, joinNotes(c.unread, TextNote(c.Input.Text)))
	}
	saved, err := c.office.Callbacks.CallBack(ctx, c.Programme, callback)
	if err != nil {
		return err
	}
	c.Session.Due, c.Session.Done = saved.Due, true
	if c.Session.Outcome == "" {
		return c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeHuman))
	}
	return nil
}

// apologise keeps the caller when something of ours is broken. It does not fail
// itself: when the callback cannot be noted either, the voicemail is still with
// the carrier, and saving it is tried again when it has been spoken.
func apologise(ctx context.Context, c *Conversation) (Result, error) {
	c.said = c.said[:0]
	c.say(Say{Key: "sorry.fault"})
	c.say(Say{Key: "human.danger"})
	if c.Session.Named {
		closeNameCallback(c)
	}
	c.Session.Reason = scheduling.ReasonFault
	openCallback(c)
	c.Session.Due = c.Programme.CallbackDue(c.Input.At)
	if err := noteCallback(ctx, c); err != nil {
		c.fault("noting a callback", err)
	}
	return OK, nil
}

// humanTyped notes a number that is typed before a voicemail. One that cannot be
// right is not asked for again: the caller wants to speak, and can say it.
func humanTyped(ctx context.Context, c *Conversation) (Result, error) {
	if !couldBePhone(c.Input.Digits) {
		c.say(Say{Key: "callback.number_wrong"})
		return resultWrong, nil
	}
	c.Session.Typed = e164(c.Input.Digits)
	return OK, noteCallback(ctx, c)
}

// saveRecording does not send the caller to the voicemail again when the books
// cannot be written: they have said it once.
func saveRecording(ctx context.Context, c *Conversation) (Result, error) {
	if err := keepRecording(ctx, c); err != nil {
		c.fault("saving a voicemail", err)
		c.Session.Due = c.Programme.CallbackDue(c.Input.At)
		return resultUnsaved, nil
	}
	return OK, nil
}

func keepRecording(ctx context.Context, c *Conversation) error {
	openCallback(c)
	callback := callbackOf(c)
	callback.RecordingURL, callback.Note = c.Input.Recording.URL, noteOf(c, joinNotes(c.unread, TextNote(c.Input.Recording.Text)))
	if callback.Reason == "" {
		callback.Reason = scheduling.ReasonHuman
	}
	saved, err := c.office.Callbacks.CallBack(ctx, c.Programme, callback)
	if err != nil {
		return err
	}
	c.Session.Due = saved.Due
	c.Session.Callback = "" // complete: a second voicemail is another callback
	return nil
}

// openCallback goes on with the callback that is being made, or begins one: who
// asks for a human twice before speaking is called once.
func openCallback(c *Conversation) {
	if c.Session.Callback == "" {
		c.Session.Callback = c.operation()
	}
}

// nothingSaid tells who can be called from who cannot.
func nothingSaid(_ context.Context, c *Conversation) (Result, error) {
	if phoneOf(c) == "" {
		return resultNoNumber, nil
	}
	return OK, nil
}
