package offers

import (
	"context"
	"errors"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// The states in which an organisation refers a client: its code, the client's number, their
// consent and ground, and their name. No state says anything about a client.
const (
	StateRefer        flows.StateName = "refer"
	StateReferCode    flows.StateName = "refer_code"
	StateReferCheck   flows.StateName = "refer_check"
	StateReferPhone   flows.StateName = "refer_phone"
	StateReferTyped   flows.StateName = "refer_typed"
	StateReferRight   flows.StateName = "refer_right"
	StateReferConsent flows.StateName = "refer_consent"
	StateReferNo      flows.StateName = "refer_no_consent"
	StateReferWhy     flows.StateName = "refer_why"
	StateReferGround  flows.StateName = "refer_ground"
	StateReferSave    flows.StateName = "refer_save"
	StateReferName    flows.StateName = "refer_name"
	StateReferNamed   flows.StateName = "refer_named"
	StateReferred     flows.StateName = "referred"
)

const (
	resultGround flows.Result = "grounds"
	resultKnown  flows.Result = "referred_before"
)

// maxWrongCodes is how many wrong codes of an organisation a call may have.
const maxWrongCodes = 3

func referStates() []*flows.State {
	said := flows.Say{Key: "callback.number_said", Facts: []flows.Fact{flows.FactNumber}}
	states := []*flows.State{
		{Name: StateRefer, Do: &flows.Action{Run: begin(refers), Next: map[flows.Result]flows.StateName{
			flows.OK: StateReferCode, resultNone: resident.StateMain,
		}}},
		{Name: StateReferCode, Number: &flows.Number{
			Ask: "refer.code", Short: "refer.code", Digits: lettercode.MadeDigits, Wait: flows.PenWait, Next: StateReferCheck,
		}},
		{Name: StateReferCheck, Do: &flows.Action{Run: checkCode, Next: map[flows.Result]flows.StateName{
			flows.OK: StateReferPhone, resident.ResultWrong: StateReferCode, resident.ResultTooMany: resident.StateHuman,
		}}},
		{Name: StateReferPhone, Number: &flows.Number{Ask: "refer.phone", Short: "refer.phone", Zero: true, Next: StateReferTyped}},
		{Name: StateReferTyped, Do: &flows.Action{Run: typedPhone, Next: map[flows.Result]flows.StateName{
			flows.OK: StateReferRight, resident.ResultWrong: StateReferPhone, resident.ResultTooMany: resident.StateHuman,
		}}},
		{Name: StateReferRight, Say: []flows.Say{said}, Menu: &flows.Menu{
			Short: said, Options: rightOptions, Tries: flows.MaxTries, Next: []flows.StateName{StateReferConsent, StateReferPhone},
		}},
		{Name: StateReferConsent, Menu: &flows.Menu{
			Ask: "refer.consent", Short: flows.Say{Key: "refer.consent"}, Options: consentOptions, Binding: true,
			Next: []flows.StateName{StateReferWhy, StateReferNo},
		}},
		resident.GoalReached(StateReferNo, flows.Say{Key: "refer.no_consent"}),
		{Name: StateReferWhy, Do: &flows.Action{Run: whyReferred, Next: map[flows.Result]flows.StateName{
			flows.OK: StateReferSave, resultGround: StateReferGround,
		}}},
		{Name: StateReferGround, Menu: &flows.Menu{
			Ask: "refer.ground", Short: flows.Say{Key: "refer.ground"}, Options: groundOptions, Next: []flows.StateName{StateReferSave},
		}},
		{Name: StateReferSave, Do: &flows.Action{Run: saveReferral, Next: map[flows.Result]flows.StateName{
			flows.OK: StateReferName, resultKnown: StateReferred,
		}}},
	}
	states = append(states, spokenName(StateReferName, StateReferNamed, "refer.name", scheduling.ReasonReferral, StateReferred)...)
	return append(states, referredState())
}

// referredState tells the number of the referral, and takes another client of the same
// organisation.
func referredState() *flows.State {
	return &flows.State{
		Name: StateReferred,
		Say:  []flows.Say{{Key: "refer.noted"}, {Key: "refer.reference", Facts: []flows.Fact{flows.FactReferral}}},
		Menu: &flows.Menu{
			Options: func(*flows.Conversation) []flows.Option {
				more := flows.Option{Say: flows.Say{Key: "option.refer_more"}, Next: StateReferPhone, Key: 1, Pick: nextClient}
				return []flows.Option{more, resident.MainOption()}
			},
			Next: []flows.StateName{StateReferPhone, resident.StateMain}, Wait: flows.PenWait, Whole: true, Idle: true,
			Silent: resident.StateGoodbye, Tries: flows.MaxTries, Star: true,
		},
	}
}

// nextClient keeps the organisation for one more client.
func nextClient(s *flows.Session) {
	aside := s.Aside
	s.Aside = flows.Aside{Code: aside.Code, WrongCodes: aside.WrongCodes}
	s.TextTo = ""
}

// checkCode finds the organisation of a code. A code opens nothing but this: it shows no client.
func checkCode(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	aside := &c.Session.Aside
	if aside.WrongCodes < maxWrongCodes {
		_, err := c.Office.Referrals.ByCode(ctx, c.Programme, c.Input.Digits)
		if !errors.Is(err, scheduling.ErrNotFound) {
			aside.Code = c.Input.Digits
			return flows.OK, err
		}
		aside.WrongCodes++
	}
	if aside.WrongCodes >= maxWrongCodes {
		c.Say(flows.Say{Key: "again.human", Kind: flows.ReplyNoted})
		return resident.ResultTooMany, nil
	}
	c.Say(flows.Say{Key: "refer.code_wrong"})
	return resident.ResultWrong, nil
}

// typedPhone notes the number of a client, to be read back.
func typedPhone(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	phone, ok := resident.ToE164(c.Input.Digits)
	if ok {
		s.TextTo, s.Aside.Phone = phone, phone
		return flows.OK, nil
	}
	c.Say(flows.Say{Key: "callback.number_wrong"})
	s.WrongPhone++
	if s.WrongPhone >= maxWrongCodes {
		s.WrongPhone = 0
		return resident.ResultTooMany, nil
	}
	return resident.ResultWrong, nil
}

func rightOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{Say: flows.Say{Key: "option.client_right"}, Next: StateReferConsent, Key: 1, Means: []understand.Meaning{understand.MeaningYes}},
		{Say: flows.Say{Key: "option.number_again"}, Next: StateReferPhone, Means: []understand.Meaning{understand.MeaningNo}},
	}
}

