package flows

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of a booking, once it is known whom it is for. Moving a visit goes
// the same way, from the times on.
const (
	StateCheckOpen StateName = "check_open"
	StateTopic     StateName = "topic"
	StateFind      StateName = "find"
	StateSlots     StateName = "slots"
	StateKeep      StateName = "keep"
	StateConfirm   StateName = "confirm"
	StateBook      StateName = "book"
	StateBooked    StateName = "booked"
)

const (
	slotsTold  = 2 // times spoken at once (DOMAIN.md)
	topicsPage = 2 // topics spoken before "something else"
	mostChoice = 3 // options of one menu (DOMAIN.md)
)

// The results of a booking's actions, besides OK.
const (
	resultNotYet    Result = "not_yet_open"
	resultOver      Result = "over"
	resultNone      Result = "no_slot"
	resultNoLater   Result = "no_later_slot"
	resultBusy      Result = "all_held"
	resultTaken     Result = "taken"
	resultNoNumber  Result = "number_unknown"
	resultRequested Result = "requested"
	resultMoved     Result = "moved"
	resultGone      Result = "visit_gone"
)

func bookingStates() []*State {
	topics := []*State{
		{Name: StateCheckOpen, Do: &Action{Run: checkOpen, Next: map[Result]StateName{
			OK: StateIdentify, resultNotYet: StateNotYetOpen, resultOver: StateOver,
		}}},
		{Name: StateTopic, Menu: &Menu{
			Ask: "topic.ask", Options: topicOptions, Said: topicByName, Next: []StateName{StateFind, StateTopic, StateHuman},
		}},
	}
	return append(topics, append(slotStates(), promiseStates()...)...)
}

