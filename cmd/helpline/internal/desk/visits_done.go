package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/scheduling/outcomes"
)

// visitsDoneCmd closes a visit whose student did not text that it is done.
type visitsDoneCmd struct {
	visitFlags
	Took      time.Duration `xor:"length" placeholder:"50m" help:"How long it took. Without it: as long as was planned."`
	Minutes   int           `xor:"length" placeholder:"N" help:"The same, in minutes."`
	Topics    []string      `placeholder:"TOPIC,…" help:"What it was about."`
	Solved    string        `enum:",yes,no,partly" default:"" placeholder:"yes|no|partly" help:"Whether the question was solved."`
	FollowUp  string        `enum:",visit,behind" default:"" placeholder:"visit|behind" help:"What has to follow, as a callback: another visit, or a talk about the question behind the question."`
	Note      string        `placeholder:"TEXT" help:"For whoever calls: only with --follow-up, and nothing about health."`
	Checklist []string      `placeholder:"ITEM,…" help:"What was done of the programme's checklist."`
}

// Help is shown below the flags.
func (visitsDoneCmd) Help() string {
	return `For a visit that took place, if its student did not text that. Its vouchers are spent, and the callbacks
that ask about it are done. It can be noted from the start of the visit on.

What became of it can be added later, with the same command.

Example:
  helpline visits done 76883 --programme antwerpen --took 50m
  helpline visits done 76883 --programme hasselt --minutes 50 --topics itsme,internet --solved partly --checklist data,mandate
  helpline visits done 76883 --programme hasselt --follow-up behind`
}

// Run implements kong's command.
func (c *visitsDoneCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	v, when := at.visit, output.Instant(at.visit.Start, at.programme.Zone)
	outcome, err := c.outcome(at.programme)
	if err != nil {
		return exit.Misused(err)
	}
	if v.Status == scheduling.Completed {
		fmt.Fprintf(term.Out, "Visit %s (%s) was noted as done already.\n", v.Reference, when)
		return c.record(ctx, term, at, outcome)
	}
	if c.Minutes < 0 {
		return exit.Misused(fmt.Errorf("--minutes: %d is no length of a visit", c.Minutes))
	}
	c.Took = max(c.Took, time.Duration(c.Minutes)*time.Minute)
	if c.Took < 0 || c.Took > 0 && c.Took < time.Minute {
		return exit.Misused(fmt.Errorf("--took: %s is no length of a visit; write it as in 50m or 1h10m", c.Took))
	}
	switch _, err := at.bookings.Finish(ctx, at.programme, v.Visit, c.Took); {
	case errors.Is(err, scheduling.ErrInvalid):
		return exit.Misused(fmt.Errorf("--took: %w", err))
	case err != nil:
		return at.notClosed(err, "noted as done")
	}
	fmt.Fprintf(term.Out, "Visit %s (%s, by %s) is done. What asked for this on the list of callbacks is done, too.\n",
		v.Reference, when, v.Student)
	return c.record(ctx, term, at, outcome)
}

// outcome reads what became of the visit.
func (c *visitsDoneCmd) outcome(p *scheduling.Programme) (outcomes.Outcome, error) {
	o := outcomes.Outcome{Solved: outcomes.Solved(c.Solved), FollowUp: outcomes.FollowUp(c.FollowUp), Checklist: c.Checklist}
	for _, name := range c.Topics {
		topic, err := scheduling.ParseTopic(name, p.KnownTopics())
		if err != nil {
			return o, fmt.Errorf("--topics: %w", err)
		}
		o.Topics = append(o.Topics, topic)
	}
	if c.Note != "" && c.FollowUp == "" {
		return o, errors.New("--note is for whoever calls: say what follows with --follow-up visit or --follow-up behind")
	}
	return o, o.Check(p)
}

// record records what became of the visit, and prints it.
func (c *visitsDoneCmd) record(ctx context.Context, term *terminal.Terminal, at *visitAtHand, o outcomes.Outcome) error {
	if o.IsZero() {
		return nil
	}
	service := &outcomes.Service{Store: at.Store, Now: at.bookings.Now}
	if err := service.Record(ctx, at.programme, &at.visit.Visit, o, nationalnumber.Redact(c.Note)); err != nil {
		return err
	}
	kept, err := at.Store.Outcome(ctx, at.visit.ID)
	if err != nil {
		return err
	}
	fmt.Fprintln(term.Out, "Noted: "+outcomeWords(at.programme, &kept))
	if o.FollowUp != "" {
		fmt.Fprintf(term.Out, "Somebody calls the resident: helpline callbacks --programme %s\n", at.programme.Name)
	}
	return nil
}

// outcomeWords words an outcome for the office; items of the checklist in the
// programme's own words.
func outcomeWords(p *scheduling.Programme, o *outcomes.Outcome) string {
	var parts []string
	if len(o.Topics) > 0 {
		topics := make([]string, len(o.Topics))
		for i, topic := range o.Topics {
			topics[i] = string(topic)
		}
		parts = append(parts, "about "+strings.Join(topics, ", "))
	}
	if o.Solved != "" {
		parts = append(parts, "solved: "+string(o.Solved))
	}
	for _, item := range p.Checklist {
		if slices.Contains(o.Checklist, item.Key) {
			parts = append(parts, item.Title)
		}
	}
	return cmp.Or(strings.Join(parts, "; "), "what has to follow")
}

// notClosed wraps an error with the reason why a visit cannot be closed that way, and
// a remedy.
func (at *visitAtHand) notClosed(err error, as string) error {
	v, when := at.visit, output.Instant(at.visit.Start, at.programme.Zone)
	switch {
	case !errors.Is(err, scheduling.ErrTransition):
		return err
	case v.Start.After(at.bookings.Now()):
		return fmt.Errorf("visit %s cannot be %s: it begins on %s; to call it off: helpline visits cancel %s --programme %s",
			v.Reference, as, when, v.Reference, v.Programme)
	case v.Status == scheduling.Booked, v.Status == scheduling.Assigned, v.Status == scheduling.Requested:
		return fmt.Errorf("visit %s cannot be %s: no student had said yes (it is %s); "+
			"when nobody came: helpline visits no-show %s --programme %s", v.Reference, as, v.Status, v.Reference, v.Programme)
	}
	return fmt.Errorf("visit %s cannot be %s: it is %s: %w", v.Reference, as, v.Status, err)
}
