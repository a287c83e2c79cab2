package desk

import (
	"context"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
)

// visitsNoShowCmd closes a visit as a no-show.
type visitsNoShowCmd struct {
	visitFlags
	Absent scheduling.Absent `enum:"student,resident" default:"student" help:"Who was not there: student or resident."`
}

// Help is shown below the flags.
func (visitsNoShowCmd) Help() string {
	return `For a visit that did not take place because its student, or the resident, was not there. What becomes of its
vouchers is the programme's rule ("no_show" of its vouchers). If no student had said yes, it becomes cancelled, and costs nothing.
No message goes to the resident: call them, and book another time with them.

Example:
  helpline visits no-show 76883 --programme antwerpen
  helpline visits no-show 76883 --programme antwerpen --absent resident`
}

// Run implements kong's command.
func (c *visitsNoShowCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	v, when := at.visit, output.Instant(at.visit.Start, at.programme.Zone)
	if v.Status == scheduling.NoShow || v.Status == scheduling.Cancelled {
		fmt.Fprintf(term.Out, "Visit %s (%s) was closed already: it is %s.\n", v.Reference, when, v.Status)
		return nil
	}
	phone, err := at.phoneOfResident(ctx)
	if err != nil {
		return err
	}
	closed, err := at.bookings.MarkNoShow(ctx, at.programme, v.Visit, c.Absent)
	if err != nil {
		return at.notClosed(err, "noted as one to which nobody came")
	}
	fmt.Fprintf(term.Out, "Visit %s (%s) is closed: %s (%s). Its vouchers are %s, where it took any.\n"+
		"The resident is told nothing: %s\n", v.Reference, when, c.why(), closed.Status, c.becomes(at.programme, closed.Status), callThem(phone))
	return nil
}

func (c *visitsNoShowCmd) why() string {
	if c.Absent == scheduling.AbsentResident {
		return "the resident was not there"
	}
	return "nobody came"
}

// becomes returns what became of the visit's vouchers.
func (c *visitsNoShowCmd) becomes(p *scheduling.Programme, closed scheduling.Status) string {
	if closed == scheduling.NoShow && p.Voucher.Missed(c.Absent) == scheduling.SpendMissed {
		return "spent"
	}
	return "given back"
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
