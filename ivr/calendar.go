package ivr

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

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
	addZone(calendar, p.Zone, s.Now())
	for i := range visits {
		v := &visits[i]
		event := calendar.AddEvent(fmt.Sprintf("visit-%d@%s.helpline", v.ID, p.Name))
		event.SetDtStampTime(s.Now())
		event.SetSequence(v.Revision)
		event.SetLastModifiedAt(v.RevisedAt)
		event.SetStartAt(v.Start)
		event.SetEndAt(v.End)
		event.SetSummary(s.Catalogue.Render(student.Reads(), p.Zone, locale.Message{
			Key: "sms.student.event", Args: map[string]string{"title": p.Title, "topic": string(v.Topic)},
		}.In(student.Reads(), p)))
		event.SetLocation(v.Postcode + " " + p.City)
		event.SetStatus(ics.ObjectStatusConfirmed)
	}
	return calendar.Serialize(ics.WithNewLineWindows)
}

// addZone adds a zone to a calendar, with the change of its clocks before an instant and the
// one after it. A calendar needs a component (RFC 5545, 3.6), and a student without visits
// has no other.
func addZone(calendar *ics.Calendar, zone *time.Location, now time.Time) {
	zones := calendar.AddTimezone(zone.String())
	from, until := now.In(zone).ZoneBounds()
	addObservance(zones, from, now.In(zone))
	if !until.IsZero() {
		addObservance(zones, until, until)
	}
}

// addObservance adds the offset that a zone has at an instant, from the change of the clocks
// that began it; a zero time stands for ever.
func addObservance(zone *ics.VTimezone, from, at time.Time) {
	name, offset := at.Zone()
	before := offset
	if from.IsZero() {
		from = time.Unix(0, 0)
	} else {
		_, before = from.Add(-time.Second).Zone()
	}
	local := from.In(time.FixedZone("", before)) // the clocks as they stood before the change
	observance := zone.AddStandard()
	observance.SetProperty(ics.ComponentPropertyDtStart, local.Format("20060102T150405"))
	observance.SetProperty("TZOFFSETFROM", offsetOf(before))
	observance.SetProperty("TZOFFSETTO", offsetOf(offset))
	observance.SetProperty("TZNAME", name)
}

// offsetOf returns an offset from UTC as calendars write it: +0100.
func offsetOf(seconds int) string {
	return time.Unix(0, 0).In(time.FixedZone("", seconds)).Format("-0700")
}
