package main

import (
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// promptsExportCmd writes a PO file.
type promptsExportCmd struct {
	Language string `required:"" placeholder:"CODE" help:"Language to translate into, as in tr; it may be one without words."`
	Format   string `enum:"po" default:"po" help:"Of the file: po."`
	Out      string `placeholder:"FILE" help:"Where to write it. Without it: here."`
}

// Help is shown below the flags.
func (promptsExportCmd) Help() string {
	return `Every text is one entry: its key, the Dutch, the translation so far, and what a translator has to know:
what is filled in, and how long it may get. Editors such as Poedit and Weblate read the file. Each form
of a plural is an entry of its own, key[few].

Example:
  helpline prompts export --language tr --out tr.po`
}

// Run implements kong's command.
func (c *promptsExportCmd) Run(term *terminal.Terminal) error {
	catalogue, err := locale.Load()
	if err != nil {
		return err
	}
	file, err := catalogue.WritePO(scheduling.Language(c.Language))
	if err != nil {
		return exit.Misused(fmt.Errorf("--language: %w", err))
	}
	return deliver(term.Out, c.Out, file)
}
