package resident

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident/pages"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// The states of a booking, once it is known whom it is for. Moving a visit goes
// the same way, from the times on.
const (
	StateCheckOpen flows.StateName = "check_open"
	StateTopic     flows.StateName = "topic"
	StateFind      flows.StateName = "find"
	StateSlots     flows.StateName = "slots"
	StateKeep      flows.StateName = "keep"
	StateConfirm   flows.StateName = "confirm"
	StateBook      flows.StateName = "book"
	StateBooked    flows.StateName = "booked"
	StateAgreed    flows.StateName = "booked_when"
	StateDictated  flows.StateName = "booked_word"
	StateBookedEnd flows.StateName = "booked_end"
	StateBookedSMS flows.StateName = "booked_by_text"
)

// slotsOffered is how many times are spoken at once (DOMAIN.md).
const slotsOffered = 2

// The results of a booking's actions, besides OK.
const (
	resultNotYet    flows.Result = "not_yet_open"
	resultOver      flows.Result = "over"
	resultNone      flows.Result = "no_slot"
	resultNoLater   flows.Result = "no_later_slot"
	resultBusy      flows.Result = "all_held"
	resultTaken     flows.Result = "taken"
	resultNoNumber  flows.Result = "number_unknown"
	resultRequested flows.Result = "requested"
	resultMoved     flows.Result = "moved"
	resultGone      flows.Result = "visit_gone"
)

func bookingStates() []*flows.State {
	topics := []*flows.State{
		{Name: StateCheckOpen, Do: &flows.Action{Run: checkOpen, Next: map[flows.Result]flows.StateName{
			flows.OK: StateIdentify, resultNotYet: StateNotYetOpen, resultOver: StateOver,
		}}},
		{Name: StateTopic, Menu: &flows.Menu{
			Ask: "topic.ask", Remind: remindPlanned, Options: topicOptions, ChooseByWords: topicByName,
			Next: []flows.StateName{StateFind, StateTopic, StateMain, StateHuman},
		}},
	}
	return slices.Concat(topics, slotStates(), promiseStates(), bookedStates())
}

func slotStates() []*flows.State {
	return []*flows.State{
		{Name: StateFind, Do: &flows.Action{Run: findSlots, Next: map[flows.Result]flows.StateName{
			flows.OK: StateSlots, resultNone: StateNoSlot, resultBusy: StateBusy, resultNoLater: StateFind,
			resultNotYet: StateNotYetOpen, resultOver: StateOver, resultVoucher: StateNoVoucher, resultArea: StateOutsideArea,
		}}},
		{
			Name: StateSlots,
			Say:  []flows.Say{{Key: "slots.ask", If: pages.IsFirst}, {Key: "slots.short", If: pages.IsLater}},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "slots.short"}, Options: slotOptions, ChooseByWords: slotByDay,
				Next: []flows.StateName{StateKeep, StateFind, StateWhen, StateWeekday},
			},
		},
		{Name: StateKeep, Do: &flows.Action{Run: keepSlot, Next: map[flows.Result]flows.StateName{
			flows.OK: StateConfirm, resultTaken: StateFind, resultTooMany: StateHuman,
		}}},
	}
}

func promiseStates() []*flows.State {
	return []*flows.State{
		{
			Name: StateConfirm,
			Say: []flows.Say{
				{Key: "confirm.read_back", Facts: []flows.Fact{flows.FactStart}},
				{Key: "confirm.about", Facts: []flows.Fact{flows.FactTopic}, If: func(s *flows.Session) bool { return s.Goal != flows.GoalMove }},
				{Key: "voucher.costs", Facts: []flows.Fact{flows.FactPerVisit}, If: func(s *flows.Session) bool {
					return costsMore(s) && s.Vouchers.Visit%s.Vouchers.Worth == 0
				}},
				{Key: "voucher.costs_minutes", Facts: []flows.Fact{flows.FactVisitTime}, If: func(s *flows.Session) bool {
					return costsMore(s) && s.Vouchers.Visit%s.Vouchers.Worth != 0
				}},
				{Key: "confirm.instead", Facts: []flows.Fact{flows.FactVisit}, If: func(s *flows.Session) bool { return s.Goal == flows.GoalMove }},
			},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "confirm.read_back", Facts: []flows.Fact{flows.FactStart}}, Options: confirmOptions, Whole: true, Binding: true,
				Next:    []flows.StateName{StateBook, StateFind, StateTopic, StateVisits},
				IsClear: func(c *flows.Conversation) bool { return agreesTo(c, c.Session.Chosen.Start) },
			},
		},
		{Name: StateBook, Do: &flows.Action{Run: bookVisit, Next: map[flows.Result]flows.StateName{
			flows.OK: StateBooked, resultRequested: StateRequested, resultMoved: StateMoved, resultGone: StateVisitGone,
			resultAsked: StateAskedAlready, resultMany: StateManyRequests,
			resultTaken: StateFind, resultTooMany: StateHuman, resultLimit: StateLimit, resultVoucher: StateNoVoucher,
		}}},
	}
}

