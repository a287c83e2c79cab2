package flows

import (
	"context"
	"errors"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states in which a caller proves who they are, or whom they call for: with
// the code of the letter, or with a known number and a check. The question is
// the same for every number: that a number is known must not be heard.
const (
	StateIdentify     StateName = "identify"
	StateCode         StateName = "code"
	StateCodeAgain    StateName = "code_again"
	StateCheckCode    StateName = "check_code"
	StateNoLetter     StateName = "no_letter"
	StateNoLetterMenu StateName = "no_letter_menu"
	StateHiddenMenu   StateName = "hidden_menu"
	StateReference    StateName = "reference"
	StatePart         StateName = "part"
	StateCheckPart    StateName = "check_part"
	StateIdentified   StateName = "identified"
	StateLapsed       StateName = "lapsed"
)

const (
	partDigits = 5 // of a visit's reference; the last part of a code has one fewer
	codeTries  = 4 // wrong codes before a human takes over
	noLetter   = "1"

	numberTries = 3 // wrong postcodes, house numbers and telephone numbers
)

// The results of identifying, besides OK.
const (
	resultWrong    Result = "wrong"
	resultTooMany  Result = "too_many"
	resultLetter   Result = "no_letter"
	resultKnown    Result = "known_already"
	resultArea     Result = "outside_area"
	resultLimit    Result = "visit_limit"
	resultVoucher  Result = "no_voucher"
	resultAgain    Result = "topic_known"
	resultBooked   Result = "booked_a_moment_ago"
	resultNewcomer Result = "newcomer"
	resultHidden   Result = "number_hidden"
	resultLapsed   Result = "lapsed"
)

func identifyStates() []*State {
	return append(codeStates(), []*State{
		{Name: StateIdentified, Do: &Action{Run: identified, Next: map[Result]StateName{
			OK: StateTopic, resultVisit: StateVisits, resultEarlier: StateGoOn, resultBooked: StateBooked, resultAgain: StateFind,
			resultArea: StateOutsideArea, resultLimit: StateLimit, resultVoucher: StateNoVoucher, resultTakeUp: StateTakeUp,
		}}},
	}...)
}

func codeStates() []*State {
	return []*State{
		{Name: StateIdentify, Do: &Action{Run: identify, Next: map[Result]StateName{
			OK: StateCode, resultKnown: StateIdentified, resultTooMany: StateHuman, resultNewcomer: StateNewcomer,
		}}},
		{
			Name:   StateCode,
			Number: &Number{Ask: "code.ask", Short: "code.short", Digits: codeDigits, Wait: penWait, Next: StateCheckCode, Means: withoutCode()},
		},
		{Name: StateCodeAgain, Number: &Number{
			Ask: "code.short", Digits: codeDigits, Wait: penWait, Next: StateCheckCode, Means: withoutCode(),
		}},
		{Name: StateCheckCode, Do: &Action{Run: checkCode, Next: map[Result]StateName{
			OK: StateIdentified, resultWrong: StateCodeAgain, resultTooMany: StateHuman, resultLetter: StateNoLetter,
		}}},
		{Name: StateNoLetter, Do: &Action{Run: withoutLetter, Next: map[Result]StateName{
			OK: StateNoLetterMenu, resultHidden: StateHiddenMenu,
		}}},
		{
			Name: StateNoLetterMenu, Say: []Say{{Key: "letter.none"}},
			Menu: &Menu{
				Short: Say{Key: "letter.none"}, Options: noLetterOptions, Next: []StateName{StateReference, StatePart, StateNewcomer, StateMain},
			},
		},
		{
			Name: StateHiddenMenu, Say: []Say{{Key: "letter.hidden"}},
			Menu: &Menu{
				Short: Say{Key: "letter.hidden"}, Options: hiddenOptions, Hints: true,
				Next: []StateName{StateCodeAgain, StateMain},
			},
		},
		{
			Name:   StateReference,
			Number: &Number{Ask: "reference.ask", Short: "reference.ask", Digits: partDigits, Next: StateCheckPart},
		},
		{
			Name:   StatePart,
			Number: &Number{Ask: "part.ask", Short: "part.short", Digits: partDigits, Next: StateCheckPart},
		},
		{Name: StateCheckPart, Do: &Action{Run: checkPart, Next: map[Result]StateName{
			OK: StateIdentified, resultWrong: StatePart, resultTooMany: StateHuman, resultLapsed: StateLapsed,
		}}},
		{
			Name: StateLapsed, Say: []Say{{Key: "requested.lapsed"}},
			Menu: &Menu{Short: Say{Key: "requested.lapsed"}, Options: noVisitOptions, Next: []StateName{StateCheckOpen, StateMain}},
		},
	}
}

// withoutCode: "geen brief" is what the question offers a digit for.
func withoutCode() map[Meaning]string { return map[Meaning]string{MeaningNoLetter: noLetter} }

// identify asks for no proof twice in one call.
func identify(ctx context.Context, c *Conversation) (Result, error) {
	leaveTrail(ctx, c)
	switch {
	case c.Session.WrongCodes >= codeTries: // no more guesses in this call
		c.say(Say{Key: "code.too_many"})
		return refuse(ctx, c, resultTooMany, scheduling.ReasonCode, scheduling.OutcomeUnknown)
	case c.Session.Proof == ProofReminded: // enough for the visit they were reminded of, and for nothing else
		c.Session.Identity = Identity{WrongCodes: c.Session.WrongCodes}
		return OK, nil
	case c.Session.ResidentID != 0:
		return resultKnown, nil
	case c.Session.Earlier.NoLetter && c.Session.Goal == GoalBook:
		return resultNewcomer, nil
	}
	return OK, nil
}

// checkCode identifies the caller by the code of their letter. Whoever types it
// for a relative or a client is welcome: the code says whom the call is about.
func checkCode(ctx context.Context, c *Conversation) (Result, error) {
	code := c.Input.Digits
	if code == noLetter {
		return resultLetter, nil
	}
	if tooManyGuesses(ctx, c) && (isCode(code) || isReference(c, code)) {
		return tooManyCodes(ctx, c)
	}
	if isReference(c, code) {
		return checkReference(ctx, c)
	}
	if !isCode(code) {
		return wrongCode(ctx, c, "code.short_of_digits", FactDigits)
	}
	caller, err := c.office.Residents.Identify(ctx, c.Programme, code)
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return wrongCode(ctx, c, "code.unknown")
	case errors.Is(err, scheduling.ErrCodeReplaced):
		return wrongCode(ctx, c, "code.replaced")
	case caller.Resident.ID != 0 && guessesFlooded(ctx, c, &caller.Resident):
		return tooManyCodes(ctx, c)
	}
	c.say(Say{Key: "code.thanks", If: func(*Session) bool { return err == nil || caller.Resident.ID != 0 }})
	return identifyAs(c, caller, err, ProofCode)
}

