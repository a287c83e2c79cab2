package main

import (
	"context"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/scheduling/sample"
)

// moved brings everything else to the clock's time, and does what became due.
func (d *instance) moved(by time.Duration) {
	if d.redis != nil {
		d.redis.Advance(by)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := d.line.sender.Remind(ctx); err != nil {
		d.line.log.ErrorContext(ctx, "looking for reminders", "error", err)
	}
	for sent, err := 1, error(nil); sent > 0 && err == nil; {
		sent, err = d.line.sender.SendDue(ctx)
	}
	if err := d.line.prices.Look(ctx); err != nil {
		d.line.log.WarnContext(ctx, "prices are not known yet", "error", err)
	}
}

// fill imports the sample data: again and again the same.
func (d *instance) fill(ctx context.Context) error {
	if d.options.Empty {
		return d.line.desk.Diaries.Warm(ctx, d.programmes, d.line.desk.Now())
	}
	now, store := d.clock.Now(), d.line.store
	for _, p := range d.programmes {
		if _, err := store.ImportStudents(ctx, p.Name, rowsOf(sample.Students(p)), now); err != nil {
			return err
		}
		if _, err := store.ImportResidents(ctx, p.Name, rowsOf(sample.Residents(p)), now); err != nil {
			return err
		}
		if _, err := store.ImportDigipunten(ctx, p.Name, rowsOf(sample.Digipunten(p)), now); err != nil {
			return err
		}
	}
	return d.line.desk.Diaries.Warm(ctx, d.programmes, d.line.desk.Now())
}

// remember tells the other commands where this demo is.
func (d *instance) remember(context.Context) error {
	d.state.PublicURL, d.state.Token = d.options.PublicURL, d.options.tokens()[0]
	d.state.Account, d.state.Carrier = d.options.AccountSID, d.options.CarrierURL
	return d.state.write()
}

func (d *instance) serve(ctx context.Context) error {
	app := d.line.server.App()
	d.clock.routes(app)
	app.Post(recordingsPath, d.record)
	if err := d.routePhone(app); err != nil {
		return err
	}
	d.welcome()
	return d.line.serve(ctx, app, d.listener)
}

// record keeps a voicemail spoken with helpline call.
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
