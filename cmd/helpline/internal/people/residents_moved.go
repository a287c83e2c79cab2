package people

import (
	"context"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/scheduling/residents"
)

// residentsMovedCmd gives a resident another address.
type residentsMovedCmd struct {
	residentFlags
	terminal.YesFlag
	Street      string `required:"" placeholder:"STREET" help:"Without the number."`
	HouseNumber string `required:"" placeholder:"NUMBER" help:"Such as 12, or 12 bus 3."`
	Postcode    string `required:"" placeholder:"POSTCODE" help:"Four digits."`
}

// Help is shown below the flags.
func (residentsMovedCmd) Help() string {
	return `Visits ahead follow: each is checked at the new address, and keeps its student, goes to another one, or has nobody
and comes on the list of callbacks. The resident hears nothing of that. A student who was told the old address is
told the new one. Where the programme does not come, the visits are cancelled, and the resident is told.

Example:
  helpline residents moved 234567 --street Dorpsstraat --house-number 4 --postcode 2060 --programme antwerpen`
}

// Run implements kong's command.
func (c *residentsMovedCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	to := residents.Address{
		Street: terminal.SingleLine(c.Street), HouseNumber: terminal.SingleLine(c.HouseNumber), Postcode: terminal.SingleLine(c.Postcode),
	}
	switch {
	case to.Street == "" || to.HouseNumber == "":
		return exit.Misused(errors.New("--street and --house-number: neither can be empty"))
	case !terminal.IsPostcode(to.Postcode):
		return exit.Misused(errors.New("--postcode: it is four digits, such as 2060"))
	case nationalnumber.Contains(to.Street):
		return exit.Misused(errors.New("--street: a national register number is not kept here; leave it out"))
	}
	at, person, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	ahead, err := at.Database.Store.PlannedVisits(ctx, person.ID, at.now)
	if err != nil {
		return err
	}
	if !at.programme.Serves(to.Postcode) && len(ahead) > 0 {
		question := fmt.Sprintf("%s does not come to postcode %s: %s cancelled.",
			at.programme.Name, to.Postcode, Counted2(len(ahead), "visit is", "visits are"))
		if err := c.Sure(term, question); err != nil {
			return err
		}
	}
	followed, err := at.Service.Move(ctx, at.programme, person.ID, to)
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "%s lives at %s %s, %s now.\n", person.Name, to.Street, to.HouseNumber, to.Postcode)
	return at.printFollowed(ctx, term, followed)
}

// Counted2 returns a number with a noun, in the singular or plural.
func Counted2(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}

// printFollowed prints what became of the visits ahead.
func (at *Registry) printFollowed(ctx context.Context, term *terminal.Terminal, followed []residents.Followed) error {
	names, err := at.Database.Store.StudentNames(ctx, at.programme.Name)
	if err != nil {
		return err
	}
	for _, f := range followed {
		v := f.Visit
		how := map[residents.Follow]string{
			residents.Kept:      "keeps " + names[v.StudentID],
			residents.Given:     fmt.Sprintf("goes from %s to %s", names[f.Before], names[v.StudentID]),
			residents.Unstaffed: names[f.Before] + " cannot come there, and nobody else can: see helpline callbacks --open",
			residents.Cancelled: "is cancelled",
		}[f.How]
		fmt.Fprintf(term.Out, "Visit %s (%s) %s.\n", v.Reference, output.Instant(v.Start, at.programme.Zone), how)
	}
	return nil
}

// residentsStopCmd ends everything ahead of a resident.
type residentsStopCmd struct {
	residentFlags
	terminal.YesFlag
	Why string `required:"" enum:"died,hospital,no-more" help:"died, hospital or no-more."`
}

// Help is shown below the flags.
func (residentsStopCmd) Help() string {
	return `Visits ahead are cancelled, reminders and invitations are not sent, and open callbacks are closed. Nobody tells the
resident; students who were asked are told that the visit is off. That somebody lies in hospital is kept as "away".
Whoever books again is visited again; the letter of somebody who died opens nothing.

Example:
  helpline residents stop 234567 --why died --programme antwerpen --yes`
}

// Run implements kong's command.
func (c *residentsStopCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, person, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	ahead, err := at.Database.Store.PlannedVisits(ctx, person.ID, at.now)
	if err != nil {
		return err
	}
	question := fmt.Sprintf("Everything ahead of %s ends: %s.", person.Name, Counted2(len(ahead), "visit", "visits"))
	if err := c.Sure(term, question); err != nil {
		return err
	}
	why := map[string]residents.Stop{"died": residents.StopDied, "hospital": residents.StopAway, "no-more": residents.StopNoMore}[c.Why]
	ended, err := at.Service.Stop(ctx, person.ID, why)
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "%s is not visited any more.\n", person.Name)
	for _, v := range ended {
		fmt.Fprintf(term.Out, "Visit %s (%s) is cancelled, and the resident is not told.\n",
			v.Reference, output.Instant(v.Start, at.programme.Zone))
	}
	return nil
}
