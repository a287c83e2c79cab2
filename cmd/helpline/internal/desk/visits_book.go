package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

// visitsBookCmd books a visit for somebody at the desk.
type visitsBookCmd struct {
	deskFlags
	startFlags
	Topic    string `required:"" placeholder:"TOPIC" help:"What it is about, such as itsme."`
	Language string `default:"nl" placeholder:"CODE" help:"Of the visit, as the resident wants it: it is asked each time, and not kept."`
}

// Help is shown below the flags.
func (visitsBookCmd) Help() string {
	return `The times are those that the line would offer, held in the same way, so nobody else gets one meanwhile. A PERSON
is a letter code, a telephone number or an id. A confirmation is texted to their mobile.

Example:
  helpline visits book 234567 --programme antwerpen --topic itsme
  helpline visits book 234567 --programme antwerpen --topic itsme --language fr --start 2027-03-26T10:00`
}

// Run implements kong's command.
func (c *visitsBookCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, resident, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	need, err := c.need(at.programme, &resident)
	if err != nil {
		return err
	}
	caller, err := at.bookings.CallerOf(ctx, at.programme, resident)
	if err == nil {
		err = at.programme.OpenAt(at.bookings.Now())
	}
	if err != nil {
		return refusedAtDesk(at.programme, err)
	}
	holder := fmt.Sprintf("desk:%s:%d", terminal.OfficeWorker(ctx), resident.ID)
	held, chosen, err := c.hold(ctx, term, at, booking.OfferRequest{
		Need: need, Length: at.programme.Visit.Of(need.Topic, caller.IsFirst()).Length, Holder: holder, Busy: caller.Busy(0),
	})
	if err != nil || !chosen {
		return err
	}
	promise, err := at.bookings.Book(ctx, booking.PromiseRequest{
		Need: need, Programme: at.programme, Holder: holder, VisitID: held.ID, Start: held.Start, ResidentID: resident.ID,
		Phones: []string{resident.Phone}, Channel: scheduling.Desk, DemandKey: fmt.Sprintf("desk:%d", held.ID),
	})
	if errors.Is(err, scheduling.ErrSlotTaken) {
		return at.noTime(err, held.Start)
	}
	if err != nil {
		return refusedAtDesk(at.programme, err)
	}
	at.visit.Visit, at.visit.ResidentPhone = promise.Visit, resident.Phone
	fmt.Fprintf(term.Out, "Visit %s is booked: %s.\n"+
		"The word that the student will say at the door: %s. Tell the resident now: it is not texted.\n",
		promise.Reference, output.Instant(promise.Start, at.programme.Zone), at.word())
	if !promise.Texted {
		fmt.Fprintln(term.Out, "No text confirms it: the resident has no mobile. Give them a note.")
	}
	return nil
}

// need checks the flags.
func (c *visitsBookCmd) need(p *scheduling.Programme, resident *scheduling.Resident) (scheduling.Need, error) {
	need := scheduling.Need{Postcode: resident.Postcode, Topic: scheduling.Topic(c.Topic), Language: scheduling.Language(c.Language)}
	if topics := p.Topics; !slices.Contains(topics, need.Topic) {
		return need, exit.Misused(fmt.Errorf("--topic: %s has no topic %q; use one of %s", p.Name, c.Topic, joined(topics)))
	}
	if !slices.ContainsFunc(p.Languages, func(l scheduling.LanguageRule) bool { return l.Code == need.Language }) {
		return need, exit.Misused(fmt.Errorf("--language: %s does not offer %q", p.Name, c.Language))
	}
	return need, nil
}

func joined[T ~string](all []T) string {
	texts := make([]string, len(all))
	for i, one := range all {
		texts[i] = string(one)
	}
	return strings.Join(texts, ", ")
}

// refusedAtDesk words why a resident gets no visit.
func refusedAtDesk(p *scheduling.Programme, err error) error {
	for refusal, words := range map[error]string{
		scheduling.ErrOutsideArea: "the resident lives outside the area of " + p.Name,
		scheduling.ErrVisitLimit:  "the resident has the most visits planned that they can have: cancel or move one",
		scheduling.ErrNoVoucher:   "the resident has not enough vouchers left: give more with \"helpline vouchers grant\"",
		scheduling.ErrNotYetOpen:  p.Name + " has not begun",
		scheduling.ErrOver:        p.Name + " is over",
	} {
		if errors.Is(err, refusal) {
			return fmt.Errorf("nothing was booked: %s: %w", words, err)
		}
	}
	return err
}
