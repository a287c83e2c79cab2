package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// callbacksTextCmd answers by text.
type callbacksTextCmd struct {
	callbacksDoneCmd
	programmesFlag
	Words    string `arg:"" help:"What to answer, at most 270 characters. Who it is from is put before it."`
	KeepOpen bool   `help:"The callback stays on the list: somebody calls as well."`
}

// Help is shown below the flags.
func (callbacksTextCmd) Help() string {
	return `For whoever cannot hear or speak, or asked for an answer by text. A running line sends it within seconds, and
it stands in "messages". The callback is done then, as with "callbacks done". Landlines and people who texted STOP
have to be called. What they answer is understood as any other text to the line.

Example:
  helpline callbacks text 12 "Dag mevrouw Peeters, de student komt dinsdag om 10 uur."`
}

// Run implements kong's command.
func (c *callbacksTextCmd) Run(ctx context.Context, term *terminal) error {
	all, _, err := c.load()
	if err != nil {
		return err
	}
	if err := c.send(ctx, term, all); err != nil {
		return err
	}
	fmt.Fprintln(term.out, "The text is on its way.")
	if c.KeepOpen {
		return nil
	}
	if c.Note == "" {
		return c.close(ctx, term, scheduling.NoteAnsweredByText.With())
	}
	return c.callbacksDoneCmd.Run(ctx, term)
}

func (c *callbacksTextCmd) send(ctx context.Context, term *terminal, all scheduling.Programmes) error {
	where, callback, err := openCallback(ctx, term, c.databaseFlag, c.ID)
	if err != nil {
		return err
	}
	defer where.close()
	p, err := all.Named(callback.Programme)
	if err != nil {
		return misused(err)
	}
	now := c.clock(ctx, term.now)
	contacts := &scheduling.Contacts{Store: where.store, Now: func() time.Time { return now }, Mobile: twilio.IsMobile}
	if err := contacts.AnswerByText(ctx, p, &callback, c.Words); err != nil {
		if errors.Is(err, scheduling.ErrInvalid) {
			return misused(err)
		}
		return err
	}
	return nil
}
