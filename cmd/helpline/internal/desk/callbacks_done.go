package desk

import (
	"context"
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
)

// callbacksDoneCmd closes a callback.
type callbacksDoneCmd struct {
	endingFlags
	Outcome string `default:"reached" enum:"${callback_outcomes}" help:"How it ended: ${enum}."`
}

// endingFlags identify a callback that ends, with what came of it.
type endingFlags struct {
	settings.DatabaseFlag
	CarrierFlags
	ID            int64  `arg:"" help:"Number of the callback; \"helpline callbacks\" shows it."`
	Note          string `placeholder:"TEXT" help:"What came of it; added to the callback's note."`
	RecordingGone bool   `help:"Do not ask the carrier: the voicemail is deleted there, or the account is closed."`
}

// Help is shown below the flags.
func (callbacksDoneCmd) Help() string {
	return `The voicemail is not needed any more: it is deleted at the carrier first. If that fails, nothing is changed.
How it ended and who did it are kept. A callback that is done already is no error.

Example:
  helpline callbacks done 12
  helpline callbacks done 12 --outcome given_up --note "three times, at three hours"`
}

// Run implements kong's command.
func (c *callbacksDoneCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	return c.close(ctx, term, scheduling.CallbackOutcome(c.Outcome), c.note())
}

// note returns the note of the flags, without what is not kept.
func (c *endingFlags) note() string {
	return scheduling.PlainNote(nationalnumber.Redact(terminal.SingleLine(c.Note)))
}

// close notes how the callback ended, with a note for the office.
func (c *endingFlags) close(ctx context.Context, term *terminal.Terminal, outcome scheduling.CallbackOutcome, note string) error {
	where, before, err := openCallback(ctx, term, c.DatabaseFlag, c.ID)
	if err != nil {
		return err
	}
	defer where.Close()
	voicemail, err := c.forget(ctx, before)
	if err != nil {
		return err
	}
	now := c.Clock(ctx, term.Now)
	ending := callbacks.Ending{By: terminal.OfficeWorker(ctx), Outcome: outcome, Note: note, Now: now}
	if _, err := where.Store.Handled(ctx, c.ID, ending); err != nil {
		return fmt.Errorf("%w (%s; do this again to note that callback %d is done)", err, voicemail, c.ID)
	}
	how := "is done"
	if before.Status == scheduling.CallbackDone {
		how = "was done already"
	}
	fmt.Fprintf(term.Out, "Callback %d %s: %s.\n", c.ID, how, voicemail)
	return nil
}

// forget deletes a callback's voicemail at the carrier, and returns what became of it.
func (c *endingFlags) forget(ctx context.Context, callback scheduling.Callback) (string, error) {
	switch {
	case callback.RecordingURL == "":
		return "it has no voicemail", nil
	case c.RecordingGone:
		return "the carrier was not asked about its voicemail", nil
	}
	account, err := c.Account(c.DatabaseFlag)
	if err != nil {
		return "", err
	}
	if err := account.DeleteRecording(ctx, callback.RecordingURL); err != nil {
		return "", withAdvice(fmt.Errorf("callback %d is as it was: its voicemail could not be deleted: %w", c.ID, err))
	}
	return "its voicemail is deleted at the carrier", nil
}

// CallbackOutcomes returns the outcomes that a person can give, for the help.
func CallbackOutcomes() string {
	var names []string
	for _, outcome := range scheduling.CallbackOutcomes() {
		names = append(names, string(outcome))
	}
	return strings.Join(names, ",")
}
