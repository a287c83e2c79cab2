package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// visitsCmd holds what a coordinator does with visits. Without a subcommand it lists
// them.
type visitsCmd struct {
	List    visitsListCmd    `cmd:"" default:"withargs" help:"List visits."`
	Confirm visitsConfirmCmd `cmd:"" help:"Confirm a visit that was asked for without a letter."`
	Cancel  visitsCancelCmd  `cmd:"" help:"Cancel a visit."`
	Done    visitsDoneCmd    `cmd:"" help:"Note that a visit took place."`
	NoShow  visitsNoShowCmd  `cmd:"" help:"Note that nobody came to a visit."`
}

// Help is shown below the commands.
func (visitsCmd) Help() string {
	return `"list" may be left out.

Example:
  helpline visits --programme antwerpen
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
func (f visitFlags) open(ctx context.Context, term *terminal) (*visitAtHand, error) {
	all, catalogue, err := f.Load()
	if err != nil {
		return nil, err
	}
	p, err := f.programme(all)
	if err != nil {
		return nil, err
	}
	where, err := f.Ready(ctx, term.err)
	if err != nil {
		return nil, err
	}
	visit, err := f.find(ctx, where, p)
	if err != nil {
		where.Close()
		return nil, err
	}
	now := f.Clock(ctx, term.now)
	bookings := &booking.Service{
		Store: where.Store, Diaries: &matching.Diaries{Store: where.Store},
		Now: func() time.Time { return now }, Mobile: phonenumber.IsHomeMobile,
	}
	return &visitAtHand{where, bookings, p, catalogue, visit}, nil
}

// programme returns the named programme. With several, one must be named: a
// reference is unique within its programme only.
func (f visitFlags) programme(all scheduling.Programmes) (*scheduling.Programme, error) {
	if f.Programme == "" && len(all) == 1 {
		return all[0], nil
	}
	if f.Programme == "" {
		return nil, exit.Misused(errors.New("whose visit is it? Say so with --programme: " + strings.Join(settings.ProgrammeNames(all), ", ")))
	}
	p, err := all.Named(f.Programme)
	if err != nil {
		return nil, exit.Misused(err)
	}
	return p, nil
}

// find looks the visit up among all that were ever promised or requested.
func (f visitFlags) find(ctx context.Context, where *settings.Database, p *scheduling.Programme) (lists.VisitRow, error) {
	if !isReference(f.Reference) {
		return lists.VisitRow{}, exit.Misused(fmt.Errorf("%q is no number of a visit: it is five digits from 1 to 9, such as 76883", f.Reference))
	}
	visits, err := where.Store.Visits(ctx, lists.VisitFilter{Programme: p.Name})
	if err != nil {
		return lists.VisitRow{}, err
	}
	i := slices.IndexFunc(visits, func(v lists.VisitRow) bool { return v.Reference == f.Reference })
	if i < 0 {
		return lists.VisitRow{}, exit.Misused(fmt.Errorf(
			"%s has no visit %s: \"helpline visits --programme %s\" shows their numbers", p.Name, f.Reference, p.Name))
	}
	return visits[i], nil
}

// isReference reports whether a text has the form of a reference (see
// scheduling.Visit).
func isReference(text string) bool {
	return len(text) == 5 && strings.Trim(text, "123456789") == ""
}
