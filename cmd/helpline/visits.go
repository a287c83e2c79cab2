package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// visitsCmd is what a coordinator does with visits; without a word more, it
// lists them.
type visitsCmd struct {
	List    visitsListCmd    `cmd:"" default:"withargs" help:"List visits."`
	Confirm visitsConfirmCmd `cmd:"" help:"Confirm a visit that was asked for without a letter."`
	Cancel  visitsCancelCmd  `cmd:"" help:"Cancel a visit."`
	Done    visitsDoneCmd    `cmd:"" help:"Note that a visit took place."`
	NoShow  visitsNoShowCmd  `cmd:"" help:"Note that nobody came to a visit."`
}

// Help is shown below the commands.
func (visitsCmd) Help() string {
	return `Without "list" it lists as well.

Example:
  helpline visits --programme antwerpen
  helpline visits confirm 76883 --programme antwerpen --name "Ann Peeters" --street Kerkstraat
  helpline visits cancel 76883 --programme antwerpen
  helpline visits done 76883 --programme antwerpen --took 50m
  helpline visits no-show 76883 --programme antwerpen`
}

// visitFlags are how a coordinator names one visit.
type visitFlags struct {
	databaseFlag
	programmesFlag
	Reference string `arg:"" help:"Number of the visit, as the resident heard it: five digits."`
	Programme string `placeholder:"NAME" help:"Whose it is. It can be left out where there is one programme only."`
}

// counter is where a coordinator works with one visit of one programme.
type counter struct {
	*opened
	desk      *scheduling.Desk
	programme *scheduling.Programme
	catalogue *locale.Catalogue
	visit     scheduling.VisitRow
}

// open finds the visit. The counter must be closed.
func (f visitFlags) open(ctx context.Context, term *terminal) (*counter, error) {
	all, catalogue, err := f.load()
	if err != nil {
		return nil, err
	}
	p, err := f.programme(all)
	if err != nil {
		return nil, err
	}
	where, err := f.ready(ctx, term.err)
	if err != nil {
		return nil, err
	}
	visit, err := f.find(ctx, where, p)
	if err != nil {
		where.close()
		return nil, err
	}
	now := f.clock(ctx, term.now)
	desk := &scheduling.Desk{Store: where.store, Now: func() time.Time { return now }, Mobile: twilio.IsMobile}
	return &counter{where, desk, p, catalogue, visit}, nil
}

// programme is asked for where there are several: two of them may have given the
// same number.
func (f visitFlags) programme(all scheduling.Programmes) (*scheduling.Programme, error) {
	if f.Programme == "" && len(all) == 1 {
		return all[0], nil
	}
	if f.Programme == "" {
		return nil, misused(errors.New("whose visit is it? Say so with --programme: " + strings.Join(namesOf(all), ", ")))
	}
	p, err := all.Named(f.Programme)
	if err != nil {
		return nil, misused(err)
	}
	return p, nil
}

// find looks the visit up among all that were ever promised or asked for.
func (f visitFlags) find(ctx context.Context, where *opened, p *scheduling.Programme) (scheduling.VisitRow, error) {
	if !isReference(f.Reference) {
		return scheduling.VisitRow{}, misused(fmt.Errorf("%q is no number of a visit: it is five digits from 1 to 9, such as 76883", f.Reference))
	}
	visits, err := where.store.Visits(ctx, scheduling.VisitFilter{Programme: p.Name})
	if err != nil {
		return scheduling.VisitRow{}, err
	}
	i := slices.IndexFunc(visits, func(v scheduling.VisitRow) bool { return v.Reference == f.Reference })
	if i < 0 {
		return scheduling.VisitRow{}, misused(fmt.Errorf(
			"%s has no visit %s: \"helpline visits --programme %s\" shows their numbers", p.Name, f.Reference, p.Name))
	}
	return visits[i], nil
}

// visitsConfirmCmd makes a promise of a request.
type visitsConfirmCmd struct {
	visitFlags
	Name     string `required:"" placeholder:"NAME" help:"Of the resident, as they said it."`
	Street   string `required:"" placeholder:"STREET" help:"Where they live, without the number: they typed that."`
	Phone    string `placeholder:"NUMBER" help:"Another number than the one they called with, or typed."`
	Ground   string `placeholder:"CODE" help:"Why they may be visited. Without it, the programme's first."`
	Vouchers int    `placeholder:"N" help:"Vouchers that they are given, where visits take vouchers."`
}

// Help is shown below the flags.
func (visitsConfirmCmd) Help() string {
	return `For who called without a letter: listen to the name and street in their voicemail, call them, and confirm.
A confirmation is texted to their mobile, in the language of the visit; to who asked by text, the word for
the door as well. Until it is confirmed the time is only kept, for one working day.

Example:
  helpline callbacks --open
  helpline callbacks listen 12 --out voicemail.wav
  helpline visits confirm 76883 --programme antwerpen --name "Ann Peeters" --street Kerkstraat
  helpline visits confirm 76884 --programme gent --name "Jan Maes" --street Veldstraat --phone 0470123456 --vouchers 2`
}