func consentOptions(*flows.Conversation) []flows.Option {
	return []flows.Option{
		{Say: flows.Say{Key: "option.consent_yes"}, Next: StateReferWhy, Key: 1, Means: []understand.Meaning{understand.MeaningYes}},
		{
			Say: flows.Say{Key: "option.consent_no"}, Next: StateReferNo, Key: 2, Means: []understand.Meaning{understand.MeaningNo},
			Pick: func(s *flows.Session) { s.Aside.Phone, s.TextTo, s.Done = "", "", true },
		},
	}
}

// whyReferred asks for the ground if there are several to choose from.
func whyReferred(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if len(groundsOf(c)) > 1 {
		return resultGround, nil
	}
	return flows.OK, nil
}

// groundPrefix begins the keys of the words of grounds.
const groundPrefix = "option.ground."

// maxGrounds leaves a key for who cannot tell.
const maxGrounds = 3

// groundsOf returns the grounds that have words. They are declared, and never a diagnosis.
func groundsOf(c *flows.Conversation) []scheduling.Ground {
	var grounds []scheduling.Ground
	for _, ground := range c.Programme.Grounds {
		if c.Words != nil && c.Words.Has(groundPrefix+string(ground)) && len(grounds) < maxGrounds {
			grounds = append(grounds, ground)
		}
	}
	return grounds
}

func groundOptions(c *flows.Conversation) []flows.Option {
	var options []flows.Option
	for _, ground := range append(groundsOf(c), "") {
		key := groundPrefix + "unknown"
		if ground != "" {
			key = groundPrefix + string(ground)
		}
		options = append(options, flows.Option{
			Say: flows.Say{Key: key}, Next: StateReferSave, Pick: func(s *flows.Session) { s.Aside.Ground = ground },
		})
	}
	return options
}

// saveReferral keeps the referral and the callback to the client.
func saveReferral(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	organisation, err := c.Office.Referrals.ByCode(ctx, c.Programme, s.Aside.Code)
	if err != nil {
		return "", err
	}
	r, added, err := c.Office.Referrals.Add(ctx, c.Programme, referrals.Request{
		Direction: referrals.In, Organisation: organisation, Phone: s.Aside.Phone, Ground: s.Aside.Ground,
		Consent: true, CallID: keepFor(c),
	})
	if err != nil {
		return "", err
	}
	noteReferral(s, &r, "")
	if !added {
		return resultKnown, resident.Reached(ctx, c)
	}
	return flows.OK, resident.Reached(ctx, c)
}

// noteReferral notes the number of a referral, and what its callback says.
func noteReferral(s *flows.Session, r *referrals.Referral, wish string) {
	s.Aside.Reference = r.Reference
	s.Aside.Note = r.CallNote(wish) + "; " + scheduling.NoteReference.With("reference", r.Reference)
}
