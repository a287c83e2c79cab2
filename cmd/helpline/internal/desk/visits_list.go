package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// visitsListCmd lists visits.
type visitsListCmd struct {
	terminal.ListFlags
	Day       string   `placeholder:"DATE" help:"Only of this day, as in 2027-03-26."`
	Status    []string `placeholder:"STATUS" help:"Only with this status, such as booked; several with commas."`
	Student   string   `placeholder:"NUMBER" help:"Only of the student with this number."`
	Uncovered bool     `help:"Only visits ahead to which nobody is expected to go."`
	Held      bool     `help:"Also times held for callers, and times given back."`
}

// Help is shown below the flags.
func (visitsListCmd) Help() string {
	return `A student is named only where somebody is expected to go, or went. A visit that is unstaffed says since when.

Example:
  helpline visits --programme antwerpen --day 2027-03-26
  helpline visits --uncovered
  helpline visits --json | jq '.[].start'`
}

// VisitJSON is the public contract of one visit.
type VisitJSON struct {
	ID            int64               `json:"id"`
	Reference     string              `json:"reference"`
	Programme     string              `json:"programme"`
	Status        scheduling.Status   `json:"status"`
	Start         *string             `json:"start"`
	End           *string             `json:"end"`
	Student       string              `json:"student"` // empty: nobody is expected to go
	StudentPhone  string              `json:"student_phone"`
	Resident      string              `json:"resident"`
	ResidentPhone string              `json:"resident_phone"`
	Postcode      string              `json:"postcode"`
	Topic         scheduling.Topic    `json:"topic"`
	Language      scheduling.Language `json:"language"`
	Channel       scheduling.Channel  `json:"channel"`
	BookedAt      *string             `json:"booked_at"`
	// UnstaffedSince is since when nobody has accepted the visit although somebody should
	// have; null: it is staffed, or its student was not asked yet.
	UnstaffedSince *string `json:"unstaffed_since"`
	Lapsed         bool    `json:"lapsed"` // asked for, and not confirmed in time
}

// Run implements kong's command.
func (c *visitsListCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	where, all, _, err := c.OpenList(ctx, term)
	if err != nil {
		return err
	}
	defer where.Close()
	filter, err := c.filter(ctx, where, all)
	if err != nil {
		return err
	}
	visits, err := where.Store.Visits(ctx, filter)
	if err != nil {
		return err
	}
	now := c.Clock(ctx, term.Now)
	toJSON := func(v lists.VisitRow) VisitJSON { return jsonOfVisit(&v, settings.ZoneOf(all, v.Programme), now) }
	heading := []string{"REFERENCE", "PROGRAMME", "STATUS", "START", "POSTCODE", "TOPIC", "LANGUAGE", "RESIDENT", "STUDENT"}
	return output.ListAs(term.Out, c.Format(), visits, toJSON, heading, func(v lists.VisitRow) []string {
		zone := settings.ZoneOf(all, v.Programme)
		return []string{
			output.OrDash(v.Reference), v.Programme, statusOf(&v, zone, now), output.Instant(v.Start, zone),
			v.Postcode, string(v.Topic), output.OrDash(string(v.Language)), output.OrDash(v.Resident), output.OrDash(goingTo(&v)),
		}
	})
}

// filter returns the filter of the flags.
func (c *visitsListCmd) filter(ctx context.Context, where *settings.Database, all scheduling.Programmes) (lists.VisitFilter, error) {
	filter := lists.VisitFilter{Programme: c.Programme, Limit: c.Limit, Uncovered: c.Uncovered}
	if c.Held {
		filter.Statuses = scheduling.Statuses()
	}
	for _, status := range c.Status {
		if !slices.Contains(scheduling.Statuses(), scheduling.Status(status)) {
			return filter, exit.Misused(fmt.Errorf("--status: %q is no status; use one of %v", status, scheduling.Statuses()))
		}
		filter.Statuses = append(filter.Statuses, scheduling.Status(status))
	}
	if c.Day != "" {
		day, err := calendar.ParseDay(c.Day)
		if err != nil {
			return filter, exit.Misused(fmt.Errorf("--day: %w", err))
		}
		zone := settings.ZoneOf(all, c.Programme)
		filter.From, filter.Until = day.At(0, zone), day.Add(1).At(0, zone)
	}
	return filter, c.ofStudent(ctx, where, all, &filter)
}

// ofStudent narrows a filter to the student of the flags.
func (c *visitsListCmd) ofStudent(
	ctx context.Context, where *settings.Database, all scheduling.Programmes, filter *lists.VisitFilter,
) error {
	if c.Student == "" {
		return nil
	}
	phone, ok := terminal.PhoneNumber(c.Student)
	if !ok {
		return exit.Misused(errors.New("--student: it is not a telephone number; write it as in +32470123456"))
	}
	for _, p := range all {
		student, err := where.Store.StudentByPhone(ctx, p.Name, phone)
		switch {
		case errors.Is(err, scheduling.ErrNotFound), c.Programme != "" && p.Name != c.Programme:
			continue
		case err != nil:
			return err
		case filter.StudentID != 0:
			return exit.Misused(errors.New("--student: the student is in several programmes: add --programme"))
		}
		filter.StudentID = student.ID
	}
	if filter.StudentID == 0 {
		return exit.Misused(errors.New("--student: no student has this number: see \"helpline students list\""))
	}
	return nil
}

// jsonOfVisit returns a visit as programs read it. Who is not expected to go is not named.
func jsonOfVisit(v *lists.VisitRow, zone *time.Location, now time.Time) VisitJSON {
	row := VisitJSON{
		ID: v.ID, Reference: v.Reference, Programme: v.Programme, Status: v.Status,
		Start: output.Timestamp(v.Start, zone), End: output.Timestamp(v.End, zone), Resident: v.Resident, ResidentPhone: v.ResidentPhone,
		Postcode: v.Postcode, Topic: v.Topic, Language: v.Language, Channel: v.Channel, BookedAt: output.Timestamp(v.BookedAt, zone),
		UnstaffedSince: output.Timestamp(v.UnstaffedSince, zone), Lapsed: v.Lapsed(now),
	}
	if v.Going() {
		row.Student, row.StudentPhone = v.Student, v.StudentPhone
	}
	return row
}

// goingTo returns the name of the student who is expected to go to a visit, or went.
func goingTo(v *lists.VisitRow) string {
	if v.Going() {
		return v.Student
	}
	return ""
}

// statusOf returns a visit's status. A request that was not confirmed in time is marked as
// lapsed, and a visit to which nobody is expected to go says since when.
func statusOf(v *lists.VisitRow, zone *time.Location, now time.Time) string {
	switch {
	case v.Lapsed(now):
		return string(scheduling.Requested) + " (lapsed)"
	case !v.UnstaffedSince.IsZero():
		return string(v.Status) + " (unstaffed since " + output.Instant(v.UnstaffedSince, zone) + ")"
	case v.Uncovered():
		return string(v.Status) + " (its student has left)"
	}
	return string(v.Status)
}