// Run implements kong's command.
func (c *visitsConfirmCmd) Run(ctx context.Context, term *terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.close()
	completion, err := c.completion(at.programme)
	if err != nil {
		return err
	}
	visit, err := at.desk.Confirm(ctx, at.programme, completion)
	if err != nil {
		return at.notConfirmed(err, completion.Vouchers)
	}
	fmt.Fprintf(term.out, "Visit %s is confirmed: %s, by %s.\n", visit.Reference, short(visit.Start, at.programme.Zone), at.visit.Student)
	told, err := at.wordIsTold(ctx, cmp.Or(completion.Phone, at.visit.ResidentPhone))
	if err != nil {
		return err
	}
	fmt.Fprintf(term.out, "The word that the student will say at the door: %s. %s\n", at.word(), told)
	return at.remind(ctx, term)
}

// wordIsTold says how the resident hears the word: who asked by text reads it, and
// to who spoke it is said, so that nobody finds it beside the day.
func (at *counter) wordIsTold(ctx context.Context, phone string) (string, error) {
	if at.visit.Channel != scheduling.SMS || !twilio.IsMobile(phone) {
		return "Tell the resident now: it is not texted.", nil
	}
	out, err := at.store.OptedOut(ctx, at.programme.Name, phone)
	if out {
		return "Tell the resident now: they want no texts.", err
	}
	return "It is texted to the resident, in a message of its own: they asked by text.", err
}

// completion checks what was learned of the resident, as an import would.
func (c *visitsConfirmCmd) completion(p *scheduling.Programme) (scheduling.Completion, error) {
	phone, ok := phoneNumber(c.Phone)
	wrong := func(format string, args ...any) (scheduling.Completion, error) {
		return scheduling.Completion{}, misused(fmt.Errorf(format, args...))
	}
	name, street := oneLine(c.Name), oneLine(c.Street)
	switch {
	case name == "" || street == "":
		return wrong("--name and --street: neither can be empty")
	case scheduling.ContainsNationalNumber(name + "; " + street):
		return wrong("--name and --street: a national register number is not kept here; leave it out")
	case !ok:
		return wrong("--phone: it is not a telephone number; write it as in +32470123456")
	case c.Ground != "" && !slices.Contains(p.Grounds, scheduling.Ground(c.Ground)):
		return wrong("--ground: %q is not a ground of %s; use %s", c.Ground, p.Name, groundsOf(p))
	case c.Vouchers < 0 || c.Vouchers > mostVouchers:
		return wrong("--vouchers: %d is not from 0 to %d", c.Vouchers, mostVouchers)
	}
	return scheduling.Completion{
		Reference: c.Reference, Name: name, Street: street, Phone: phone, Ground: scheduling.Ground(c.Ground), Vouchers: c.Vouchers,
	}, nil
}

// notConfirmed says why, and what to do.
func (at *counter) notConfirmed(err error, vouchers int) error {
	v := at.visit
	switch {
	case errors.Is(err, scheduling.ErrTransition) && v.Lapsed(at.desk.Now()):
		return fmt.Errorf("visit %s was asked for, and not confirmed by %s: its time is not kept any more. "+
			"Call the resident, and book another time with them: %w", v.Reference, short(v.HeldUntil, at.programme.Zone), err)
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

// word is what the student says at the door, in the language of the visit.
func (at *counter) word() string {
	return at.catalogue.Render(at.visit.Language, at.programme.Zone, locale.Message{Key: "word." + at.visit.Word})
}

// remind tells which callback asked for the visit: its voicemail is not needed
// any more.
func (at *counter) remind(ctx context.Context, term *terminal) error {
	callbacks, err := at.store.Callbacks(ctx, scheduling.CallbackFilter{
		Programme: at.programme.Name, Statuses: []scheduling.CallbackStatus{scheduling.CallbackOpen},
	})
	for _, callback := range callbacks {
		if callback.ResidentID == at.visit.ResidentID {
			fmt.Fprintf(term.out, "Its callback is open still. When it is done: helpline callbacks done %d\n", callback.ID)
		}
	}
	return err
}

// mostVouchers is more than any resident is given; a larger number is a slip.
const mostVouchers = 20

func groundsOf(p *scheduling.Programme) string {
	grounds := make([]string, len(p.Grounds))
	for i, ground := range p.Grounds {
		grounds[i] = string(ground)
	}
	return strings.Join(grounds, ", ")
}

// isReference reports whether a text is the number of a visit (see
// scheduling.Visit).
func isReference(text string) bool {
	return len(text) == 5 && strings.Trim(text, "123456789") == ""
}

// phoneNumber reads a number as people write it, Belgian where it names no
// country, as E.164, as imports do; none is none.
func phoneNumber(text string) (string, bool) {
	text = oneLine(text)
	if text == "" {
		return "", true
	}
	number, err := phonenumbers.Parse(text, "BE")
	if err != nil || strings.Trim(strings.TrimPrefix(text, "+"), "0123456789 ()./-") != "" || !phonenumbers.IsValidNumber(number) {
		return "", false
	}
	return phonenumbers.Format(number, phonenumbers.E164), true
}
