package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// programmeValidateCmd checks programme files.
type programmeValidateCmd struct {
	Paths []string `arg:"" name:"path" help:"Files, or folders of files."`
	JSON  bool     `name:"json" help:"One JSON array of mistakes, for programs."`
}

// Help is shown below the flags.
func (programmeValidateCmd) Help() string {
	return `Every mistake is named at once, with its line, its column and how to write it. The exit code is 0 if there
is none. "helpline preflight" also checks what is around a programme: servers, numbers at the carrier, lists.

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
}

// Run implements kong's command.
func (c *programmeValidateCmd) Run(term *terminal.Terminal) error {
	catalogue, err := locale.Load()
	if err != nil {
		return err
	}
	mistakes, checked := []*programmes.Problem{}, 0
	for _, path := range c.Paths {
		count, err := validate(path, catalogue.Languages())
		checked += count
		found := problemsOf(err)
		if err != nil && len(found) == 0 {
			return exit.Misused(err)
		}
		mistakes = append(mistakes, found...)
	}
	if err := c.print(term, mistakes, checked); err != nil {
		return err
	}
	if len(mistakes) > 0 {
		return fmt.Errorf("%s in the files", output.Count(len(mistakes), "mistake"))
	}
	return nil
}

func (c *programmeValidateCmd) print(term *terminal.Terminal, mistakes []*programmes.Problem, checked int) error {
	if c.JSON {
		rows := make([]mistakeJSON, len(mistakes))
		for i, m := range mistakes {
			rows[i] = mistakeJSON{m.File, m.Line, m.Column, m.Reason}
		}
		return output.JSON(term.Out, rows)
	}
	for _, m := range mistakes {
		fmt.Fprintln(term.Out, m)
	}
	if len(mistakes) == 0 {
		fmt.Fprintf(term.Out, "%s checked, and in order.\n", output.Count(checked, "programme"))
	}
	return nil
}

// validate checks a file or a folder, and returns how many programmes it read.
func validate(path string, known []scheduling.Language) (int, error) {
	at, err := os.Stat(path)
	if err != nil {
		return 0, fmt.Errorf("there is nothing to check: %w", err)
	}
	if at.IsDir() {
		all, err := programmes.Load(path, known...)
		return len(all), err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, fmt.Errorf("the programme cannot be read: %w", err)
	}
	_, err = programmes.Parse(path, data, known...)
	return 1, err
}

// problemsOf returns the mistakes that an error joins.
func problemsOf(err error) []*programmes.Problem {
	var problem *programmes.Problem
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*programmes.Problem
		for _, each := range joined.Unwrap() {
			if errors.As(each, &problem) {
				all = append(all, problem)
			}
		}
		return all
	}
	if errors.As(err, &problem) {
		return []*programmes.Problem{problem}
	}
	return nil
}
