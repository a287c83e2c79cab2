package metrics

import (
	"net/http"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

// Path is where the metrics are served.
const Path = "/metrics"

// other is the label of values that are not on a list.
const other = "other"

// none is the label of a conversation without an outcome so far, and of a turn that
// reached no state.
const none = "none"

// Config has the values that labels can have, and the sources of figures.
type Config struct {
	Programmes scheduling.Programmes
	States     []flows.StateName   // of the dialogue
	Routes     []string            // paths of webhooks
	Backlog    Backlog             // queried at each scrape; nil: not shown
	Spool      func() (int, error) // counts the entries on disk at each scrape; nil: not shown
	Now        func() time.Time    // clock of the backlog
}

// Metrics counts events. It is safe for concurrent use.
type Metrics struct {
	registry  *prometheus.Registry
	turns     *prometheus.CounterVec
	calls     *prometheus.CounterVec
	apologies *prometheus.CounterVec
	refused   *prometheus.CounterVec
	webhooks  *prometheus.HistogramVec

	programmes, states, languages, routes known
}

// New returns metrics with a registry of their own, in which everything is zero.
func New(config Config) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		turns: counter("helpline_turns_total", "Turns of conversations, by the state that was reached.",
			"programme", "channel", "state", "input"),
		calls: counter("helpline_calls_total", "Conversations that ended, by what they came to.",
			"programme", "channel", "language", "outcome"),
		apologies: counter("helpline_apologies_total", "Turns in which something of ours failed and the caller heard an apology.",
			"programme"),
		refused: counter("helpline_texts_refused_total", "Texts beyond a limit, which the dialogue did not answer.",
			"programme", "limit"),
		webhooks: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "helpline_webhook_seconds", Help: "How long requests took; the carrier gives up after 15 s.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 15},
		}, []string{"route", "status"}),
		routes: config.Routes,
	}
	m.register(config)
	m.registry.MustRegister(m.turns, m.calls, m.apologies, m.refused, m.webhooks,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if config.Backlog != nil {
		m.registry.MustRegister(newBacklogCollector(config, m.programmes))
	}
	if config.Spool != nil {
		m.registry.MustRegister(newSpoolCollector(config.Spool))
	}
	return m
}

// register lists the values that labels can have, and starts the counters of alerts at
// zero: a counter that does not exist yet cannot rise.
func (m *Metrics) register(config Config) {
	for _, p := range config.Programmes {
		m.programmes = append(m.programmes, p.Name)
		m.apologies.WithLabelValues(p.Name)
		for _, limit := range limits {
			m.refused.WithLabelValues(p.Name, limit)
		}
		for _, rule := range p.Languages {
			m.languages = append(m.languages, string(rule.Code))
		}
	}
	for _, state := range config.States {
		m.states = append(m.states, string(state))
	}
}

// Observe counts one turn. It fits [flows.Engine].Observe.
func (m *Metrics) Observe(o flows.Observed) {
	programme, channel := m.programmes.label(o.Programme), known(channels).label(string(o.Channel))
	input := known(inputs).label(string(o.Kind))
	m.turns.WithLabelValues(programme, channel, m.states.label(string(o.To)), input).Inc()
	if o.Ended {
		language, outcome := m.languages.label(string(o.Language)), outcomeLabel(o.Outcome)
		m.calls.WithLabelValues(programme, channel, language, outcome).Inc()
	}
	if o.Apology {
		m.apologies.WithLabelValues(programme).Inc()
	}
}

// Apologised counts a call that was handled without the dialogue. It fits
// ivr.Server.Apologised.
func (m *Metrics) Apologised(programme string) {
	m.apologies.WithLabelValues(m.programmes.label(programme)).Inc()
}

// TextRefused counts a text beyond a limit. It fits ivr.Server.TextRefused.
func (m *Metrics) TextRefused(programme string, limit ivr.TextLimit) {
	m.refused.WithLabelValues(m.programmes.label(programme), known(limits).label(string(limit))).Inc()
}

// Handler serves the metrics. If a collector fails, the others are still shown, because
// metrics are needed most when something is wrong.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		Registry: m.registry, ErrorHandling: promhttp.ContinueOnError,
	})
}

func counter(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}

// known is a list of values that a label may have.
type known []string

// label returns a value if it is known, or other, so that no outside value makes a series
// of its own.
func (k known) label(value string) string {
	switch {
	case value == "":
		return none
	case slices.Contains(k, value):
		return value
	}
	return other
}

var (
	channels = []string{string(scheduling.Voice), string(scheduling.SMS), string(scheduling.API), string(scheduling.Console)}
	inputs   = []string{
		string(flows.Start), string(flows.Keys), string(flows.Text), string(flows.NoInput),
		string(flows.Recorded), string(flows.Connected), string(flows.HungUp),
	}
	limits   = []string{string(ivr.LimitOfNumber), string(ivr.LimitOfProgramme)}
	waiting  = []string{string(scheduling.MessagePending), string(scheduling.MessageSending)}
	statuses = map[int]string{
		http.StatusOK: "200", http.StatusNoContent: "204", http.StatusBadRequest: "400", http.StatusUnauthorized: "401",
		http.StatusForbidden: "403", http.StatusNotFound: "404", http.StatusMethodNotAllowed: "405",
		http.StatusRequestEntityTooLarge: "413", http.StatusTooManyRequests: "429",
		http.StatusInternalServerError: "500", http.StatusServiceUnavailable: "503",
	}
)

// outcomeLabel is [known.label] for outcomes.
func outcomeLabel(outcome scheduling.Outcome) string {
	switch {
	case outcome == "":
		return none
	case slices.Contains(scheduling.Outcomes(), outcome):
		return string(outcome)
	}
	return other
}

// statusLabel returns a status that this program answers with as it is, and any other as
// its class.
func statusLabel(status int) string {
	if label, ok := statuses[status]; ok {
		return label
	}
	if class := status / 100; class >= 1 && class <= 5 {
		return string(rune('0'+class)) + "xx"
	}
	return other
}
