package flows

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of a booking.
const (
	StateCheckOpen StateName = "check_open"
	StateCode      StateName = "code"
	StateCodeAgain StateName = "code_again"
	StateCheckCode StateName = "check_code"
	StateTopic     StateName = "topic"
	StateFind      StateName = "find"
	StateSlots     StateName = "slots"
	StateKeep      StateName = "keep"
	StateConfirm   StateName = "confirm"
	StateBook      StateName = "book"
	StateBooked    StateName = "booked"
)

const (
	codeDigits = 6 // of a letter code, 1 to 9
	codeTries  = 3 // wrong codes before a human takes over
	slotsTold  = 3 // times spoken at once (DOMAIN.md)
	topicsPage = 3 // topics spoken before "something else"
	mostChoice = 4 // options of one menu (DOMAIN.md)
)

// The results of a booking's actions, besides OK.
const (
	resultNotYet   Result = "not_yet_open"
	resultOver     Result = "over"
	resultWrong    Result = "wrong"
	resultTooMany  Result = "too_many"
	resultArea     Result = "outside_area"
	resultLimit    Result = "visit_limit"
	resultVoucher  Result = "no_voucher"
	resultNone     Result = "no_slot"
	resultNoLater  Result = "no_later_slot"
	resultBusy     Result = "all_held"
	resultTaken    Result = "taken"
	resultNoNumber Result = "number_unknown"
)

func bookingStates() []*State {
	return append(codeStates(), append(slotStates(), promiseStates()...)...)
}

func codeStates() []*State {
	return []*State{
		{Name: StateCheckOpen, Do: &Action{Run: checkOpen, Next: map[Result]StateName{
			OK: StateCode, resultNotYet: StateNotYetOpen, resultOver: StateOver, resultTooMany: StateHuman,
		}}},
		{
			Name:   StateCode,
			Number: &Number{Ask: "code.ask", Short: "code.short", Digits: codeDigits, Next: StateCheckCode},
		},
		{Name: StateCodeAgain, Number: &Number{Ask: "code.short", Digits: codeDigits, Next: StateCheckCode}},
		{Name: StateCheckCode, Do: &Action{Run: checkCode, Next: map[Result]StateName{
			OK: StateTopic, resultWrong: StateCodeAgain, resultTooMany: StateHuman,
			resultArea: StateOutsideArea, resultLimit: StateLimit, resultVoucher: StateNoVoucher,
		}}},
		{Name: StateTopic, Menu: &Menu{
			Ask: "topic.ask", Options: topicOptions, Next: []StateName{StateFind, StateTopic},
		}},
	}
}

func slotStates() []*State {
	return []*State{
		{Name: StateFind, Do: &Action{Run: findSlots, Next: map[Result]StateName{
			OK: StateSlots, resultNone: StateNoSlot, resultBusy: StateBusy, resultNoLater: StateFind,
		}}},
		{
			Name: StateSlots,
			Say:  []Say{{Key: "slots.ask", If: firstPage}, {Key: "slots.short", If: laterPage}},
			Menu: &Menu{
				Short: Say{Key: "slots.short"}, Options: slotOptions, Next: []StateName{StateKeep, StateFind},
			},
		},
		{Name: StateKeep, Do: &Action{Run: keepSlot, Next: map[Result]StateName{
			OK: StateConfirm, resultTaken: StateFind, resultTooMany: StateHuman,
		}}},
	}
}

func promiseStates() []*State {
	return []*State{
		{
			Name: StateConfirm,
			Say:  []Say{{Key: "confirm.read_back", Facts: []Fact{FactStart}}},
			Menu: &Menu{
				Short: Say{Key: "confirm.read_back", Facts: []Fact{FactStart}}, Options: confirmOptions, Next: []StateName{StateBook, StateFind},
			},
		},
		{Name: StateBook, Do: &Action{Run: bookVisit, Next: map[Result]StateName{
			OK: StateBooked, resultTaken: StateFind, resultTooMany: StateHuman, resultLimit: StateLimit, resultVoucher: StateNoVoucher,
		}}},
		anythingElse(StateBooked,
			Say{Key: "booked.when", Facts: []Fact{FactStart}},
			Say{Key: "booked.pen"},
			Say{Key: "booked.reference", Facts: []Fact{FactReference}},
			Say{Key: "booked.word", Facts: []Fact{FactWord}},
			Say{Key: "booked.safe"},
			Say{Key: "booked.text_follows", If: func(s *Session) bool { return s.Booked.Texted }},
		),
	}
}

