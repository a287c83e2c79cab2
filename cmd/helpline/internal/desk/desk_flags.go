package desk

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/people"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// deskFlags identify the resident who is served at the desk.
type deskFlags struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	Person    string `arg:"" help:"Letter code, telephone number or id of the resident."`
	Programme string `placeholder:"NAME" help:"Whose it is. It can be left out where there is one programme only."`
}

// find opens the database and finds the resident. The caller closes the result.
func (f deskFlags) find(ctx context.Context, term *terminal.Terminal) (*visitAtHand, scheduling.Resident, error) {
	all, catalogue, err := f.Load()
	if err != nil {
		return nil, scheduling.Resident{}, err
	}
	p, err := terminal.OneProgramme(all, f.Programme)
	if err != nil {
		return nil, scheduling.Resident{}, err
	}
	where, err := f.Ready(ctx, term.Err)
	if err != nil {
		return nil, scheduling.Resident{}, err
	}
	now := f.Clock(ctx, term.Now)
	people := people.NewRegistry(where, all, p, now)
	resident, err := people.Person(ctx, term, f.Person)
	if err != nil {
		where.Close()
		return nil, scheduling.Resident{}, err
	}
	bookings := &booking.Service{
		Store: where.Store, Diaries: &matching.Diaries{Store: where.Store, Mobile: phonenumber.IsHomeMobile},
		Now: func() time.Time { return now }, Mobile: phonenumber.IsHomeMobile, Words: catalogue.DoorWords(),
	}
	return &visitAtHand{where, bookings, p, catalogue, lists.VisitRow{}}, resident.Resident, nil
}
