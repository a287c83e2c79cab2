package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// studentsCmd is what a coordinator does for a student who calls the office
// instead of texting.
type studentsCmd struct {
	Absent   studentsAbsentCmd   `cmd:"" help:"Note that a student is away, and find somebody else for what they were to do."`
	Calendar studentsCalendarCmd `cmd:"" help:"Show the address of a student's calendar, or give it a new one."`
}

// studentFlags say whom a command is about.
type studentFlags struct {
	databaseFlag
	programmesFlag
	Phone     string `arg:"" help:"The student's number, as on the list of students."`
	Programme string `placeholder:"NAME" help:"Needed when the student is in several programmes."`
}

// theStudent is a student and what is needed to work for them.
type theStudent struct {
	*opened
	dispatch  *scheduling.Dispatch
	programme *scheduling.Programme
	student   scheduling.Student
}

// find opens the database and looks the student up.
func (f *studentFlags) find(ctx context.Context, term *terminal) (*theStudent, error) {
	number, err := phonenumbers.Parse(f.Phone, "BE")
	if err != nil {
		return nil, misused(fmt.Errorf("%q is not a telephone number; write it as +32470123456", f.Phone))
	}
	phone := phonenumbers.Format(number, phonenumbers.E164)
	all, _, err := f.load()
	if err != nil {
		return nil, err
	}
	if f.Programme != "" {
		p, err := all.Named(f.Programme)
		if err != nil {
			return nil, misused(fmt.Errorf("--programme: %w", err))
		}
		all = scheduling.Programmes{p}
	}
	where, err := f.ready(ctx, term.err)
	if err != nil {
		return nil, err
	}
	now := f.clock(ctx, term.now)
	t := &theStudent{opened: where, dispatch: &scheduling.Dispatch{
		Store: where.store, Programmes: all, Calendar: f.calendarAddress(),
		Desk: &scheduling.Desk{Store: where.store, Mobile: twilio.IsMobile, Now: func() time.Time { return now }},
	}}
	if err := t.among(ctx, all, phone); err != nil {
		where.close()
		return nil, err
	}
	return t, nil
}

// among finds the one programme that the student is in.
func (t *theStudent) among(ctx context.Context, all scheduling.Programmes, phone string) error {
	var names []string
	for _, p := range all {
		student, err := t.dispatch.Student(ctx, p, phone)
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
		return misused(errors.New("no student has this number: see the list that was imported"))
	case 1:
		return nil
	}
	return misused(fmt.Errorf("the student is in several programmes: add --programme, one of %s", strings.Join(names, ", ")))
}

// calendarAddress is the public one of the demo or, elsewhere, only the path.
func (f *studentFlags) calendarAddress() func(token string) string {
	base := ""
	if state, ok := f.demo(); ok {
		base = strings.TrimRight(state.PublicURL, "/")
	}
	return func(token string) string { return base + ivr.CalendarPath + "/" + token + ".ics" }
}

// studentsAbsentCmd plans a student's day without them.
type studentsAbsentCmd struct {
	studentFlags
	Day  string `placeholder:"DATE" help:"As 2027-03-26; without it: today."`
	From string `default:"00:00" placeholder:"TIME" help:"From when on."`
	To   string `default:"24:00" placeholder:"TIME" help:"Until when."`
}

// Help is shown below the flags.
func (studentsAbsentCmd) Help() string {
	return `Each visit in that time goes to the next best student, who is asked by text; the resident's time stays. A
resident hears of it only when nobody else can come, and a callback says which visits those are. It is the same as
when the student texts "ziek".

Example:
  helpline students absent +32470123456 --day 2027-03-26 --from 13:00`
}

// Run implements kong's command.
func (c *studentsAbsentCmd) Run(ctx context.Context, term *terminal) error {
	from, err := scheduling.ParseClock(c.From)
	if err != nil {
		return misused(fmt.Errorf("--from: %w", err))
	}
	to, err := scheduling.ParseClock(c.To)
	if err != nil {
		return misused(fmt.Errorf("--to: %w", err))
	}
	if to <= from {
		return misused(fmt.Errorf("--to: %s is not after %s", c.To, c.From))
	}
	t, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer t.close()
	today := scheduling.DayOf(t.dispatch.Desk.Now(), t.programme.Zone)
	day := today
	if c.Day != "" {
		if day, err = scheduling.ParseDay(c.Day); err != nil {
			return misused(fmt.Errorf("--day: %w", err))
		}
		if day.Before(today) {
			return misused(fmt.Errorf("--day: %s is over; give today or a later day", day))
		}
	}
	absence, err := t.dispatch.Absent(ctx, t.programme, &t.student, []scheduling.Exception{{Day: day, From: from, To: to}})
	if err != nil {
		return err
	}
	fmt.Fprintf(term.out, "Noted: away on %s, %s-%s. %s\n", day, from, to, replaced(absence.Visits))
	return nil
}

func replaced(count int) string {
	switch count {
	case 0:
		return "The student had no visits then."
	case 1:
		return "One visit went to somebody else, or is on the list of callbacks."
	}
	return fmt.Sprintf("%d visits went to others, or are on the list of callbacks.", count)
}

// studentsCalendarCmd shows or renews an address.
type studentsCalendarCmd struct {
	studentFlags
	Renew bool `help:"Make a new address; the one of before is good no longer."`
}

// Help is shown below the flags.
func (studentsCalendarCmd) Help() string {
	return `Whoever has the address can read the calendar. It says when and in which postcode, and not whose visits they are.

Example:
  helpline students calendar +32470123456 --renew`
}

// Run implements kong's command.
func (c *studentsCalendarCmd) Run(ctx context.Context, term *terminal) error {
	t, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer t.close()
	address, err := t.dispatch.CalendarOf(ctx, &t.student, c.Renew)
	if err != nil {
		return err
	}
	fmt.Fprintln(term.out, address)
	return nil
}
