package resident

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/digipunt"
)

// The states of "a digipunt nearby": help without an appointment (DOMAIN feature
// 9). One point at a time, the nearest first.
const (
	StateDigipunt   flows.StateName = "digipunt"
	StatePostcode   flows.StateName = "postcode"
	StateNearby     flows.StateName = "nearby"
	StatePoint      flows.StateName = "point"
	StateNoPoint    flows.StateName = "no_point"
	StateText       flows.StateName = "text_point"
	StateTextNumber flows.StateName = "text_number"
	StateTextTyped  flows.StateName = "text_typed"
	StateTextRight  flows.StateName = "text_number_right"
	StateTextSend   flows.StateName = "text_send"
	StateTexted     flows.StateName = "texted"
)

const resultNotMobile flows.Result = "not_a_mobile"

func digipuntStates() []*flows.State {
	return []*flows.State{
		{Name: StateDigipunt, Do: &flows.Action{Run: askPostcode, Next: map[flows.Result]flows.StateName{
			flows.OK: StatePostcode, resultKnown: StateNearby,
		}}},
		{Name: StatePostcode, Number: &flows.Number{
			Ask: "postcode.ask", Short: "postcode.short", Digits: postcodeDigits, Next: StateNearby, Fit: shorterAfterWrong,
		}},
		{Name: StateNearby, Do: &flows.Action{Run: nearby, Next: map[flows.Result]flows.StateName{
			flows.OK: StatePoint, resultWrong: StatePostcode, resultTooMany: StateHuman, resultNone: StateNoPoint,
		}}},
		{
			Name: StatePoint,
			Say: []flows.Say{
				{Key: "point.where", Facts: []flows.Fact{flows.FactPlace, flows.FactRoad}},
				{Key: "point.open", Facts: []flows.Fact{flows.FactCloses}, If: func(s *flows.Session) bool { return s.CurrentPoint().Open }},
				{Key: "point.opens_today", Facts: []flows.Fact{flows.FactFrom}, If: opensToday},
				{Key: "point.opens", Facts: []flows.Fact{flows.FactFrom}, If: func(s *flows.Session) bool { return opensLater(s) && !opensToday(s) }},
				{Key: "point.closes", Facts: []flows.Fact{flows.FactCloses}, If: opensLater},
				{Key: "point.ask_first", If: func(s *flows.Session) bool { return s.CurrentPoint().From.IsZero() }},
			},
			Menu: &flows.Menu{
				Options: pointOptions, Next: []flows.StateName{StateText, StatePoint, StateNearby, StateMain}, Wait: flows.PenWait, Whole: true,
				Silent: StateGoodbye, ChooseByWords: otherPostcode, Idle: true,
			},
		},
		refusal(StateNoPoint, flows.Say{Key: "point.none"}),
		{Name: StateText, Do: &flows.Action{Run: textPoint, Next: map[flows.Result]flows.StateName{
			flows.OK: StateTexted, resultNotMobile: StateTextNumber, resultTooMany: StatePoint,
		}}},
		{Name: StateTextNumber, Number: &flows.Number{
			Ask: "text.number", Short: "text.number_short", Zero: true, Next: StateTextTyped,
		}},
		{Name: StateTextTyped, Do: &flows.Action{Run: typedForText, Next: map[flows.Result]flows.StateName{
			flows.OK: StateTextRight, resultWrong: StateTextNumber, resultTooMany: StatePoint,
		}}},
		numberRight(StateTextRight, StateTextNumber, StateTextSend),
		{Name: StateTextSend, Do: &flows.Action{Run: textTyped, Next: map[flows.Result]flows.StateName{
			flows.OK: StateTexted, resultWrong: StateTextNumber, resultTooMany: StatePoint,
		}}},
		goalReached(StateTexted, flows.Say{Key: "text.sent"}),
	}
}

func opensLater(s *flows.Session) bool {
	return !s.CurrentPoint().Open && !s.CurrentPoint().From.IsZero()
}
func opensToday(s *flows.Session) bool { return opensLater(s) && s.CurrentPoint().Today }

// askPostcode asks for a postcode, unless it is known already.
func askPostcode(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	leaveTrail(ctx, c)
	if c.Session.Postcode != "" {
		return resultKnown, nil
	}
	return flows.OK, nil
}

// nearby finds the walk-in points near a postcode.
func nearby(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	postcode := s.Postcode
	if postcode == "" || len(c.Input.Digits) == postcodeDigits { // typed just now: they may be asking for somebody else
		postcode = c.Input.Digits
	}
	points, err := c.Office.Digipunten.Nearby(ctx, c.Programme, postcode)
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
	if s.Caller != "" && enoughTexts(ctx, c, s.Caller) {
		s.Texts = maxTexts // none is offered
	}
	s.Point, s.Points = 0, make([]flows.Point, len(points))
	for i, p := range points {
		s.Points[i] = flows.Point{
			Name: p.Name, Street: p.Street, Postcode: p.Postcode, Phone: p.Phone, Open: p.Open, From: p.Hours.From, To: p.Hours.To,
			Today: calendar.DayOf(p.Hours.From, c.Programme.Zone) == calendar.DayOf(c.Input.At, c.Programme.Zone),
		}
	}
	return flows.OK, c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeDigipunt))
}

