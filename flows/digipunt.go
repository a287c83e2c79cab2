package flows

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of "a digipunt nearby": help without an appointment (DOMAIN feature
// 9). One point at a time, the nearest first.
const (
	StateDigipunt   StateName = "digipunt"
	StatePostcode   StateName = "postcode"
	StateNearby     StateName = "nearby"
	StatePoint      StateName = "point"
	StateNoPoint    StateName = "no_point"
	StateText       StateName = "text_point"
	StateTextNumber StateName = "text_number"
	StateTextTyped  StateName = "text_typed"
	StateTextRight  StateName = "text_number_right"
	StateTextSend   StateName = "text_send"
	StateTexted     StateName = "texted"
)

const resultNotMobile Result = "not_a_mobile"

func digipuntStates() []*State {
	return []*State{
		{Name: StateDigipunt, Do: &Action{Run: askPostcode, Next: map[Result]StateName{
			OK: StatePostcode, resultKnown: StateNearby,
		}}},
		{Name: StatePostcode, Number: &Number{
			Ask: "postcode.ask", Short: "postcode.short", Digits: postcodeDigits, Next: StateNearby,
		}},
		{Name: StateNearby, Do: &Action{Run: nearby, Next: map[Result]StateName{
			OK: StatePoint, resultWrong: StatePostcode, resultTooMany: StateHuman, resultNone: StateNoPoint,
		}}},
		{
			Name: StatePoint,
			Say: []Say{
				{Key: "point.where", Facts: []Fact{FactPlace, FactRoad}},
				{Key: "point.open", Facts: []Fact{FactCloses}, If: func(s *Session) bool { return s.point().Open }},
				{Key: "point.opens_today", Facts: []Fact{FactFrom}, If: opensToday},
				{Key: "point.opens", Facts: []Fact{FactFrom}, If: func(s *Session) bool { return opensLater(s) && !opensToday(s) }},
				{Key: "point.closes", Facts: []Fact{FactCloses}, If: opensLater},
				{Key: "point.ask_first", If: func(s *Session) bool { return s.point().From.IsZero() }},
			},
			Menu: &Menu{
				Options: pointOptions, Next: []StateName{StateText, StatePoint, StateNearby, StateMain}, Wait: penWait, Whole: true,
				Silent: StateGoodbye, Said: otherPostcode, Idle: true,
			},
		},
		refusal(StateNoPoint, Say{Key: "point.none"}),
		{Name: StateText, Do: &Action{Run: textPoint, Next: map[Result]StateName{
			OK: StateTexted, resultNotMobile: StateTextNumber, resultTooMany: StatePoint,
		}}},
		{Name: StateTextNumber, Number: &Number{
			Ask: "text.number", Short: "text.number_short", Next: StateTextTyped,
		}},
		{Name: StateTextTyped, Do: &Action{Run: typedForText, Next: map[Result]StateName{
			OK: StateTextRight, resultWrong: StateTextNumber, resultTooMany: StatePoint,
		}}},
		numberRight(StateTextRight, StateTextNumber, StateTextSend),
		{Name: StateTextSend, Do: &Action{Run: textTyped, Next: map[Result]StateName{
			OK: StateTexted, resultWrong: StateTextNumber, resultTooMany: StatePoint,
		}}},
		anythingElse(StateTexted, Say{Key: "text.sent"}),
	}
}

func opensLater(s *Session) bool { return !s.point().Open && !s.point().From.IsZero() }
func opensToday(s *Session) bool { return opensLater(s) && s.point().Today }

// askPostcode asks only whom it does not know, or has typed it already.
func askPostcode(ctx context.Context, c *Conversation) (Result, error) {
	leaveTrail(ctx, c)
	if c.Session.Postcode != "" {
		return resultKnown, nil
	}
	return OK, nil
}

func nearby(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	postcode := s.Postcode
	if postcode == "" || len(c.Input.Digits) == postcodeDigits { // typed just now: they may be asking for somebody else
		postcode = c.Input.Digits
	}
	points, err := c.office.Digipunten.Nearby(ctx, c.Programme, postcode)
	_, known := c.Programme.Place(postcode)
	switch {
	case errors.Is(err, scheduling.ErrNotFound) && known:
		return refuse(ctx, c, resultNone, scheduling.ReasonHuman, scheduling.OutcomeDigipunt)
	case errors.Is(err, scheduling.ErrNotFound):
		return wrongPostcode(c), nil
	case err != nil:
		return "", err
	}
	if s.ResidentID == 0 { // else it is where they live, and are visited
		s.Postcode = postcode
	}
	s.Point, s.Points = 0, make([]Point, len(points))
	for i, p := range points {
		s.Points[i] = Point{
			Name: p.Name, Street: p.Street, Postcode: p.Postcode, Phone: p.Phone, Open: p.Open, From: p.Hours.From, To: p.Hours.To,
			Today: scheduling.DayOf(p.Hours.From, c.Programme.Zone) == scheduling.DayOf(c.Input.At, c.Programme.Zone),
		}
	}
	return OK, c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeDigipunt))
}

