package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/scheduling/team"
)

// studentsStopCmd makes a student stop.
type studentsStopCmd struct {
	studentFlags
	terminal.YesFlag
	On  string `required:"" placeholder:"DATE" help:"First day without visits, as in 2027-03-26."`
	Why string `placeholder:"TEXT" help:"For the history; nothing about health."`
}

// Help is shown below the flags.
func (studentsStopCmd) Help() string {
	return `What is ahead from that day on is planned anew first, and shown: what goes to whom, about what others are asked, and
what nobody can take. Only then you are asked whether to do it. The residents' times stay.

Example:
  helpline students stop +32470123456 --on 2027-04-01
  helpline students stop +32470123456 --on 2027-04-01 --yes`
}

// stopPlanTime is about how long the visits ahead are planned anew.
const stopPlanTime = time.Second

// Run implements kong's command.
func (c *studentsStopCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	day, err := calendar.ParseDay(c.On)
	if err != nil {
		return exit.Misused(fmt.Errorf("--on: %w", err))
	}
	t, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer t.Close()
	if today := calendar.DayOf(t.now, t.programme.Zone); day.Before(today) {
		return exit.Misused(fmt.Errorf("--on: %s is over; give today or a later day", day))
	}
	service := teamOf(t.Database, scheduling.Programmes{t.programme}, t.now)
	leaving, err := service.Preview(ctx, t.programme, &t.student, day, plan.Options{Seed: 1, Effort: plan.EffortFor(stopPlanTime)})
	if err != nil {
		return err
	}
	t.show(term.Out, leaving)
	if err := c.Sure(term, t.student.Name+" takes no visits from "+day.String()+" on."); err != nil {
		return err
	}
	uncovered, err := service.Stop(history.Because(ctx, clean(c.Why)), t.programme, leaving)
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "%s takes no visits from %s on.\n", t.student.Name, day)
	if uncovered > 0 {
		fmt.Fprintf(term.Out, "%s without a student, on the list: helpline callbacks --open\n", output.Count(uncovered, "visit"))
	}
	return nil
}

// show prints what becomes of the visits ahead.
func (t *studentAtHand) show(w io.Writer, l *team.Leaving) {
	zone := t.programme.Zone
	line := func(v *scheduling.Visit, what string) {
		fmt.Fprintf(w, "  %s  %s  %s\n", v.Reference, output.Instant(v.Start, zone), what)
	}
	if len(l.Given)+len(l.Asking)+len(l.Uncovered) == 0 {
		fmt.Fprintln(w, "No visits are ahead from that day on.")
	}
	for i := range l.Given {
		line(&l.Given[i].Visit, "goes to another student")
	}
	for i := range l.Asking {
		line(&l.Asking[i], "another student is asked now")
	}
	for i := range l.Uncovered {
		line(&l.Uncovered[i].Visit, "NOBODY CAN TAKE IT: "+RemedyWords(l.Uncovered[i], zone))
	}
}

// studentsResumeCmd lets a student take visits again.
type studentsResumeCmd struct{ studentFlags }

// Help is shown below the flags.
func (studentsResumeCmd) Help() string {
	return `For who stopped, and for who is not on the list of students any more.

Example:
  helpline students resume +32470123456`
}

// Run implements kong's command.
func (c *studentsResumeCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	t, m, err := c.member(ctx, term)
	if err != nil {
		return err
	}
	defer t.Close()
	err = teamOf(t.Database, scheduling.Programmes{t.programme}, t.now).Resume(ctx, m)
	if errors.Is(err, scheduling.ErrTransition) {
		fmt.Fprintf(term.Out, "%s takes visits already.\n", m.Student.Name)
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "%s takes visits again.\n", m.Student.Name)
	return nil
}

// studentsVettedCmd records when a student was vetted.
type studentsVettedCmd struct {
	studentFlags
	On string `required:"" placeholder:"DATE" help:"Day on which the partner saw the document, as in 2027-03-26."`
}

// Help is shown below the flags.
func (studentsVettedCmd) Help() string {
	return `Only the day is kept, never the document.

Example:
  helpline students vetted +32470123456 --on 2027-03-26`
}

// Run implements kong's command.
func (c *studentsVettedCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	day, err := calendar.ParseDay(c.On)
	if err != nil {
		return exit.Misused(fmt.Errorf("--on: %w", err))
	}
	t, m, err := c.member(ctx, term)
	if err != nil {
		return err
	}
	defer t.Close()
	err = teamOf(t.Database, scheduling.Programmes{t.programme}, t.now).Vetted(ctx, t.programme, &m.Student, day)
	if errors.Is(err, scheduling.ErrInvalid) {
		return exit.Misused(fmt.Errorf("--on: %w", err))
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "%s was vetted on %s.\n", m.Student.Name, day)
	return nil
}

// member finds a student who may have left. The caller closes the result.
func (f *studentFlags) member(ctx context.Context, term *terminal.Terminal) (*studentAtHand, *team.Member, error) {
	phone, ok := terminal.PhoneNumber(f.Phone)
	if !ok || phone == "" {
		return nil, nil, exit.Misused(errors.New("it is not a telephone number; write it as +32470123456"))
	}
	all, _, err := f.Load()
	if err != nil {
		return nil, nil, err
	}
	where, err := f.Ready(ctx, term.Err)
	if err != nil {
		return nil, nil, err
	}
	t := &studentAtHand{Database: where, now: f.Clock(ctx, term.Now)}
	m, err := t.memberAmong(ctx, all, f.Programme, phone)
	if err != nil {
		where.Close()
		return nil, nil, err
	}
	return t, m, nil
}

func (t *studentAtHand) memberAmong(ctx context.Context, all scheduling.Programmes, name, phone string) (*team.Member, error) {
	var found *team.Member
	for _, p := range all {
		if name != "" && name != p.Name {
			continue
		}
		members, err := t.Store.Team(ctx, p.Name, t.now)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(members, func(m team.Member) bool { return m.Student.Phone == phone })
		switch {
		case i < 0:
			continue
		case found != nil:
			return nil, exit.Misused(errors.New("the student is in several programmes: add --programme"))
		}
		found, t.programme = &members[i], p
	}
	if found == nil {
		return nil, exit.Misused(errors.New("no student has this number: see \"helpline students list\""))
	}
	return found, nil
}
