package resident

import (
	"context"
	"errors"
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident/codes"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

// The states in which a caller proves who they are, or whom they call for: with
// the code of the letter, or with a known number and a check. The question is
// the same for every number: that a number is known must not be heard.
const (
	StateIdentify     flows.StateName = "identify"
	StateLetter       flows.StateName = "letter"
	StateCode         flows.StateName = "code"
	StateCodeAgain    flows.StateName = "code_again"
	StateCheckCode    flows.StateName = "check_code"
	StateNoLetter     flows.StateName = "no_letter"
	StateNoLetterMenu flows.StateName = "no_letter_menu"
	StateHiddenMenu   flows.StateName = "hidden_menu"
	StateReference    flows.StateName = "reference"
	StatePart         flows.StateName = "part"
	StateCheckPart    flows.StateName = "check_part"
	StateIdentified   flows.StateName = "identified"
	StateLapsed       flows.StateName = "lapsed"
)

const (
	maxWrongCodes = 4 // wrong codes before a human takes over
	noLetter      = "1"

	maxWrongNumbers = 3 // wrong postcodes, house numbers and telephone numbers
)

// The results of identifying, besides OK.
const (
	resultWrong    flows.Result = "wrong"
	resultTooMany  flows.Result = "too_many"
	resultLetter   flows.Result = "no_letter"
	resultKnown    flows.Result = "known_already"
	resultArea     flows.Result = "outside_area"
	resultLimit    flows.Result = "visit_limit"
	resultVoucher  flows.Result = "no_voucher"
	resultAgain    flows.Result = "topic_known"
	resultBooked   flows.Result = "booked_a_moment_ago"
	resultNewcomer flows.Result = "newcomer"
	resultHidden   flows.Result = "number_hidden"
	resultLapsed   flows.Result = "lapsed"
	resultByText   flows.Result = "by_text"
)

func identifyStates() []*flows.State {
	return append(codeStates(), []*flows.State{
		{Name: StateIdentified, Do: &flows.Action{Run: identified, Next: map[flows.Result]flows.StateName{
			flows.OK: StateTopic, resultVisit: StateVisits, resultEarlier: StateGoOn, resultBooked: StateBooked, resultAgain: StateFind,
			resultArea: StateOutsideArea, resultLimit: StateLimit, resultVoucher: StateNoVoucher, resultTakeUp: StateTakeUp,
		}}},
	}...)
}

func codeStates() []*flows.State {
	return []*flows.State{
		{Name: StateIdentify, Do: &flows.Action{Run: identify, Next: map[flows.Result]flows.StateName{
			flows.OK: StateLetter, resultByText: StateCode, resultKnown: StateIdentified, resultTooMany: StateHuman, resultNewcomer: StateNewcomer,
		}}},
		{Name: StateLetter, Menu: &flows.Menu{
			Ask: "letter.ask", Short: flows.Say{Key: "letter.ask"}, Options: letterOptions, Tries: flows.MaxTries,
			Next: []flows.StateName{StateCode, StateNoLetter}, Typed: typedCode(false),
		}},
		codeNumber(StateCode, "code.ask"),
		codeNumber(StateCodeAgain, "code.short"),
		{Name: StateCheckCode, Do: &flows.Action{Run: checkCode, Next: map[flows.Result]flows.StateName{
			flows.OK: StateIdentified, resultWrong: StateCodeAgain, resultTooMany: StateHuman, resultLetter: StateNoLetter,
			resultHouse: StateClaimHouse, resultLapsed: StateLapsed,
		}}},
		{Name: StateNoLetter, Do: &flows.Action{Run: withoutLetter, Next: map[flows.Result]flows.StateName{
			flows.OK: StateNoLetterMenu, resultHidden: StateHiddenMenu,
		}}},
		{
			Name: StateNoLetterMenu, Say: []flows.Say{{Key: "letter.none", If: isNotFull}, {Key: "requested.many", If: isFull}},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "letter.none"}, Options: noLetterOptions,
				Next: []flows.StateName{StateReference, StatePart, StateNewcomer, StateDoor, StateMain}, Typed: typedCode(true),
			},
		},
		{
			Name: StateHiddenMenu, Say: []flows.Say{{Key: "letter.hidden"}},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "letter.hidden"}, Options: hiddenOptions, Hints: true,
				Next: []flows.StateName{StateCodeAgain, StateDoor, StateMain},
			},
		},
		{
			Name: StateReference,
			Number: &flows.Number{
				Ask: "reference.ask", Short: "reference.ask", Digits: codes.PartDigits, Next: StateCheckPart,
				Silent: StateNoLetterMenu, Tries: flows.MaxTries,
			},
		},
		{
			Name: StatePart,
			Number: &flows.Number{
				Ask: "part.ask", Short: "part.short", Digits: codes.PartDigits, Next: StateCheckPart,
				Silent: StateNoLetterMenu, Tries: flows.MaxTries,
			},
		},
		{Name: StateCheckPart, Do: &flows.Action{Run: checkPart, Next: map[flows.Result]flows.StateName{
			flows.OK: StateIdentified, resultWrong: StatePart, resultTooMany: StateHuman, resultLapsed: StateLapsed,
			resultHouse: StateClaimHouse,
		}}},
		{
			Name: StateLapsed, Say: []flows.Say{{Key: "requested.lapsed"}},
			Menu: &flows.Menu{
				Short: flows.Say{Key: "requested.lapsed"}, Options: noVisitOptions, Next: []flows.StateName{StateCheckOpen, StateMain},
			},
		},
	}
}

