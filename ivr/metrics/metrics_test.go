package metrics_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"
	"github.com/valyala/fasthttp"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/metrics"
	"github.com/click-call-connect/helpline/scheduling"
)

// backlog returns prepared figures.
type backlog struct {
	mu      sync.Mutex
	asked   int
	figures metrics.Figures
	err     error
}

func (b *backlog) Figures(context.Context, time.Time) (metrics.Figures, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked++
	return b.figures, b.err
}

func noon() time.Time { return time.Date(2027, 3, 22, 11, 0, 0, 0, time.UTC) }

func config() metrics.Config {
	rules := []scheduling.LanguageRule{{Code: "nl"}, {Code: "fr"}}
	return metrics.Config{
		Programmes: scheduling.Programmes{{Name: "antwerpen", Languages: rules}, {Name: "gent", Languages: rules}},
		States:     []flows.StateName{"menu", "code"},
		Routes:     []string{"/twilio/voice", "/twilio/sms"},
		Now:        noon,
	}
}

// scrape requests the metrics as Prometheus does, and parses them with the official
// parser.
func scrape(t require.TestingT, m *metrics.Metrics) (map[string]*dto.MetricFamily, string) {
	ctx := &fasthttp.RequestCtx{}
	ctx.Request.SetRequestURI(metrics.Path)
	m.Around(func(*fasthttp.RequestCtx) { panic("the application was asked") })(ctx)
	require.Equal(t, fasthttp.StatusOK, ctx.Response.StatusCode())
	require.Contains(t, string(ctx.Response.Header.ContentType()), "text/plain")
	text := string(ctx.Response.Body())
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	require.NoError(t, err)
	return families, text
}

// value returns one series, written as helpline_x{a="b"}.
func value(t require.TestingT, families map[string]*dto.MetricFamily, name string, labels ...string) float64 {
	require.Contains(t, families, name)
	for _, metric := range families[name].GetMetric() {
		var have []string
		for _, pair := range metric.GetLabel() {
			have = append(have, pair.GetValue())
		}
		if fmt.Sprint(have) == fmt.Sprint(labels) {
			if h := metric.GetHistogram(); h != nil {
				return float64(h.GetSampleCount())
			}
			return metric.GetCounter().GetValue() + metric.GetGauge().GetValue()
		}
	}
	require.Fail(t, "no such series", "%s %v", name, labels)
	return 0
}

// Labels are listed in the order of their names: channel, input, programme, state.
func TestTurnsCallsAndApologiesAreCounted(t *testing.T) {
	m := metrics.New(config())
	turn := flows.Observed{Programme: "gent", Channel: scheduling.Voice, Language: "fr", Kind: flows.Keys, To: "code"}
	m.Observe(turn)
	m.Observe(turn)
	m.Observe(flows.Observed{
		Programme: "gent", Channel: scheduling.Voice, Language: "fr", Kind: flows.HungUp, From: "code",
		Outcome: scheduling.OutcomeBooked, Ended: true, Apology: true,
	})
	families, _ := scrape(t, m)
	require.InDelta(t, 2, value(t, families, "helpline_turns_total", "voice", "keys", "gent", "code"), 0)
	require.InDelta(t, 1, value(t, families, "helpline_turns_total", "voice", "hung_up", "gent", "none"), 0)
	require.InDelta(t, 1, value(t, families, "helpline_calls_total", "voice", "fr", "booked", "gent"), 0)
	require.Len(t, families["helpline_calls_total"].GetMetric(), 1, "only what ended")
	require.InDelta(t, 1, value(t, families, "helpline_apologies_total", "gent"), 0)
	require.InDelta(t, 0, value(t, families, "helpline_apologies_total", "antwerpen"), 0)
	require.Contains(t, families, "go_goroutines")
	require.Contains(t, families, "process_start_time_seconds")
}

// Each outcome has a series of its own.
func TestOutcomesAreCountedApart(t *testing.T) {
	m := metrics.New(config())
	for _, outcome := range scheduling.Outcomes() {
		m.Observe(flows.Observed{Programme: "gent", Channel: scheduling.SMS, Language: "nl", Outcome: outcome, Ended: true})
	}
	families, _ := scrape(t, m)
	for _, outcome := range scheduling.Outcomes() {
		require.InDelta(t, 1, value(t, families, "helpline_calls_total", "sms", "nl", string(outcome), "gent"), 0)
	}
}

// Whatever is observed, the number of series is bounded, and no outside value appears in
// it.
func TestOutsideValuesMakeNoSeries(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := metrics.New(config())
		secret := "x" + rapid.StringMatching(`[0-9a-z]{12,20}`).Draw(r, "secret")
		for i := range 200 {
			outside := secret + fmt.Sprint(i)
			m.Observe(flows.Observed{
				Programme: outside, Channel: scheduling.Channel(outside), Language: scheduling.Language(outside),
				Kind: flows.InputKind(outside), To: flows.StateName(outside), Outcome: scheduling.Outcome(outside),
				Ended: true, Apology: true,
			})
			ctx := &fasthttp.RequestCtx{}
			ctx.Request.SetRequestURI("/" + outside)
			m.Around(func(ctx *fasthttp.RequestCtx) { ctx.SetStatusCode(200 + i) })(ctx)
		}
		families, text := scrape(r, m)
		require.NotContains(r, text, secret)
		require.Len(r, families["helpline_turns_total"].GetMetric(), 1)
		require.Len(r, families["helpline_calls_total"].GetMetric(), 1)
		require.Less(r, len(families["helpline_webhook_seconds"].GetMetric()), 12)
	})
}