func checkOpen(ctx context.Context, c *Conversation) (Result, error) {
	err := c.Programme.OpenAt(c.Input.At)
	switch {
	case c.Session.WrongCodes >= codeTries: // no more guesses in this call
		c.say(Say{Key: "code.too_many"})
		return c.refuse(ctx, resultTooMany, scheduling.ReasonCode, scheduling.OutcomeUnknown)
	case errors.Is(err, scheduling.ErrNotYetOpen):
		return c.refuse(ctx, resultNotYet, scheduling.ReasonNotOpen, scheduling.OutcomeNotOpen)
	case errors.Is(err, scheduling.ErrOver):
		return c.refuse(ctx, resultOver, scheduling.ReasonOver, scheduling.OutcomeOver)
	}
	return OK, err
}

// refuse notes a request that cannot be met: it counts as demand, and the reason
// goes with the callback that is offered.
func (c *Conversation) refuse(
	ctx context.Context, result Result, reason scheduling.CallbackReason, outcome scheduling.Outcome,
) (Result, error) {
	c.Session.Reason = reason
	return result, c.office.RecordDemand(ctx, c.settle(outcome))
}

// checkCode identifies the caller by the code of their letter, and only by that:
// the number they call with can be spoofed.
func checkCode(ctx context.Context, c *Conversation) (Result, error) {
	code := c.Input.Digits
	if !isCode(code) {
		return c.wrongCode(ctx, "code.short_of_digits", FactDigits)
	}
	caller, err := c.office.Identify(ctx, c.Programme, code)
	c.Session.ResidentID, c.Session.Phone, c.Session.Postcode = caller.Resident.ID, caller.Resident.Phone, caller.Resident.Postcode
	c.Session.TopicPage, c.Session.Busy = 0, nil
	c.welcomeBack(caller.Planned, err)
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return c.wrongCode(ctx, "code.unknown")
	case errors.Is(err, scheduling.ErrCodeReplaced):
		return c.wrongCode(ctx, "code.replaced")
	case errors.Is(err, scheduling.ErrOutsideArea):
		return c.refuse(ctx, resultArea, scheduling.ReasonArea, scheduling.OutcomeArea)
	case errors.Is(err, scheduling.ErrVisitLimit):
		return c.refuse(ctx, resultLimit, scheduling.ReasonLimit, scheduling.OutcomeLimit)
	case errors.Is(err, scheduling.ErrNoVoucher):
		return c.refuse(ctx, resultVoucher, scheduling.ReasonNoVoucher, scheduling.OutcomeNoVoucher)
	case err != nil:
		return "", err
	}
	return OK, nil
}

// mostPlanned is how many visits a caller is reminded of.
const mostPlanned = 3

// welcomeBack says what the caller has already, also to who may not book another:
// they may be calling just to hear whether their visit is still on.
func (c *Conversation) welcomeBack(planned []scheduling.Visit, err error) {
	if err == nil || len(planned) > 0 {
		c.say(Say{Key: "code.thanks"})
	}
	for i, v := range planned {
		c.Session.Busy = append(c.Session.Busy, scheduling.Span{From: v.Start, To: v.End})
		if i < mostPlanned {
			c.say(Say{Key: "code.planned", With: map[string]string{"start": instant(v.Start)}})
		}
	}
	if len(planned) > 0 {
		c.say(Say{Key: "code.change"})
	}
}

func isCode(digits string) bool {
	if len(digits) != codeDigits {
		return false
	}
	for _, digit := range digits {
		if digit < '1' || digit > '9' {
			return false
		}
	}
	return true
}

func (c *Conversation) wrongCode(ctx context.Context, key string, facts ...Fact) (Result, error) {
	c.Session.WrongCodes++
	if c.Session.WrongCodes < codeTries {
		c.say(Say{Key: key, Facts: facts})
		return resultWrong, nil
	}
	c.say(Say{Key: "code.too_many"})
	return c.refuse(ctx, resultTooMany, scheduling.ReasonCode, scheduling.OutcomeUnknown)
}

// topicOptions pages through the programme's topics: four fit one menu, and
// where there are more, three and "something else".
func topicOptions(c *Conversation) []Option {
	topics := c.Programme.Topics
	topics = topics[min(c.Session.TopicPage*topicsPage, len(topics)):]
	more := len(topics) > mostChoice
	if more {
		topics = topics[:topicsPage]
	}
	options := make([]Option, 0, mostChoice)
	for _, topic := range topics {
		options = append(options, Option{
			Say: Say{Key: "option.topic", With: map[string]string{"topic": string(topic)}}, Next: StateFind,
			Pick: func(s *Session) { s.Topic, s.After = topic, time.Time{} },
		})
	}
	if more {
		options = append(options, Option{
			Say: Say{Key: "option.topic_more"}, Next: StateTopic, Pick: func(s *Session) { s.TopicPage++ },
		})
	}
	return options
}