// codeNumber asks for the code of a letter. Who cannot find it after all, and is silent, is
// asked again whether they have it.
func codeNumber(name flows.StateName, ask string) *flows.State {
	return &flows.State{Name: name, Number: &flows.Number{
		Ask: ask, Short: "code.short", Fit: codes.Fit, Wait: flows.PenWait, Next: StateCheckCode, Means: withoutCode(),
		Silent: StateLetter, Tries: flows.MaxTries,
	}}
}

// letterOptions are asked before the code: "no letter" in place of a code would act only
// after the silence that ends a number.
func letterOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{Say: flows.Say{Key: "option.letter_yes"}, Next: StateCode, Means: []understand.Meaning{understand.MeaningYes}},
		{
			Say: flows.Say{Key: "option.letter_no"}, Next: StateNoLetter,
			Means: []understand.Meaning{understand.MeaningNo, understand.MeaningNoLetter},
		},
	}
}

// withoutCode gives "geen brief", and "nee", in a text the digit that the question offers for
// having none.
func withoutCode() map[understand.Meaning]string {
	return map[understand.Meaning]string{understand.MeaningNoLetter: noLetter, understand.MeaningNo: noLetter}
}

// typedCode accepts the code of a letter at the question for it, and behind that for whoever
// types so slowly that the first digit was an answer.
func typedCode(beside bool) *flows.Typed {
	return &flows.Typed{At: StateCode, Next: StateCheckCode, Beside: beside, Digits: codes.Digits}
}

// countDigits notes how many digits a code can have. If that cannot be found out, any code
// is accepted.
func countDigits(ctx context.Context, c *flows.Conversation) {
	shortest, longest, err := c.Office.Residents.CodeDigits(ctx, c.Programme)
	if err != nil {
		c.ReportFault("counting the digits of codes", err)
	}
	c.Session.Codes = flows.CodeDigits{Min: shortest, Max: longest}
}

// identify asks who the call is about, unless that was proved in this call already. A text
// is asked for the code at once: one that has none says so.
func identify(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	result, err := proved(ctx, c)
	if result == flows.OK && c.Session.Channel == scheduling.SMS {
		return resultByText, err
	}
	return result, err
}

// proved reports what the call has proved; flows.OK: nothing that is enough.
func proved(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	leaveTrail(ctx, c)
	c.Session.Claim = flows.Claim{}
	switch {
	case c.Session.WrongCodes >= maxWrongCodes: // no more guesses in this call
		c.Say(flows.Say{Key: "code.too_many"})
		return refuse(ctx, c, resultTooMany, scheduling.ReasonCode, scheduling.OutcomeUnknown)
	case c.Session.Proof == flows.ProofReminded: // enough for the visit they were reminded of, and for nothing else
		c.Session.Identity = flows.Identity{WrongCodes: c.Session.WrongCodes}
		countDigits(ctx, c)
		return flows.OK, nil
	case c.Session.ResidentID != 0:
		return resultKnown, nil
	case c.Session.Earlier.NoLetter && c.Session.Goal == flows.GoalBook:
		return resultNewcomer, nil
	}
	countDigits(ctx, c)
	return flows.OK, nil
}

