package desk

import (
	"context"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
)

// CallbacksCmd holds what a coordinator does with callbacks. Without a subcommand it
// lists them.
type CallbacksCmd struct {
	List   callbacksListCmd   `cmd:"" default:"withargs" help:"List who is waiting to be called back."`
	Add    callbacksAddCmd    `cmd:"" help:"Put something on the list that needs a human."`
	Take   callbacksTakeCmd   `cmd:"" help:"Take one, so that nobody else calls as well."`
	Later  callbacksLaterCmd  `cmd:"" help:"Put one off to a day, also when nobody answered."`
	Listen callbacksListenCmd `cmd:"" help:"Fetch a voicemail from the carrier."`
	Text   callbacksTextCmd   `cmd:"" help:"Answer by text, for people who cannot be called."`
	Done   callbacksDoneCmd   `cmd:"" help:"Note that a callback was made, and delete its voicemail."`
}

// Help is shown below the commands.
func (CallbacksCmd) Help() string {
	return `"list" may be left out.

Example:
  helpline callbacks --open
  helpline callbacks take 12
  helpline callbacks later 12 --on 2027-03-26 --no-answer
  helpline callbacks listen 12 --out voicemail.wav
  helpline callbacks text 12 "De student komt dinsdag om 10 uur."
  helpline callbacks done 12 --outcome reached --note "rings back on Monday"
  helpline callbacks add --programme gent --reason complaint --phone 0470123456 --note "the student came an hour late"`
}

// openCallback opens the database and finds a callback by its number.
func openCallback(
	ctx context.Context, term *terminal.Terminal, flag settings.DatabaseFlag, id int64,
) (*settings.Database, scheduling.Callback, error) {
	where, err := flag.Ready(ctx, term.Err)
	if err != nil {
		return nil, scheduling.Callback{}, err
	}
	callback, err := where.Store.Callback(ctx, id)
	if errors.Is(err, scheduling.ErrNotFound) {
		err = exit.Misused(fmt.Errorf("there is no callback %d: \"helpline callbacks\" shows their numbers", id))
	}
	if err != nil {
		where.Close()
		return nil, callback, err
	}
	return where, callback, nil
}
