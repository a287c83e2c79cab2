package people

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
)

// VouchersCmd holds what an office does with vouchers.
type VouchersCmd struct {
	Grant   vouchersGrantCmd   `cmd:"" help:"Give somebody vouchers beside what the list gave."`
	Balance vouchersBalanceCmd `cmd:"" help:"Show what somebody has left, and what planned visits hold."`
	Ledger  vouchersLedgerCmd  `cmd:"" help:"Show everything that was given, held, spent and returned."`
}

// Help is shown below the commands.
func (VouchersCmd) Help() string {
	return `Vouchers are kept in minutes: a visit spends what it used, and the rest stays. Many at once are given by
"helpline import residents", whose column of vouchers is the total that the list gives.

Example:
  helpline vouchers grant 234567 1 --why "first student did not come" --programme gent
  helpline vouchers balance 234567 --programme gent
  helpline vouchers ledger 234567 --programme gent --json`
}

// ledgerAtHand is the ledger of one resident.
type ledgerAtHand struct {
	*Registry
	ledger   vouchers.Service
	resident scheduling.Resident
}

// ledger finds a resident, and opens their ledger. The caller closes the result.
func (f residentFlags) ledger(ctx context.Context, term *terminal.Terminal) (*ledgerAtHand, error) {
	at, person, err := f.find(ctx, term)
	if err != nil {
		return nil, err
	}
	return &ledgerAtHand{at, vouchers.Service{Store: at.Database.Store, Now: at.Now}, person.Resident}, nil
}

// vouchersGrantCmd gives vouchers.
type vouchersGrantCmd struct {
	residentFlags
	Count     int    `arg:"" optional:"" name:"n" help:"How many vouchers."`
	Minutes   int    `placeholder:"N" help:"Minutes, in place of whole vouchers."`
	Why       string `required:"" placeholder:"TEXT" help:"The reason, for the history; nothing about health."`
	Reference string `placeholder:"TEXT" help:"Makes the same command, run again, give nothing."`
}

// Help is shown below the flags.
func (vouchersGrantCmd) Help() string {
	return `The reason is kept in the ledger and in the history of the person.

Example:
  helpline vouchers grant 234567 1 --why "first student did not come" --programme gent
  helpline vouchers grant 234567 --minutes 30 --why "visit was cut short" --reference 76883 --programme gent`
}

// Run implements kong's command.
func (c *vouchersGrantCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	why := nationalnumber.Redact(terminal.SingleLine(c.Why))
	switch {
	case (c.Count == 0) == (c.Minutes == 0):
		return exit.Misused(errors.New("say how much: a number of vouchers, or --minutes N"))
	case why == "" || len([]rune(why)) > history.MaxWhy:
		return exit.Misused(fmt.Errorf("--why: write a reason of at most %d characters", history.MaxWhy))
	}
	at, err := c.ledger(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	minutes := c.Minutes + at.programme.Voucher.Worth(c.Count)
	reference := c.Reference
	if reference == "" {
		reference = rand.Text()
	}
	granted, err := at.ledger.Grant(ctx, &at.resident, minutes, why, fmt.Sprint(at.resident.ID, ":", reference))
	if err != nil {
		return refusedGrant(err)
	}
	balances, err := at.Database.Store.Balances(ctx, at.resident.ID)
	if err != nil {
		return err
	}
	if granted {
		fmt.Fprintf(term.Out, "Given: %d minutes. ", minutes)
	} else {
		fmt.Fprint(term.Out, "This was given already, with the same reference. ")
	}
	fmt.Fprintf(term.Out, "%d minutes can be booked (%s).\n", balances.Available, at.asVouchers(balances.Available))
	return nil
}

func refusedGrant(err error) error {
	if errors.Is(err, scheduling.ErrInvalid) {
		return exit.Misused(err)
	}
	return err
}

// asVouchers words minutes in vouchers.
func (at *ledgerAtHand) asVouchers(minutes int) string {
	worth := at.programme.Voucher.Worth(1)
	if rest := minutes % worth; rest != 0 {
		return fmt.Sprintf("%d vouchers and %d minutes", minutes/worth, rest)
	}
	return fmt.Sprintf("%d vouchers", minutes/worth)
}

// vouchersBalanceCmd shows balances.
type vouchersBalanceCmd struct {
	residentFlags
	JSON bool `name:"json" help:"One JSON object in an array, for programs."`
}

// Help is shown below the flags.
func (vouchersBalanceCmd) Help() string {
	return `Given is all that somebody ever got; it is the sum of the others.

Example:
  helpline vouchers balance 234567 --programme gent`
}

// Run implements kong's command.
func (c *vouchersBalanceCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.ledger(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	balances, err := at.Database.Store.Balances(ctx, at.resident.ID)
	if err != nil {
		return err
	}
	asJSON := func(b vouchers.Balances) vouchers.Balances { return b }
	heading := []string{"GIVEN", "AVAILABLE", "HELD", "SPENT", "EXPIRED"}
	return output.List(term.Out, c.JSON, []vouchers.Balances{balances}, asJSON, heading, func(b vouchers.Balances) []string {
		return []string{inMinutes(b.Granted), inMinutes(b.Available), inMinutes(b.Held), inMinutes(b.Spent), inMinutes(b.Expired)}
	})
}

func inMinutes(minutes int) string { return fmt.Sprint(minutes, " min") }

// vouchersLedgerCmd shows a ledger.
type vouchersLedgerCmd struct {
	residentFlags
	JSON bool `name:"json" help:"One JSON array, for programs."`
}

// Help is shown below the flags.
func (vouchersLedgerCmd) Help() string {
	return `Oldest first. Each line says what became available, or was taken from it, and what was left afterwards.

Example:
  helpline vouchers ledger 234567 --programme gent`
}

// entryJSON is the public contract of one line of a ledger.
type entryJSON struct {
	At        time.Time         `json:"at"`
	Kind      vouchers.Kind     `json:"kind"`
	Visit     string            `json:"visit"`
	Changes   vouchers.Balances `json:"changes"`
	Available int               `json:"available"`
	Why       string            `json:"why"`
}

// Run implements kong's command.
func (c *vouchersLedgerCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.ledger(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	entries, err := at.Database.Store.Ledger(ctx, at.resident.ID)
	if err != nil {
		return err
	}
	zone := at.programme.Zone
	asJSON := func(e vouchers.Entry) entryJSON {
		return entryJSON{e.At.In(zone), e.Kind, e.Reference, e.Changes, e.Available, e.Why}
	}
	heading := []string{"AT", "WHAT", "VISIT", "CHANGE", "SPENT", "AVAILABLE", "WHY"}
	return output.List(term.Out, c.JSON, entries, asJSON, heading, func(e vouchers.Entry) []string {
		return []string{
			output.Instant(e.At, zone), string(e.Kind), output.OrDash(e.Reference), fmt.Sprintf("%+d min", e.Changes.Available),
			inMinutes(e.Changes.Spent), inMinutes(e.Available), output.OrDash(e.Why),
		}
	})
}