func TestRequestsAreMeasuredByRouteAndStatus(t *testing.T) {
	m := metrics.New(config())
	ask := func(path string, status int) {
		ctx := &fasthttp.RequestCtx{}
		ctx.Request.SetRequestURI(path + "?turn=3")
		m.Around(func(ctx *fasthttp.RequestCtx) {
			ctx.SetStatusCode(status)
			ctx.Request.SetRequestURI("/changed") // fasthttp reuses the memory
		})(ctx)
	}
	ask("/twilio/voice", 200)
	ask("/twilio/voice", 403)
	ask("/twilio/voice", 403)
	ask("/elsewhere", 404)
	ask("/elsewhere", 418)
	ask("/readyz", 200)
	families, _ := scrape(t, m)
	require.InDelta(t, 1, value(t, families, "helpline_webhook_seconds", "/twilio/voice", "200"), 0)
	require.InDelta(t, 2, value(t, families, "helpline_webhook_seconds", "/twilio/voice", "403"), 0)
	require.InDelta(t, 1, value(t, families, "helpline_webhook_seconds", "other", "404"), 0)
	require.InDelta(t, 1, value(t, families, "helpline_webhook_seconds", "other", "4xx"), 0)
	require.Len(t, families["helpline_webhook_seconds"].GetMetric(), 4, "health is not measured")
}

func TestTheBacklogIsQueriedAtEachScrape(t *testing.T) {
	at, c := noon(), config()
	b := &backlog{figures: metrics.Figures{
		Messages: []metrics.MessageFigure{
			{Programme: "gent", Status: "pending", Count: 7, Oldest: noon().Add(-90 * time.Second)},
			{Programme: "gent", Status: "sending", Count: 1, Oldest: noon().Add(-time.Second)},
			{Programme: "gent", Status: "failed", Count: 2},
			{Programme: "gent", Status: "undelivered", Count: 3},
			{Programme: "brugge", Status: "pending", Count: 1},
			{Programme: "mechelen", Status: "pending", Count: 1},
		},
		Callbacks:  []metrics.CallbackFigure{{Programme: "gent", Open: 5, Overdue: 2}},
		Recordings: 4,
	}}
	c.Backlog, c.Now = b, func() time.Time { return at }
	m := metrics.New(c)
	require.Zero(t, b.asked, "nobody looked")
	families, _ := scrape(t, m)
	require.InDelta(t, 7, value(t, families, "helpline_outbox_messages", "gent", "pending"), 0)
	require.InDelta(t, 1, value(t, families, "helpline_outbox_messages", "gent", "sending"), 0)
	require.InDelta(t, 0, value(t, families, "helpline_outbox_messages", "antwerpen", "pending"), 0)
	require.InDelta(t, 2, value(t, families, "helpline_outbox_messages", "other", "pending"), 0)
	require.InDelta(t, 90, value(t, families, "helpline_outbox_oldest_due_seconds", "gent"), 0)
	require.InDelta(t, 5, value(t, families, "helpline_messages_undelivered_day", "gent"), 0)
	require.InDelta(t, 3, value(t, families, "helpline_callbacks_open", "no", "gent"), 0)
	require.InDelta(t, 2, value(t, families, "helpline_callbacks_open", "yes", "gent"), 0)
	require.InDelta(t, 4, value(t, families, "helpline_recordings_discarded"), 0)
	scrape(t, m)
	require.Equal(t, 1, b.asked, "the same answer serves for a while")
	at = at.Add(10 * time.Second)
	b.figures, b.err = metrics.Figures{}, errors.New("away")
	families, _ = scrape(t, m)
	require.Equal(t, 2, b.asked)
	require.InDelta(t, 0, value(t, families, "helpline_books_up"), 0)
	require.NotContains(t, families, "helpline_outbox_messages", "old figures are no figures")
	scrape(t, m)
	require.Equal(t, 2, b.asked, "a database in trouble is not asked by everybody")
}

func TestTheSpoolIsCounted(t *testing.T) {
	c, fails := config(), error(nil)
	c.Spool = func() (int, error) { return 4, fails }
	m := metrics.New(c)
	families, _ := scrape(t, m)
	require.InDelta(t, 4, value(t, families, "helpline_spool_entries"), 0)
	fails = errors.New("no such folder")
	families, _ = scrape(t, m)
	require.NotContains(t, families, "helpline_spool_entries")
	require.Contains(t, families, "go_goroutines", "the rest is shown")
}

// The linter of the format accepts our names.
func TestNamesFollowTheFormat(t *testing.T) {
	c := config()
	c.Backlog = &backlog{figures: metrics.Figures{}}
	c.Spool = func() (int, error) { return 0, nil }
	m := metrics.New(c)
	m.Observe(flows.Observed{Programme: "gent", Ended: true})
	recorder := httptest.NewRecorder()
	m.Handler().ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), "GET", metrics.Path, nil))
	problems, err := promlint.New(recorder.Body).Lint()
	require.NoError(t, err)
	require.Empty(t, problems)
}

func TestTwoRegistriesAreIndependent(t *testing.T) {
	one, two := metrics.New(config()), metrics.New(config())
	one.Observe(flows.Observed{Programme: "gent", Ended: true})
	families, _ := scrape(t, two)
	require.NotContains(t, families, "helpline_turns_total")
}
