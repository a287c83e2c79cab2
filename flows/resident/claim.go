package resident

import (
	"context"
	"errors"
	"strings"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident/codes"
	"github.com/click-call-connect/helpline/flows/resident/guesses"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// The states in which a code is given more weight: after many wrong ones, the resident's
// house number is asked for beside it, and then the postcode. They are asked whether the code
// is right or not, so that they do not reveal it.
const (
	StateClaimHouse    flows.StateName = "claim_house"
	StateClaimPostcode flows.StateName = "claim_postcode"
	StateCheckClaim    flows.StateName = "check_claim"
)

const (
	resultHouse     flows.Result = "house_number"
	resultPostcode  flows.Result = "postcode"
	resultWrongPart flows.Result = "wrong_part"
)

func claimStates() []*flows.State {
	return []*flows.State{
		{Name: StateClaimHouse, Number: &flows.Number{
			Ask: "claim.house", Short: "house.short", Next: StateCheckClaim, Text: understand.HouseNumber,
		}},
		{Name: StateClaimPostcode, Number: &flows.Number{
			Ask: "postcode.ask", Short: "postcode.short", Digits: postcodeDigits, Next: StateCheckClaim,
		}},
		{Name: StateCheckClaim, Do: &flows.Action{Run: checkClaim, Next: map[flows.Result]flows.StateName{
			flows.OK: StateIdentified, resultHouse: StateClaimHouse, resultPostcode: StateClaimPostcode,
			resultWrong: StateCodeAgain, resultWrongPart: StatePart, resultTooMany: StateHuman,
		}}},
	}
}

// claimed is what was found for a claim.
type claimed struct {
	caller booking.Caller
	err    error // why they may not book, or why nobody was found
}

func (f *claimed) found() bool {
	return f.caller.Resident.ID != 0 && !errors.Is(f.err, scheduling.ErrCodeReplaced)
}

// lookUp finds the resident of a claim. It returns an error only for a fault.
func lookUp(ctx context.Context, c *flows.Conversation, claim *flows.Claim) (claimed, error) {
	var f claimed
	if claim.Code != "" {
		f.caller, f.err = c.Office.Residents.Identify(ctx, c.Programme, claim.Code)
	} else {
		f.caller, f.err = c.Office.Residents.IdentifyByPhone(ctx, c.Programme, c.Session.Caller, claim.Part)
	}
	for _, expected := range []error{
		scheduling.ErrNotFound, scheduling.ErrCodeReplaced, scheduling.ErrLapsed,
		scheduling.ErrOutsideArea, scheduling.ErrVisitLimit, scheduling.ErrNoVoucher,
	} {
		if errors.Is(f.err, expected) {
			return f, nil
		}
	}
	return f, f.err
}

// claim identifies the caller by what they typed, or asks for the address beside it.
func claim(ctx context.Context, c *flows.Conversation, typed flows.Claim) (flows.Result, error) {
	g := guesses.Reserve(ctx, c, &typed)
	f, err := lookUp(ctx, c, &typed)
	if err != nil {
		g.Release(ctx, c)
		return "", err
	}
	typed.Need = g.Need(c, f.resident())
	switch {
	case errors.Is(f.err, scheduling.ErrLapsed): // it was theirs: they are not told that they are wrong
		g.Release(ctx, c)
		return resultLapsed, c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeInformed))
	case !f.found() && isSlip(typed.Code):
		g.Confirm(ctx, c)
		return wrongProof(ctx, c, "code.mistyped")
	case typed.Need == guesses.NeedOwn:
		g.Confirm(ctx, c)
		return guarded(ctx, c)
	case typed.Need != guesses.NeedNothing:
		c.Session.Claim = typed
		return resultHouse, nil
	case !f.found():
		g.Confirm(ctx, c)
		return wrongClaim(ctx, c, &typed, f.err)
	}
	g.Release(ctx, c)
	return accept(c, &typed, &f)
}

func (f *claimed) resident() *scheduling.Resident {
	if !f.found() {
		return nil
	}
	return &f.caller.Resident
}

// isSlip reports whether a code has as many digits as those that are made here, and not their
// check digit.
func isSlip(code string) bool { return len(code) == lettercode.MadeDigits && !lettercode.IsMade(code) }

