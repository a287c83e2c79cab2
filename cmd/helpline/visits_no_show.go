package main

import (
	"context"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/scheduling"
)

// visitsNoShowCmd closes a visit as a no-show.
type visitsNoShowCmd struct{ visitFlags }

// Help is shown below the flags.
func (visitsNoShowCmd) Help() string {
	return `For a visit to which no student came. Its vouchers are given back. If no student had said yes, it becomes cancelled.
No message goes to the resident: call them, and book another time with them.

Example:
  helpline visits no-show 76883 --programme antwerpen`
}

// Run implements kong's command.
func (c *visitsNoShowCmd) Run(ctx context.Context, term *terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	v, when := at.visit, output.Instant(at.visit.Start, at.programme.Zone)
	if v.Status == scheduling.NoShow || v.Status == scheduling.Cancelled {
		fmt.Fprintf(term.out, "Visit %s (%s) was closed already: it is %s.\n", v.Reference, when, v.Status)
		return nil
	}
	phone, err := at.phoneOfResident(ctx)
	if err != nil {
		return err
	}
	closed, err := at.bookings.MarkNoShow(ctx, v.Visit)
	if err != nil {
		return at.notClosed(err, "noted as one to which nobody came")
	}
	fmt.Fprintf(term.out, "Visit %s (%s) is closed: nobody came (%s). Its vouchers are given back, where it took any.\n"+
		"The resident is told nothing: %s\n", v.Reference, when, closed.Status, callThem(phone))
	return nil
}

// phoneOfResident returns the number to call: the resident's on file, or the one that
// the latest text about the visit went to.
func (at *visitAtHand) phoneOfResident(ctx context.Context) (string, error) {
	if at.visit.ResidentPhone != "" {
		return at.visit.ResidentPhone, nil
	}
	numbers, err := at.lastTextedNumber(ctx)
	if err != nil || len(numbers) == 0 {
		return "", err
	}
	return numbers[0], nil
}

func callThem(phone string) string {
	if phone == "" {
		return "no telephone number is known, so write to them."
	}
	return "call " + phone + "."
}
