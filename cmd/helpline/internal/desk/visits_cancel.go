package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// visitsCancelCmd cancels a visit.
type visitsCancelCmd struct{ visitFlags }

// Help is shown below the flags.
func (visitsCancelCmd) Help() string {
	return `The time is free for others again, and vouchers are given back. A text informs the resident, on their mobile
and in the language of the visit. Without a mobile, they have to be called; if they want no texts, or do not
get this one, they come on the list: helpline callbacks --open

Example:
  helpline visits cancel 76883 --programme antwerpen`
}

// Run implements kong's command.
func (c *visitsCancelCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	v, when := at.visit, output.Instant(at.visit.Start, at.programme.Zone)
	if v.Status == scheduling.Cancelled {
		fmt.Fprintf(term.Out, "Visit %s (%s) was cancelled already.\n", v.Reference, when)
		return nil
	}
	if !v.End.After(at.bookings.Now()) {
		return fmt.Errorf("visit %s cannot be cancelled: it was on %s, and that is over; "+
			"when nobody came: helpline visits no-show %s --programme %s", v.Reference, when, v.Reference, v.Programme)
	}
	phones, err := at.lastTextedNumber(ctx)
	if err != nil {
		return err
	}
	promise, err := at.bookings.Cancel(ctx, booking.ChangeRequest{
		Need:   scheduling.Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language},
		Spoken: v.Language, Programme: at.programme, Visit: v.Visit, ResidentID: v.ResidentID,
		Phones: append(phones, v.ResidentPhone), Channel: scheduling.Console, DemandKey: "console:cancel:" + strconv.FormatInt(v.ID, 10),
	})
	if errors.Is(err, scheduling.ErrTransition) {
		return fmt.Errorf("visit %s cannot be cancelled: it is %s: %w", v.Reference, v.Status, err)
	}
	if err != nil {
		return err
	}
	informed, err := at.informed(ctx, promise.Texted, append(phones, v.ResidentPhone))
	fmt.Fprintf(term.Out, "Visit %s (%s) is cancelled.\n%s\n", v.Reference, when, informed)
	return err
}

// lastTextedNumber returns the number of the latest text to a resident about the
// visit: the number that was confirmed to is the one that a cancellation goes to.
func (at *visitAtHand) lastTextedNumber(ctx context.Context) ([]string, error) {
	messages, err := at.Store.Messages(ctx, lists.MessageFilter{Programme: at.programme.Name, From: at.visit.BookedAt})
	for _, m := range slices.Backward(messages) {
		if m.VisitID == at.visit.ID && m.Channel == scheduling.SMS && m.Kind != scheduling.Assignment {
			return []string{m.To}, err
		}
	}
	return nil, err
}

// informed describes who was informed of a cancelled visit, and who still has to be.
// Numbers that opted out of texts get none.
func (at *visitAtHand) informed(ctx context.Context, texted bool, phones []string) (string, error) {
	resident, err := at.residentKnows(ctx, texted, phones)
	if at.visit.Status != scheduling.Assigned && at.visit.Status != scheduling.Accepted {
		return resident, err // no student was asked
	}
	out, failed := contact.HasOptedOut(ctx, at.Store, at.programme.Name, at.visit.StudentPhone)
	student := "A text tells the student."
	if out {
		student = "The student wants no texts. Tell them: " + at.visit.Student + ", " + at.visit.StudentPhone + "."
	}
	return resident + " " + student, errors.Join(err, failed)
}

func (at *visitAtHand) residentKnows(ctx context.Context, texted bool, phones []string) (string, error) {
	if !texted {
		if at.visit.ResidentPhone == "" {
			return "Nobody has told the resident, and no telephone number is known: write, or ask the student to go by.", nil
		}
		return "Nobody has told the resident: call " + at.visit.ResidentPhone + ".", nil
	}
	to := phones[max(0, slices.IndexFunc(phones, phonenumber.IsHomeMobile))] // as booking.Service.Cancel chooses
	out, err := contact.HasOptedOut(ctx, at.Store, at.programme.Name, to)
	if out {
		return "The resident wants no texts: call " + to + ". Until then they are on the list: helpline callbacks --open", err
	}
	return "A text tells the resident.", err
}
