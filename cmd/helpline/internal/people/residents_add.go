package people

import (
	"context"
	"errors"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
	"github.com/click-call-connect/helpline/scheduling/residents"
)

// residentsAddCmd adds a resident.
type residentsAddCmd struct {
	registryFlags
	Name        string `required:"" placeholder:"NAME" help:"As they say it."`
	Street      string `required:"" placeholder:"STREET" help:"Without the number."`
	HouseNumber string `placeholder:"NUMBER" help:"Such as 12, or 12 bus 3. Without it, that of the callback."`
	Postcode    string `placeholder:"POSTCODE" help:"Four digits. Without it, that of the callback."`
	Phone       string `placeholder:"NUMBER" help:"Without it, that of the callback, or none."`
	Ground      string `placeholder:"CODE" help:"Why they may be visited, as they say: ask, and do not guess."`
	Vouchers    int    `placeholder:"N" help:"Vouchers that they are given, where visits take vouchers."`
	Callback    int64  `placeholder:"ID" help:"Of somebody who called without a letter: it is about this resident from now on."`
	New         bool   `help:"It is another person than those that look like them."`
}

// Help is shown below the flags.
func (residentsAddCmd) Help() string {
	return `Somebody who may be on the list already, by name with the same number or address, is shown, and nothing is added:
use their record, or add --new when it is another person. With --callback, for somebody who called without a letter
and hung up before they had a time, postcode, house number and telephone number are those that they gave.

Example:
  helpline residents add --name "Ann Peeters" --street Kerkstraat --house-number 12 --postcode 2060 --ground vitamine_g
  helpline residents add --callback 12 --name "Ann Peeters" --street Kerkstraat --ground vitamine_g`
}

// Run implements kong's command.
func (c *residentsAddCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	about, err := c.resident(ctx, at)
	if err != nil {
		return err
	}
	if err := at.refuseTwice(ctx, term, about, c.New); err != nil {
		return err
	}
	added, err := at.Add(ctx, about, c.Callback)
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "Resident %d is added. Their letter code: %s.\n", added.ID, added.LetterCode)
	if c.Callback != 0 && at.programme.Serves(added.Postcode) {
		fmt.Fprintf(term.Out, "Their visit: helpline visits book %d --programme %s --topic TOPIC\n", added.ID, at.programme.Name)
	}
	if !at.programme.Serves(added.Postcode) {
		fmt.Fprintf(term.Err, "warning: %s does not come to postcode %s, so they cannot be visited\n", at.programme.Name, added.Postcode)
	}
	return nil
}

// resident returns who is to be added, from the flags and the callback.
func (c *residentsAddCmd) resident(ctx context.Context, at *Registry) (*scheduling.Resident, error) {
	ground, err := terminal.GroundOf(at.programme, c.Ground)
	if err != nil {
		return nil, err
	}
	phone, ok := terminal.PhoneNumber(c.Phone)
	r := &scheduling.Resident{
		Programme: at.programme.Name, Name: terminal.SingleLine(c.Name), Phone: phone, Street: terminal.SingleLine(c.Street),
		HouseNumber: terminal.SingleLine(c.HouseNumber), Postcode: terminal.SingleLine(c.Postcode),
		Ground: ground, Minutes: at.programme.Voucher.Worth(c.Vouchers),
	}
	if c.Callback != 0 {
		if err := at.complete(ctx, r, c.Callback); err != nil {
			return nil, err
		}
	}
	switch {
	case !ok:
		return nil, exit.Misused(errors.New("--phone: it is not a telephone number; write it as in +32470123456"))
	case r.Name == "" || r.Street == "" || r.HouseNumber == "":
		return nil, exit.Misused(errors.New("--name, --street and --house-number: none can be empty"))
	case !terminal.IsPostcode(r.Postcode):
		return nil, exit.Misused(errors.New("--postcode: it is four digits, such as 2060"))
	case nationalnumber.Contains(r.Name + "; " + r.Street):
		return nil, exit.Misused(errors.New("--name and --street: a national register number is not kept here; leave it out"))
	case c.Vouchers < 0 || c.Vouchers > terminal.MaxVouchers:
		return nil, exit.Misused(fmt.Errorf("--vouchers: %d is not from 0 to %d", c.Vouchers, terminal.MaxVouchers))
	}
	return r, nil
}

