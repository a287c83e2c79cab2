package resident

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

// The states of somebody without a letter: postcode and house number are typed,
// name and street are spoken. A coordinator listens, and calls; until then the
// time is kept, and is no promise.
const (
	StateNewcomer      flows.StateName = "newcomer"
	StateCheckPostcode flows.StateName = "check_postcode"
	StateHouse         flows.StateName = "house_number"
	StateCheckHouse    flows.StateName = "check_house_number"
	StateNewNumber     flows.StateName = "newcomer_number"
	StateNewTyped      flows.StateName = "newcomer_typed"
	StateNewRight      flows.StateName = "newcomer_number_right"
	StateMayAsk        flows.StateName = "may_ask"
	StateSpeakName     flows.StateName = "name"
	StateNameAgain     flows.StateName = "name_again"
	StateNamed         flows.StateName = "named"
	StateRequested     flows.StateName = "requested"
	StateKept          flows.StateName = "requested_when"
	StateKeptNumber    flows.StateName = "requested_number"
	StateKeptEnd       flows.StateName = "requested_end"
	StateRequestedSMS  flows.StateName = "requested_by_text"
)

const (
	postcodeDigits = 4
	maxHouseDigits = 5
)

const (
	resultAsked flows.Result = "asked_already" // this number asked for this address already
	resultMany  flows.Result = "many_requests" // there are more requests than can be called about
)

func newcomerStates() []*flows.State {
	return []*flows.State{
		{Name: StateNewcomer, Number: &flows.Number{
			Ask: "postcode.ask", Short: "postcode.short", Digits: postcodeDigits, Next: StateCheckPostcode, Fit: shorterAfterWrong,
		}},
		{Name: StateCheckPostcode, Do: &flows.Action{Run: checkPostcode, Next: map[flows.Result]flows.StateName{
			flows.OK: StateHouse, resultWrong: StateNewcomer, resultTooMany: StateHuman, resultArea: StateOutsideArea,
		}}},
		{Name: StateHouse, Number: &flows.Number{Ask: "house.ask", Short: "house.short", Next: StateCheckHouse, Text: understand.HouseNumber}},
		{Name: StateCheckHouse, Do: &flows.Action{Run: checkHouse, Next: map[flows.Result]flows.StateName{
			flows.OK: StateMayAsk, resultNoNumber: StateNewNumber, resultWrong: StateHouse, resultTooMany: StateHuman,
			resultTakeUp: StateTakeUp,
		}}},
		{Name: StateNewNumber, Number: &flows.Number{
			Ask: "callback.number", Short: "callback.number_short", Zero: true, Next: StateNewTyped,
		}},
		{Name: StateNewTyped, Do: &flows.Action{Run: typedNumber, Next: map[flows.Result]flows.StateName{
			flows.OK: StateNewRight, resultWrong: StateNewNumber, resultTooMany: StateHuman,
		}}},
		numberRight(StateNewRight, StateNewNumber, StateMayAsk),
		{Name: StateMayAsk, Do: &flows.Action{Run: mayAsk, Next: map[flows.Result]flows.StateName{
			flows.OK: StateSpeakName, resultAsked: StateAskedAlready, resultMany: StateManyRequests,
		}}},
		{
			Name: StateSpeakName, Say: []flows.Say{{Key: "name.speak"}},
			Record: &flows.Record{Next: StateNamed, Empty: StateNameAgain, MaxLength: flows.MaxSpokenName},
		},
		{
			Name: StateNameAgain, Say: []flows.Say{{Key: "again.silence"}, {Key: "name.speak"}},
			Record: &flows.Record{Next: StateNamed, Empty: StateHuman, MaxLength: flows.MaxSpokenName},
		},
		{Name: StateNamed, Do: &flows.Action{Run: named, Next: map[flows.Result]flows.StateName{flows.OK: StateTopic, resultAgain: StateFind}}},
	}
}

// requestedStates say what was requested, in parts as bookedStates do.
func requestedStates() []*flows.State {
	kept := []flows.Say{
		{Key: "requested.kept", Facts: []flows.Fact{flows.FactStart}},
		{Key: "requested.call", Facts: []flows.Fact{flows.FactDue}},
		{Key: "requested.not_yet"},
	}
	return []*flows.State{
		byChannel(StateRequested, StateKept, StateRequestedSMS),
		penState(StateKept, StateKeptNumber, kept...),
		dictation(StateKeptNumber, StateKeptEnd, saidTwice(sayReference())...),
		goalReached(StateKeptEnd),
		goalReached(StateRequestedSMS, append(slices.Clone(kept), sayReference())...),
	}
}