// holder is who times are held for: the resident, not the call. Who was cut off
// and calls again is offered the same times, and nobody fills the diary by
// calling often.
func (c *Conversation) holder() string {
	return c.Session.Programme + ":" + strconv.FormatInt(c.Session.ResidentID, 10)
}

func firstPage(s *Session) bool { return s.After.IsZero() }
func laterPage(s *Session) bool { return !s.After.IsZero() }

// findSlots offers times that are held for this caller while they think.
func findSlots(ctx context.Context, c *Conversation) (Result, error) {
	visits, err := c.office.Offer(ctx, scheduling.OfferRequest{
		Need: c.need(), Programme: c.Programme, Key: c.operation() + c.Session.After.Format(time.RFC3339),
		Holder: c.holder(), Channel: c.Session.Channel, After: c.Session.After, Busy: c.Session.Busy, Count: slotsTold,
	})
	none := errors.Is(err, scheduling.ErrNoSlot) || errors.Is(err, scheduling.ErrSlotTaken)
	switch {
	case none && !c.Session.After.IsZero():
		c.say(Say{Key: "slots.no_later"})
		c.Session.After = time.Time{}
		return resultNoLater, nil
	case errors.Is(err, scheduling.ErrSlotTaken):
		return resultBusy, nil
	case errors.Is(err, scheduling.ErrNoSlot):
		return c.refuse(ctx, resultNone, scheduling.ReasonNoSlot, scheduling.OutcomeNoSlot)
	case err != nil:
		return "", err
	}
	c.Session.Offer = offered(visits)
	return OK, nil
}

func offered(visits []scheduling.Visit) []OfferedTime {
	times := make([]OfferedTime, len(visits))
	for i, v := range visits {
		times[i] = OfferedTime{Visit: v.ID, Start: v.Start}
	}
	return times
}

// slotOptions are the times, and "later".
func slotOptions(c *Conversation) []Option {
	options := make([]Option, 0, slotsTold+1)
	for _, offer := range c.Session.Offer {
		options = append(options, Option{
			Say: Say{Key: "option.slot", With: map[string]string{"start": instant(offer.Start)}}, Next: StateKeep,
			Pick: func(s *Session) { s.Chosen = offer },
		})
	}
	return append(options, Option{Say: Say{Key: "option.later"}, Next: StateFind, Pick: later})
}

func later(s *Session) {
	if len(s.Offer) > 0 {
		s.After = s.Offer[len(s.Offer)-1].Start
	}
}

func keepSlot(ctx context.Context, c *Conversation) (Result, error) {
	err := c.office.Keep(ctx, c.Programme, c.holder(), c.Session.Chosen.Visit)
	if errors.Is(err, scheduling.ErrSlotTaken) {
		return c.taken(ctx)
	}
	return OK, err
}

// mostTaken is how often somebody may lose a time before a human takes over.
const mostTaken = 3

// taken tells a caller who lost a race that there are other times, from the first.
func (c *Conversation) taken(ctx context.Context) (Result, error) {
	c.Session.Taken++
	if c.Session.Taken >= mostTaken {
		c.say(Say{Key: "again.human"})
		return c.refuse(ctx, resultTooMany, scheduling.ReasonNoSlot, scheduling.OutcomeNoSlot)
	}
	c.say(Say{Key: "slots.taken"})
	c.Session.After = time.Time{}
	return resultTaken, nil
}

func confirmOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.confirm"}, Next: StateBook},
		{Say: Say{Key: "option.other_time"}, Next: StateFind}, // from the page they chose from
	}
}

func bookVisit(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	promise, err := c.office.Book(ctx, scheduling.BookingRequest{
		Need: c.need(), Programme: c.Programme, Holder: c.holder(), VisitID: s.Chosen.Visit, Start: s.Chosen.Start,
		ResidentID: s.ResidentID, Phones: []string{s.Phone, s.Caller}, Channel: s.Channel, DemandKey: s.Key,
	})
	switch {
	case errors.Is(err, scheduling.ErrSlotTaken):
		return c.taken(ctx)
	case errors.Is(err, scheduling.ErrVisitLimit):
		return c.refuse(ctx, resultLimit, scheduling.ReasonLimit, scheduling.OutcomeLimit)
	case errors.Is(err, scheduling.ErrNoVoucher):
		return c.refuse(ctx, resultVoucher, scheduling.ReasonNoVoucher, scheduling.OutcomeNoVoucher)
	case err != nil:
		return "", err
	}
	s.Outcome = scheduling.OutcomeBooked
	s.Booked = BookedVisit{Reference: promise.Reference, Word: promise.Word, Texted: promise.Texted}
	return OK, nil
}