// isReference: in a text, five digits are the number of a visit, which texts of ours
// say. By ear they are a code of which a key was not pressed.
func isReference(c *Conversation, digits string) bool {
	return c.Session.Channel == scheduling.SMS && c.Session.Caller != "" && len(digits) == partDigits
}

// checkReference takes the number of a visit where a code was asked for. A wrong one
// is a guess as any other, and sounds like a code that is too short.
func checkReference(ctx context.Context, c *Conversation) (Result, error) {
	if guessesFlooded(ctx, c, &scheduling.Resident{}) {
		return tooManyCodes(ctx, c)
	}
	caller, err := c.office.Residents.IdentifyByPhone(ctx, c.Programme, c.Session.Caller, c.Input.Digits)
	if errors.Is(err, scheduling.ErrNotFound) {
		countGuess(ctx, c)
		return wrongProof(ctx, c, "code.short_of_digits", FactDigits)
	}
	c.say(Say{Key: "part.thanks", If: func(*Session) bool { return err == nil || caller.Resident.ID != 0 }})
	return identifyAs(c, caller, err, ProofPhone)
}

// checkPart identifies a caller whose number is on a resident's file by a part of
// their code or the number of their visit. A wrong one and an unknown number
// sound the same.
func checkPart(ctx context.Context, c *Conversation) (Result, error) {
	if !isPart(c.Input.Digits) { // a slip, which sounds like a wrong one
		return wrongPart(ctx, c)
	}
	if tooManyGuesses(ctx, c) || guessesFlooded(ctx, c, &scheduling.Resident{}) {
		return tooManyCodes(ctx, c)
	}
	caller, err := c.office.Residents.IdentifyByPhone(ctx, c.Programme, c.Session.Caller, c.Input.Digits)
	if errors.Is(err, scheduling.ErrNotFound) {
		countGuess(ctx, c)
		return wrongPart(ctx, c)
	}
	if errors.Is(err, scheduling.ErrLapsed) { // it was theirs: they are not told that they are wrong
		return resultLapsed, c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed))
	}
	c.say(Say{Key: "part.thanks", If: func(*Session) bool { return err == nil || caller.Resident.ID != 0 }})
	return identifyAs(c, caller, err, ProofPhone)
}

// identifyAs notes whom the call is about, and why they may not book, if so: they may
// be calling about something else.
func identifyAs(c *Conversation, caller scheduling.Caller, err error, proof Proof) (Result, error) {
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
	c.Session.Identity = Identity{
		ResidentID: caller.Resident.ID, Proof: proof, Phone: caller.Resident.Phone, Postcode: caller.Resident.Postcode,
		Refused: refused, LastTopic: caller.Last.Topic, WrongCodes: c.Session.WrongCodes, Planned: planned(caller.Planned),
	}
	return OK, nil
}

func planned(visits []scheduling.Visit) []PlannedVisit {
	all := make([]PlannedVisit, len(visits))
	for i, v := range visits {
		all[i] = PlannedVisit{
			ID: v.ID, Start: v.Start, End: v.End, Topic: v.Topic, Postcode: v.Postcode, Language: v.Language,
			Reference: v.Reference, Word: v.Word, Status: v.Status, Alone: v.Alone,
		}
	}
	return all
}