// checkPostcode accepts a postcode that the programme serves. Another one may be a slip of
// the finger: it is asked for again before it is refused.
func checkPostcode(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if c.Programme.Serves(c.Input.Digits) {
		c.Session.Postcode = c.Input.Digits
		return flows.OK, nil
	}
	if !isPostcode(c.Input.Digits) {
		return wrongPostcode(c), nil
	}
	c.Session.WrongArea++
	if c.Session.WrongArea < maxWrongNumbers {
		c.Say(flows.Say{Key: "postcode.outside", Facts: []flows.Fact{flows.FactCity}})
		return resultWrong, nil
	}
	return refuse(ctx, c, resultArea, scheduling.ReasonArea, scheduling.OutcomeArea)
}

// isTooLongForHouse reports whether a number has more digits than a house number. It can be a
// telephone number, or one that identifies a person.
func isTooLongForHouse(number string) bool {
	return len(number)-len(strings.TrimLeft(number, "0123456789")) > maxHouseDigits ||
		utf8.RuneCountInString(number) > understand.HouseLength
}

func checkHouse(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s, digits := c.Session, c.Input.Digits
	if isTooLongForHouse(digits) {
		c.Say(flows.Say{Key: "house.wrong"})
		s.WrongArea++
		if s.WrongArea >= maxWrongNumbers {
			return resultTooMany, nil
		}
		return resultWrong, nil
	}
	s.HouseNumber, s.Proof = digits, flows.ProofNewcomer
	if sameNewcomer(ctx, c) {
		return resultTakeUp, nil
	}
	if phoneOf(c) == "" {
		return resultNoNumber, nil
	}
	return flows.OK, nil
}

// mayAsk refuses a request that cannot be made before the name is spoken for it.
func mayAsk(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	err := c.Office.Bookings.MayRequest(ctx, booking.RequestCheck{
		Programme: s.Programme, Phone: phoneOf(c), Postcode: s.Postcode, HouseNumber: s.HouseNumber,
	})
	switch {
	case errors.Is(err, scheduling.ErrVisitLimit):
		return refuse(ctx, c, resultAsked, scheduling.ReasonNoCode, scheduling.OutcomeLimit)
	case errors.Is(err, scheduling.ErrNoSlot):
		return refuse(ctx, c, resultMany, scheduling.ReasonNoCode, scheduling.OutcomeNoSlot)
	}
	return flows.OK, err
}

// sameNewcomer reports whether somebody who goes on calls with the same number, and typed the
// same address. They have spoken their name already, and are called about it once.
func sameNewcomer(ctx context.Context, c *flows.Conversation) bool {
	s := c.Session
	if !s.Earlier.NoLetter {
		return false
	}
	earlier, ok := earlierConversation(ctx, c)
	sameAddress := earlier.Postcode == s.Postcode && earlier.HouseNumber == s.HouseNumber
	if !ok || !earlier.Named || earlier.Proof != flows.ProofNewcomer || !sameAddress {
		return false
	}
	s.Callback, s.Named, s.Due, s.Reason = earlier.Callback, true, earlier.Due, earlier.Reason
	return true
}

// named notes a callback with the recording before anything else, so that whoever
// hangs up now is called all the same.
func named(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	s.Reason = scheduling.ReasonNoCode
	openCallback(c)
	callback := CallbackOf(c)
	callback.RecordingURL = c.Input.Recording.URL
	callback.Note = scheduling.NoteAddress.With("postcode", s.Postcode, "number", s.HouseNumber)
	if text := c.Input.Recording.Text; text != "" {
		callback.Note = flows.JoinNotes(callback.Note, NoteOf(c, text))
	}
	saved, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback)
	s.Due = saved.Due
	s.Named = true
	leaveTrail(ctx, c)
	c.Say(flows.Say{Key: "name.thanks"})
	if s.Topic != "" && err == nil { // they began with it: "hulp met itsme"
		return resultAgain, nil
	}
	return flows.OK, err
}

// requestVisit keeps the chosen time until a coordinator has called.
func requestVisit(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	visit, err := c.Office.Bookings.Request(ctx, booking.NewcomerRequest{
		Need: needOf(c), Programme: c.Programme, Holder: holderOf(c), VisitID: s.Chosen.Visit,
		Phone: phoneOf(c), HouseNumber: s.HouseNumber, Callback: CallbackOf(c), Channel: s.Channel, DemandKey: c.DemandKey(),
	})
	switch {
	case errors.Is(err, scheduling.ErrSlotTaken):
		return slotTaken(ctx, c)
	case errors.Is(err, scheduling.ErrNoSlot): // more ask than can be called in time
		return refuse(ctx, c, resultMany, scheduling.ReasonNoCode, scheduling.OutcomeNoSlot)
	case errors.Is(err, scheduling.ErrVisitLimit): // they are called about the first already
		return refuse(ctx, c, resultAsked, scheduling.ReasonNoCode, scheduling.OutcomeLimit)
	case err != nil:
		return "", err
	}
	s.Outcome, s.Done, s.Due = scheduling.OutcomeRequested, true, visit.HeldUntil
	s.Booked = flows.BookedVisit{Reference: visit.Reference}
	s.Callback, s.Named = "", false // complete
	return resultRequested, nil
}