// costsMore reports whether the visit takes more than one voucher.
func costsMore(s *flows.Session) bool {
	return s.Goal != flows.GoalMove && s.Vouchers.Visit > s.Vouchers.Worth
}

// bookedStates say what was booked: in a text all of it, and by voice in parts, because
// nobody takes in a minute of speech. The caller goes on with a key, or by waiting.
func bookedStates() []*flows.State {
	when := flows.Say{Key: "booked.when", Facts: []flows.Fact{flows.FactStart}}
	return []*flows.State{
		byChannel(StateBooked, StateAgreed, StateBookedSMS),
		penState(StateAgreed, StateDictated, when),
		dictation(StateDictated, StateBookedEnd, slices.Concat(
			saidTwice(sayReference()), saidTwice(sayWord()), []flows.Say{sayWordSent(), {Key: "booked.safe", Facts: []flows.Fact{flows.FactPhone}}},
		)...),
		goalReached(StateBookedEnd, flows.Say{Key: "booked.text_follows", If: func(s *flows.Session) bool { return s.Booked.Texted }}),
		goalReached(StateBookedSMS, when,
			sayReference(), sayWord(), flows.Say{Key: "booked.safe", Facts: []flows.Fact{flows.FactPhone}},
		),
	}
}

// checkOpen refuses when nothing can be booked, before anything is asked of the caller.
func checkOpen(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	err := programmeOpen(c)
	switch {
	case errors.Is(err, scheduling.ErrNotYetOpen):
		return refuse(ctx, c, resultNotYet, scheduling.ReasonNotOpen, scheduling.OutcomeNotOpen)
	case errors.Is(err, scheduling.ErrOver):
		return refuse(ctx, c, resultOver, scheduling.ReasonOver, scheduling.OutcomeOver)
	}
	return flows.OK, err
}

// refuse notes a request that cannot be met: it counts as demand, and the reason
// goes with the callback that is offered.
func refuse(
	ctx context.Context, c *flows.Conversation, result flows.Result, reason scheduling.CallbackReason, outcome scheduling.Outcome,
) (flows.Result, error) {
	c.Session.Reason = reason
	c.Say(flows.Say{Key: "move.stays", If: func(s *flows.Session) bool { return s.Goal == flows.GoalMove && !isTooLateToStaff(s) }})
	return result, c.Office.Demand.RecordDemand(ctx, noteOutcome(c, outcome))
}

// topicOptions pages through the programme's topics. Whoever was told of a visit they have
// may have pressed the key beside the one they meant: they are offered the way back.
func topicOptions(c *flows.Conversation) []flows.Option {
	last := c.Session.LastTopic
	topics := pages.Of(lastFirst(c.Programme.Topics, last), c.Session.TopicPage,
		func(topic scheduling.Topic) flows.Option {
			key := "option.topic"
			if topic == last {
				key = "option.book_again"
			}
			return flows.Option{Say: flows.Say{Key: key, With: map[string]string{"topic": string(topic)}}, Next: StateFind, Pick: pickTopic(topic)}
		},
		moreTopics(c),
	)
	if heardPlanned(c.Session) && c.Session.Tries > 0 || len(topics) < pages.MaxOptions && isLastOfTopics(c) {
		topics = append(topics, mainOption())
	}
	return topics
}

// isLastOfTopics reports whether the caller has turned the page to the last topics: whoever
// found none may have meant something else than a booking.
func isLastOfTopics(c *flows.Conversation) bool {
	count := (len(c.Programme.Topics) + pages.Size - 1) / pages.Size
	return c.Session.TopicPage > 0 && c.Session.TopicPage%count == count-1
}

func pickTopic(topic scheduling.Topic) func(*flows.Session) {
	return func(s *flows.Session) {
		pages.Forget(s)
		s.Topic = topic
	}
}

// topicByName finds the topic that a text names, on whichever page of the menu it is.
func topicByName(c *flows.Conversation, said understand.Understood) (flows.Option, bool) {
	topic, ok := namedTopic(c)
	ok = ok && (said.Meaning == understand.MeaningNone || said.Meaning == understand.MeaningBook)
	return flows.Option{Next: StateFind, Pick: pickTopic(topic)}, ok
}

// lastFirst returns topics with the topic of the latest visit in front, so that a second
// visit about it takes one key after the code.
func lastFirst(topics []scheduling.Topic, last scheduling.Topic) []scheduling.Topic {
	at := slices.Index(topics, last)
	if at <= 0 {
		return topics
	}
	return slices.Insert(slices.Delete(slices.Clone(topics), at, at+1), 0, last)
}

