package line

import (
	"context"
	"errors"
	"net"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// leave ends a line without a caller noticing. First /readyz answers 503, so that a
// balancer chooses another process; meanwhile webhooks are answered as before, and
// each connection is closed after its answer. Then no new one is accepted, and what is
// in flight is finished.
//
// If something in flight does not end in time, or the application never listened, it ends
// all the same.
func (l *Line) leave(app *fiber.App, listener net.Listener, failed <-chan error) error {
	l.leaving.Store(true)
	l.Log.Info("leaving", "drain", l.Drain.String())
	drained := time.NewTimer(l.Drain)
	defer drained.Stop()
	select {
	case err := <-failed:
		return err
	case <-drained.C:
	}
	err := app.ShutdownWithTimeout(ShutdownTimeout)
	_ = listener.Close() // what began to listen only now would never end; closed twice, it returns an error
	select {
	case ended := <-failed:
		if errors.Is(ended, net.ErrClosed) {
			ended = nil
		}
		return errors.Join(err, ended)
	case <-time.After(endTime):
		return errors.Join(err, errUnfinished)
	}
}

// endTime is how long what was told to end may take.
const endTime = 5 * time.Second

var errUnfinished = errors.New("something did not end in time: is the database or Redis silent?")

// ends waits until the tasks have ended, for a limited time, and returns errUnfinished if
// they have not.
func ends(tasks func()) error {
	done := make(chan struct{})
	go func() {
		tasks()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-time.After(endTime):
		return errUnfinished
	}
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
