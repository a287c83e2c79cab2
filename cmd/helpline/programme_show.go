package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// programmeShowCmd shows a programme's file, or the schema of all of them.
type programmeShowCmd struct {
	Programmes string `env:"HELPLINE_PROGRAMMES" placeholder:"DIR" help:"Folder of programme files; without it the shipped ones: antwerpen, gent, hasselt."`
	Name       string `arg:"" optional:"" help:"Of the programme."`
	Schema     bool   `help:"The JSON Schema of programme files in place of one of them."`
	Out        string `placeholder:"FILE" help:"Where to write it. Without it: here."`
}

// Help is shown below the flags.
func (programmeShowCmd) Help() string {
	return `An editor that has the schema completes the keys of a programme file and marks those that it does not know.
For most editors, write this as the first line of the file:

  # yaml-language-server: $schema=programme.schema.json

Example:
  helpline programme show gent
  helpline programme show --schema --out cities/programme.schema.json`
}

// Run implements kong's command.
func (c *programmeShowCmd) Run(term *terminal.Terminal) error {
	text, err := c.text()
	if err != nil {
		return err
	}
	return deliver(term.Out, c.Out, text)
}

func (c *programmeShowCmd) text() ([]byte, error) {
	switch {
	case c.Schema && c.Name != "":
		return nil, exit.Misused(errors.New("the schema is the same for every programme: leave the name out, or --schema"))
	case c.Schema:
		return programmes.Schema()
	case c.Name == "":
		return nil, exit.Misused(errors.New("which programme? Give its name, such as antwerpen, or --schema"))
	}
	text, err := c.file()
	if errors.Is(err, scheduling.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		where := cmp.Or(c.Programmes, "the shipped ones: antwerpen, gent, hasselt")
		return nil, exit.Misused(fmt.Errorf("there is no programme %q in %s", c.Name, where))
	}
	return text, err
}

func (c *programmeShowCmd) file() ([]byte, error) {
	if c.Programmes == "" {
		return programmes.ShippedFile(c.Name)
	}
	text, err := os.ReadFile(filepath.Join(c.Programmes, filepath.Base(c.Name)+".yaml"))
	if err != nil {
		return nil, fmt.Errorf("the programme cannot be read: %w", err)
	}
	return text, nil
}
