package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/nationalnumber"
)

// visitsConfirmCmd confirms a request.
type visitsConfirmCmd struct {
	visitFlags
	Name     string `required:"" placeholder:"NAME" help:"Of the resident, as they said it."`
	Street   string `required:"" placeholder:"STREET" help:"Where they live, without the number: they typed that."`
	Phone    string `placeholder:"NUMBER" help:"Another number than the one they called with, or typed."`
	Ground   string `placeholder:"CODE" help:"Why they may be visited, as they say: ask, and do not guess."`
	Vouchers int    `placeholder:"N" help:"Vouchers that they are given, where visits take vouchers."`
	As       string `placeholder:"PERSON" help:"The record that they have already: letter code, telephone number or id."`
	New      bool   `help:"It is another person than those that look like them."`
}

// Help is shown below the flags.
func (visitsConfirmCmd) Help() string {
	return `For residents who called without a letter: listen to the name and street in their voicemail, call them, and
confirm. A confirmation is texted to their mobile, in the language of the visit; if they asked by text, the word
for the door as well. Somebody who may be on the list already is shown first, and nothing is confirmed: say whose record
it is with --as, or add --new. The same name at the same address is the same person. Until then the time is only kept, for one working day.

Example:
  helpline callbacks --open
  helpline callbacks listen 12 --out voicemail.wav
  helpline visits confirm 76883 --programme antwerpen --name "Ann Peeters" --street Kerkstraat --ground long_term
  helpline visits confirm 76884 --programme gent --name "Jan Maes" --street Veldstraat --phone 0470123456 --ground digicheque --vouchers 2
  helpline visits confirm 76885 --programme antwerpen --name "An Peeters" --street Kerkstraat --as 234567`
}

// Run implements kong's command.
func (c *visitsConfirmCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	completion, err := c.completion(at.programme)
	if err != nil {
		return err
	}
	if completion.Resident, err = c.known(ctx, term, at, &completion); err != nil {
		return err
	}
	if completion.Resident == 0 {
		if completion.Ground, err = terminal.GroundOf(at.programme, c.Ground); err != nil {
			return err
		}
	}
	visit, err := at.bookings.Confirm(ctx, at.programme, completion)
	if err != nil {
		return at.notConfirmed(err, completion.Vouchers)
	}
	fmt.Fprintf(term.Out, "Visit %s is confirmed: %s, by %s.\n",
		visit.Reference, output.Instant(visit.Start, at.programme.Zone), at.visit.Student)
	known, err := at.wordKnown(ctx, cmp.Or(completion.Phone, at.visit.ResidentPhone))
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "The word that the student will say at the door: %s. %s\n", at.word(), known)
	return at.remindOfCallback(ctx, term)
}

// wordKnown describes how the resident gets the word for the door: by text if they
// asked by text, otherwise from the coordinator, so that it is never beside the day.
func (at *visitAtHand) wordKnown(ctx context.Context, phone string) (string, error) {
	textable, err := contact.MayText(ctx, at.Store, phonenumber.IsHomeMobile, at.programme.Name, phone)
	switch {
	case at.visit.Channel != scheduling.SMS || textable == contact.NoTexts:
		return "Tell the resident now: it is not texted.", err
	case textable == contact.OptedOut:
		return "Tell the resident now: they want no texts.", err
	}
	return "It is texted to the resident, in a message of its own: they asked by text.", err
}

// completion checks the flags about the resident, as an import checks a row.
func (c *visitsConfirmCmd) completion(p *scheduling.Programme) (booking.Completion, error) {
	phone, ok := terminal.PhoneNumber(c.Phone)
	wrong := func(format string, args ...any) (booking.Completion, error) {
		return booking.Completion{}, exit.Misused(fmt.Errorf(format, args...))
	}
	name, street := terminal.SingleLine(c.Name), terminal.SingleLine(c.Street)
	switch {
	case name == "" || street == "":
		return wrong("--name and --street: neither can be empty")
	case nationalnumber.Contains(name + "; " + street):
		return wrong("--name and --street: a national register number is not kept here; leave it out")
	case !ok:
		return wrong("--phone: it is not a telephone number; write it as in +32470123456")
	case c.Ground != "" && !slices.Contains(p.Grounds, scheduling.Ground(c.Ground)):
		return wrong("--ground: it is not a ground of %s; use one of %s", p.Name, terminal.GroundsOf(p))
	case c.As != "" && c.New:
		return wrong("--as and --new: one says that they have a record, and the other that they have none")
	case c.Vouchers < 0 || c.Vouchers > terminal.MaxVouchers:
		return wrong("--vouchers: %d is not from 0 to %d", c.Vouchers, terminal.MaxVouchers)
	}
	return booking.Completion{
		Reference: c.Reference, Name: name, Street: street, Phone: phone, Ground: scheduling.Ground(c.Ground), Vouchers: c.Vouchers,
	}, nil
}

// notConfirmed wraps an error with its reason and a remedy.
func (at *visitAtHand) notConfirmed(err error, vouchers int) error {
	v := at.visit
	switch {
	case errors.Is(err, scheduling.ErrTransition) && v.Lapsed(at.bookings.Now()):
		return fmt.Errorf("visit %s was asked for, and not confirmed by %s: its time is not kept any more. "+
			"Call the resident, and book another time with them: %w", v.Reference, output.Instant(v.HeldUntil, at.programme.Zone), err)
	case errors.Is(err, scheduling.ErrTransition):
		return fmt.Errorf("visit %s waits for nobody: it is %s: %w", v.Reference, v.Status, err)
	case errors.Is(err, scheduling.ErrNoVoucher):
		return fmt.Errorf("nothing was confirmed: a visit takes %d of the resident's vouchers, and %d given now is not enough; "+
			"give more with --vouchers: %w", at.programme.PerVisit(), vouchers, err)
	case errors.Is(err, scheduling.ErrSlotTaken):
		return fmt.Errorf("nothing was confirmed: the student cannot come then any more. "+
			"Call the resident, and book another time with them: %w", err)
	}
	return err
}

// word returns the word for the door, in the language of the visit. In another language
// than Dutch, how it sounds and what it means stand beside it: a coordinator says it.
func (at *visitAtHand) word() string {
	language, zone := at.visit.Language, at.programme.Zone
	word := at.catalogue.Render(language, zone, locale.Message{Key: "word." + at.visit.Word})
	meaning := at.catalogue.Render("nl", zone, locale.Message{Key: "word." + at.visit.Word})
	if language == "" || language == "nl" {
		return word
	}
	sound := at.catalogue.Render(language, zone, locale.Message{Key: "sound." + at.visit.Word})
	return fmt.Sprintf("%s (say %q; it means %q)", word, sound, meaning)
}

// remindOfCallback prints the callback that asked for the visit: its voicemail is not
// needed any more.
func (at *visitAtHand) remindOfCallback(ctx context.Context, term *terminal.Terminal) error {
	callbacks, err := at.Store.Callbacks(ctx, lists.CallbackFilter{
		Programme: at.programme.Name, Statuses: []scheduling.CallbackStatus{scheduling.CallbackOpen},
	})
	for _, callback := range callbacks {
		if callback.ResidentID == at.visit.ResidentID {
			fmt.Fprintf(term.Out, "Its callback is open still. When it is done: helpline callbacks done %d\n", callback.ID)
		}
	}
	return err
}