// isPostcode: a Belgian one has four digits, and the first is not 0.
func isPostcode(digits string) bool { return len(digits) == postcodeDigits && digits[0] != '0' }

func wrongPostcode(c *Conversation) Result {
	if c.Session.ResidentID == 0 {
		c.Session.Postcode = ""
	}
	c.Session.WrongArea++
	if c.Session.WrongArea >= numberTries {
		c.say(Say{Key: "again.human", Kind: ReplyNoted})
		return resultTooMany
	}
	c.say(Say{Key: "postcode.unknown"})
	return resultWrong
}

// mostTexts is how many texts one caller may ask for: the line is not there to
// fill somebody's telephone.
const mostTexts = 3

// otherPostcode: whoever texts another postcode asks what is near there.
func otherPostcode(_ *Conversation, said Understood) (Option, bool) {
	return Option{Next: StateNearby}, len(said.Digits) == postcodeDigits &&
		(said.Meaning == MeaningNone || said.Meaning == MeaningDigipunt)
}

// pointOptions: by text, the next point, the main menu.
func pointOptions(c *Conversation) []Option {
	s := c.Session
	var options []Option
	if s.Texts < mostTexts && s.Channel != scheduling.SMS { // there, they have just read it
		options = append(options, Option{Say: Say{Key: "option.text"}, Next: StateText})
	}
	if next := s.Point + 1; next < len(s.Points) {
		options = append(options, Option{Say: Say{Key: "option.next_point"}, Next: StatePoint, Pick: func(s *Session) { s.Point = next }})
	}
	return append(options, Option{Say: Say{Key: "option.main"}, Next: StateMain, Pick: toMain})
}

// textPoint texts to the number that calls, if it is a mobile.
func textPoint(ctx context.Context, c *Conversation) (Result, error) {
	if c.Session.Caller == "" {
		return resultNotMobile, nil
	}
	return sendPoint(ctx, c, c.Session.Caller, resultNotMobile)
}

// textTyped texts to a number that was typed: who calls from a landline may have
// a mobile beside it.
func textTyped(ctx context.Context, c *Conversation) (Result, error) {
	to := c.Session.TextTo
	c.Session.TextTo = ""
	result, err := sendPoint(ctx, c, to, resultWrong)
	if result != resultWrong {
		return result, err
	}
	return wrongMobile(c), nil
}

// typedForText notes a number that could be one, to be read back.
func typedForText(_ context.Context, c *Conversation) (Result, error) {
	if !couldBePhone(c.Input.Digits) {
		return wrongMobile(c), nil
	}
	c.Session.TextTo = e164(c.Input.Digits)
	return OK, nil
}

func wrongMobile(c *Conversation) Result {
	c.say(Say{Key: "text.number_wrong"})
	c.Session.WrongPhone++
	if c.Session.WrongPhone >= numberTries {
		c.Session.WrongPhone = 0
		return resultTooMany
	}
	return resultWrong
}

// Texts that strangers may have sent to one number in a day.
const (
	textsPerNumber = 5
	textWindow     = 24 * time.Hour
)

func sendPoint(ctx context.Context, c *Conversation, to string, otherwise Result) (Result, error) {
	s, point := c.Session, c.Session.point()
	name := "texts:" + s.Programme + ":" + to
	if c.memory != nil {
		if sent, err := c.memory.Counted(ctx, name); err == nil && sent >= textsPerNumber {
			c.say(Say{Key: "text.enough"})
			return resultTooMany, nil
		}
	}
	err := c.office.Digipunten.TextDigipunt(ctx, c.Programme, scheduling.Nearby{
		Digipunt: scheduling.Digipunt{Name: point.Name, Street: point.Street, Postcode: point.Postcode, Phone: point.Phone},
		Open:     point.Open, Hours: scheduling.Span{From: point.From, To: point.To},
	}, s.Language, to, c.operation()+":"+strconv.Itoa(s.Point))
	if errors.Is(err, scheduling.ErrInvalid) {
		return otherwise, nil
	}
	s.Texts++
	if c.memory != nil && err == nil {
		if _, failed := c.memory.Count(ctx, name, textWindow); failed != nil {
			c.fault("counting texts", failed)
		}
	}
	return OK, err
}