func moreTopics(c *flows.Conversation) flows.Option {
	return another("option.topic_more", StateTopic, c.Session.TopicPage, func(s *flows.Session) { s.TopicPage++ })
}

// holderOf identifies for whom times are held: the resident, not the call. Somebody who
// was cut off and calls again is offered the same times, and nobody can fill the diary by
// calling often. A newcomer is known by their number and address only, or by this call.
func holderOf(c *flows.Conversation) string {
	s := c.Session
	switch {
	case s.ResidentID != 0:
		return s.Programme + ":" + strconv.FormatInt(s.ResidentID, 10)
	case phoneOf(c) != "":
		// A holder is stored: no number in it. Two people may share a number.
		digest := sha256.Sum256([]byte(s.Programme + phoneOf(c) + ":" + s.Postcode + ":" + s.HouseNumber))
		return s.Programme + ":newcomer:" + hex.EncodeToString(digest[:8])
	}
	return s.Programme + ":newcomer:" + s.Key + ":" + s.Nonce
}

// busySpans lists when the resident has a visit already.
func busySpans(c *flows.Conversation) []calendar.Span {
	spans := make([]calendar.Span, len(c.Session.Planned))
	for i, v := range c.Session.Planned {
		spans[i] = calendar.Span{From: v.Start, To: v.End}
	}
	return spans
}

// pageName tells apart the pages that one turn looks for.
func pageName(s *flows.Session) string {
	return fmt.Sprintf("%s%s%d", s.After.Format(time.RFC3339), s.Wish.Part, s.Wish.Weekday)
}

// findSlots offers times that are held for this caller while they think.
func findSlots(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if result, err := checkOpen(ctx, c); result != flows.OK || err != nil {
		return result, err
	}
	if !coversVisit(c) {
		return refuse(ctx, c, resultVoucher, scheduling.ReasonNoVoucher, scheduling.OutcomeNoVoucher)
	}
	visits, err := c.Office.Slots.Offer(ctx, booking.OfferRequest{
		Need: needOf(c), Length: lengthOf(c), Programme: c.Programme, Key: c.OperationKey() + pageName(c.Session),
		Holder: holderOf(c), Channel: c.Session.Channel, After: notBefore(c), Busy: notFree(c), Wish: c.Session.Wish, Count: slotsOffered,
		ResidentID: c.Session.ResidentID,
	})
	none := errors.Is(err, scheduling.ErrNoSlot) || errors.Is(err, scheduling.ErrSlotTaken)
	switch {
	case none && noTimes(c, errors.Is(err, scheduling.ErrSlotTaken)):
		return resultNoLater, nil
	case errors.Is(err, scheduling.ErrSlotTaken):
		return resultBusy, nil
	case errors.Is(err, scheduling.ErrNoSlot):
		return refuse(ctx, c, resultNone, scheduling.ReasonNoSlot, scheduling.OutcomeOfNone(err))
	case errors.Is(err, scheduling.ErrOutsideArea): // they moved since they said who they are
		return refuse(ctx, c, resultArea, scheduling.ReasonArea, scheduling.OutcomeArea)
	case err != nil:
		return "", err
	}
	c.Session.Offer = offered(visits)
	return flows.OK, nil
}

// lengthOf returns how long the visit is that a time is chosen for. One that is moved stays as
// long as it was.
func lengthOf(c *flows.Conversation) time.Duration {
	s := c.Session
	if s.Goal == flows.GoalMove && s.Visit.End.After(s.Visit.Start) {
		return s.Visit.End.Sub(s.Visit.Start)
	}
	return c.Programme.Visit.Of(s.Topic, len(s.Planned) == 0 && s.LastTopic == "").Length
}

// coversVisit notes what the visit costs, now that its topic is known, and reports whether the
// resident's vouchers cover it. Whoever has too few for any visit was refused before.
func coversVisit(c *flows.Conversation) bool {
	s := c.Session
	if s.Vouchers.Worth == 0 || s.Goal == flows.GoalMove {
		return true
	}
	s.Vouchers.Visit = c.Programme.MinutesOf(lengthOf(c))
	return s.Vouchers.Visit <= s.Vouchers.Left || s.Vouchers.Left < c.Programme.MinMinutes()
}

// notBefore is the instant from which times are offered. A resident without a letter is
// called first, so that only times after the call are of use.
func notBefore(c *flows.Conversation) time.Time {
	after := c.Session.After
	if due := c.Programme.CallbackDue(c.Input.At); c.Session.Proof == flows.ProofNewcomer && after.Before(due) {
		return due
	}
	return after
}