// isPostcode reports whether digits have the form of a Belgian postcode: four digits, the
// first of which is not 0.
func isPostcode(digits string) bool { return len(digits) == postcodeDigits && digits[0] != '0' }

// shorterAfterWrong asks for a postcode in fewer words after a wrong one: "de vier cijfers"
// sounds like the code of the letter, and half of those who typed a wrong one typed that.
func shorterAfterWrong(s *flows.Session, n *flows.Number) {
	if s.WrongArea > 0 {
		n.Ask = n.Short
	}
}

func wrongPostcode(c *flows.Conversation) flows.Result {
	if c.Session.ResidentID == 0 {
		c.Session.Postcode = ""
	}
	c.Session.WrongArea++
	if c.Session.WrongArea >= maxWrongNumbers {
		c.Say(flows.Say{Key: "again.human", Kind: flows.ReplyNoted})
		return resultTooMany
	}
	c.Say(flows.Say{Key: "postcode.unknown"})
	return resultWrong
}

// maxTexts limits the texts that one caller may ask for, so that the line cannot be used to
// flood somebody's telephone.
const maxTexts = 3

// otherPostcode finds the walk-in points near another postcode, when a text holds one.
func otherPostcode(_ *flows.Conversation, said understand.Understood) (flows.Option, bool) {
	return flows.Option{Next: StateNearby}, len(said.Digits) == postcodeDigits &&
		(said.Meaning == understand.MeaningNone || said.Meaning == understand.MeaningDigipunt)
}

// pointOptions are to have the address texted, the next point, and the main menu.
func pointOptions(c *flows.Conversation) []flows.Option {
	s := c.Session
	var options []flows.Option
	if s.Texts < maxTexts && s.Channel != scheduling.SMS && c.Programme.Numbers.SMS != "" { // there, they have just read it
		options = append(options, flows.Option{Say: flows.Say{Key: "option.text"}, Next: StateText})
	}
	if next := s.Point + 1; next < len(s.Points) {
		options = append(options, flows.Option{
			Say: flows.Say{Key: "option.next_point"}, Next: StatePoint, Pick: func(s *flows.Session) { s.Point = next },
		})
	}
	return append(options, flows.Option{Say: flows.Say{Key: "option.main"}, Next: StateMain, Pick: toMain})
}

// textPoint texts the address to the caller's number, if it is a mobile.
func textPoint(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if c.Session.Caller == "" {
		return resultNotMobile, nil
	}
	return sendPoint(ctx, c, c.Session.Caller, resultNotMobile)
}

// textTyped texts the address to a number that was typed: somebody who calls from a
// landline may have a mobile too.
func textTyped(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	to := c.Session.TextTo
	c.Session.TextTo = ""
	result, err := sendPoint(ctx, c, to, resultWrong)
	if result != resultWrong {
		return result, err
	}
	return wrongMobile(c), nil
}

// typedForText notes a number that could be a telephone number, to be read back.
func typedForText(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if !couldBePhone(c.Input.Digits) {
		return wrongMobile(c), nil
	}
	c.Session.TextTo = toE164(c.Input.Digits)
	return flows.OK, nil
}

func wrongMobile(c *flows.Conversation) flows.Result {
	c.Say(flows.Say{Key: "text.number_wrong"})
	c.Session.WrongPhone++
	if c.Session.WrongPhone >= maxWrongNumbers {
		c.Session.WrongPhone = 0
		return resultTooMany
	}
	return resultWrong
}

// maxTextsPerNumber limits the texts that callers can have sent to one number within
// textWindow.
const (
	maxTextsPerNumber = 5
	textWindow        = 24 * time.Hour
)

func textsName(c *flows.Conversation, to string) string {
	return "texts:" + c.Session.Programme + ":" + to
}

// enoughTexts reports whether a number was sent as many texts as it may get in textWindow.
func enoughTexts(ctx context.Context, c *flows.Conversation, to string) bool {
	if c.Memory == nil {
		return false
	}
	sent, err := c.Memory.Counted(ctx, textsName(c, to))
	return err == nil && sent >= maxTextsPerNumber
}

// sendPoint texts the address of the current point. When the number cannot be texted, the
// result is ifInvalid.
func sendPoint(ctx context.Context, c *flows.Conversation, to string, ifInvalid flows.Result) (flows.Result, error) {
	s, point := c.Session, c.Session.CurrentPoint()
	if enoughTexts(ctx, c, to) {
		c.Say(flows.Say{Key: "text.enough"})
		return resultTooMany, nil
	}
	err := c.Office.Digipunten.TextDigipunt(ctx, c.Programme, digipunt.Nearby{
		Digipunt: scheduling.Digipunt{Name: point.Name, Street: point.Street, Postcode: point.Postcode, Phone: point.Phone},
		Open:     point.Open, Hours: calendar.Span{From: point.From, To: point.To},
	}, s.Language, to, c.OperationKey()+":"+strconv.Itoa(s.Point))
	if errors.Is(err, scheduling.ErrInvalid) {
		return ifInvalid, nil
	}
	s.Texts++
	if c.Memory != nil && err == nil {
		if _, failed := c.Memory.Count(ctx, textsName(c, to), textWindow); failed != nil {
			c.ReportFault("counting texts", failed)
		}
	}
	return flows.OK, err
}
