package line

import (
	"context"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// leave ends a line without a caller noticing. First /readyz says no, so that
// whoever hands out the work looks for another process; meanwhile webhooks are
// answered as ever, each on its last connection. Then nothing new is taken, and
// what is in flight is finished.
func (l *Line) leave(app *fiber.App, failed <-chan error) error {
	l.leaving.Store(true)
	l.Log.Info("leaving", "drain", l.Drain.String())
	drained := time.NewTimer(l.Drain)
	defer drained.Stop()
	select {
	case err := <-failed:
		return err
	case <-drained.C:
	}
	if err := app.ShutdownWithTimeout(ShutdownTimeout); err != nil {
		return err
	}
	return <-failed
}

var errLeaving = errors.New("this process is stopping")

// checkStaying is what /readyz asks.
func (l *Line) checkStaying(context.Context) error {
	if l.leaving.Load() {
		return errLeaving
	}
	return nil
}

// around stands around the whole application: it measures, and closes the
// connections of a process that is leaving, each after an answer. A connection
// that was closed while it waited could take a webhook with it.
func (l *Line) around(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	measured := l.figures.Around(next)
	return func(ctx *fasthttp.RequestCtx) {
		measured(ctx)
		if l.leaving.Load() {
			ctx.SetConnectionClose()
		}
	}
}
