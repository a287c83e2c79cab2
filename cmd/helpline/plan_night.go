package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/desk"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/nightplan"
	"github.com/click-call-connect/helpline/scheduling/plan"
)

// planNightCmd runs the night plan now, for instance after an illness.
type planNightCmd struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	Programme string        `placeholder:"NAME" help:"Whose visits; without it: of all programmes."`
	DryRun    bool          `help:"Only print what would change."`
	Limit     time.Duration `default:"30s" placeholder:"TIME" help:"Time that may be taken for one programme."`
	Seed      uint64        `default:"1" placeholder:"N" help:"Another number searches in another way; the same one finds the same plan."`
	JSON      bool          `name:"json" help:"One JSON array, for programs."`
}

// Help is shown below the flags.
func (planNightCmd) Help() string {
	return `Gives visits of the coming weeks to other students if more visits have a student then, if the resident gets
the student of last time, or if rounds get shorter. Times stay as they were promised, and visits whose student
was asked stay with them. Every night at 03:00, "serve" does the same.

The exit code is 1 if a visit has no student.

Example:
  helpline plan --programme antwerpen --dry-run --json`
}

// nightJSON is the public contract of a night's plan.
type nightJSON struct {
	Programme string          `json:"programme"`
	Visits    int             `json:"visits"`
	Told      int             `json:"told"`
	Made      int             `json:"moves_made"`
	Before    int             `json:"travel_minutes_before"`
	After     int             `json:"travel_minutes_after"`
	Proven    bool            `json:"proven"`
	Moves     []moveJSON      `json:"moves"`
	Unstaffed []unstaffedJSON `json:"nobody"`
}

type moveJSON struct {
	Visit     int64   `json:"visit"`
	Reference string  `json:"reference"`
	Start     *string `json:"start"`
	From      int64   `json:"from_student"`
	To        int64   `json:"to_student"`
	Why       string  `json:"why"`
}

type unstaffedJSON struct {
	Visit     int64   `json:"visit"`
	Reference string  `json:"reference"`
	Start     *string `json:"start"`
	Help      string  `json:"what_would_help"`
}

// errUnstaffed makes the command exit with 1 if a visit has no student.
var errUnstaffed = errors.New("visits have no student: see above what would help")

// Run implements kong's command.
func (c *planNightCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	all, _, err := c.Load()
	if err != nil {
		return err
	}
	if c.Programme != "" {
		p, err := all.Named(c.Programme)
		if err != nil {
			return exit.Misused(fmt.Errorf("--programme: %w", err))
		}
		all = scheduling.Programmes{p}
	}
	if c.Limit <= 0 {
		return exit.Misused(fmt.Errorf("--limit: %s is no time to plan in; write 30s, say", c.Limit))
	}
	where, err := c.Ready(ctx, term.Err)
	if err != nil {
		return err
	}
	defer where.Close()
	now := c.Clock(ctx, term.Now)
	night := &nightplan.Planner{
		Store: where.Store, Diaries: &matching.Diaries{Store: where.Store, Mobile: phonenumber.IsHomeMobile},
		Now: func() time.Time { return now },
	}
	var plans []nightJSON
	for _, p := range all {
		done, err := c.plan(ctx, term, night, p)
		if err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
		plans = append(plans, done)
	}
	return c.tell(term, plans)
}

func (c *planNightCmd) plan(
	ctx context.Context, term *terminal.Terminal, night *nightplan.Planner, p *scheduling.Programme,
) (nightJSON, error) {
	begun := term.Now()
	ctx, cancel := context.WithTimeout(ctx, c.Limit)
	defer cancel()
	bar := newPlanBar(term)
	planned, err := night.Plan(ctx, p, plan.Options{
		Seed: c.Seed, Effort: plan.EffortFor(c.Limit), Progress: bar.progress,
		Spent: func() float64 { return term.Now().Sub(begun).Seconds() / c.Limit.Seconds() },
	})
	bar.End()
	if err != nil {
		return nightJSON{}, err
	}
	done := nightJSON{
		Programme: p.Name, Visits: planned.Visits, Told: planned.Fixed, Proven: planned.Proven,
		Before: int(planned.Before.Minutes()), After: int(planned.After.Minutes()), Moves: []moveJSON{}, Unstaffed: []unstaffedJSON{},
	}
	for i := range planned.Reassignments {
		m := &planned.Reassignments[i]
		done.Moves = append(done.Moves, moveJSON{
			m.Visit.ID, m.Visit.Reference, output.Timestamp(m.Visit.Start, p.Zone), m.From, m.To, desk.BecauseWords(m.Because),
		})
	}
	for i := range planned.Uncovered {
		n := &planned.Uncovered[i]
		done.Unstaffed = append(done.Unstaffed, unstaffedJSON{
			n.Visit.ID, n.Visit.Reference, output.Timestamp(n.Visit.Start, p.Zone), desk.RemedyWords(*n, p.Zone),
		})
	}
	if !c.DryRun {
		done.Made, err = night.Apply(context.WithoutCancel(ctx), p, planned)
	}
	return done, err
}

// tell prints the plans. It returns errUnstaffed if a visit has no student.
func (c *planNightCmd) tell(term *terminal.Terminal, plans []nightJSON) error {
	var nobody error
	for i := range plans {
		if len(plans[i].Unstaffed) > 0 {
			nobody = errUnstaffed
		}
	}
	if c.JSON {
		return errors.Join(output.JSON(term.Out, plans), nobody)
	}
	for i := range plans {
		n := &plans[i]
		for _, m := range n.Moves {
			fmt.Fprintf(term.Out, "%s  visit %s: student %d → %d: %s\n", *m.Start, m.Reference, m.From, m.To, m.Why)
		}
		for _, v := range n.Unstaffed {
			fmt.Fprintf(term.Out, "%s  visit %s has nobody; this would help: %s\n", *v.Start, v.Reference, v.Help)
		}
		proven := ""
		if n.Proven {
			proven = ", and no plan is better"
		}
		fmt.Fprintf(term.Out, "%s: %d visits could go to others, %d stand; %d of %d moves made; %d minutes of travel instead of %d%s.\n",
			n.Programme, n.Visits, n.Told, n.Made, len(n.Moves), n.After, n.Before, proven)
	}
	return nobody
}
