package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/click-call-connect/helpline/scheduling"
)

// visitsCancelCmd calls a visit off.
type visitsCancelCmd struct{ visitFlags }

// Help is shown below the flags.
func (visitsCancelCmd) Help() string {
	return `The time is free for others again, and vouchers are given back. The resident is told in a text to their
mobile, in the language of the visit. Who has none has to be called; who wants no texts, or does not
get this one, comes on the list: helpline callbacks --open

Example:
  helpline visits cancel 76883 --programme antwerpen`
}

// Run implements kong's command.
func (c *visitsCancelCmd) Run(ctx context.Context, term *terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.close()
	v, when := at.visit, short(at.visit.Start, at.programme.Zone)
	if v.Status == scheduling.Cancelled {
		fmt.Fprintf(term.out, "Visit %s (%s) was cancelled already.\n", v.Reference, when)
		return nil
	}
	if !v.End.After(at.desk.Now()) {
		return fmt.Errorf("visit %s cannot be cancelled: it was on %s, and that is over; "+
			"when nobody came: helpline visits no-show %s --programme %s", v.Reference, when, v.Reference, v.Programme)
	}
	phones, err := at.textedTo(ctx)
	if err != nil {
		return err
	}
	promise, err := at.desk.Cancel(ctx, scheduling.ChangeRequest{
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
	fmt.Fprintf(term.out, "Visit %s (%s) is cancelled.\n%s\n", v.Reference, when, told(promise.Texted, v))
	return nil
}

// textedTo is the number that the latest text about the visit went to, those to
// students aside: who was told that it takes place there, is told there that it
// does not.
func (at *counter) textedTo(ctx context.Context) ([]string, error) {
	messages, err := at.store.Messages(ctx, scheduling.MessageFilter{Programme: at.programme.Name, From: at.visit.BookedAt})
	for _, m := range slices.Backward(messages) {
		if m.VisitID == at.visit.ID && m.Channel == scheduling.SMS && m.Kind != scheduling.Assignment {
			return []string{m.To}, err
		}
	}
	return nil, err
}

// told says who knows of a cancelled visit, and who has to be told.
func told(texted bool, v scheduling.VisitRow) string {
	text := "A text tells the resident."
	switch {
	case !texted && v.ResidentPhone == "":
		text = "Nobody has told the resident, and no telephone number is known: write, or ask the student to go by."
	case !texted:
		text = "Nobody has told the resident: call " + v.ResidentPhone + "."
	}
	if v.Status == scheduling.Assigned || v.Status == scheduling.Accepted {
		text += " Tell the student, too: " + v.Student + ", " + v.StudentPhone + "."
	}
	return text
}
