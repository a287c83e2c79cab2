package desk

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/scheduling/reassign"
)

// visitsReassignCmd gives a visit to another student.
type visitsReassignCmd struct {
	visitFlags
	JSON   bool   `name:"json" help:"The list as one JSON array, for programs."`
	To     string `placeholder:"STUDENT" help:"Whom to give it to, by name or telephone number; without it: who could take it is listed."`
	Agreed bool   `help:"The student said yes to you: they are not asked any more."`
	Why    string `placeholder:"TEXT" help:"For the history; nothing about health."`
}

// Help is shown below the flags.
func (visitsReassignCmd) Help() string {
	return `Those whom the resident knows come first, then the others by the travel that the visit adds; those who were asked
already come last. Who gets no texts has to be called, and has agreed then. The student whose visit it was is told.

Example:
  helpline visits reassign 76883 --programme antwerpen
  helpline visits reassign 76883 --programme antwerpen --to +32470123456 --why "the resident asked for her"
  helpline visits reassign 76883 --programme antwerpen --to "Jef Peeters" --agreed`
}

// candidateJSON is the public contract of one student who could take a visit.
type candidateJSON struct {
	Name      string   `json:"name"`
	Phone     string   `json:"phone"`
	Travel    int      `json:"travel_minutes"`
	HoursLeft *float64 `json:"hours_left"` // In the week of the visit, without it; null: no cap
	Known     bool     `json:"known"`      // to the resident
	Asked     string   `json:"asked"`      // about this visit: yes, no, late, open, withdrawn; empty: not asked
	Textable  bool     `json:"textable"`   // false: has to be called
}

// Run implements kong's command.
func (c *visitsReassignCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	service := &reassign.Service{Store: at.Store, Diaries: at.bookings.Diaries, Now: at.bookings.Now}
	if c.To != "" {
		return c.give(ctx, term, at, service)
	}
	all, err := service.Candidates(ctx, at.programme, &at.visit.Visit)
	if errors.Is(err, scheduling.ErrTransition) {
		return fmt.Errorf("visit %s cannot be given to anybody: %w", at.visit.Reference, err)
	}
	if err != nil {
		return err
	}
	if len(all) == 0 && !c.JSON {
		fmt.Fprintf(term.Out, "No student can come then, asked or not. Other times: helpline visits move %s --programme %s\n",
			at.visit.Reference, at.visit.Programme)
		return nil
	}
	heading := []string{"STUDENT", "PHONE", "TRAVEL", "HOURS LEFT", "KNOWN", "ASKED", "BY"}
	return output.List(term.Out, c.JSON, all, jsonOfCandidate, heading, func(r reassign.Candidate) []string {
		left, by := "no cap", "text"
		if r.WeekCap {
			left = hoursOf(r.WeekLeft)
		}
		if r.Silent {
			by = "call them"
		}
		return []string{
			r.Student.Name, r.Student.Phone, strconv.Itoa(int(r.Travel.Minutes())) + " min", left, yesNo(r.Known),
			output.OrDash(string(r.Asked)), by,
		}
	})
}

func jsonOfCandidate(r reassign.Candidate) candidateJSON {
	row := candidateJSON{
		Name: r.Student.Name, Phone: r.Student.Phone, Travel: int(r.Travel.Minutes()), Known: r.Known, Asked: string(r.Asked),
		Textable: !r.Silent,
	}
	if r.WeekCap {
		left := r.WeekLeft.Hours()
		row.HoursLeft = &left
	}
	return row
}

func (c *visitsReassignCmd) give(ctx context.Context, term *terminal.Terminal, at *visitAtHand, service *reassign.Service) error {
	student, err := at.studentNamed(ctx, c.To)
	if err != nil {
		return err
	}
	v := at.visit
	visit, err := service.Give(ctx, at.programme, &v.Visit, &student, c.Agreed, clean(c.Why))
	switch {
	case errors.Is(err, reassign.ErrMustAgree):
		return exit.Misused(errors.New("--to: the student was asked already, or gets no texts: call them, and when they agree, add --agreed"))
	case errors.Is(err, scheduling.ErrTransition):
		return fmt.Errorf("visit %s was not given to anybody: it has changed, is underway or over; "+
			"see: helpline visits show %s --programme %s: %w",
			v.Reference, v.Reference, v.Programme, err)
	case errors.Is(err, scheduling.ErrSlotTaken):
		return fmt.Errorf("visit %s was not given to anybody: the student cannot come then, by their hours, visits or caps; "+
			"without --to, those who can are listed: %w", v.Reference, err)
	case err != nil:
		return err
	}
	next := "The student is asked by text, when their visits are asked about."
	if visit.Status == scheduling.Accepted {
		next = "The student has accepted it."
	}
	fmt.Fprintf(term.Out, "Visit %s (%s) is %s's. %s\n", v.Reference, output.Instant(v.Start, at.programme.Zone), student.Name, next)
	return nil
}

// studentNamed returns the student with a telephone number, or the one with a name, as it is
// listed.
func (at *visitAtHand) studentNamed(ctx context.Context, text string) (scheduling.Student, error) {
	if phone, ok := terminal.PhoneNumber(text); ok && phone != "" {
		student, err := at.Store.StudentByPhone(ctx, at.programme.Name, phone)
		if errors.Is(err, scheduling.ErrNotFound) {
			err = exit.Misused(fmt.Errorf("--to: %s has no student with this number, or they stopped", at.programme.Name))
		}
		return student, err
	}
	names, err := at.Store.StudentNames(ctx, at.programme.Name)
	if err != nil {
		return scheduling.Student{}, err
	}
	var found []int64
	for id, name := range names {
		if strings.EqualFold(name, terminal.SingleLine(text)) {
			found = append(found, id)
		}
	}
	switch len(found) {
	case 0:
		return scheduling.Student{}, exit.Misused(errors.New(
			"--to: no student has this name or number; without --to, those who can come are listed"))
	case 1:
		return at.Store.Student(ctx, found[0])
	}
	return scheduling.Student{}, exit.Misused(errors.New("--to: several students have this name; use the telephone number"))
}

// clean returns what somebody wrote, on one line and without what is not kept.
func clean(text string) string {
	return scheduling.PlainNote(nationalnumber.Redact(terminal.SingleLine(text)))
}

func hoursOf(d time.Duration) string { return strconv.FormatFloat(d.Hours(), 'f', -1, 64) }

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}
