package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// callbacksTextCmd answers by text.
type callbacksTextCmd struct {
	endingFlags
	settings.ProgrammesFlag
	Words    string `arg:"" help:"What to answer, at most 270 characters. Who it is from is put before it."`
	KeepOpen bool   `help:"Leave the callback on the list: somebody calls as well."`
}

// Help is shown below the flags.
func (callbacksTextCmd) Help() string {
	return `For people who cannot hear or speak, or asked for an answer by text. A running line sends it within seconds, and
"messages" lists it. The callback is done then, as with "callbacks done". Landlines and people who texted STOP
have to be called. Their answer is read like any other text to the line.

Example:
  helpline callbacks text 12 "Dag mevrouw Peeters, de student komt dinsdag om 10 uur."`
}

// Run implements kong's command.
func (c *callbacksTextCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	all, _, err := c.Load()
	if err != nil {
		return err
	}
	if err := c.send(ctx, term, all); err != nil {
		return err
	}
	fmt.Fprintln(term.Out, "The text is on its way.")
	if c.KeepOpen {
		return nil
	}
	note := c.note()
	if note == "" {
		note = scheduling.NoteAnsweredByText.With()
	}
	return c.close(ctx, term, scheduling.CallbackTexted, note)
}

func (c *callbacksTextCmd) send(ctx context.Context, term *terminal.Terminal, all scheduling.Programmes) error {
	where, callback, err := openCallback(ctx, term, c.DatabaseFlag, c.ID)
	if err != nil {
		return err
	}
	defer where.Close()
	p, err := all.Named(callback.Programme)
	if err != nil {
		return exit.Misused(err)
	}
	now := c.Clock(ctx, term.Now)
	contacts := &contact.Service{Store: where.Store, Now: func() time.Time { return now }, Mobile: phonenumber.IsHomeMobile}
	if err := contacts.AnswerByText(ctx, p, &callback, c.Words); err != nil {
		if errors.Is(err, scheduling.ErrInvalid) {
			return exit.Misused(err)
		}
		return err
	}
	return nil
}
