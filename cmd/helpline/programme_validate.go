package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// programmeValidateCmd checks programme files.
type programmeValidateCmd struct {
	Paths []string `arg:"" name:"path" help:"Files, or folders of files."`
	JSON  bool     `name:"json" help:"One JSON array of mistakes, for programs."`
}

// Help is shown below the flags.
func (programmeValidateCmd) Help() string {
	return `Every mistake is named at once, with its line, its column and how to write it, in programme files and in the
languages (words/CODE.po) and lexicons (lexicon/CODE.yaml) beside them. The exit code is 0 if there is none:
a text that is not translated is no mistake, but the line says it in Dutch. "helpline preflight" also
checks what is around a programme: servers, numbers at the carrier, lists.

Example:
  helpline programme validate cities/mechelen.yaml
  helpline programme validate cities/ --json`
}

// mistakeJSON is the public contract of one mistake in a programme file.
type mistakeJSON struct {
	File   string `json:"file"`
	Line   int    `json:"line"` // 0: the whole file
	Column int    `json:"column"`
	Reason string `json:"reason"`
	Gap    bool   `json:"gap"` // a text that is not translated, and said in Dutch: no mistake
}

// Run implements kong's command.
func (c *programmeValidateCmd) Run(term *terminal.Terminal) error {
	var found validated
	for _, path := range c.Paths {
		if err := found.add(path); err != nil {
			return exit.Misused(err)
		}
	}
	if err := found.print(term, c.JSON); err != nil {
		return err
	}
	if len(found.mistakes) > 0 {
		return fmt.Errorf("%s in the files", output.Count(len(found.mistakes), "mistake"))
	}
	return nil
}

// validated is what was found in files.
type validated struct {
	mistakes, gaps []*programmes.Problem
	checked        int // programmes
}

// add checks a file or a folder. It returns an error if there is nothing to check.
func (v *validated) add(path string) error {
	at, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("there is nothing to check: %w", err)
	}
	read := settings.ReadFile
	if at.IsDir() {
		read = settings.ReadFolder
	}
	folder, err := read(path)
	found := programmes.Problems(err)
	if err != nil && len(found) == 0 {
		return err
	}
	v.checked += len(folder.Programmes)
	v.mistakes, v.gaps = distinct(append(v.mistakes, found...)), distinct(append(v.gaps, folder.Gaps...))
	return nil
}

// distinct leaves out what is there twice: two programmes of a folder share its languages.
func distinct(problems []*programmes.Problem) []*programmes.Problem {
	seen := map[programmes.Problem]bool{}
	return slices.DeleteFunc(problems, func(p *programmes.Problem) bool {
		twice := seen[*p]
		seen[*p] = true
		return twice
	})
}

func (v *validated) print(term *terminal.Terminal, asJSON bool) error {
	if asJSON {
		rows := []mistakeJSON{}
		for _, m := range v.mistakes {
			rows = append(rows, mistakeJSON{m.File, m.Line, m.Column, m.Reason, false})
		}
		for _, m := range v.gaps {
			rows = append(rows, mistakeJSON{m.File, m.Line, m.Column, m.Reason, true})
		}
		return output.JSON(term.Out, rows)
	}
	for _, m := range v.mistakes {
		fmt.Fprintln(term.Out, m)
	}
	for _, m := range v.gaps[:min(len(v.gaps), maxGapsShown)] {
		fmt.Fprintln(term.Out, m)
	}
	if more := len(v.gaps) - maxGapsShown; more > 0 {
		fmt.Fprintf(term.Out, "… and %d more texts that are not translated; --json lists all.\n", more)
	}
	if len(v.gaps) > 0 {
		fmt.Fprintf(term.Out, "%s not translated: until then the line says them in Dutch.\n", output.Count(len(v.gaps), "text"))
	}
	if len(v.mistakes) == 0 {
		fmt.Fprintf(term.Out, "%s checked, and in order.\n", output.Count(v.checked, "programme"))
	}
	return nil
}

// maxGapsShown is how many texts that are not translated are printed: a new language lacks all.
const maxGapsShown = 20