// checkCode identifies the caller by the code of their letter. Whoever types it
// for a relative or a client is welcome: the code says whom the call is about.
func checkCode(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	switch code := c.Input.Digits; {
	case code == noLetter && c.Session.Channel == scheduling.SMS:
		return resultLetter, nil
	case isReference(c, code):
		return claim(ctx, c, flows.Claim{Part: code})
	case !codes.CouldBe(c, code): // a slip, and no guess
		codes.NoteLostKey(c, code)
		return wrongProof(ctx, c, codes.Mistyped(c), flows.FactDigits)
	default:
		return claim(ctx, c, flows.Claim{Code: code})
	}
}

// isReference reports whether digits are the reference of a visit. In a text, five digits
// are: our texts give it. In a call, so they are from somebody who wants to hear of their
// visit and wrote its number down; anywhere else, they are a code with one key missing.
func isReference(c *flows.Conversation, digits string) bool {
	s := c.Session
	return s.Caller != "" && len(digits) == codes.PartDigits && (s.Channel == scheduling.SMS || s.Goal == flows.GoalVisit)
}

// checkPart identifies a caller whose number is on a resident's file by a part of
// their code or the reference of their visit. A wrong one and an unknown number
// are answered alike.
func checkPart(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	if !codes.IsPart(c.Input.Digits) { // a slip, answered like a wrong one
		return wrongProof(ctx, c, "part.wrong")
	}
	return claim(ctx, c, flows.Claim{Part: c.Input.Digits})
}

// identifyAs notes whom the call is about. If they may not book, the reason is noted too:
// they may be calling about something else.
func identifyAs(c *flows.Conversation, caller booking.Caller, err error, proof flows.Proof) (flows.Result, error) {
	refused := ""
	switch {
	case errors.Is(err, scheduling.ErrOutsideArea):
		refused = string(resultArea)
	case errors.Is(err, scheduling.ErrVisitLimit):
		refused = string(resultLimit)
	case errors.Is(err, scheduling.ErrNoVoucher):
		refused = string(resultVoucher)
	case err != nil:
		return "", err
	}
	c.Session.Identity = flows.Identity{
		ResidentID: caller.Resident.ID, Proof: proof, Phone: caller.Resident.Phone, Postcode: caller.Resident.Postcode,
		Refused: refused, LastTopic: caller.Last.Topic, WrongCodes: c.Session.WrongCodes, Planned: planned(caller.Planned),
		Ended: planned(caller.Ended), Vouchers: flows.VouchersOf(c.Programme, &caller.Resident),
	}
	return flows.OK, nil
}

func planned(visits []scheduling.Visit) []flows.PlannedVisit {
	all := make([]flows.PlannedVisit, len(visits))
	for i, v := range visits {
		all[i] = flows.PlannedVisit{
			ID: v.ID, Start: v.Start, End: v.End, Topic: v.Topic, Postcode: v.Postcode, Language: v.Language,
			Reference: v.Reference, Word: v.Word, Status: v.Status, Unstaffed: v.Unstaffed,
		}
	}
	return all
}

// wrongProof lets a caller try again, until a human takes over.
func wrongProof(ctx context.Context, c *flows.Conversation, key string, facts ...flows.Fact) (flows.Result, error) {
	c.Session.WrongCodes++
	if c.Session.WrongCodes < maxWrongCodes {
		c.Say(flows.Say{Key: key, Facts: facts})
		return resultWrong, nil
	}
	return tooManyCodes(ctx, c)
}

func tooManyCodes(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	c.Session.WrongCodes = maxWrongCodes
	c.Say(flows.Say{Key: "code.too_many"})
	return refuse(ctx, c, resultTooMany, scheduling.ReasonCode, scheduling.OutcomeUnknown)
}

// withoutLetter goes on without the code of a letter. Details of a visit are given, and
// changed, only with a proof; a new visit can be requested without one. Somebody who
// withholds their number has no other proof.
func withoutLetter(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	if s.Goal != flows.GoalBook && s.Caller == "" {
		return resultHidden, nil
	}
	if s.Goal == flows.GoalBook {
		err := c.Office.Bookings.MayRequest(ctx, booking.RequestCheck{Programme: s.Programme, Phone: phoneOf(c)})
		if err != nil && !errors.Is(err, scheduling.ErrNoSlot) {
			return "", err
		}
		s.Full = err != nil
	}
	return flows.OK, nil
}

// isFull reports whether no more visits can be asked for without a letter.
func isFull(s *flows.Session) bool { return s.Goal == flows.GoalBook && s.Full }

func isNotFull(s *flows.Session) bool { return !isFull(s) }

