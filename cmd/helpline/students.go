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
	roster    roster
	now       time.Time
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
	clock := func() time.Time { return now }
	t := &theStudent{opened: where, now: now, roster: roster{
		&scheduling.Students{Store: where.store, Dispatch: &scheduling.Dispatch{
			Store: where.store, Diaries: &scheduling.Diaries{Store: where.store}, Programmes: all,
			Now: clock, Mobile: twilio.IsMobile,
		}},
		&scheduling.StudentCalendars{Store: where.store, Now: clock, URL: f.calendarAddress()},
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
