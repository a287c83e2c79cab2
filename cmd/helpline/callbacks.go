package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/click-call-connect/helpline/scheduling"
)

// callbacksCmd is what a coordinator does with callbacks; without a word more,
// it lists them.
type callbacksCmd struct {
	List   callbacksListCmd   `cmd:"" default:"withargs" help:"List who is waiting to be called back."`
	Listen callbacksListenCmd `cmd:"" help:"Fetch a voicemail from the carrier."`
	Text   callbacksTextCmd   `cmd:"" help:"Answer by text who cannot be called: deaf people, say."`
	Done   callbacksDoneCmd   `cmd:"" help:"Note that a callback was made, and delete its voicemail."`
}

// Help is shown below the commands.
func (callbacksCmd) Help() string {
	return `Without "list" it lists as well.

Example:
  helpline callbacks --open
  helpline callbacks listen 12 --out voicemail.wav
  helpline callbacks text 12 "De student komt dinsdag om 10 uur."
  helpline callbacks done 12 --note "rings back on Monday"`
}

// callbacksListenCmd fetches a voicemail.
type callbacksListenCmd struct {
	databaseFlag
	carrierFlags
	ID    int64  `arg:"" help:"Number of the callback; \"helpline callbacks\" shows it."`
	Out   string `required:"" placeholder:"FILE.wav" help:"File to write; only you can read it."`
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
func (c *callbacksListenCmd) Run(ctx context.Context, term *terminal) error {
	where, callback, err := openCallback(ctx, term, c.databaseFlag, c.ID)
	if err != nil {
		return err
	}
	defer where.close()
	if callback.RecordingURL == "" {
		return fmt.Errorf("callback %d has no voicemail: nothing was said, or it is done", c.ID)
	}
	account, err := c.account(c.databaseFlag)
	if err != nil {
		return err
	}
	err = writeFile(c.Out, c.Force, func(file *os.File) error {
		return account.FetchRecording(ctx, callback.RecordingURL, file)
	})
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return fmt.Errorf("the voicemail of callback %d is not at the carrier any more: %w", c.ID, err)
	case errors.Is(err, os.ErrExist):
		return misused(fmt.Errorf("%s is there already: choose another name, or replace it with --force", c.Out))
	case err != nil:
		return explained(fmt.Errorf("the voicemail of callback %d could not be fetched: %w", c.ID, err))
	}
	fmt.Fprintf(term.out, "The voicemail of callback %d is in %s. Delete the file when you have heard it.\n", c.ID, c.Out)
	return nil
}

// callbacksDoneCmd closes a callback.
type callbacksDoneCmd struct {
	databaseFlag
	carrierFlags
	ID            int64  `arg:"" help:"Number of the callback; \"helpline callbacks\" shows it."`
	Note          string `placeholder:"TEXT" help:"What came of it; added to the callback's note."`
	RecordingGone bool   `help:"The carrier is not asked: its voicemail is deleted already, or the carrier is ours no longer."`
}

// Help is shown below the flags.
func (callbacksDoneCmd) Help() string {
	return `A voicemail is kept no longer than it is needed: it is deleted at the carrier first. When that fails,
nothing is changed. What is done already is no error.

Example:
  helpline callbacks done 12
  helpline callbacks done 12 --note "rings back on Monday"`
}

// Run implements kong's command.
func (c *callbacksDoneCmd) Run(ctx context.Context, term *terminal) error {
	where, before, err := openCallback(ctx, term, c.databaseFlag, c.ID)
	if err != nil {
		return err
	}
	defer where.close()
	voicemail, err := c.forget(ctx, before)
	if err != nil {
		return err
	}
	note := scheduling.RedactNationalNumbers(oneLine(c.Note))
	if _, err := where.store.Handled(ctx, c.ID, note, c.clock(ctx, term.now)); err != nil {
		return fmt.Errorf("%w (%s; do this again to note that callback %d is done)", err, voicemail, c.ID)
	}
	how := "is done"
	if before.Status == scheduling.CallbackDone {
		how = "was done already"
	}
	fmt.Fprintf(term.out, "Callback %d %s: %s.\n", c.ID, how, voicemail)
	return nil
}

// forget deletes a callback's voicemail at the carrier, and says what became of it.
func (c *callbacksDoneCmd) forget(ctx context.Context, callback scheduling.Callback) (string, error) {
	switch {
	case callback.RecordingURL == "":
		return "it has no voicemail", nil
	case c.RecordingGone:
		return "the carrier was not asked about its voicemail", nil
	}
	account, err := c.account(c.databaseFlag)
	if err != nil {
		return "", err
	}
	if err := account.DeleteRecording(ctx, callback.RecordingURL); err != nil {
		return "", explained(fmt.Errorf("callback %d is as it was: its voicemail could not be deleted: %w", c.ID, err))
	}
	return "its voicemail is deleted at the carrier", nil
}

// openCallback opens the books at a callback that a person named.
func openCallback(ctx context.Context, term *terminal, flag databaseFlag, id int64) (*opened, scheduling.Callback, error) {
	where, err := flag.ready(ctx, term.err)
	if err != nil {
		return nil, scheduling.Callback{}, err
	}
	callback, err := where.store.Callback(ctx, id)
	if errors.Is(err, scheduling.ErrNotFound) {
		err = misused(fmt.Errorf("there is no callback %d: \"helpline callbacks\" shows their numbers", id))
	}
	if err != nil {
		where.close()
		return nil, callback, err
	}
	return where, callback, nil
}