// accept identifies the caller, and thanks them.
func accept(c *flows.Conversation, typed *flows.Claim, f *claimed) (flows.Result, error) {
	if typed.Code != "" {
		c.Say(flows.Say{Key: "code.thanks"})
		return identifyAs(c, f.caller, f.err, flows.ProofCode)
	}
	c.Say(flows.Say{Key: "part.thanks"})
	return identifyAs(c, f.caller, f.err, flows.ProofPhone)
}

// wrongClaim answers what fits nobody. A wrong part and an unknown number are answered alike.
func wrongClaim(ctx context.Context, c *flows.Conversation, typed *flows.Claim, err error) (flows.Result, error) {
	switch {
	case typed.Part != "" && c.Session.State == StateCheckPart:
		return wrongProof(ctx, c, "part.wrong")
	case typed.Part != "": // the reference of a visit in place of a code
		codes.NoteLostKey(c, typed.Part)
		return wrongProof(ctx, c, codes.Mistyped(c), flows.FactDigits)
	case errors.Is(err, scheduling.ErrCodeReplaced):
		return wrongProof(ctx, c, "code.replaced")
	}
	return wrongProof(ctx, c, "code.unknown")
}

// guarded answers while more is guessed than an address protects from. Whoever calls with the
// number on their file does not get here; a human helps the others.
func guarded(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	c.Say(flows.Say{Key: "code.guarded"})
	return refuse(ctx, c, resultTooMany, scheduling.ReasonCode, scheduling.OutcomeUnknown)
}

// checkClaim compares the address that was typed with the resident's. What was wrong, the code
// or the address, is not revealed.
func checkClaim(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	typed := s.Claim
	if typed.Need == guesses.NeedAddress && typed.House == "" {
		s.Claim.House = c.Input.Digits
		return resultPostcode, nil
	}
	house, postcode := c.Input.Digits, ""
	if typed.House != "" {
		house, postcode = typed.House, c.Input.Digits
	}
	f, err := lookUp(ctx, c, &typed)
	if err != nil {
		return "", err
	}
	g := &guesses.Guess{Number: guesses.OfNumber(c), All: guesses.OfAll(c, &typed)}
	if f.found() && livesAt(&f.caller.Resident, house, postcode) {
		g.Release(ctx, c)
		s.Claim = flows.Claim{}
		return accept(c, &typed, &f)
	}
	return wrongAddress(ctx, c, &typed)
}

// maxClaimTries is how many addresses are accepted for a code before the code is asked for
// again: it can be wrong as well.
const maxClaimTries = 2

// wrongAddress asks for the address again, which is another guess, and then for the code.
func wrongAddress(ctx context.Context, c *flows.Conversation, typed *flows.Claim) (flows.Result, error) {
	s := c.Session
	s.Claim = flows.Claim{}
	result, err := wrongProof(ctx, c, "claim.wrong")
	switch {
	case err != nil || result == resultTooMany:
		return result, err
	case typed.Tries+1 >= maxClaimTries && typed.Part != "":
		return resultWrongPart, nil
	case typed.Tries+1 >= maxClaimTries:
		return resultWrong, nil
	}
	g := guesses.Reserve(ctx, c, typed)
	need := max(guesses.NeedHouse, g.Need(c, nil))
	if need == guesses.NeedOwn {
		g.Confirm(ctx, c)
		return guarded(ctx, c)
	}
	s.Claim = flows.Claim{Code: typed.Code, Part: typed.Part, Need: need, Tries: typed.Tries + 1}
	return resultHouse, nil
}

// livesAt reports whether a resident lives at what was typed. Of a house number, its digits
// count: "21 bus 4" is 21, or 214, on a telephone. No postcode was asked for if it is empty.
func livesAt(r *scheduling.Resident, house, postcode string) bool {
	own, typed := leadingDigits(r.HouseNumber), leadingDigits(house)
	fits := typed != "" && (typed == own || onlyDigits(house) == onlyDigits(r.HouseNumber))
	return fits && (postcode == "" || postcode == r.Postcode)
}

func leadingDigits(house string) string {
	house = strings.TrimLeft(house, " 0")
	return house[:len(house)-len(strings.TrimLeft(house, "0123456789"))]
}

func onlyDigits(house string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, house)
	return strings.TrimLeft(digits, "0")
}
