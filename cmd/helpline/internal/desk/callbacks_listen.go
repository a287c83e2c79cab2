package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
)

// callbacksListenCmd fetches a voicemail.
type callbacksListenCmd struct {
	settings.DatabaseFlag
	CarrierFlags
	ID    int64  `arg:"" help:"Number of the callback; \"helpline callbacks\" shows it."`
	Out   string `required:"" placeholder:"FILE.wav" help:"File to write, which only you can read; - writes it here."`
	Force bool   `help:"Replace the file when there is one."`
}

// Help is shown below the flags.
func (callbacksListenCmd) Help() string {
	return `The carrier is asked with our credentials, and keeps the voicemail: "callbacks done" deletes it there.
Delete the file, too, when you have heard it.

Example:
  helpline callbacks listen 12 --out voicemail.wav`
}

// Run implements kong's command.
func (c *callbacksListenCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	where, callback, err := openCallback(ctx, term, c.DatabaseFlag, c.ID)
	if err != nil {
		return err
	}
	defer where.Close()
	if callback.RecordingURL == "" {
		return fmt.Errorf("callback %d has no voicemail: nothing was said, or it is done", c.ID)
	}
	account, err := c.Account(c.DatabaseFlag)
	if err != nil {
		return err
	}
	err = output.File{Name: c.Out, Here: term.Out, Keep: !c.Force}.Write(func(file io.Writer) error {
		return account.FetchRecording(ctx, callback.RecordingURL, file)
	})
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return fmt.Errorf("the voicemail of callback %d is not at the carrier any more: %w", c.ID, err)
	case errors.Is(err, os.ErrExist):
		return exit.Misused(fmt.Errorf("%s is there already: choose another name, or replace it with --force", c.Out))
	case err != nil:
		return withAdvice(fmt.Errorf("the voicemail of callback %d could not be fetched: %w", c.ID, err))
	}
	if c.Out == "-" {
		return nil
	}
	fmt.Fprintf(term.Out, "The voicemail of callback %d is in %s. Delete the file when you have heard it.\n", c.ID, c.Out)
	return nil
}
