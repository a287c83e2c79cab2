package flows

import (
	"context"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states that say no. Each says why, kindly, and what the caller can do, and
// offers to call back: nobody leaves without a next step.
const (
	StateNotYetOpen  StateName = "not_yet_open"
	StateOver        StateName = "over"
	StateOutsideArea StateName = "outside_area"
	StateNoSlot      StateName = "no_slot"
	StateNoVoucher   StateName = "no_voucher"
	StateLimit       StateName = "visit_limit"
	StateBusy        StateName = "busy"

	StateAskedAlready StateName = "asked_already"
	StateManyRequests StateName = "many_requests"

	StateCallback       StateName = "callback"
	StateCallbackNumber StateName = "callback_number"
	StateCallbackTyped  StateName = "callback_typed"
	StateCallbackRight  StateName = "callback_number_right"
	StateCallbackSave   StateName = "callback_save"
	StateCallbackNoted  StateName = "callback_noted"
)

func refusalStates() []*State {
	states := []*State{
		refusal(StateNotYetOpen, Say{Key: "refused.not_yet_open", Facts: []Fact{FactOpens}}),
		refusal(StateOver, Say{Key: "refused.over"}),
		refusal(StateOutsideArea, Say{Key: "refused.outside_area", Facts: []Fact{FactCity}}),
		refusal(StateNoSlot, Say{Key: "refused.no_slot"}),
		refusal(StateNoVoucher, Say{Key: "refused.no_voucher"}),
		refusal(StateLimit, Say{Key: "refused.visit_limit"}),
		{
			Name: StateBusy, Say: []Say{{Key: "slots.busy"}},
			Menu: &Menu{Options: busyOptions, Next: []StateName{StateFind, StateCallback}},
		},
		refusal(StateAskedAlready, Say{Key: "requested.already"}),
		refusal(StateManyRequests, Say{Key: "requested.many"}),
	}
	return append(states, callbackStates()...)
}

func refusal(name StateName, why Say) *State {
	return &State{
		Name: name, Say: []Say{why},
		Menu: &Menu{Ask: "refused.ask", Options: refusalOptions, Next: []StateName{StateCallback, StateDigipunt, StateMain}},
	}
}

func refusalOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.callback"}, Next: StateCallback},
		{Say: Say{Key: "option.digipunt"}, Next: StateDigipunt, Pick: aim(GoalDigipunt)},
		{Say: Say{Key: "option.main"}, Next: StateMain, Pick: toMain},
	}
}

// busyOptions are for the rare moment in which every time left is being spoken
// to somebody else: they decide within minutes.
func busyOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.try_again"}, Next: StateFind},
		{Say: Say{Key: "option.callback"}, Next: StateCallback, Pick: func(s *Session) { s.Reason = scheduling.ReasonNoSlot }},
	}
}

func callbackStates() []*State {
	return []*State{
		{Name: StateCallback, Do: &Action{Run: beginCallback, Next: map[Result]StateName{
			OK: StateCallbackSave, resultNoNumber: StateCallbackNumber, resultTooMany: StateHuman,
		}}},
		{Name: StateCallbackNumber, Number: &Number{
			Ask: "callback.number", Short: "callback.number_short", Next: StateCallbackTyped,
		}},
		{Name: StateCallbackTyped, Do: &Action{Run: typedNumber, Next: map[Result]StateName{
			OK: StateCallbackRight, resultWrong: StateCallbackNumber, resultTooMany: StateHuman,
		}}},
		numberRight(StateCallbackRight, StateCallbackNumber, StateCallbackSave),
		{Name: StateCallbackSave, Do: &Action{Run: saveCallback, Next: map[Result]StateName{OK: StateCallbackNoted}}},
		anythingElse(StateCallbackNoted, Say{Key: "callback.noted", Facts: []Fact{FactDue}}),
	}
}

// beginCallback asks for a number only where none is known.
func beginCallback(_ context.Context, c *Conversation) (Result, error) {
	switch {
	case phoneOf(c) != "":
		return OK, nil
	case c.Session.Asked: // it did not work before: a voicemail does
		return resultTooMany, nil
	}
	return resultNoNumber, nil
}

// typedNumber notes a number to be called back on.
func typedNumber(_ context.Context, c *Conversation) (Result, error) {
	if couldBePhone(c.Input.Digits) {
		c.Session.Typed = e164(c.Input.Digits)
		return OK, nil
	}
	c.say(Say{Key: "callback.number_wrong"})
	c.Session.WrongPhone++
	if c.Session.WrongPhone >= numberTries {
		c.Session.Asked = true // enough: the voicemail takes it from here
		return resultTooMany, nil
	}
	return resultWrong, nil
}

// couldBePhone is not a check against a numbering plan: a human reads the
// number, and a caller abroad has one too. But who typed three digits cannot be
// promised a call.
func couldBePhone(digits string) bool { return len(digits) >= 8 && len(digits) <= 15 }

func saveCallback(ctx context.Context, c *Conversation) (Result, error) {
	openCallback(c)
	if c.Session.Reason == "" {
		c.Session.Reason = scheduling.ReasonHuman
	}
	callback := callbackOf(c)
	callback.Note = noteOf(c, "")
	saved, err := c.office.Callbacks.CallBack(ctx, c.Programme, callback)
	if err != nil {
		return "", err
	}
	c.Session.Due, c.Session.Done = saved.Due, true
	if c.Session.Outcome == "" { // all times were held for others
		err = c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeNoSlot))
	}
	return OK, err
}

// callbackOf is the callback being made, as far as it is known.
func callbackOf(c *Conversation) scheduling.Callback {
	return scheduling.Callback{
		Key: c.Session.Callback, Reason: c.Session.Reason, Phone: phoneOf(c), ResidentID: c.Session.ResidentID,
	}
}

// noteOf is what whoever calls back reads: what was texted, and that a call may not help.
func noteOf(c *Conversation, text string) string {
	if !c.Session.ByText {
		return TextNote(text)
	}
	return joinNotes(byText, TextNote(text))
}

// byText is what the coordinator reads.
const byText = "wil liever een sms dan een oproep"
