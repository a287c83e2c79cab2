package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/plan"
	"github.com/click-call-connect/helpline/scheduling/plan/vroom"
)

// planSolveCmd solves a problem from a file.
type planSolveCmd struct {
	Vroom string        `required:"" placeholder:"FILE" help:"Problem in VROOM's JSON; - is standard input."`
	Out   string        `default:"-" placeholder:"FILE" help:"Where the solution goes, in VROOM's JSON; - writes it here."`
	Limit time.Duration `default:"10s" placeholder:"TIME" help:"Time that may be taken, reading and writing included, as in 10s or 2m."`
	Seed  uint64        `default:"1" placeholder:"N" help:"Another number searches in another way; the same one finds the same plan."`
}

// Help is shown below the flags.
func (planSolveCmd) Help() string {
	return `Reads vehicles, jobs and matrices of durations, and plans as many jobs as it can, with as little travel as
it can. If a file has what it does not support (breaks, capacities, shipments, …), it lists that and plans
nothing.

The effort is counted and not timed: the same file, seed and limit give the same plan. If the machine is too
slow for the limit, a warning is printed.

Example:
  helpline plan solve --vroom problem.json --out plan.json --limit 10s --seed 1`
}

// Run implements kong's command.
func (c *planSolveCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	begun := term.Now()
	if c.Limit <= 0 {
		return exit.Misused(fmt.Errorf("--limit: %s is no time to plan in; write 10s, say", c.Limit))
	}
	// A plan after the limit is useless: a part of the time is reserved for writing.
	usable := c.Limit - c.Limit/20
	ctx, cancel := context.WithTimeout(ctx, usable)
	defer cancel()
	problem, err := c.read(term)
	if err != nil {
		return err
	}
	spent := func() float64 { return term.Now().Sub(begun).Seconds() / usable.Seconds() }
	bar := newPlanBar(term)
	planned, err := plan.Solve(ctx, &problem.Problem, plan.Options{
		Seed: c.Seed, Effort: plan.EffortFor(usable), Spent: spent, Progress: bar.progress,
	})
	bar.End()
	if err != nil {
		return exit.Misused(fmt.Errorf("--vroom: %w", err))
	}
	if err := c.write(term, problem, planned); err != nil {
		return err
	}
	c.tell(term, len(problem.Visits), planned)
	return nil
}

// read reads the problem from the file, or from standard input.
func (c *planSolveCmd) read(term *terminal.Terminal) (*vroom.Problem, error) {
	in := term.In
	if c.Vroom != "-" {
		file, err := os.Open(c.Vroom)
		if err != nil {
			return nil, exit.Misused(fmt.Errorf("--vroom: %w", err))
		}
		defer file.Close()
		in = file
	}
	problem, err := vroom.Read(in)
	if err != nil {
		return nil, exit.Misused(fmt.Errorf("--vroom %s: %w", c.Vroom, err))
	}
	return problem, nil
}

func (c *planSolveCmd) write(term *terminal.Terminal, problem *vroom.Problem, planned *plan.Plan) error {
	return output.File{Name: c.Out, Here: term.Out}.Write(func(file io.Writer) error {
		out := bufio.NewWriter(file)
		return errors.Join(vroom.Write(out, problem, planned), out.Flush())
	})
}

// tell prints how good the plan is.
func (c *planSolveCmd) tell(term *terminal.Terminal, visits int, planned *plan.Plan) {
	how := ""
	switch {
	case planned.Proven:
		how = " No plan is better: that is proven."
	case !planned.Complete:
		how = " The time ran out: another run may find another plan. Give it a longer --limit."
	}
	fmt.Fprintf(term.Err, "%d of %d visits are planned, with %.2f hours of travel.%s\n",
		visits-len(planned.Unserved), visits, float64(planned.Travel)/time.Hour.Seconds(), how)
}
