package resident

import (
	"context"
	"errors"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
)

// The states of a refusal. Each says why, and what the caller can do, and offers to call
// back: nobody leaves without a next step.
const (
	StateNotYetOpen  flows.StateName = "not_yet_open"
	StateOver        flows.StateName = "over"
	StateOutsideArea flows.StateName = "outside_area"
	StateNoSlot      flows.StateName = "no_slot"
	StateNoVoucher   flows.StateName = "no_voucher"
	StateLimit       flows.StateName = "visit_limit"
	StateBusy        flows.StateName = "busy"

	StateAskedAlready flows.StateName = "asked_already"
	StateManyRequests flows.StateName = "many_requests"

	StateCallback       flows.StateName = "callback"
	StateCallbackNumber flows.StateName = "callback_number"
	StateCallbackTyped  flows.StateName = "callback_typed"
	StateCallbackRight  flows.StateName = "callback_number_right"
	StateCallbackSave   flows.StateName = "callback_save"
	StateCallbackNoted  flows.StateName = "callback_noted"
)

func refusalStates() []*flows.State {
	states := []*flows.State{
		refusal(StateNotYetOpen, flows.Say{Key: "refused.not_yet_open", Facts: []flows.Fact{flows.FactOpens}}),
		refusal(StateOver, flows.Say{Key: "refused.over"}),
		refusal(StateOutsideArea, flows.Say{Key: "refused.outside_area", Facts: []flows.Fact{flows.FactCity}}),
		refusal(StateNoSlot, flows.Say{Key: "refused.no_slot"}),
		refusal(StateNoVoucher,
			sayNoVoucher(func(*flows.Session) bool { return true })...,
		),
		refusal(StateLimit, flows.Say{Key: "refused.visit_limit"}),
		{
			Name: StateBusy, Say: []flows.Say{{Key: "slots.busy"}},
			Menu: &flows.Menu{Options: busyOptions, Next: []flows.StateName{StateFind, StateCallback}},
		},
		{
			Name: StateAskedAlready, Say: []flows.Say{{Key: "requested.already"}},
			Menu: &flows.Menu{Short: flows.Say{Key: "requested.already"}, Options: askedOptions, Next: []flows.StateName{StateDigipunt, StateMain}},
		},
		refusal(StateManyRequests, flows.Say{Key: "requested.many"}),
	}
	return append(states, callbackStates()...)
}

func refusal(name flows.StateName, why ...flows.Say) *flows.State {
	return &flows.State{
		Name: name, Say: why,
		Menu: &flows.Menu{Ask: "refused.ask", Options: refusalOptions, Next: []flows.StateName{StateCallback, StateDigipunt, StateMain}},
	}
}

// NoteClosed notes why nothing can be booked. A call to a programme that is closed counts as
// refused, unless more comes of it.
func NoteClosed(ctx context.Context, c *flows.Conversation) error {
	s := c.Session
	outcome := scheduling.OutcomeNotOpen
	switch err := programmeOpen(c); {
	case errors.Is(err, scheduling.ErrNotYetOpen):
		s.Closed = flows.NotYetOpen
	case errors.Is(err, scheduling.ErrOver):
		s.Closed, outcome = flows.Over, scheduling.OutcomeOver
	default:
		s.Closed = ""
		return err
	}
	if s.WeCalled || s.Channel == scheduling.SMS {
		return nil
	}
	if err := c.Office.Demand.RecordDemand(ctx, noteOutcome(c, outcome)); err != nil {
		c.ReportFault("recording demand", err)
	}
	return nil
}

// closedSays are the sentences about a programme that takes no bookings.
func closedSays() []flows.Say {
	return []flows.Say{
		{Key: "refused.not_yet_open", Facts: []flows.Fact{flows.FactOpens}, If: func(s *flows.Session) bool {
			return s.Closed == flows.NotYetOpen
		}},
		{Key: "refused.over", If: func(s *flows.Session) bool { return s.Closed == flows.Over }},
	}
}

// refusedSays are the sentences about a known resident who may not book another visit.
func refusedSays() []flows.Say {
	refused := func(result flows.Result) func(*flows.Session) bool {
		return func(s *flows.Session) bool { return s.Closed == "" && s.ResidentID != 0 && s.Refused == string(result) }
	}
	return append([]flows.Say{
		{Key: "refused.outside_area", Facts: []flows.Fact{flows.FactCity}, If: refused(resultArea)},
		{Key: "refused.visit_limit", If: refused(resultLimit)},
	}, sayNoVoucher(refused(resultVoucher))...)
}

// sayNoVoucher says that no voucher is left, or how little, when a condition holds.
func sayNoVoucher(when func(*flows.Session) bool) []flows.Say {
	return []flows.Say{
		{Key: "refused.no_voucher", If: func(s *flows.Session) bool { return when(s) && s.Vouchers.Left == 0 }},
		{Key: "refused.few_vouchers", Facts: []flows.Fact{flows.FactVouchers}, If: func(s *flows.Session) bool {
			return when(s) && s.Vouchers.Left > 0 && s.Vouchers.Whole()
		}},
		{Key: "refused.few_minutes", Facts: []flows.Fact{flows.FactMinutes}, If: func(s *flows.Session) bool {
			return when(s) && s.Vouchers.Left > 0 && !s.Vouchers.Whole()
		}},
	}
}