// hiddenOptions are for somebody who withholds their number: they may have the letter after
// all.
func hiddenOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{Say: flows.Say{Key: "option.have_letter"}, Next: StateCodeAgain},
		doorOption(),
		{Say: flows.Say{Key: "option.main"}, Next: StateMain, Pick: toMain},
	}
}

func noLetterOptions(c *flows.Conversation) []flows.Option {
	part := flows.Option{Say: flows.Say{Key: "option.part"}, Next: StatePart}
	main := flows.Option{Say: flows.Say{Key: "option.main"}, Next: StateMain, Pick: toMain}
	if c.Session.Goal != flows.GoalBook { // a number was written down with the day
		part.Say.Key, part.Next = "option.reference", StateReference
		return []flows.Option{part, doorOption(), main}
	}
	newcomer := flows.Option{
		Say: flows.Say{Key: "option.newcomer"}, Next: StateNewcomer, Means: []understand.Meaning{understand.MeaningNoLetter},
	}
	if isFull(c.Session) {
		newcomer = flows.Option{
			Say: flows.Say{Key: "option.callback"}, Next: StateCallback, Pick: func(s *flows.Session) { s.Reason = scheduling.ReasonNoCode },
		}
	}
	if c.Session.Caller == "" { // a part is good with a number only
		return []flows.Option{newcomer, main}
	}
	return []flows.Option{newcomer, part, main}
}

// identified goes on with the caller's goal, once it is known whom the call is about.
func identified(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	earlier, ok := ownEarlier(ctx, c)
	leaveTrail(ctx, c)
	ok = ok && s.Goal == menuGoal(earlier.Goal)
	switch {
	case ok && isUnfinished(&earlier) && earlier.Goal == flows.GoalMove:
		return offerToTakeUp(c), nil
	case s.Goal != flows.GoalBook:
		return resultVisit, nil
	case ok && bookedIn(c, &earlier) && provedByCode(s):
		s.Earlier.Done = true
		s.Chosen, s.Booked, s.Topic = earlier.Chosen, earlier.Booked, earlier.Topic
		c.Say(flows.Say{Key: "resume.booked"})
		return resultBooked, c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed))
	}
	sayPlanned(c)
	if s.Refused != "" {
		return refuseResident(ctx, c)
	}
	if ok && isUnfinished(&earlier) {
		return offerToTakeUp(c), nil
	}
	if s.Topic != "" {
		return resultAgain, nil
	}
	return flows.OK, nil
}

// maxPlannedSaid limits how many planned visits are said.
const maxPlannedSaid = 3

// sayPlanned says which visits the resident has, even if they may not book another: they may
// be calling just to hear whether their visit is still on.
func sayPlanned(c *flows.Conversation) {
	for i, v := range c.Session.Planned {
		if i < maxPlannedSaid {
			sayPlannedVisit(c, &v)
		}
	}
}

// remindPlanned says them again to a caller who waits at the first topics for just that.
func remindPlanned(c *flows.Conversation) {
	if c.Session.Silences > 0 && c.Session.Channel == scheduling.Voice && heardPlanned(c.Session) {
		sayPlanned(c)
	}
}

// heardPlanned reports whether the question before was put with what is planned.
func heardPlanned(s *flows.Session) bool {
	return slices.ContainsFunc(s.Reply.Lines, func(l flows.Line) bool {
		return l.Key == "visit.nobody" || l.Key == "visit.asked" || l.Key == "code.planned"
	})
}

func sayPlannedVisit(c *flows.Conversation, v *flows.PlannedVisit) {
	at := flows.FormatInstant(v.Start)
	switch {
	case tooLateToStaff(v, c.Input.At):
		c.Say(flows.Say{Key: "visit.nobody", With: map[string]string{"visit": at}})
	case v.Status == scheduling.Requested:
		c.Say(flows.Say{Key: "visit.asked", With: map[string]string{"visit": at}})
		c.Say(flows.Say{Key: "visit.requested"})
	default:
		c.Say(flows.Say{Key: "code.planned", With: map[string]string{"start": at}})
	}
}

func refuseResident(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	switch result := flows.Result(c.Session.Refused); result {
	case resultArea:
		return refuse(ctx, c, result, scheduling.ReasonArea, scheduling.OutcomeArea)
	case resultLimit:
		return refuse(ctx, c, result, scheduling.ReasonLimit, scheduling.OutcomeLimit)
	default:
		return refuse(ctx, c, resultVoucher, scheduling.ReasonNoVoucher, scheduling.OutcomeNoVoucher)
	}
}
