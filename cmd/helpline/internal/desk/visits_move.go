package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/history"
)

// startFlags choose a time, or ask for times.
type startFlags struct {
	Start string `placeholder:"TIME" help:"When, as in 2027-03-26T10:00; without it: times that are free are listed, and held for some minutes."`
	After string `placeholder:"DATE" help:"List times after this day only."`
	Count int    `default:"3" help:"How many times are listed."`
}

// offer returns what the flags ask for, by the rules of the line.
func (f startFlags) offer(at *visitAtHand, r booking.OfferRequest) (booking.OfferRequest, time.Time, error) {
	zone := at.programme.Zone
	r.Programme, r.Channel, r.Count = at.programme, scheduling.Desk, max(1, f.Count)
	if f.After != "" {
		day, err := time.ParseInLocation(time.DateOnly, f.After, zone)
		if err != nil {
			return r, time.Time{}, exit.Misused(errors.New("--after: it is no date; write it as in 2027-03-26"))
		}
		r.After = day
	}
	if f.Start == "" {
		return r, time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04"} {
		if start, err := time.ParseInLocation(layout, f.Start, zone); err == nil {
			return r, start.UTC(), nil
		}
	}
	return r, time.Time{}, exit.Misused(errors.New("--start: it is no time; write it as in 2027-03-26T10:00"))
}

// hold holds the chosen start or, if none was chosen, holds and lists times and returns
// false.
func (f startFlags) hold(
	ctx context.Context, term *terminal.Terminal, at *visitAtHand, r booking.OfferRequest,
) (scheduling.Visit, bool, error) {
	r, start, err := f.offer(at, r)
	if err != nil {
		return scheduling.Visit{}, false, err
	}
	if !start.IsZero() {
		held, err := at.bookings.HoldAt(ctx, r, start)
		return held, err == nil, at.noTime(err, start)
	}
	r.Key = r.Holder + ":" + at.bookings.Now().UTC().Format(time.RFC3339Nano)
	times, err := at.bookings.Offer(ctx, r)
	if err != nil {
		return scheduling.Visit{}, false, at.noTime(err, time.Time{})
	}
	fmt.Fprintf(term.Out, "These times are free, and held until %s. Choose one with --start:\n",
		times[0].HeldUntil.In(at.programme.Zone).Format("15:04"))
	for i := range times {
		local := times[i].Start.In(at.programme.Zone)
		fmt.Fprintf(term.Out, "  %s  --start %s\n", output.Instant(times[i].Start, at.programme.Zone), local.Format("2006-01-02T15:04"))
	}
	return scheduling.Visit{}, false, nil
}

// noTime words why a time could not be held.
func (at *visitAtHand) noTime(err error, start time.Time) error {
	when := "no time"
	if !start.IsZero() {
		when = output.Instant(start, at.programme.Zone)
	}
	switch {
	case errors.Is(err, scheduling.ErrSlotTaken):
		return fmt.Errorf("%s cannot be had now: it is being offered to somebody else. "+
			"Try again in some minutes, or choose another: %w", when, err)
	case errors.Is(err, scheduling.ErrNoSlot):
		return fmt.Errorf("%s cannot be promised: no student can come then. Without --start, times that are free are listed: %w", when, err)
	}
	return err
}

// visitsMoveCmd gives a visit another time.
type visitsMoveCmd struct {
	visitFlags
	startFlags
	Why string `placeholder:"TEXT" help:"For the history; nothing about health."`
}

// Help is shown below the flags.
func (visitsMoveCmd) Help() string {
	return `The old time is kept until the new one is booked. A text informs the resident; the student of the old time is told,
and the one of the new time is asked like any other.

Example:
  helpline visits move 76883 --programme antwerpen
  helpline visits move 76883 --programme antwerpen --start 2027-03-26T10:00 --why "her son is there then"`
}

// Run implements kong's command.
func (c *visitsMoveCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	v := at.visit
	planned, err := at.Store.PlannedVisits(ctx, v.ResidentID, at.bookings.Now())
	if err != nil {
		return err
	}
	caller := booking.Caller{Planned: planned}
	need := v.Need()
	holder := fmt.Sprintf("desk:%s:move:%d", terminal.OfficeWorker(ctx), v.ID)
	held, chosen, err := c.hold(ctx, term, at, booking.OfferRequest{
		Need: need, Length: v.End.Sub(v.Start), Holder: holder, Busy: caller.Busy(v.ID),
	})
	if err != nil || !chosen {
		return err
	}
	phones, err := at.lastTextedNumber(ctx)
	if err != nil {
		return err
	}
	promise, err := at.bookings.Move(history.Because(ctx, clean(c.Why)), booking.ChangeRequest{
		Need: need, Spoken: v.Language, Programme: at.programme, Visit: v.Visit, Holder: holder, HeldID: held.ID, Start: held.Start,
		ResidentID: v.ResidentID, Phones: append(phones, v.ResidentPhone), Channel: scheduling.Desk,
		DemandKey: fmt.Sprintf("desk:move:%d:%d", v.ID, held.ID),
	})
	if errors.Is(err, scheduling.ErrTransition) {
		return fmt.Errorf("visit %s cannot be moved: it is %s: %w", v.Reference, v.Status, err)
	}
	if err != nil {
		return at.noTime(err, held.Start)
	}
	informed, err := at.residentKnows(ctx, promise.Texted, append(phones, v.ResidentPhone))
	fmt.Fprintf(term.Out, "Visit %s is moved from %s to %s.\n%s\n", v.Reference,
		output.Instant(v.Start, at.programme.Zone), output.Instant(promise.Start, at.programme.Zone), informed)
	return err
}
