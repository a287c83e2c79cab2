package demo

import (
	"context"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/sample"
)

// followClock moves the line and its Redis to the clock's time, and does what became
// due.
func (d *instance) followClock(by time.Duration) {
	if d.redis != nil {
		d.redis.Advance(by)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := d.line.Sender.Remind(ctx); err != nil {
		d.line.Log.ErrorContext(ctx, "looking for reminders", "error", err)
	}
	for sent, err := 1, error(nil); sent > 0 && err == nil; {
		sent, err = d.line.Sender.SendDue(ctx)
	}
	if err := d.line.Prices.RunDue(ctx); err != nil {
		d.line.Log.WarnContext(ctx, "prices are not known yet", "error", err)
	}
}

// fill imports the sample data, which is the same each time.
func (d *instance) fill(ctx context.Context) error {
	if d.options.Empty {
		return d.line.Bookings.Diaries.Refresh(ctx, d.programmes, d.line.Bookings.Now())
	}
	now, store := d.clock.Now(), d.line.Store
	for _, p := range d.programmes {
		if _, err := store.ImportStudents(ctx, p.Name, imports.RowsOf(sample.Students(p)), now); err != nil {
			return err
		}
		if _, err := store.ImportResidents(ctx, p.Name, imports.RowsOf(sample.Residents(p)), now); err != nil {
			return err
		}
		if _, err := store.ImportDigipunten(ctx, p.Name, imports.RowsOf(sample.Digipunten(p)), now); err != nil {
			return err
		}
	}
	return d.line.Bookings.Diaries.Refresh(ctx, d.programmes, d.line.Bookings.Now())
}

// writeState writes where this demo runs, for the other commands.
func (d *instance) writeState(context.Context) error {
	d.state.PublicURL, d.state.Token = d.options.PublicURL, d.options.Tokens()[0]
	d.state.Scheme, d.state.Key = string(d.scheme()), d.signingKey()
	d.state.Account, d.state.Carrier = d.options.AccountSID, d.options.CarrierURL
	return d.state.Write()
}

func (d *instance) serve(ctx context.Context) error {
	app := d.line.Server.App()
	d.clock.Routes(app)
	app.Post(RecordingsPath, d.record)
	if err := d.routePhone(app); err != nil {
		return err
	}
	d.welcome()
	return d.line.Serve(ctx, app, d.listener)
}

// record stores a voicemail spoken with helpline call.
func (d *instance) record(c *fiber.Ctx) error {
	seconds, err := strconv.Atoi(c.Query("seconds"))
	if err != nil || seconds < 1 || seconds > 120 || d.carrier == nil {
		return fiber.ErrNotFound
	}
	recording, err := d.carrier.Record(seconds)
	if err != nil {
		return err
	}
	return c.JSON(recording)
}