func slotStates() []*State {
	return []*State{
		{Name: StateFind, Do: &Action{Run: findSlots, Next: map[Result]StateName{
			OK: StateSlots, resultNone: StateNoSlot, resultBusy: StateBusy, resultNoLater: StateFind,
			resultNotYet: StateNotYetOpen, resultOver: StateOver,
		}}},
		{
			Name: StateSlots,
			Say:  []Say{{Key: "slots.ask", If: firstPage}, {Key: "slots.short", If: laterPage}},
			Menu: &Menu{
				Short: Say{Key: "slots.short"}, Options: slotOptions, Next: []StateName{StateKeep, StateFind}, Said: slotByDay,
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
			Say: []Say{
				{Key: "confirm.read_back", Facts: []Fact{FactStart}},
				{Key: "confirm.about", Facts: []Fact{FactTopic}, If: func(s *Session) bool { return s.Goal != GoalMove }},
				{Key: "confirm.instead", Facts: []Fact{FactVisit}, If: func(s *Session) bool { return s.Goal == GoalMove }},
			},
			Menu: &Menu{
				Short: Say{Key: "confirm.read_back", Facts: []Fact{FactStart}}, Options: confirmOptions, Whole: true,
				Next:  []StateName{StateBook, StateFind, StateTopic, StateVisits},
				Clear: func(c *Conversation) bool { return agreesTo(c, c.Session.Chosen.Start) },
			},
		},
		{Name: StateBook, Do: &Action{Run: bookVisit, Next: map[Result]StateName{
			OK: StateBooked, resultRequested: StateRequested, resultMoved: StateMoved, resultGone: StateVisitGone, resultAsked: StateAskedAlready,
			resultMany:  StateManyRequests,
			resultTaken: StateFind, resultTooMany: StateHuman, resultLimit: StateLimit, resultVoucher: StateNoVoucher,
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

// checkOpen tells a caller before anything is asked of them when nothing can be
// booked.
func checkOpen(ctx context.Context, c *Conversation) (Result, error) {
	err := programmeOpen(c)
	switch {
	case errors.Is(err, scheduling.ErrNotYetOpen):
		return refuse(ctx, c, resultNotYet, scheduling.ReasonNotOpen, scheduling.OutcomeNotOpen)
	case errors.Is(err, scheduling.ErrOver):
		return refuse(ctx, c, resultOver, scheduling.ReasonOver, scheduling.OutcomeOver)
	}
	return OK, err
}

// refuse notes a request that cannot be met: it counts as demand, and the reason
// goes with the callback that is offered.
func refuse(
	ctx context.Context, c *Conversation, result Result, reason scheduling.CallbackReason, outcome scheduling.Outcome,
) (Result, error) {
	c.Session.Reason = reason
	c.say(Say{Key: "move.stays", If: func(s *Session) bool { return s.Goal == GoalMove }})
	return result, c.office.Demand.RecordDemand(ctx, noteOutcome(c, outcome))
}

// topicOptions pages through the programme's topics.
func topicOptions(c *Conversation) []Option {
	last := c.Session.LastTopic
	return paged(lastFirst(c.Programme.Topics, last), c.Session.TopicPage,
		func(topic scheduling.Topic) Option {
			key := "option.topic"
			if topic == last {
				key = "option.book_again"
			}
			return Option{Say: Say{Key: key, With: map[string]string{"topic": string(topic)}}, Next: StateFind, Pick: pickTopic(topic)}
		},
		moreTopics(c),
	)
}

func pickTopic(topic scheduling.Topic) func(*Session) {
	return func(s *Session) { s.Topic, s.After = topic, time.Time{} }
}

// topicByName: a topic can be texted as it is called, on whatever page it stands.
func topicByName(c *Conversation, said Understood) (Option, bool) {
	topic, ok := namedTopic(c)
	ok = ok && (said.Meaning == MeaningNone || said.Meaning == MeaningBook)
	return Option{Next: StateFind, Pick: pickTopic(topic)}, ok
}

// lastFirst is a programme's topics, the one of the visit that took place last
// before the others: the second visit about it takes one key after the code.
func lastFirst(topics []scheduling.Topic, last scheduling.Topic) []scheduling.Topic {
	at := slices.Index(topics, last)
	if at <= 0 {
		return topics
	}
	return slices.Insert(slices.Delete(slices.Clone(topics), at, at+1), 0, last)
}

// mostPages is how many pages of topics, or of visits, somebody turns before a
// human helps: none of them is what they mean, or they do not follow.
const mostPages = 8

func moreTopics(c *Conversation) Option {
	return another("option.topic_more", StateTopic, c.Session.TopicPage, func(s *Session) { s.TopicPage++ })
}

// another turns the page, until it has been turned too often.
func another(key string, again StateName, page int, turn func(*Session)) Option {
	if page >= mostPages {
		again = StateHuman
	}
	return Option{Say: Say{Key: key}, Next: again, Pick: turn}
}

// paged offers items: four fit one menu, and where there are more, three and
// something else.
func paged[T any](items []T, page int, option func(T) Option, more Option) []Option {
	if len(items) <= mostChoice {
		page = 0
	}
	pages := max(1, (len(items)+topicsPage-1)/topicsPage)
	rest := len(items) > mostChoice
	items = items[page%pages*topicsPage:]
	if rest {
		items = items[:min(topicsPage, len(items))]
	}
	options := make([]Option, 0, mostChoice)
	for _, item := range items {
		options = append(options, option(item))
	}
	if rest {
		if page%pages == pages-1 { // there are no others: it begins again
			more.Say.Key = "option.list_again"
		}
		options = append(options, more)
	}
	return options
}

// holderOf is who times are held for: the resident, not the call. Who was cut off
// and calls again is offered the same times, and nobody fills the diary by
// calling often. A newcomer is known by their number only, or by nothing.
func holderOf(c *Conversation) string {
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

// busySpans is when the resident has a visit already.
func busySpans(c *Conversation) []scheduling.Span {
	spans := make([]scheduling.Span, len(c.Session.Planned))
	for i, v := range c.Session.Planned {
		spans[i] = scheduling.Span{From: v.Start, To: v.End}
	}
	return spans
}

func firstPage(s *Session) bool { return s.After.IsZero() }
func laterPage(s *Session) bool { return !s.After.IsZero() }

// findSlots offers times that are held for this caller while they think.
func findSlots(ctx context.Context, c *Conversation) (Result, error) {
	if result, err := checkOpen(ctx, c); result != OK || err != nil {
		return result, err
	}
	visits, err := c.office.Slots.Offer(ctx, scheduling.OfferRequest{
		Need: needOf(c), Programme: c.Programme, Key: c.operation() + c.Session.After.Format(time.RFC3339),
		Holder: holderOf(c), Channel: c.Session.Channel, After: notBefore(c), Busy: busySpans(c), Count: slotsTold,
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
		return refuse(ctx, c, resultNone, scheduling.ReasonNoSlot, scheduling.OutcomeNoSlot)
	case err != nil:
		return "", err
	}
	c.Session.Offer = offered(visits)
	return OK, nil
}

// notBefore: somebody without a letter is called before the visit, so that only
// days after that are of use.
func notBefore(c *Conversation) time.Time {
	after := c.Session.After
	if due := c.Programme.CallbackDue(c.Input.At); c.Session.Proof == ProofNewcomer && after.Before(due) {
		return due
	}
	return after
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
	return append(options, Option{
		Say: Say{Key: "option.later"}, Next: StateFind, Pick: later, Means: []Meaning{MeaningOther, MeaningMove, MeaningNo},
	})
}

// slotByDay takes the time on the day that a text names, and nothing else. It is read
// back before it is booked.
func slotByDay(c *Conversation, _ Understood) (Option, bool) {
	day, named := ChosenDay(c.Input.Text, c.Session.Language)
	if !named {
		return Option{}, false
	}
	var chosen []int
	for i, offered := range c.Session.Offer {
		if offered.Start.In(c.Programme.Zone).Weekday() == day {
			chosen = append(chosen, i)
		}
	}
	if options := slotOptions(c); len(chosen) == 1 && chosen[0] < len(options) {
		return options[chosen[0]], true
	}
	return Option{}, false
}

func later(s *Session) {
	if len(s.Offer) > 0 {
		s.After = s.Offer[len(s.Offer)-1].Start
	}
}

func keepSlot(ctx context.Context, c *Conversation) (Result, error) {
	err := c.office.Slots.Keep(ctx, c.Programme, holderOf(c), c.Session.Chosen.Visit)
	if errors.Is(err, scheduling.ErrSlotTaken) {
		return slotTaken(ctx, c)
	}
	return OK, err
}

// mostTaken is how often somebody may lose a time before a human takes over.
const mostTaken = 3

// slotTaken tells a caller who lost a race that there are other times, from the first.
func slotTaken(ctx context.Context, c *Conversation) (Result, error) {
	c.Session.Taken++
	if c.Session.Taken >= mostTaken {
		c.say(Say{Key: "again.human", Kind: ReplyNoted})
		return refuse(ctx, c, resultTooMany, scheduling.ReasonNoSlot, scheduling.OutcomeNoSlot)
	}
	c.say(Say{Key: "slots.taken"})
	c.Session.After = time.Time{}
	return resultTaken, nil
}

func confirmOptions(c *Conversation) []Option {
	options := []Option{
		{Say: Say{Key: "option.confirm"}, Next: StateBook, Means: []Meaning{MeaningYes}},
		{ // from the page they chose from
			Say: Say{Key: "option.other_time"}, Next: StateFind, Means: []Meaning{MeaningOther, MeaningMove, MeaningNo},
			Pick: func(s *Session) { s.Chosen = OfferedTime{} },
		},
	}
	if c.Session.Goal == GoalMove {
		return append(options, Option{Say: Say{Key: "option.keep_old"}, Next: StateVisits})
	}
	return append(options, Option{Say: Say{Key: "option.other_topic"}, Next: StateTopic, Pick: func(s *Session) {
		s.Topic, s.TopicPage, s.After = "", 0, time.Time{}
	}})
}

// bookVisit makes of the chosen time what the caller came for.
func bookVisit(ctx context.Context, c *Conversation) (Result, error) {
	switch {
	case c.Session.Goal == GoalMove:
		return moveVisit(ctx, c)
	case c.Session.Proof == ProofNewcomer:
		return requestVisit(ctx, c)
	}
	return book(ctx, c)
}

func book(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	promise, err := c.office.Bookings.Book(ctx, scheduling.BookingRequest{
		Need: needOf(c), Programme: c.Programme, Holder: holderOf(c), VisitID: s.Chosen.Visit, Start: s.Chosen.Start,
		ResidentID: s.ResidentID, Phones: confirmationPhones(c), Channel: s.Channel, DemandKey: c.demandKey(),
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
	s.Booked = BookedVisit{Reference: promise.Reference, Word: promise.Word, Texted: promise.Texted}
	s.Planned = append(slices.Clone(s.Planned), planned([]scheduling.Visit{promise.Visit})...)
	return OK, nil
}

// agreesTo reports whether a yes of this turn is one to a time.
func agreesTo(c *Conversation, start time.Time) bool {
	return AgreesTo(c.Input.Text, c.understood().Meaning, start.In(c.Programme.Zone))
}
