package offers

import (
	"context"
	"errors"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/courses"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// The states of "a course near you": one course at a time, and a referral to its organiser.
const (
	StateCourses        flows.StateName = "courses"
	StateCoursePostcode flows.StateName = "course_postcode"
	StateCourseFind     flows.StateName = "course_find"
	StateCourse         flows.StateName = "course"
	StateNoCourse       flows.StateName = "no_course"
	StateEnrolNumber    flows.StateName = "enrol_number"
	StateEnrolAsk       flows.StateName = "enrol_number_ask"
	StateEnrolTyped     flows.StateName = "enrol_number_typed"
	StateEnrolRight     flows.StateName = "enrol_number_right"
	StateEnrolSave      flows.StateName = "enrol_save"
	StateEnrolName      flows.StateName = "enrol_name"
	StateEnrolNamed     flows.StateName = "enrol_named"
	StateEnrolled       flows.StateName = "enrolled"
)

func courseStates() []*flows.State {
	states := []*flows.State{
		{Name: StateCourses, Do: &flows.Action{Run: beginCourses, Next: map[flows.Result]flows.StateName{
			flows.OK: StateCoursePostcode, resultKnown: StateCourseFind, resultNone: resident.StateDigipunt,
		}}},
		{Name: StateCoursePostcode, Number: &flows.Number{
			Ask: "postcode.ask", Short: "postcode.short", Digits: postcodeDigits, Next: StateCourseFind,
		}},
		{Name: StateCourseFind, Do: &flows.Action{Run: findCourses, Next: map[flows.Result]flows.StateName{
			flows.OK: StateCourse, resident.ResultWrong: StateCoursePostcode, resident.ResultTooMany: resident.StateHuman, resultNone: StateNoCourse,
		}}},
		{
			Name: StateCourse,
			Say: []flows.Say{
				{Key: "course.what", Facts: []flows.Fact{flows.FactPlace, flows.FactBy, flows.FactRoad}},
				{Key: "course.next", Facts: []flows.Fact{flows.FactFrom}},
				{Key: "course.sessions", Facts: []flows.Fact{flows.FactSessions}, If: func(s *flows.Session) bool { return s.CurrentPoint().Left > 1 }},
			},
			Menu: &flows.Menu{
				Options: courseOptions, Next: []flows.StateName{StateEnrolNumber, StateCourse, resident.StateMain}, Wait: flows.PenWait, Whole: true,
				Silent: resident.StateGoodbye, Tries: flows.MaxTries, Idle: true,
			},
		},
		resident.GoalReached(StateNoCourse, flows.Say{Key: "course.none"}),
		{Name: StateEnrolSave, Do: &flows.Action{Run: enrol, Next: map[flows.Result]flows.StateName{flows.OK: StateEnrolName}}},
	}
	number := ownNumberStates{StateEnrolNumber, StateEnrolAsk, StateEnrolTyped, StateEnrolRight}
	states = append(states, ownNumber(number, StateEnrolSave)...)
	states = append(states, spokenName(StateEnrolName, StateEnrolNamed, "name.only", scheduling.ReasonReferral, StateEnrolled)...)
	return append(states, resident.GoalReached(StateEnrolled, flows.Say{Key: "course.enrolled"},
		flows.Say{Key: "callback.noted", Facts: []flows.Fact{flows.FactDue}}))
}

// beginCourses asks for a postcode, unless it is known.
func beginCourses(_ context.Context, c *flows.Conversation) (flows.Result, error) {
	switch {
	case !hasCourses(c):
		return resultNone, nil
	case c.Session.Postcode != "":
		c.Input.Digits = "" // they are the key that led here
		return resultKnown, nil
	}
	return flows.OK, nil
}

// findCourses finds the courses near a postcode.
func findCourses(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	postcode := s.Postcode
	if len(c.Input.Digits) == postcodeDigits || postcode == "" {
		postcode = c.Input.Digits
	}
	near, err := courses.Nearest(c.Programme, postcode, c.Input.At)
	_, known := c.Programme.Place(postcode)
	switch {
	case errors.Is(err, scheduling.ErrNotFound) && !known:
		return resident.WrongPostcode(c), nil
	case errors.Is(err, scheduling.ErrNotFound):
		return resultNone, resident.Reached(ctx, c)
	case err != nil:
		return "", err
	}
	if s.ResidentID == 0 {
		s.Postcode = postcode
	}
	s.Point, s.Points = 0, make([]flows.Point, len(near))
	for i := range near {
		n := &near[i]
		s.Points[i] = flows.Point{
			Name: n.Name, Street: n.Street, Postcode: n.Postcode, Phone: n.Phone, From: n.Next.From, To: n.Next.To, By: n.By, Left: n.Left,
		}
	}
	return flows.OK, resident.Reached(ctx, c)
}

func courseOptions(c *flows.Conversation) []flows.Option {
	s := c.Session
	options := []flows.Option{{
		Say: flows.Say{Key: "option.enrol"}, Next: StateEnrolNumber, Key: 1, Means: []understand.Meaning{understand.MeaningYes},
	}}
	if next := s.Point + 1; next < len(s.Points) {
		options = append(options, flows.Option{
			Say: flows.Say{Key: "option.next_course"}, Next: StateCourse, Key: 3, Pick: func(s *flows.Session) { s.Point = next },
		})
	}
	return append(options, resident.MainOption())
}

// enrol refers the caller to the organiser: the office brings both together, and the referral
// is open until the organiser confirms.
func enrol(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s, point := c.Session, c.Session.CurrentPoint()
	course := &scheduling.Course{Name: point.Name, By: point.By, Phone: point.Phone}
	r, err := c.Office.Referrals.Onwards(ctx, c.Programme, course, referrals.Request{
		ResidentID: s.ResidentID, Phone: resident.PhoneOf(c), Consent: true, CallID: keepFor(c),
	})
	if err != nil {
		return "", err
	}
	noteReferral(s, &r, course.Name)
	s.Due = referrals.CallTime(c.Programme, scheduling.AnyPart, c.Input.At)
	return flows.OK, resident.Reached(ctx, c)
}
