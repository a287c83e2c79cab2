package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// programmeShowCmd shows a programme's file, or the schema of all of them.
type programmeShowCmd struct {
	Programmes string `env:"HELPLINE_PROGRAMMES" placeholder:"DIR" help:"Folder of programme files; without it the shipped ones: antwerpen, gent, hasselt."`
	Name       string `arg:"" optional:"" help:"Of the programme."`
	Schema     bool   `help:"The JSON Schema of programme files in place of one of them; with --lexicon, that of lexicons."`
	Lexicon    string `placeholder:"CODE" help:"What texts in a language mean: the lexicon of the folder, or one to fill in."`
	Out        string `placeholder:"FILE" help:"Where to write it. Without it: here."`
}

// Help is shown below the flags.
func (programmeShowCmd) Help() string {
	return `An editor that has the schema completes the keys of a programme file and marks those that it does not know.
For most editors, write this as the first line of the file:

  # yaml-language-server: $schema=programme.schema.json

Example:
  helpline programme show gent
  helpline programme show --schema --out cities/programme.schema.json
  helpline programme show --lexicon pl --out cities/lexicon/pl.yaml`
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
	case c.Schema && c.Lexicon != "":
		return programmes.LexiconSchema()
	case c.Lexicon != "" && c.Name != "":
		return nil, exit.Misused(errors.New("a lexicon is of the folder, not of one programme: leave the name out, or --lexicon"))
	case c.Lexicon != "":
		return c.lexicon()
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

// lexicon returns the lexicon of a language in the folder, or one to fill in.
func (c *programmeShowCmd) lexicon() ([]byte, error) {
	code := scheduling.Language(filepath.Base(c.Lexicon))
	if c.Programmes != "" {
		text, err := os.ReadFile(filepath.Join(c.Programmes, programmes.LexiconFolder, string(code)+".yaml"))
		if err == nil || !errors.Is(err, os.ErrNotExist) {
			return text, err
		}
	}
	if lexicon.Reads(code) {
		return nil, exit.Misused(fmt.Errorf("the line reads texts in %s by itself, and needs no lexicon", code))
	}
	return programmes.LexiconTemplate(code), nil
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