// complete adds what a caller without a letter gave before they hung up.
func (at *Registry) complete(ctx context.Context, r *scheduling.Resident, id int64) error {
	callback, err := at.Database.Store.Callback(ctx, id)
	if errors.Is(err, scheduling.ErrNotFound) || err == nil && callback.Programme != r.Programme {
		return exit.Misused(fmt.Errorf("--callback: %s has no callback %d", r.Programme, id))
	}
	if err != nil {
		return err
	}
	fill := func(field *string, value string) {
		if *field == "" {
			*field = value
		}
	}
	fill(&r.Phone, callback.Phone)
	for _, part := range scheduling.ParseNote(callback.Note) {
		if part.Code == scheduling.NoteAddress {
			fill(&r.Postcode, part.Args["postcode"])
			fill(&r.HouseNumber, part.Args["number"])
		}
	}
	return nil
}

// refuseTwice shows who may be the same person as somebody to be added. Only somebody who
// says that it is another one adds a second record.
func (at *Registry) refuseTwice(ctx context.Context, term *terminal.Terminal, about *scheduling.Resident, another bool) error {
	alike, _, err := at.Recognise(ctx, about)
	if err != nil || len(alike) == 0 || another {
		return err
	}
	if err := at.Print(term, false, alike); err != nil {
		return err
	}
	return exit.Misused(errors.New("they may be on the list already, as above: use that record, or add --new when it is another person"))
}

// residentsNewCodeCmd replaces a letter code.
type residentsNewCodeCmd struct {
	residentFlags
	terminal.YesFlag
}

// Help is shown below the flags.
func (residentsNewCodeCmd) Help() string {
	return `Whoever calls with the old code is told that a newer letter replaced it.

Example:
  helpline residents new-code 234567 --programme antwerpen --yes`
}

// Run implements kong's command.
func (c *residentsNewCodeCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, person, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	if err := c.Sure(term, fmt.Sprintf("The letter code of %s will open nothing any more.", person.Name)); err != nil {
		return err
	}
	code, err := at.Service.NewCode(ctx, person.ID)
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "The new letter code of %s: %s.\n", person.Name, code)
	return nil
}

// residentsMergeCmd makes one record of two.
type residentsMergeCmd struct {
	residentFlags
	terminal.YesFlag
	Other string `arg:"" help:"The record that goes: letter code, telephone number or id."`
}

// Help is shown below the flags.
func (residentsMergeCmd) Help() string {
	return `The first keeps its name, address and letter code. Visits, messages, vouchers, callbacks and history of the other
follow to it, and whoever calls with the other's code is told that a newer letter replaced it.

Example:
  helpline residents merge 234567 345678 --programme antwerpen --yes`
}

// Run implements kong's command.
func (c *residentsMergeCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, person, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	other, err := at.Person(ctx, term, c.Other)
	if err != nil {
		return err
	}
	if err := at.Print(term, false, []residents.Record{person, other}); err != nil {
		return err
	}
	if err := c.Sure(term, "The first record keeps its name, address and code, and the second goes."); err != nil {
		return err
	}
	err = at.Service.Merge(ctx, at.programme, person.ID, other.ID)
	switch {
	case errors.Is(err, scheduling.ErrSlotTaken):
		return fmt.Errorf("nothing was merged: both expect a visit at the same time; cancel one of them first: %w", err)
	case errors.Is(err, scheduling.ErrInvalid):
		return exit.Misused(errors.New("both name the same record: there is nothing to merge"))
	case err != nil:
		return err
	}
	fmt.Fprintf(term.Out, "Record %d is one with %d now.\n", other.ID, person.ID)
	return nil
}
