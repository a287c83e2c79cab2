package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/people"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/residents"
)

// known returns the record that the resident of a request has already, or 0. If there are
// some who may be the same person, they are shown, and the error names the way on.
func (c *visitsConfirmCmd) known(
	ctx context.Context, term *terminal.Terminal, at *visitAtHand, completion *booking.Completion,
) (int64, error) {
	now := at.bookings.Now()
	list := people.NewRegistry(at.Database, nil, at.programme, now)
	if c.As != "" {
		person, err := list.Person(ctx, term, c.As)
		if err != nil {
			return 0, err
		}
		return at.joins(&person)
	}
	if c.New || at.visit.Status != scheduling.Requested {
		return 0, nil
	}
	asked, err := list.Named(ctx, at.programme.Name, fmt.Sprint(at.visit.ResidentID))
	if err != nil {
		return 0, err
	}
	about := asked[0].Resident
	about.Name, about.Street, about.Phone = completion.Name, completion.Street, cmp.Or(completion.Phone, about.Phone)
	alike, surely, err := list.Recognise(ctx, &about)
	if err != nil || len(alike) == 0 {
		return 0, err
	}
	if surely {
		fmt.Fprintf(term.Out, "%s is on the list already, as resident %d: the visit is theirs.\n", alike[0].Name, alike[0].ID)
		return at.joins(&alike[0])
	}
	if err := list.Print(term, false, alike); err != nil {
		return 0, err
	}
	return 0, exit.Misused(errors.New(
		"they may be on the list already, as above: add --as with the id of their record, or --new when it is another person"))
}

// joins returns the id of a record that a visit can join: one at its postcode.
func (at *visitAtHand) joins(person *residents.Record) (int64, error) {
	if person.Postcode != at.visit.Postcode {
		return 0, exit.Misused(fmt.Errorf(
			"their record has another postcode than the visit; when they moved, first: helpline residents moved %d --programme %s",
			person.ID, at.programme.Name))
	}
	return person.ID, nil
}
