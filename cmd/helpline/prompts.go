package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// promptsCmd is for translators: the words go out, and come back.
type promptsCmd struct {
	Export promptsExportCmd `cmd:"" help:"Give a translator the words as a PO file."`
	Import promptsImportCmd `cmd:"" help:"Take a translator's PO file back as a file of words."`
}

// promptsExportCmd writes a PO file.
type promptsExportCmd struct {
	Language string `required:"" placeholder:"CODE" help:"Language to translate into, as in tr; one that has no words yet will do."`
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
func (c *promptsExportCmd) Run(term *terminal) error {
	catalogue, err := locale.Load()
	if err != nil {
		return err
	}
	file, err := catalogue.WritePO(scheduling.Language(c.Language))
	if err != nil {
		return misused(fmt.Errorf("--language: %w", err))
	}
	return deliver(term.out, c.Out, file)
}

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
func (c *promptsImportCmd) Run(term *terminal) error {
	catalogue, err := locale.Load()
	if err != nil {
		return err
	}
	source, err := os.ReadFile(c.File)
	if err != nil {
		return misused(err)
	}
	language, words, err := catalogue.ReadPO(filepath.Base(c.File), source)
	if err != nil {
		return misused(err)
	}
	if want := string(language) + ".yaml"; c.Out != "" && filepath.Base(c.Out) != want {
		return misused(fmt.Errorf("--out: call the file %s: its name says which language it is", want))
	}
	return deliver(term.out, c.Out, words)
}

// deliver writes to a file, or here when it has no name.
func deliver(here io.Writer, name string, content []byte) error {
	if name == "" {
		_, err := here.Write(content)
		return err
	}
	const readable = 0o644 // these are no secrets
	if err := os.WriteFile(name, content, readable); err != nil {
		return errors.Join(misused(errors.New("--out cannot be written")), err)
	}
	return nil
}
