package desk

import (
	"context"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
	"github.com/click-call-connect/helpline/scheduling/team"
)

// studentsListCmd lists students.
type studentsListCmd struct{ terminal.ListFlags }

// Help is shown below the flags.
func (studentsListCmd) Help() string {
	return `Hours are worked and planned, of this week and of this year, against the cap. Who gets no texts is promised to
nobody: a visit can be given to them with "visits reassign", when they agreed by telephone.

Example:
  helpline students list --programme antwerpen
  helpline students list --json`
}

// studentJSON is the public contract of one student.
type studentJSON struct {
	ID           int64                 `json:"id"`
	Programme    string                `json:"programme"`
	Name         string                `json:"name"`
	Phone        string                `json:"phone"`
	Postcode     string                `json:"postcode"`
	Languages    []scheduling.Language `json:"languages"`
	Topics       []scheduling.Topic    `json:"topics"` // empty: all
	HoursWeek    float64               `json:"hours_week"`
	MaxHoursWeek float64               `json:"max_hours_week"` // 0: no cap
	HoursYear    float64               `json:"hours_year"`
	MaxHoursYear float64               `json:"max_hours_year"` // 0: no cap
	VisitsAhead  int                   `json:"visits_ahead"`
	StopsOn      string                `json:"stops_on"`  // the first day without visits; empty: does not stop
	VettedOn     string                `json:"vetted_on"` // empty: not yet
	Textable     bool                  `json:"textable"`  // false: cannot be asked by text
	Active       bool                  `json:"active"`
}

// Run implements kong's command.
func (c *studentsListCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	where, all, _, err := c.OpenList(ctx, term)
	if err != nil {
		return err
	}
	defer where.Close()
	now := c.Clock(ctx, term.Now)
	service := teamOf(where, all, now)
	var rows []team.Row
	for _, p := range all {
		if c.Programme != "" && c.Programme != p.Name {
			continue
		}
		more, err := service.List(ctx, p)
		if err != nil {
			return err
		}
		rows = append(rows, more...)
	}
	if c.Limit > 0 {
		rows = rows[:min(c.Limit, len(rows))]
	}
	heading := []string{"NAME", "PROGRAMME", "PHONE", "WEEK", "YEAR", "AHEAD", "STOPS ON", "VETTED ON", "BY"}
	return output.ListAs(term.Out, c.Format(), rows, jsonOfStudent, heading, func(r team.Row) []string {
		by := "text"
		if !r.CanAsk {
			by = "call them"
		}
		return []string{
			r.Student.Name, r.Student.Programme, r.Student.Phone, against(r.Week, r.WeekCap), against(r.Year, r.YearCap),
			strconv.Itoa(r.Ahead), output.OrDash(stopsOn(&r)), output.OrDash(dayText(r.Student.VettedOn)), by,
		}
	})
}

func jsonOfStudent(r team.Row) studentJSON {
	return studentJSON{
		ID: r.Student.ID, Programme: r.Student.Programme, Name: r.Student.Name, Phone: r.Student.Phone, Postcode: r.Student.Postcode,
		Languages: r.Student.Languages, Topics: r.Student.Topics, HoursWeek: r.Week.Hours(), MaxHoursWeek: r.WeekCap,
		HoursYear: r.Year.Hours(), MaxHoursYear: r.YearCap, VisitsAhead: r.Ahead, StopsOn: dayText(r.Student.StopsOn),
		VettedOn: dayText(r.Student.VettedOn), Textable: r.CanAsk, Active: r.Active,
	}
}

// against returns hours against a cap: 3/12.5 h.
func against(worked time.Duration, limit float64) string {
	text := hoursOf(worked)
	if limit > 0 {
		text += "/" + strconv.FormatFloat(limit, 'f', -1, 64)
	}
	return text + " h"
}

func stopsOn(r *team.Row) string {
	if !r.Active {
		return "left"
	}
	return dayText(r.Student.StopsOn)
}

func dayText(day calendar.Day) string {
	if day.IsZero() {
		return ""
	}
	return day.String()
}

// teamOf returns the service of students at an instant.
func teamOf(where *settings.Database, all scheduling.Programmes, now time.Time) *team.Service {
	clock := func() time.Time { return now }
	diaries := &matching.Diaries{Store: where.Store, Mobile: phonenumber.IsHomeMobile}
	return &team.Service{
		Store: where.Store, Diaries: diaries, Now: clock,
		Night: &nightplan.Planner{Store: where.Store, Diaries: diaries, Now: clock},
		Dispatcher: &dispatch.Dispatcher{
			Store: where.Store, Diaries: diaries, Programmes: all, Now: clock, Mobile: phonenumber.IsHomeMobile,
		},
	}
}
