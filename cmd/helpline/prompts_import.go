package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/locale"
)

// promptsImportCmd reads a PO file.
type promptsImportCmd struct {
	File string `arg:"" type:"existingfile" help:"PO file, UTF-8."`
	Out  string `placeholder:"FILE" help:"Where to write the words, as in flows/locale/words/tr.yaml. Without it: here."`
}

// Help is shown below the flags.
func (promptsImportCmd) Help() string {
	return `Every mistake is named with its line, and then nothing is written: a placeholder that is lost or invented,
a key or a plural form that is missing, a text that is too long when it is filled in, a translation of
Dutch words that have changed since. The file that is written belongs in flows/locale/words, and is
built into the next release.

Example:
  helpline prompts import tr.po --out flows/locale/words/tr.yaml`
}

// Run implements kong's command.
func (c *promptsImportCmd) Run(term *terminal.Terminal) error {
	catalogue, err := locale.Load()
	if err != nil {
		return err
	}
	source, err := os.ReadFile(c.File)
	if err != nil {
		return exit.Misused(err)
	}
	language, words, err := catalogue.ReadPO(filepath.Base(c.File), source)
	if err != nil {
		return exit.Misused(err)
	}
	if want := string(language) + ".yaml"; output.Replaces(c.Out) && filepath.Base(c.Out) != want {
		return exit.Misused(fmt.Errorf("--out: call the file %s: its name says which language it is", want))
	}
	return deliver(term.Out, c.Out, words)
}
