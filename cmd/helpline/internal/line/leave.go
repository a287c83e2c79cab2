package line

import (
	"context"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// leave ends a line without a caller noticing. First /readyz answers 503, so that a
// balancer chooses another process; meanwhile webhooks are answered as before, and
// each connection is closed after its answer. Then no new one is accepted, and what is
// in flight is finished.
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

// checkStaying is the check of /readyz that fails after a stop was requested.
func (l *Line) checkStaying(context.Context) error {
	if l.leaving.Load() {
		return errLeaving
	}
	return nil
}

// around wraps the application: it measures, and closes the connections of a process
// that is leaving, each after an answer. Closing an idle connection could lose a
// webhook that is on its way.
func (l *Line) around(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	measured := l.figures.Around(next)
	return func(ctx *fasthttp.RequestCtx) {
		measured(ctx)
		if l.leaving.Load() {
			ctx.SetConnectionClose()
		}
	}
}
