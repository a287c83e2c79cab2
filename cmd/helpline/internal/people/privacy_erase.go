package people

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/privacy"
	"github.com/click-call-connect/helpline/storage/redis"
)

// privacyEraseCmd erases one person.
type privacyEraseCmd struct {
	personFlags
	RedisURL     string `name:"redis-url" env:"REDIS_URL" placeholder:"URL" help:"Redis of the line; without it, live conversations end within an hour by themselves."`
	CancelVisits bool   `name:"cancel-visits" help:"Cancel what is ahead of a resident first."`
	terminal.YesFlag
}

// Help is shown below the flags.
func (privacyEraseCmd) Help() string {
	return `Name, number, address and codes go, and all that was called and texted; what is left are figures: when visits were,
in which postcode, about what, and minutes of vouchers. It cannot be undone. Voicemails are deleted at the carrier
within minutes while the line runs. A visit that is ahead is refused: the student has to know where to go. A student
is erased after "helpline students stop". Dumps and files that were written before are not changed.

Example:
  helpline privacy erase 234567
  helpline privacy erase 234567 --cancel-visits --yes`
}

// Run implements kong's command.
func (c *privacyEraseCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	at, err := c.find(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	ahead, err := at.Store.VisitsAhead(ctx, at.person, at.now)
	if err != nil {
		return err
	}
	if err := c.mayErase(at, ahead); err != nil {
		return err
	}
	if err := c.Sure(term, c.question(len(ahead))); err != nil {
		return err
	}
	if err := at.cancel(ctx, ahead); err != nil {
		return err
	}
	if err := at.Store.ErasePerson(ctx, at.person, at.now); err != nil {
		return at.advise(err)
	}
	if err := c.eraseElsewhere(ctx, at); err != nil {
		return fmt.Errorf("the database keeps nothing any more, but: %w (do the same again with the telephone number)", err)
	}
	fmt.Fprintln(term.Out, "Erased. What is left are figures. Voicemails are deleted at the carrier while the line runs.")
	return nil
}

// mayErase refuses to erase somebody who is expected, or comes.
func (c *privacyEraseCmd) mayErase(at *personAtHand, ahead []privacy.Ahead) error {
	if len(ahead) == 0 || c.CancelVisits && len(at.person.Students) == 0 {
		return nil
	}
	lines := make([]string, len(ahead))
	for i, visit := range ahead {
		lines[i] = "\n  " + visit.Reference + "  " + output.Instant(visit.Start, at.programme.Zone)
	}
	remedy := "cancel what is ahead, or add --cancel-visits:"
	if len(at.person.Students) > 0 {
		remedy = "this is a student, so others must take these visits first: helpline students stop"
	}
	return exit.Misused(fmt.Errorf("%w; %s%s", privacy.ErrAhead, remedy, strings.Join(lines, "")))
}

// question says what is about to be done.
func (c *privacyEraseCmd) question(visits int) string {
	if visits > 0 {
		return fmt.Sprintf("This cancels %s and erases a person.", output.Count(visits, "visit"))
	}
	return "This erases a person."
}

// cancel cancels the visits that are ahead. The resident asked for it and gets no text.
func (a *personAtHand) cancel(ctx context.Context, ahead []privacy.Ahead) error {
	if len(ahead) == 0 {
		return nil
	}
	visits, err := a.Store.Visits(ctx, lists.VisitFilter{Programme: a.programme.Name, From: ahead[0].Start})
	if err != nil {
		return err
	}
	bookings := &booking.Service{
		Store: a.Store, Diaries: &matching.Diaries{Store: a.Store, Mobile: phonenumber.IsHomeMobile},
		Now: func() time.Time { return a.now }, Mobile: phonenumber.IsHomeMobile,
	}
	for _, next := range ahead {
		for _, v := range visits {
			if v.ID != next.VisitID {
				continue
			}
			_, err := bookings.Cancel(ctx, booking.ChangeRequest{
				Need:   scheduling.Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language},
				Spoken: v.Language, Programme: a.programme, Visit: v.Visit, ResidentID: v.ResidentID, Channel: scheduling.Console,
				DemandKey: "console:cancel:" + strconv.FormatInt(v.ID, 10),
			})
			if err != nil {
				return fmt.Errorf("visit %s could not be cancelled, and nobody was erased: %w", v.Reference, err)
			}
		}
	}
	return nil
}

// advise adds a remedy to an error of erasing.
func (a *personAtHand) advise(err error) error {
	switch {
	case !errors.Is(err, privacy.ErrAhead):
		return err
	case len(a.person.Students) > 0:
		return exit.Misused(errors.New("this student still takes visits: helpline students stop"))
	}
	return exit.Misused(fmt.Errorf("%w: one was booked just now; look again", privacy.ErrAhead))
}

// eraseElsewhere erases what waits on disk, and live conversations.
func (c *privacyEraseCmd) eraseElsewhere(ctx context.Context, at *personAtHand) error {
	_, failed := at.files.Forget(at.isTheirs, at.person.Traces...)
	if c.RedisURL == "" {
		return failed
	}
	client, err := redis.Connect(ctx, c.RedisURL)
	if err != nil {
		return errors.Join(failed, exit.Unreachable(fmt.Errorf("redis: %w", err)))
	}
	defer client.Close()
	sessions := redis.New(client)
	_, err = sessions.Forget(ctx, append(at.person.Traces, at.person.Phones...)...)
	failed = errors.Join(failed, err)
	for _, key := range at.person.Keys {
		failed = errors.Join(failed, sessions.Delete(ctx, key))
	}
	return failed
}
