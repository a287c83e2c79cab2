package offers

import (
	"context"
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
)

// The states in which somebody who wants to help leaves their number, postcode and languages.
const (
	StateVolunteer          flows.StateName = "volunteer"
	StateVolunteerNumber    flows.StateName = "volunteer_number"
	StateVolunteerAsk       flows.StateName = "volunteer_number_ask"
	StateVolunteerTyped     flows.StateName = "volunteer_number_typed"
	StateVolunteerRight     flows.StateName = "volunteer_number_right"
	StateVolunteerPostcode  flows.StateName = "volunteer_postcode"
	StateVolunteerCheck     flows.StateName = "volunteer_check"
	StateVolunteerMore      flows.StateName = "volunteer_more"
	StateVolunteerLanguages flows.StateName = "volunteer_languages"
	StateVolunteerSave      flows.StateName = "volunteer_save"
	StateVolunteerName      flows.StateName = "volunteer_name"
	StateVolunteerNamed     flows.StateName = "volunteer_named"
	StateVolunteerThanks    flows.StateName = "volunteer_thanks"
)

const resultMore flows.Result = "more_languages"

func volunteerStates() []*flows.State {
	states := []*flows.State{
		{Name: StateVolunteer, Do: &flows.Action{Run: begin(takesVolunteers), Next: map[flows.Result]flows.StateName{
			flows.OK: StateVolunteerNumber, resultNone: resident.StateMain,
		}}},
		{Name: StateVolunteerPostcode, Number: &flows.Number{
			Ask: "postcode.ask", Short: "postcode.short", Digits: postcodeDigits, Next: StateVolunteerCheck,
		}},
		{Name: StateVolunteerCheck, Do: &flows.Action{Run: checkPostcode, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVolunteerMore, resident.ResultWrong: StateVolunteerPostcode, resident.ResultTooMany: resident.StateHuman,
		}}},
		{Name: StateVolunteerMore, Do: &flows.Action{Run: moreLanguages, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVolunteerSave, resultMore: StateVolunteerLanguages,
		}}},
		{Name: StateVolunteerLanguages, Menu: &flows.Menu{
			Ask: "volunteer.languages", Short: flows.Say{Key: "volunteer.languages"}, Options: languageOptions,
			Next: []flows.StateName{StateVolunteerMore, StateVolunteerSave}, Silent: StateVolunteerSave, Tries: flows.MaxTries,
		}},
		{Name: StateVolunteerSave, Do: &flows.Action{Run: saveVolunteer, Next: map[flows.Result]flows.StateName{flows.OK: StateVolunteerName}}},
	}
	number := ownNumberStates{StateVolunteerNumber, StateVolunteerAsk, StateVolunteerTyped, StateVolunteerRight}
	states = append(states, ownNumber(number, StateVolunteerPostcode)...)
	spoken := spokenName(StateVolunteerName, StateVolunteerNamed, "name.only", scheduling.ReasonVolunteer, StateVolunteerThanks)
	states = append(states, spoken...)
	thanks := flows.Say{Key: "volunteer.thanks"}
	due := flows.Say{Key: "callback.noted", Facts: []flows.Fact{flows.FactDue}}
	return append(states, resident.GoalReached(StateVolunteerThanks, thanks, due))
}

// checkPostcode accepts any postcode: whoever lives elsewhere is only not the nearest.
func checkPostcode(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	if !resident.IsPostcode(c.Input.Digits) {
		return resident.WrongPostcode(c), nil
	}
	if s.ResidentID == 0 { // else it is where they live, and are visited
		s.Postcode = c.Input.Digits
	}
	s.Aside.Postcode = c.Input.Digits
	s.Aside.Languages = []scheduling.Language{s.Language}
	return flows.OK, nil
}

// moreLanguages goes on asking as long as there is a language to add.
func moreLanguages(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	if len(otherLanguages(c)) == 0 {
		return flows.OK, nil
	}
	return resultMore, nil
}

func otherLanguages(c *flows.Conversation) []scheduling.Language {
	var others []scheduling.Language
	for _, rule := range c.Programme.Languages {
		if !slices.Contains(c.Session.Aside.Languages, rule.Code) {
			others = append(others, rule.Code)
		}
	}
	return others
}

// languageOptions are the languages of the programme that were not named yet, each in itself.
func languageOptions(c *flows.Conversation) []flows.Option {
	var options []flows.Option
	for _, language := range otherLanguages(c) {
		options = append(options, flows.Option{
			Say: flows.Say{Key: "option.language"}, Spoken: language, Next: StateVolunteerMore,
			Pick: func(s *flows.Session) { s.Aside.Languages = append(slices.Clone(s.Aside.Languages), language) },
		})
	}
	return append(options, flows.Option{
		Say: flows.Say{Key: "option.no_language"}, Next: StateVolunteerSave, Means: []understand.Meaning{understand.MeaningNo},
	})
}

// saveVolunteer keeps the volunteer and the callback to them.
func saveVolunteer(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	_, callback, err := c.Office.Volunteers.Leave(ctx, c.Programme, volunteers.Left{
		Phone: resident.PhoneOf(c), Postcode: s.Aside.Postcode, Languages: s.Aside.Languages, Channel: s.Channel,
		Language: c.ChosenLanguage(), CallID: keepFor(c),
	})
	if err != nil {
		return "", err
	}
	s.Due, s.Aside.Note = callback.Due, callback.Note
	return flows.OK, resident.Reached(ctx, c)
}