// isPart: the last four digits of a code, or the reference of a visit.
func isPart(digits string) bool { return len(digits) == partDigits-1 || len(digits) == partDigits }

func wrongPart(ctx context.Context, c *Conversation) (Result, error) {
	return wrongProof(ctx, c, "part.wrong")
}

func wrongCode(ctx context.Context, c *Conversation, key string, facts ...Fact) (Result, error) {
	if key != "code.short_of_digits" { // what cannot be a code is a slip, not a guess
		countGuess(ctx, c)
	}
	return wrongProof(ctx, c, key, facts...)
}

// wrongProof lets a caller try again, until a human takes over.
func wrongProof(ctx context.Context, c *Conversation, key string, facts ...Fact) (Result, error) {
	c.Session.WrongCodes++
	if c.Session.WrongCodes < codeTries {
		c.say(Say{Key: key, Facts: facts})
		return resultWrong, nil
	}
	return tooManyCodes(ctx, c)
}

func tooManyCodes(ctx context.Context, c *Conversation) (Result, error) {
	c.Session.WrongCodes = codeTries
	c.say(Say{Key: "code.too_many"})
	return refuse(ctx, c, resultTooMany, scheduling.ReasonCode, scheduling.OutcomeUnknown)
}

// withoutLetter: a visit can only be heard of and changed by whoever proves that
// it is theirs; a new one can be asked for without.
// Whoever withholds their number has nothing to prove that it is theirs with.
func withoutLetter(_ context.Context, c *Conversation) (Result, error) {
	if c.Session.Goal != GoalBook && c.Session.Caller == "" {
		return resultHidden, nil
	}
	return OK, nil
}

// hiddenOptions: they may have the letter after all, and nothing is held against
// who has not.
func hiddenOptions(*Conversation) []Option {
	return []Option{
		{Say: Say{Key: "option.have_letter"}, Next: StateCodeAgain},
		{Say: Say{Key: "option.main"}, Next: StateMain, Pick: toMain},
	}
}

func noLetterOptions(c *Conversation) []Option {
	part := Option{Say: Say{Key: "option.part"}, Next: StatePart}
	main := Option{Say: Say{Key: "option.main"}, Next: StateMain, Pick: toMain}
	if c.Session.Goal != GoalBook { // a number was written down with the day
		part.Say.Key, part.Next = "option.reference", StateReference
		return []Option{part, main}
	}
	newcomer := Option{Say: Say{Key: "option.newcomer"}, Next: StateNewcomer, Means: []Meaning{MeaningNoLetter}}
	if c.Session.Caller == "" { // a part is good with a number only
		return []Option{newcomer, main}
	}
	return []Option{newcomer, part, main}
}

// identified goes on with what the caller is after, now that it is known whom
// the call is about.
func identified(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	earlier, ok := ownEarlier(ctx, c)
	leaveTrail(ctx, c)
	ok = ok && s.Goal == menuGoal(earlier.Goal)
	switch {
	case ok && isUnfinished(&earlier) && earlier.Goal == GoalMove:
		return offerToTakeUp(c), nil
	case s.Goal != GoalBook:
		return resultVisit, nil
	case ok && bookedIn(c, &earlier) && provedByCode(s):
		s.Earlier.Done = true
		s.Chosen, s.Booked, s.Topic = earlier.Chosen, earlier.Booked, earlier.Topic
		c.say(Say{Key: "resume.booked"})
		return resultBooked, c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed))
	}
	tellPlanned(c)
	if s.Refused != "" {
		return refuseResident(ctx, c)
	}
	if ok && isUnfinished(&earlier) {
		return offerToTakeUp(c), nil
	}
	if s.Topic != "" {
		return resultAgain, nil
	}
	return OK, nil
}

// mostPlanned is how many visits a caller is reminded of.
const mostPlanned = 3

// tellPlanned says what the caller has already, also to who may not book another:
// they may be calling just to hear whether their visit is still on.
func tellPlanned(c *Conversation) {
	for i, v := range c.Session.Planned {
		if i < mostPlanned {
			c.say(Say{Key: "code.planned", With: map[string]string{"start": instant(v.Start)}})
			c.say(Say{Key: "visit.requested", If: func(*Session) bool { return v.Status == scheduling.Requested }})
		}
	}
}

func refuseResident(ctx context.Context, c *Conversation) (Result, error) {
	switch result := Result(c.Session.Refused); result {
	case resultArea:
		return refuse(ctx, c, result, scheduling.ReasonArea, scheduling.OutcomeArea)
	case resultLimit:
		return refuse(ctx, c, result, scheduling.ReasonLimit, scheduling.OutcomeLimit)
	default:
		return refuse(ctx, c, resultVoucher, scheduling.ReasonNoVoucher, scheduling.OutcomeNoVoucher)
	}
}