func offered(visits []scheduling.Visit) []flows.OfferedTime {
	times := make([]flows.OfferedTime, len(visits))
	for i, v := range visits {
		times[i] = flows.OfferedTime{Visit: v.ID, Start: v.Start}
	}
	return times
}

func keepSlot(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	err := c.Office.Slots.Keep(ctx, c.Programme, holderOf(c), c.Session.Chosen.Visit)
	if errors.Is(err, scheduling.ErrSlotTaken) {
		return slotTaken(ctx, c)
	}
	return flows.OK, err
}

// maxSlotsLost limits how often a caller loses a time to others before a human takes over.
const maxSlotsLost = 3

// slotTaken offers times again, from the first page, when somebody else got the chosen one.
func slotTaken(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	c.Session.Taken++
	if c.Session.Taken >= maxSlotsLost {
		c.Say(flows.Say{Key: "again.human", Kind: flows.ReplyNoted})
		return refuse(ctx, c, resultTooMany, scheduling.ReasonNoSlot, scheduling.OutcomeNoSlot)
	}
	c.Say(flows.Say{Key: "slots.taken"})
	pages.First(c.Session)
	return resultTaken, nil
}

func confirmOptions(c *flows.Conversation) []flows.Option {
	options := []flows.Option{
		{Say: flows.Say{Key: "option.confirm"}, Next: StateBook, Means: []understand.Meaning{understand.MeaningYes}},
		{ // from the page they chose from
			Say: flows.Say{Key: "option.other_time"}, Next: StateFind,
			Means: []understand.Meaning{understand.MeaningOther, understand.MeaningMove, understand.MeaningNo},
			Pick:  func(s *flows.Session) { s.Chosen = flows.OfferedTime{} },
		},
	}
	if c.Session.Goal == flows.GoalMove {
		return append(options, flows.Option{Say: flows.Say{Key: "option.keep_old"}, Next: StateVisits})
	}
	return append(options, flows.Option{Say: flows.Say{Key: "option.other_topic"}, Next: StateTopic, Pick: func(s *flows.Session) {
		pages.Forget(s)
		s.Topic, s.TopicPage = "", 0
	}})
}

// bookVisit books a visit at the chosen time, moves one to it, or requests one, as the
// caller's goal and proof allow.
func bookVisit(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	switch {
	case c.Session.Goal == flows.GoalMove:
		return moveVisit(ctx, c)
	case c.Session.Proof == flows.ProofNewcomer:
		return requestVisit(ctx, c)
	}
	return book(ctx, c)
}

func book(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	promise, err := c.Office.Bookings.Book(ctx, booking.PromiseRequest{
		Need: needOf(c), Programme: c.Programme, Holder: holderOf(c), VisitID: s.Chosen.Visit, Start: s.Chosen.Start,
		ResidentID: s.ResidentID, Phones: confirmationPhones(c), Channel: s.Channel, DemandKey: c.DemandKey(), WordTo: wordTo(c),
	})
	switch {
	case errors.Is(err, scheduling.ErrSlotTaken):
		return slotTaken(ctx, c)
	case errors.Is(err, scheduling.ErrVisitLimit):
		return refuse(ctx, c, resultLimit, scheduling.ReasonLimit, scheduling.OutcomeLimit)
	case errors.Is(err, scheduling.ErrNoVoucher):
		return refuse(ctx, c, resultVoucher, scheduling.ReasonNoVoucher, scheduling.OutcomeNoVoucher)
	case err != nil:
		return "", err
	}
	s.Outcome, s.Done = scheduling.OutcomeBooked, true
	s.Booked = flows.BookedVisit{
		Reference: promise.Reference, Word: promise.Word, Language: cmp.Or(promise.Language, needOf(c).Language), Texted: promise.Texted,
	}
	s.Planned = append(slices.Clone(s.Planned), planned([]scheduling.Visit{promise.Visit})...)
	noteLimits(c)
	return flows.OK, nil
}

// noteLimits notes whether the visit that was just booked was the last that the resident may
// book, so that another is not offered.
func noteLimits(c *flows.Conversation) {
	s, p := c.Session, c.Programme
	s.Vouchers.Left -= s.Vouchers.Visit
	switch {
	case p.Visit.Open > 0 && len(s.Planned) >= p.Visit.Open:
		s.Refused = string(resultLimit)
	case s.Vouchers.Left < p.MinMinutes():
		s.Refused = string(resultVoucher)
	}
}

// agreesTo reports whether the text of this turn agrees to a visit at start, and not to
// another time.
func agreesTo(c *flows.Conversation, start time.Time) bool {
	return understand.AgreesTo(c.Input.Text, c.Understood().Meaning, start.In(c.Programme.Zone))
}
