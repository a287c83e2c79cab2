package main

import (
	"context"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/scheduling"
)

// visitsNoShowCmd closes a visit to which nobody came.
type visitsNoShowCmd struct{ visitFlags }

// Help is shown below the flags.
func (visitsNoShowCmd) Help() string {
	return `Nobody came, and the vouchers are given back. A visit that no student had said yes to becomes cancelled.
The resident is told nothing: call them, and book another time with them.

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
	closed, err := at.desk.MarkNoShow(ctx, v.Visit)
	if err != nil {
		return at.notClosed(err, "noted as one to which nobody came")
	}
	fmt.Fprintf(term.out, "Visit %s (%s) is closed: nobody came (%s). Its vouchers are given back, where it took any.\n"+
		"The resident is told nothing: %s\n", v.Reference, when, closed.Status, callThem(phone))
	return nil
}

// phoneOfResident is where the resident of the visit is called: the register's number, or
// the one that was told of it.
func (at *visitAtHand) phoneOfResident(ctx context.Context) (string, error) {
	if at.visit.ResidentPhone != "" {
		return at.visit.ResidentPhone, nil
	}
	told, err := at.lastTextedNumber(ctx)
	if err != nil || len(told) == 0 {
		return "", err
	}
	return told[0], nil
}

func callThem(phone string) string {
	if phone == "" {
		return "no telephone number is known, so write to them."
	}
	return "call " + phone + "."
}
