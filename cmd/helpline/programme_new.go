package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// programmeNewCmd writes the file of a new programme.
type programmeNewCmd struct {
	Name     string   `arg:"" help:"Of the programme and of its file: small letters, digits and dashes, such as mechelen."`
	Like     string   `default:"antwerpen" placeholder:"NAME" help:"The shipped programme that it is modelled on: antwerpen, gent or hasselt."`
	Title    string   `required:"" placeholder:"TEXT" help:"As residents know it."`
	City     string   `required:"" placeholder:"NAME" help:"In Dutch."`
	Voice    string   `required:"" placeholder:"NUMBER" help:"Which residents call, as in +3280012009."`
	SMS      string   `name:"sms" required:"" placeholder:"NUMBER" help:"Which texts: a mobile number."`
	CallerID string   `name:"caller-id" required:"" placeholder:"NUMBER" help:"Shown when the line calls: not an 0800 number."`
	Place    []string `required:"" sep:"none" placeholder:"PLACE" help:"A postcode that is served, with its name and coordinates; for each place once."`
	Language []string `placeholder:"CODE" help:"Of a language that the line does not have, such as pl: its files to fill in are written beside --out."`
	Out      string   `placeholder:"FILE" help:"Where to write it. Without it: here."`
}

// Help is shown below the flags.
func (programmeNewCmd) Help() string {
	return `What is a city's own is taken from the flags; the rest is as in the model, with its comments, for you to
read and change. Who answers at the desk and on duty is left out: add it before the line goes live.

Example:
  helpline programme new mechelen --title "Digipunt aan huis" --city Mechelen --voice +3280012009 \
    --sms +32460201009 --caller-id +3215010101 --place "2800 Mechelen 51.0280 4.4713" \
    --place "2811 Hombeek 51.0100 4.4400" --language pl --out cities/mechelen.yaml`
}

// Run implements kong's command.
func (c *programmeNewCmd) Run(term *terminal.Terminal) error {
	text, err := programmes.Template(c.Like, programmes.City{
		Name: c.Name, Title: c.Title, City: c.City, Voice: c.Voice, SMS: c.SMS, Caller: c.CallerID, Places: c.Place,
	})
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return exit.Misused(fmt.Errorf("--like: %w; the shipped ones are antwerpen, gent and hasselt", err))
	case err != nil:
		return exit.Misused(err)
	}
	if err := c.checkLanguages(); err != nil {
		return err
	}
	if output.Replaces(c.Out) {
		if err := makeFolder(filepath.Dir(c.Out)); err != nil {
			return err
		}
	}
	if err := deliver(term.Out, c.Out, text); err != nil {
		return err
	}
	if c.Out != "" && c.Out != "-" {
		fmt.Fprintf(term.Out, "%s is written: read it, add who answers at the desk, and run \"helpline programme validate %[1]s\".\n", c.Out)
	}
	for _, language := range c.Language {
		if err := writeLanguage(term, filepath.Dir(c.Out), scheduling.Language(language)); err != nil {
			return err
		}
	}
	return nil
}

// checkLanguages refuses --language where its files have no place, or need none.
func (c *programmeNewCmd) checkLanguages() error {
	if len(c.Language) == 0 {
		return nil
	}
	if !output.Replaces(c.Out) {
		return exit.Misused(errors.New("--language writes files beside that of the programme: name it with --out"))
	}
	catalogue, err := locale.Load()
	if err != nil {
		return err
	}
	for _, language := range c.Language {
		if catalogue.Writes(scheduling.Language(language)) {
			return exit.Misused(fmt.Errorf("--language: the line has words in %s: write it under languages in the programme's file", language))
		}
		if _, err := catalogue.WritePO(scheduling.Language(language)); err != nil {
			return exit.Misused(fmt.Errorf("--language: %w", err))
		}
	}
	return nil
}

// makeFolder makes the folder of a file, if it is not there yet.
func makeFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // others at the office read it too
		return fmt.Errorf("the folder cannot be made: %w", err)
	}
	return nil
}

// writeLanguage writes the files of a language to fill in. What is there already stays: somebody
// may have filled it in.
func writeLanguage(term *terminal.Terminal, dir string, language scheduling.Language) error {
	catalogue, err := locale.Load()
	if err != nil {
		return err
	}
	words, err := catalogue.WritePO(language)
	if err != nil {
		return err
	}
	for _, file := range []struct {
		name string
		text []byte
		does string
	}{
		{filepath.Join(locale.WordsFolder, string(language)+".po"), words, "translate it, in an editor such as Poedit"},
		{filepath.Join(programmes.LexiconFolder, string(language)+".yaml"), programmes.LexiconTemplate(language), "fill in what texts mean"},
	} {
		name := filepath.Join(dir, file.name)
		if _, err := os.Stat(name); err == nil {
			fmt.Fprintf(term.Out, "%s is there already, and left as it is.\n", name)
			continue
		}
		if err := makeFolder(filepath.Dir(name)); err != nil {
			return err
		}
		if err := deliver(term.Out, name, file.text); err != nil {
			return err
		}
		fmt.Fprintf(term.Out, "%s is written: %s.\n", name, file.does)
	}
	fmt.Fprintf(term.Out, "Then offer it under languages, as {code: %s, tag: …, voice: …}; at most four fit the telephone menu.\n", language)
	return nil
}
