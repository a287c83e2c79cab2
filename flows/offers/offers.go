package offers

import (
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/resident/texts"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// Key opens the offers in the main menu when it is pressed twice: once is a slip, or a caller
// who wants the main menu. It is printed on the cards of organisations and on posters.
const Key = 9

// StateAside offers what a programme has beside visits.
const StateAside flows.StateName = "aside"

// resultNone is the result if a programme does not have what is asked for.
const resultNone flows.Result = "not_offered"

// postcodeDigits is how many digits a postcode has.
const postcodeDigits = 4

// Helpline is the whole dialogue of the line.
func Helpline() *flows.Dialogue { return resident.Helpline(texts.Reader(), Room()) }

// Room is the offers, beside the dialogue with residents.
func Room() resident.Room {
	states := []*flows.State{{
		Name: StateAside, Menu: &flows.Menu{
			Options: options, Tries: flows.MaxTries, Hints: true,
			Next: []flows.StateName{StateRefer, StateVolunteer, StateCourses, resident.StateMain},
		},
	}}
	return resident.Room{
		Parts: []flows.Part{
			{Name: "offers", States: states},
			{Name: "refer", States: referStates()},
			{Name: "volunteer", States: volunteerStates()},
			{Name: "course", States: courseStates()},
		},
		Unsaid: func(c *flows.Conversation) []flows.Option {
			if c.Session.Tries == 0 || len(options(c)) == 1 { // the way back
				return nil
			}
			return []flows.Option{{Next: StateAside, Key: Key, Pick: resident.StartOver}}
		},
		Goals: map[understand.Meaning]flows.Option{
			understand.MeaningRefer:     {Next: StateRefer, Pick: resident.StartOver},
			understand.MeaningVolunteer: {Next: StateVolunteer, Pick: resident.StartOver},
			understand.MeaningCourse:    {Next: StateCourses, Pick: resident.StartOver},
		},
	}
}

// options are what the programme offers, and the way back. Each keeps its key, because it is
// printed.
func options(c *flows.Conversation) []flows.Option {
	var offered []flows.Option
	for _, o := range []struct {
		has   bool
		words string
		next  flows.StateName
		key   int
	}{
		{refers(c), "option.refer", StateRefer, 1},
		{takesVolunteers(c), "option.volunteer", StateVolunteer, 2},
		{hasCourses(c), "option.courses", StateCourses, 3},
	} {
		if o.has {
			offered = append(offered, flows.Option{Say: flows.Say{Key: o.words}, Next: o.next, Key: o.key})
		}
	}
	return append(offered, resident.MainOption())
}

func refers(c *flows.Conversation) bool {
	return c.Office.Referrals != nil && c.Programme.Has(scheduling.OfferReferrals)
}

func takesVolunteers(c *flows.Conversation) bool {
	return c.Office.Volunteers != nil && c.Programme.Has(scheduling.OfferVolunteers)
}

func hasCourses(c *flows.Conversation) bool {
	return c.Office.Referrals != nil && len(c.Programme.Courses) > 0
}

// begin goes on if the programme has what is asked for.
func begin(has func(*flows.Conversation) bool) func(context.Context, *flows.Conversation) (flows.Result, error) {
	return func(_ context.Context, c *flows.Conversation) (flows.Result, error) {
		if has(c) {
			return flows.OK, nil
		}
		return resultNone, nil
	}
}

// ownNumberStates are the names of the states that ask for the caller's number.
type ownNumberStates struct{ begin, ask, typed, right flows.StateName }

// ownNumber are the states that ask for the caller's number if it is withheld, and go on at
// next.
func ownNumber(name ownNumberStates, next flows.StateName) []*flows.State {
	known := func(_ context.Context, c *flows.Conversation) (flows.Result, error) {
		if resident.PhoneOf(c) == "" {
			return resultNone, nil
		}
		return flows.OK, nil
	}
	return []*flows.State{
		{Name: name.begin, Do: &flows.Action{Run: known, Next: map[flows.Result]flows.StateName{flows.OK: next, resultNone: name.ask}}},
		{Name: name.ask, Number: &flows.Number{Ask: "callback.number", Short: "callback.number_short", Zero: true, Next: name.typed}},
		{Name: name.typed, Do: &flows.Action{Run: resident.TypedNumber, Next: map[flows.Result]flows.StateName{
			flows.OK: name.right, resident.ResultWrong: name.ask, resident.ResultTooMany: resident.StateHuman,
		}}},
		resident.NumberRight(name.right, name.ask, next),
	}
}

// spokenName are the states that ask for a name, and add it to the callback that was kept
// already. Whoever stays silent is done.
func spokenName(name, named flows.StateName, words string, reason scheduling.CallbackReason, done flows.StateName) []*flows.State {
	keep := func(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
		_, err := c.Office.Callbacks.CallBack(ctx, c.Programme, scheduling.Callback{
			Key: c.Session.Aside.Callback, Reason: reason, Status: scheduling.CallbackOpen, Phone: calledOn(c, reason),
			RecordingURL: c.Input.Recording.URL, Note: flows.JoinNotes(c.Session.Aside.Note, resident.NoteOf(c, c.Input.Recording.Text)),
			Language: c.ChosenLanguage(),
		})
		return flows.OK, err
	}
	return []*flows.State{
		{Name: name, Say: []flows.Say{{Key: words}}, Record: &flows.Record{
			Next: named, Empty: done, MaxLength: flows.MaxSpokenName,
		}},
		{Name: named, Do: &flows.Action{Run: keep, Next: map[flows.Result]flows.StateName{flows.OK: done}}},
	}
}

// calledOn returns the number that the office calls.
func calledOn(c *flows.Conversation, reason scheduling.CallbackReason) string {
	if phone := c.Session.Aside.Phone; phone != "" && reason == scheduling.ReasonReferral {
		return phone
	}
	return resident.PhoneOf(c)
}

// keepFor begins the callback of what was left, and returns its key.
func keepFor(c *flows.Conversation) string {
	c.Session.Aside.Callback = c.OperationKey()
	return c.Session.Aside.Callback
}
