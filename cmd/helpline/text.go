package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/screen"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
)

// textCmd is a mobile telephone in the terminal.
type textCmd struct {
	reachFlags
	Send []string `placeholder:"TEXT" sep:"none" help:"Send this instead of asking; may be given several times, one text each."`
}

// Help is shown below the flags.
func (textCmd) Help() string {
	return `Each line you type is one text; what the line answers at once appears below it. What it sends later, a
reminder for instance, is in 'helpline messages' and on the demo's web phone. Every text goes to the line
as the carrier would send it: a signed webhook, TwiML back.

Example:
  helpline text
  helpline text --send AFSPRAAK --send 234567 --send 1 --send 1 --send ja
  helpline text --programme gent --send "Bonjour"`
}

// Run implements kong's command.
func (c *textCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	reached, _, err := c.line()
	if err != nil {
		return err
	}
	to, err := c.number(func(p *scheduling.Programme) string { return p.Numbers.SMS })
	if err != nil {
		return err
	}
	if err := c.known(to); err != nil {
		return err
	}
	if _, ok := phonenumber.Normal(c.From); !ok && !shortSender.MatchString(c.From) {
		return exit.Misused(fmt.Errorf("--from: %q can send no text; write a number as +32470000001, a short code as 8989, "+
			"or a name of at most 11 letters and digits", c.From))
	}
	handset := &carrier.Handset{Line: reached, From: c.From}
	send := func(body string) error { return screen.Exchange(ctx, term.Out, handset, to, body) }
	if len(c.Send) > 0 {
		for _, body := range c.Send {
			if err := send(body); err != nil {
				return err
			}
		}
		return nil
	}
	fmt.Fprintf(term.Err, "(one text a line, to %s; Ctrl-D ends it)\n", to)
	for body := range screen.Lines(ctx, term.In) {
		if err := send(body); err != nil {
			return err
		}
	}
	return nil
}

// known refuses a number that no programme has, and lists those that exist.
func (c *textCmd) known(to string) error {
	all, _, err := c.Load()
	if err != nil {
		return err
	}
	var numbers []string
	for _, p := range all {
		if p.Numbers.SMS == to {
			return nil
		}
		if p.Numbers.SMS != "" {
			numbers = append(numbers, p.Numbers.SMS+" ("+p.Name+")")
		}
	}
	return exit.Misused(fmt.Errorf("--to: no programme is texted on %q; choose one of %s", to, strings.Join(numbers, ", ")))
}

// shortSender matches a short code, or the name that a machine sends under: a line
// gets texts from these, too.
var shortSender = regexp.MustCompile(`^([0-9]{3,6}|[A-Za-z0-9 ]{1,11})$`)
