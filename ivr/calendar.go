package ivr

import (
	"context"
	"errors"
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"
	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// CalendarPath is where students' calendars are served: CalendarPath/<secret>.ics.
const CalendarPath = "/calendar"

// Calendars finds the visits in a student's calendar. [dispatch.Calendars] implements it.
type Calendars interface {
	CalendarVisits(ctx context.Context, token string) (scheduling.Student, []scheduling.Visit, error)
}

// CalendarAddress returns the public address of a calendar. Anybody who has the address
// can read the calendar, so it holds neither the residents' names nor their streets.
func (s *Server) CalendarAddress(token string) string {
	return s.address(CalendarPath + "/" + token + ".ics")
}

// calendar answers with a student's visits (RFC 5545). A revoked address and one that
// never existed get the same answer.
func (s *Server) calendar(c *fiber.Ctx) error {
	token, isCalendar := strings.CutSuffix(c.Params("token"), ".ics")
	if s.Calendars == nil || !isCalendar || token == "" {
		return fiber.ErrNotFound
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout)
	defer cancel()
	student, visits, err := s.Calendars.CalendarVisits(ctx, token)
	if errors.Is(err, scheduling.ErrNotFound) {
		return fiber.ErrNotFound
	}
	if err != nil {
		return err
	}
	p, err := s.Programmes.Named(student.Programme)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/calendar; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "private, max-age=300")
	return c.SendString(s.calendarOf(p, &student, visits))
}

func (s *Server) calendarOf(p *scheduling.Programme, student *scheduling.Student, visits []scheduling.Visit) string {
	calendar := ics.NewCalendarFor("-//helpline//" + p.Name + "//NL")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetName(p.Title)
	calendar.SetRefreshInterval("PT15M")
	for i := range visits {
		v := &visits[i]
		event := calendar.AddEvent(fmt.Sprintf("visit-%d@%s.helpline", v.ID, p.Name))
		event.SetDtStampTime(v.BookedAt)
		event.SetStartAt(v.Start)
		event.SetEndAt(v.End)
		event.SetSummary(s.Catalogue.Render(student.Reads(), p.Zone, locale.Message{
			Key: "sms.student.event", Args: map[string]string{"title": p.Title, "topic": string(v.Topic)},
		}))
		event.SetLocation(v.Postcode + " " + p.City)
		event.SetStatus(ics.ObjectStatusConfirmed)
	}
	return calendar.Serialize(ics.WithNewLineWindows)
}