// mayBook reports whether a visit can be booked, as far as is known.
func mayBook(s *flows.Session) bool { return s.Closed == "" && (s.ResidentID == 0 || s.Refused == "") }

// closedReason notes why a callback is asked for in a programme that is closed.
func closedReason(s *flows.Session) {
	s.Reason = scheduling.ReasonNotOpen
	if s.Closed == flows.Over {
		s.Reason = scheduling.ReasonOver
	}
}

// askedOptions are for somebody who is called about a request already.
func askedOptions(c *flows.Conversation) []flows.Option { return refusalOptions(c)[1:] }

func refusalOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{Say: flows.Say{Key: "option.callback"}, Next: StateCallback},
		{Say: flows.Say{Key: "option.digipunt"}, Next: StateDigipunt, Pick: aim(flows.GoalDigipunt)},
		{Say: flows.Say{Key: "option.main"}, Next: StateMain, Pick: toMain},
	}
}

// busyOptions are for the rare moment in which every time left is on offer to somebody
// else: they decide within minutes.
func busyOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{Say: flows.Say{Key: "option.callback"}, Next: StateCallback, Pick: func(s *flows.Session) { s.Reason = scheduling.ReasonNoSlot }},
		{Say: flows.Say{Key: "option.try_again"}, Next: StateFind},
	}
}

func callbackStates() []*flows.State {
	return []*flows.State{
		{Name: StateCallback, Do: &flows.Action{Run: beginCallback, Next: map[flows.Result]flows.StateName{
			flows.OK: StateCallbackSave, resultNoNumber: StateCallbackNumber, resultTooMany: StateHuman,
		}}},
		{Name: StateCallbackNumber, Number: &flows.Number{
			Ask: "callback.number", Short: "callback.number_short", Zero: true, Next: StateCallbackTyped,
		}},
		{Name: StateCallbackTyped, Do: &flows.Action{Run: typedNumber, Next: map[flows.Result]flows.StateName{
			flows.OK: StateCallbackRight, resultWrong: StateCallbackNumber, resultTooMany: StateHuman,
		}}},
		numberRight(StateCallbackRight, StateCallbackNumber, StateCallbackSave),
		{Name: StateCallbackSave, Do: &flows.Action{Run: saveCallback, Next: map[flows.Result]flows.StateName{flows.OK: StateCallbackNoted}}},
		goalReached(StateCallbackNoted, flows.Say{Key: "callback.noted", Facts: []flows.Fact{flows.FactDue}}),
	}
}

// beginCallback asks for a number if none is known.
func beginCallback(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	switch {
	case phoneOf(c) != "":
		return flows.OK, nil
	case c.Session.Asked: // it did not work before: a voicemail does
		return resultTooMany, nil
	}
	return resultNoNumber, nil
}

// typedNumber notes a number to be called back on.
func typedNumber(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if couldBePhone(c.Input.Digits) {
		c.Session.Typed = toE164(c.Input.Digits)
		return flows.OK, nil
	}
	c.Say(flows.Say{Key: "callback.number_wrong"})
	c.Session.WrongPhone++
	if c.Session.WrongPhone >= maxWrongNumbers {
		c.Session.Asked = true // not again: a voicemail follows
		return resultTooMany, nil
	}
	return resultWrong, nil
}

// couldBePhone reports whether a number has as many digits as telephone numbers have. It is
// not checked against a numbering plan: a human reads it, and it may be a number abroad.
func couldBePhone(digits string) bool {
	return len(digits) >= minPhoneDigits && len(digits) <= maxPhoneDigits
}

const (
	minPhoneDigits = 8
	maxPhoneDigits = 15 // of E.164
)

func saveCallback(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	openCallback(c)
	if c.Session.Reason == "" {
		c.Session.Reason = scheduling.ReasonHuman
	}
	callback := CallbackOf(c)
	callback.Note = NoteOf(c, "")
	saved, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback)
	if err != nil {
		return "", err
	}
	c.Session.Due, c.Session.Done = saved.Due, true
	if c.Session.Outcome == "" { // all times were held for others
		err = c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeNoSlot))
	}
	return flows.OK, err
}

// CallbackOf returns the open callback, as far as it is known.
func CallbackOf(c *flows.Conversation) scheduling.Callback {
	return scheduling.Callback{
		Key: c.Session.Callback, Reason: c.Session.Reason, Phone: phoneOf(c), ResidentID: c.Session.ResidentID, Language: c.ChosenLanguage(),
		VisitID: c.Session.AtDoor.Visit,
	}
}

// NoteOf returns the note for whoever calls back: what was texted, whether a picture came
// with it, and whether they would rather be texted than called.
func NoteOf(c *flows.Conversation, text string) string {
	note := flows.TextNote(text)
	if c.Input.Pictures > 0 {
		note = flows.JoinNotes(scheduling.NotePicture.With(), note)
	}
	if c.Session.ByText {
		note = flows.JoinNotes(scheduling.NoteWritesOnly.With(), note)
	}
	return note
}
