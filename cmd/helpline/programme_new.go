package main

import (
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
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
	Out      string   `placeholder:"FILE" help:"Where to write it. Without it: here."`
}

// Help is shown below the flags.
func (programmeNewCmd) Help() string {
	return `What is a city's own is taken from the flags; the rest is as in the model, with its comments, for you to
read and change. Who answers at the desk and on duty is left out: add it before the line goes live.

Example:
  helpline programme new mechelen --title "Digipunt aan huis" --city Mechelen --voice +3280012009 \
    --sms +32460201009 --caller-id +3215010101 --place "2800 Mechelen 51.0280 4.4713" \
    --place "2811 Hombeek 51.0100 4.4400" --out cities/mechelen.yaml`
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
	if err := deliver(term.Out, c.Out, text); err != nil {
		return err
	}
	if c.Out != "" && c.Out != "-" {
		fmt.Fprintf(term.Out, "%s is written: read it, add who answers at the desk, and run \"helpline programme validate %[1]s\".\n", c.Out)
	}
	return nil
}
