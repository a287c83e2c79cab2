package desk

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// VisitsCmd holds what a coordinator does with visits. Without a subcommand it lists
// them.
type VisitsCmd struct {
	List     visitsListCmd     `cmd:"" default:"withargs" help:"List visits."`
	Show     visitsShowCmd     `cmd:"" help:"Show a visit: who goes and why, who was asked, and what was changed."`
	Book     visitsBookCmd     `cmd:"" help:"Book a visit for somebody at the desk."`
	Move     visitsMoveCmd     `cmd:"" help:"Give a visit another time."`
	Reassign visitsReassignCmd `cmd:"" help:"List who could take a visit, and give it to one of them."`
	Confirm  visitsConfirmCmd  `cmd:"" help:"Confirm a visit that was asked for without a letter."`
	Cancel   visitsCancelCmd   `cmd:"" help:"Cancel a visit."`
	Done     visitsDoneCmd     `cmd:"" help:"Note that a visit took place."`
	NoShow   visitsNoShowCmd   `cmd:"" help:"Note that nobody came to a visit."`
}

// Help is shown below the commands.
func (VisitsCmd) Help() string {
	return `"list" may be left out.

Example:
  helpline visits --programme antwerpen --day 2027-03-26
  helpline visits show 76883 --programme antwerpen
  helpline visits book 234567 --programme antwerpen --topic itsme
  helpline visits move 76883 --programme antwerpen --start 2027-03-26T10:00
  helpline visits reassign 76883 --programme antwerpen
  helpline visits confirm 76883 --programme antwerpen --name "Ann Peeters" --street Kerkstraat
  helpline visits cancel 76883 --programme antwerpen
  helpline visits done 76883 --programme antwerpen --took 50m
  helpline visits no-show 76883 --programme antwerpen`
}

// visitFlags identify one visit.
type visitFlags struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	Reference string `arg:"" help:"Number of the visit, as the resident heard it: five digits."`
	Programme string `placeholder:"NAME" help:"Whose it is. It can be left out where there is one programme only."`
}

// visitAtHand is one visit of one programme, with the services that change it.
type visitAtHand struct {
	*settings.Database
	bookings  *booking.Service
	programme *scheduling.Programme
	catalogue *locale.Catalogue
	visit     lists.VisitRow
}

// open finds the visit. The caller closes the result.
func (f visitFlags) open(ctx context.Context, term *terminal.Terminal) (*visitAtHand, error) {
	all, catalogue, err := f.Load()
	if err != nil {
		return nil, err
	}
	p, err := terminal.OneProgramme(all, f.Programme)
	if err != nil {
		return nil, err
	}
	where, err := f.Ready(ctx, term.Err)
	if err != nil {
		return nil, err
	}
	visit, err := visitWith(ctx, where, p, f.Reference)
	if err != nil {
		where.Close()
		return nil, err
	}
	now := f.Clock(ctx, term.Now)
	bookings := &booking.Service{
		Store: where.Store, Diaries: &matching.Diaries{Store: where.Store, Mobile: phonenumber.IsHomeMobile},
		Now: func() time.Time { return now }, Mobile: phonenumber.IsHomeMobile, Words: catalogue.DoorWords(),
	}
	return &visitAtHand{where, bookings, p, catalogue, visit}, nil
}
