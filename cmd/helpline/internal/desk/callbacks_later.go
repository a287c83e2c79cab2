package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
)

// dueFlags choose until when a callback should be made.
type dueFlags struct {
	On string `placeholder:"DATE" help:"Day until which it is to be made, as in 2027-03-26; without it: the next day on which the office is open."`
	At string `placeholder:"TIME" help:"Time on that day, as in 10:30; without it: when the office closes."`
}

// due returns the chosen instant, or the zero time if none was chosen.
func (f dueFlags) due(p *scheduling.Programme, now time.Time) (time.Time, error) {
	if f.On == "" && f.At == "" {
		return time.Time{}, nil
	}
	day := calendar.DayOf(now, p.Zone)
	if f.On != "" {
		var err error
		if day, err = calendar.ParseDay(f.On); err != nil {
			return time.Time{}, exit.Misused(fmt.Errorf("--on: %w", err))
		}
	}
	if f.At == "" {
		due, err := callbacks.DueOn(p, day)
		if err != nil {
			return due, exit.Misused(fmt.Errorf("--on: %w, or add --at", err))
		}
		return due, nil
	}
	clock, err := calendar.ParseClock(f.At)
	if err != nil {
		return time.Time{}, exit.Misused(fmt.Errorf("--at: %w", err))
	}
	return day.At(clock, p.Zone).UTC(), nil
}

// callbacksLaterCmd gives a callback another due time.
type callbacksLaterCmd struct {
	callbackFlags
	dueFlags
	NoAnswer bool   `help:"It was tried now, and nobody answered."`
	Note     string `placeholder:"TEXT" help:"Why; added to the callback's note."`
}

// Help is shown below the flags.
func (callbacksLaterCmd) Help() string {
	return `A callback that nobody had is yours then: whoever puts it off sees to it. How often nobody answered is counted.

Example:
  helpline callbacks later 12 --on 2027-03-26
  helpline callbacks later 12 --no-answer --note "voicemail; tries again in the morning"`
}

// Run implements kong's command.
func (c *callbacksLaterCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	due, err := c.due(at.programme, at.now)
	if err != nil {
		return err
	}
	callback, err := at.queue.Later(ctx, at.programme, c.ID, callbacks.Deferral{
		By: terminal.OfficeWorker(ctx), Due: due, Attempt: c.NoAnswer, Note: terminal.SingleLine(c.Note),
	})
	switch {
	case errors.Is(err, scheduling.ErrInvalid):
		return exit.Misused(err)
	case errors.Is(err, scheduling.ErrTransition):
		return fmt.Errorf("callback %d is done already, by %s: %w", c.ID, callback.DoneBy, err)
	case err != nil:
		return err
	}
	fmt.Fprintf(term.Out, "Callback %d is put off to %s; it is %s's.", c.ID, output.Instant(callback.Due, at.programme.Zone), callback.Owner)
	if callback.Attempts > 0 {
		fmt.Fprintf(term.Out, " Nobody answered %s.", output.Count(callback.Attempts, "time"))
	}
	fmt.Fprintln(term.Out)
	return nil
}
