package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/line"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// StudentsCmd holds what a coordinator does for students who call the office instead
// of texting.
type StudentsCmd struct {
	List     studentsListCmd     `cmd:"" help:"List students, with their hours against the caps."`
	Stop     studentsStopCmd     `cmd:"" help:"Let a student take no visits from a day on, and plan theirs anew."`
	Resume   studentsResumeCmd   `cmd:"" help:"Let a student take visits again."`
	Vetted   studentsVettedCmd   `cmd:"" help:"Note when a partner vetted a student."`
	Absent   studentsAbsentCmd   `cmd:"" help:"Note that a student is away, and find somebody else for their visits."`
	Calendar studentsCalendarCmd `cmd:"" help:"Show the address of a student's calendar, or give it a new one."`
}

// studentFlags identify one student.
type studentFlags struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	PublicURL string `name:"public-url" env:"HELPLINE_PUBLIC_URL" placeholder:"URL" help:"The address of the line, for that of the calendar."`
	Phone     string `arg:"" help:"The student's number, as on the list of students."`
	Programme string `placeholder:"NAME" help:"Needed when the student is in several programmes."`
}

// studentAtHand is one student, with the services that act for them.
type studentAtHand struct {
	*settings.Database
	roster    line.Roster
	now       time.Time
	programme *scheduling.Programme
	student   scheduling.Student
}

// find opens the database and looks the student up.
func (f *studentFlags) find(ctx context.Context, term *terminal.Terminal) (*studentAtHand, error) {
	number, err := phonenumbers.Parse(f.Phone, "BE")
	if err != nil {
		return nil, exit.Misused(errors.New("PHONE: it is not a telephone number; write it as +32470123456"))
	}
	phone := phonenumbers.Format(number, phonenumbers.E164)
	all, _, err := f.Load()
	if err != nil {
		return nil, err
	}
	if f.Programme != "" {
		p, err := all.Named(f.Programme)
		if err != nil {
			return nil, exit.Misused(fmt.Errorf("--programme: %w", err))
		}
		all = scheduling.Programmes{p}
	}
	where, err := f.Ready(ctx, term.Err)
	if err != nil {
		return nil, err
	}
	now := f.Clock(ctx, term.Now)
	clock := func() time.Time { return now }
	t := &studentAtHand{Database: where, now: now, roster: line.Roster{
		Students: &dispatch.Students{Store: where.Store, Dispatcher: &dispatch.Dispatcher{
			Store: where.Store, Diaries: &matching.Diaries{Store: where.Store, Mobile: phonenumber.IsHomeMobile}, Programmes: all,
			Now: clock, Mobile: phonenumber.IsHomeMobile,
		}},
		Calendars: &dispatch.Calendars{Store: where.Store, Now: clock, URL: f.calendarAddress()},
	}}
	if err := t.among(ctx, all, phone); err != nil {
		where.Close()
		return nil, err
	}
	return t, nil
}

// among finds the programme that the student is in, of which there must be one.
func (t *studentAtHand) among(ctx context.Context, all scheduling.Programmes, phone string) error {
	var names []string
	for _, p := range all {
		student, err := t.roster.Student(ctx, p, phone)
		switch {
		case errors.Is(err, scheduling.ErrNotFound):
			continue
		case err != nil:
			return err
		}
		t.programme, t.student = p, student
		names = append(names, p.Name)
	}
	switch len(names) {
	case 0:
		return exit.Misused(errors.New("no student has this number: see the list that was imported"))
	case 1:
		return nil
	}
	return exit.Misused(fmt.Errorf("the student is in several programmes: add --programme, one of %s", strings.Join(names, ", ")))
}

// calendarAddress returns how a calendar's address is made: with the public URL of the
// line, or of the demo whose database it is.
func (f *studentFlags) calendarAddress() func(token string) string {
	base := f.PublicURL
	if state, ok := f.Demo(); ok && base == "" {
		base = state.PublicURL
	}
	base = strings.TrimRight(base, "/")
	return func(token string) string { return base + ivr.CalendarPath + "/" + token + ".ics" }
}
