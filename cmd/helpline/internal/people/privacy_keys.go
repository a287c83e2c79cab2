package people

import (
	"errors"
	"fmt"
	"io"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/storage/sealing"
)

// privacyKeysCmd makes keys.
type privacyKeysCmd struct {
	From   string `placeholder:"FILE" help:"Keys that are in use: adds a new one before them."`
	Newest bool   `help:"With --from: leaves only the newest one, after a rotation."`
	Out    string `default:"-" placeholder:"FILE" help:"File to write, which only you can read, and which is not replaced; - writes it here."`
}

// Help is shown below the flags.
func (privacyKeysCmd) Help() string {
	return `The keys seal names, telephone numbers, streets, letter codes and free text in the database (HELPLINE_SEAL_KEYS: the
file, or what is in it). Keep a copy apart from the backups of the database: without the keys nobody can read them, and
whoever has both can.

To replace a key: make keys --from the old ones, give them to every process of the line, run helpline privacy rotate,
then make keys --from those --newest, and give these to every process.

Example:
  helpline privacy keys --out keys.json
  helpline privacy keys --from keys.json --out keys-2.json`
}

// Run implements kong's command.
func (c *privacyKeysCmd) Run(term *terminal.Terminal) error {
	keys, err := c.make()
	if err != nil {
		return err
	}
	text, err := keys.Text()
	if err != nil {
		return err
	}
	err = output.File{Name: c.Out, Here: term.Out, Keep: true}.Write(func(w io.Writer) error {
		_, err := fmt.Fprintln(w, text)
		return err
	})
	if err == nil && c.Out != "-" {
		fmt.Fprintf(term.Out, "The keys are in %s. Keep a copy apart from the database and its backups.\n", c.Out)
	}
	return err
}

func (c *privacyKeysCmd) make() (*sealing.Keys, error) {
	if c.From == "" {
		if c.Newest {
			return nil, exit.Misused(errors.New("--newest needs the keys that are in use: --from FILE"))
		}
		return sealing.Generate()
	}
	keys, err := sealing.Load(c.From)
	switch {
	case err != nil:
		return nil, exit.Misused(fmt.Errorf("--from: %w", err))
	case c.Newest:
		return keys.Newest()
	}
	return keys.Rotated()
}
