package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
)

// studentsCalendarCmd prints or renews the address of a student's calendar.
type studentsCalendarCmd struct {
	studentFlags
	Renew bool `help:"Make a new address; the old one stops working."`
}

// Help is shown below the flags.
func (studentsCalendarCmd) Help() string {
	return `Whoever has the address can read the calendar. It holds when and in which postcode, and not whose visits they are.

Example:
  helpline students calendar +32470123456 --renew`
}

// Run implements kong's command.
func (c *studentsCalendarCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	t, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer t.Close()
	address, err := t.roster.CalendarOf(ctx, &t.student, c.Renew)
	if err != nil {
		return err
	}
	if !strings.Contains(address, "://") {
		return exit.Misused(errors.New(
			"the address of the line is not known: set HELPLINE_PUBLIC_URL, as \"serve\" has it, or give --public-url"))
	}
	fmt.Fprintln(term.Out, address)
	return nil
}
