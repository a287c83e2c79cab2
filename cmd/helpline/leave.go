package main

import (
	"context"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// leave ends a line without a caller noticing. First /readyz says no, so that
// whoever hands out the work looks for another process; meanwhile webhooks are
// answered as ever, each on its last connection. Then nothing new is taken, and
// what is in flight is finished.
func (l *line) leave(app *fiber.App, failed <-chan error) error {
	l.leaving.Store(true)
	l.log.Info("leaving", "drain", l.drain.String())
	drained := time.NewTimer(l.drain)
	defer drained.Stop()
	select {
	case err := <-failed:
		return err
	case <-drained.C:
	}
	if err := app.ShutdownWithTimeout(closing); err != nil {
		return err
	}
	return <-failed
}

var errLeaving = errors.New("this process is stopping")

// staying is what /readyz asks.
func (l *line) staying(context.Context) error {
	if l.leaving.Load() {
		return errLeaving
	}
	return nil
}

// around stands around the whole application: it measures, and closes the
// connections of a process that is leaving, each after an answer. A connection
// that was closed while it waited could take a webhook with it.
func (l *line) around(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	measured := l.figures.Around(next)
	return func(ctx *fasthttp.RequestCtx) {
		measured(ctx)
		if l.leaving.Load() {
			ctx.SetConnectionClose()
		}
	}
}

// noting is how long the database may take to note what became of a message
// when the process is stopping.
const noting = 5 * time.Second

// finished is a carrier with which a text that was begun is finished, whoever
// wants to stop: a text cut off halfway may have been taken or not. One that was
// not begun is not begun any more.
type finished struct{ ivr.Carrier }

// SendText implements ivr.Carrier.
func (f finished) SendText(ctx context.Context, text twilio.Text) (twilio.Sent, error) {
	if err := ctx.Err(); err != nil {
		return twilio.Sent{}, err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), twilio.DefaultTimeout)
	defer cancel()
	return f.Carrier.SendText(ctx, text)
}

// Call implements ivr.Carrier.
func (f finished) Call(ctx context.Context, call twilio.Outbound) (twilio.Sent, error) {
	if err := ctx.Err(); err != nil {
		return twilio.Sent{}, err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), twilio.DefaultTimeout)
	defer cancel()
	return f.Carrier.Call(ctx, call)
}

// noted is an outbox in which what became of a message is noted, whoever wants to
// stop; a message that was taken and not begun is put back for another process.
type noted struct{ scheduling.Outbox }

// Sent implements scheduling.Outbox.
func (n noted) Sent(ctx context.Context, id int64, carrierID string, segments int, at time.Time) error {
	ctx, cancel := lasting(ctx)
	defer cancel()
	return n.Outbox.Sent(ctx, id, carrierID, segments, at)
}

// Retry implements scheduling.Outbox.
func (n noted) Retry(ctx context.Context, id int64, next time.Time, code int) error {
	ctx, cancel := lasting(ctx)
	defer cancel()
	return n.Outbox.Retry(ctx, id, next, code)
}

// Failed implements scheduling.Outbox.
func (n noted) Failed(ctx context.Context, id int64, code int, at time.Time) error {
	ctx, cancel := lasting(ctx)
	defer cancel()
	return n.Outbox.Failed(ctx, id, code, at)
}

// OptedOut implements scheduling.Outbox.
func (n noted) OptedOut(ctx context.Context, programme, phone string) (bool, error) {
	ctx, cancel := lasting(ctx)
	defer cancel()
	return n.Outbox.OptedOut(ctx, programme, phone)
}

// Called implements scheduling.Outbox.
func (n noted) Called(ctx context.Context, programme, phone string, since time.Time) (int, error) {
	ctx, cancel := lasting(ctx)
	defer cancel()
	return n.Outbox.Called(ctx, programme, phone, since)
}

// Redirect implements scheduling.Outbox.
func (n noted) Redirect(ctx context.Context, id int64, code int, to scheduling.Channel, at time.Time) error {
	ctx, cancel := lasting(ctx)
	defer cancel()
	return n.Outbox.Redirect(ctx, id, code, to, at)
}

func lasting(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), noting)
}
