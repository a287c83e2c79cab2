package metrics

import (
	"bytes"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttpadaptor"
)

// Around serves the figures at Path and measures every other request. It stands
// around the whole application, not among its routes, so that it sees the status
// that is really sent, that of an error included. Programs that look every few
// seconds (the figures themselves, health) are not measured.
func (m *Metrics) Around(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	figures := fasthttpadaptor.NewFastHTTPHandler(m.Handler())
	return func(ctx *fasthttp.RequestCtx) {
		path := ctx.Path()
		switch {
		case bytes.Equal(path, []byte(Path)) && ctx.IsGet():
			figures(ctx)
		case bytes.Equal(path, []byte("/healthz")), bytes.Equal(path, []byte("/readyz")):
			next(ctx)
		default:
			route := m.routes.label(string(path)) // before next: the request's memory is used again
			watch := prometheus.NewTimer(prometheus.ObserverFunc(func(seconds float64) {
				m.webhooks.WithLabelValues(route, statusLabel(ctx.Response.StatusCode())).Observe(seconds)
			}))
			next(ctx)
			watch.ObserveDuration()
		}
	}
}
