package metrics

import (
	"bytes"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttpadaptor"
)

// Around serves the metrics at Path and measures every other request. It wraps the whole
// application and not single routes, so that it gets the status that is sent in the end,
// including that of an error. Requests of programs that poll (the metrics themselves,
// health checks) are not measured.
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
			route := m.routes.label(string(path)) // before next, which may reuse the memory of the request
			watch := prometheus.NewTimer(prometheus.ObserverFunc(func(seconds float64) {
				m.webhooks.WithLabelValues(route, statusLabel(ctx.Response.StatusCode())).Observe(seconds)
			}))
			next(ctx)
			watch.ObserveDuration()
		}
	}
}
