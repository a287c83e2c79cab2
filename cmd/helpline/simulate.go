package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/scheduling"
)

// simulateCmd plays a whole pilot.
type simulateCmd struct {
	programmesFlag
	Programme string `placeholder:"NAME" help:"Whose rules are played by. Without it: the only programme, or antwerpen."`
	Residents int    `default:"3000" placeholder:"N" help:"Residents who get a letter."`
	Students  int    `default:"300" placeholder:"N" help:"Students who can visit them."`
	Weeks     int    `default:"12" placeholder:"N" help:"How long the pilot takes."`
	Seed      uint64 `default:"1" placeholder:"N" help:"Another number is another pilot; the same one has the same figures."`
	JSON      bool   `help:"For programs."`
}

// Help is shown below the flags.
func (simulateCmd) Help() string {
	return `Nobody is called or texted: people, students, an office and a carrier are played in this process, on a
clock that jumps from one thing that happens to the next. What answers them is the line itself: signed
webhooks, the dialogue, booking, dispatch, reminders, the outbox and the night plan, on a Postgres and a
Redis of their own that are thrown away. How people behave is a guess: docs/planning.md says which one.

Example:
  helpline simulate --residents 3000 --students 300 --weeks 12 --seed 1`
}

// The largest pilot that is played: telephone numbers and letter codes are drawn
// from blocks of this size.
const (
	mostResidents = 50_000
	mostStudents  = 5_000
	mostWeeks     = 52
)

func (c *simulateCmd) check() error {
	for _, asked := range []struct {
		flag     string
		is, most int
	}{{"residents", c.Residents, mostResidents}, {"students", c.Students, mostStudents}, {"weeks", c.Weeks, mostWeeks}} {
		if asked.is < 1 || asked.is > asked.most {
			return misused(fmt.Errorf("--%s: %d cannot be played; write 1 to %d", asked.flag, asked.is, asked.most))
		}
	}
	return nil
}

// Run implements kong's command.
func (c *simulateCmd) Run(ctx context.Context, term *terminal) (err error) {
	if err := c.check(); err != nil {
		return err
	}
	all, catalogue, err := c.load()
	if err != nil {
		return err
	}
	programme, err := defaultProgramme(all, c.Programme)
	if err != nil {
		return err
	}
	p := newPilot(c, programme, catalogue, term)
	defer func() { err = errors.Join(err, p.close()) }()
	if err := p.open(ctx); err != nil {
		return err
	}
	err = p.plays(ctx)
	p.bar.end()
	if err != nil {
		return err
	}
	figures, err := p.figures(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		out := json.NewEncoder(term.out)
		out.SetIndent("", "  ")
		err = out.Encode(figures)
	} else {
		err = figures.write(term.out)
	}
	return errors.Join(err, figures.kept())
}

// pilotProgramme is a programme that lasts as long as is played, and promises
// nothing beyond.
func pilotProgramme(p *scheduling.Programme, first scheduling.Day, weeks int) *scheduling.Programme {
	played := *p
	played.Window = scheduling.Window{FirstDay: first, LastDay: first.Add(7*weeks - 1)}
	return &played
}
