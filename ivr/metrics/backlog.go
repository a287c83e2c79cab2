package metrics

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Figures are counts of what waits in the database at one moment.
type Figures struct {
	Messages  []MessageFigure
	Callbacks []CallbackFigure
	// Recordings is how many voicemails wait to be deleted at the carrier.
	Recordings int
}

// MessageFigure counts the messages of one programme that wait in the outbox, by status,
// and those of the last day that were not delivered.
type MessageFigure struct {
	Programme string
	Status    string // pending or sending; with any other the message was not delivered
	Count     int
	Oldest    time.Time // earliest due time of those that are due; zero if none is
}

// CallbackFigure counts the people who wait to be called back.
type CallbackFigure struct {
	Programme string
	Open      int
	Overdue   int // those whose promised time has passed
}

// Backlog counts what waits in the database.
type Backlog interface {
	Figures(ctx context.Context, now time.Time) (Figures, error)
}

const (
	backlogTimeout = 2 * time.Second  // of one query
	backlogMaxAge  = 10 * time.Second // for which figures are reused, so that two scrapers cost as much as one
)

// backlogCollector queries the database when metrics are scraped, at most once every
// backlogMaxAge.
type backlogCollector struct {
	backlog    Backlog
	now        func() time.Time
	programmes known

	messages, age, undelivered, callbacks, recordings, answered *prometheus.Desc

	mu    sync.Mutex // also makes the second of two scrapes wait for the figures of the first
	asked time.Time
	last  Figures
	up    bool
}

func newBacklogCollector(config Config, programmes known) *backlogCollector {
	return &backlogCollector{
		backlog: config.Backlog, now: config.Now, programmes: programmes,
		messages: desc("helpline_outbox_messages", "Messages that wait to be sent (pending, sending).", "programme", "status"),
		age: desc("helpline_outbox_oldest_due_seconds",
			"How long the message that is due longest has been due; 0: none is due.", "programme"),
		undelivered: desc("helpline_messages_undelivered_day", "Messages of the last 24 hours that did not arrive.", "programme"),
		callbacks:   desc("helpline_callbacks_open", "People who wait to be called back.", "programme", "overdue"),
		recordings:  desc("helpline_recordings_discarded", "Voicemails that nobody needs, and that the carrier has not deleted yet."),
		answered: desc("helpline_books_up",
			"1 if the database answered the last time somebody looked; without it the figures of the books are missing."),
	}
}

// Describe implements prometheus.Collector.
func (c *backlogCollector) Describe(out chan<- *prometheus.Desc) {
	for _, figure := range []*prometheus.Desc{c.messages, c.age, c.undelivered, c.callbacks, c.recordings, c.answered} {
		out <- figure
	}
}

// Collect implements prometheus.Collector.
func (c *backlogCollector) Collect(out chan<- prometheus.Metric) {
	figures, up, now := c.figures()
	if !up {
		out <- gauge(c.answered, 0)
		return
	}
	out <- gauge(c.answered, 1)
	out <- gauge(c.recordings, float64(figures.Recordings))
	totals := c.add(figures, now)
	for _, programme := range slices.Concat(c.programmes, known{other}) {
		total, ok := totals[programme]
		if !ok && programme == other {
			continue // the programme is no longer served
		}
		for _, status := range waiting {
			out <- gauge(c.messages, float64(total.waiting[status]), programme, status)
		}
		out <- gauge(c.age, total.oldest.Seconds(), programme)
		out <- gauge(c.undelivered, float64(total.undelivered), programme)
		out <- gauge(c.callbacks, float64(total.open-total.overdue), programme, "no")
		out <- gauge(c.callbacks, float64(total.overdue), programme, "yes")
	}
}

// total is the sum of a programme.
type total struct {
	waiting                    map[string]int
	oldest                     time.Duration
	undelivered, open, overdue int
}

// add sums up figures by the label of the programme. Several programmes may have the
// label other.
func (c *backlogCollector) add(figures Figures, now time.Time) map[string]total {
	totals := map[string]total{}
	for _, f := range figures.Messages {
		programme := c.programmes.label(f.Programme)
		t := totals[programme]
		if t.waiting == nil {
			t.waiting = map[string]int{}
		}
		if slices.Contains(waiting, f.Status) {
			t.waiting[f.Status] += f.Count
		} else {
			t.undelivered += f.Count
		}
		if !f.Oldest.IsZero() {
			t.oldest = max(t.oldest, now.Sub(f.Oldest))
		}
		totals[programme] = t
	}
	for _, f := range figures.Callbacks {
		programme := c.programmes.label(f.Programme)
		t := totals[programme]
		t.open, t.overdue = t.open+f.Open, t.overdue+f.Overdue
		totals[programme] = t
	}
	return totals
}

// figures returns the latest figures while they are fresh, or new ones. A failure is kept
// as long, so that a database in trouble is not queried by every scrape.
func (c *backlogCollector) figures() (Figures, bool, time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if age := now.Sub(c.asked); !c.asked.IsZero() && age >= 0 && age < backlogMaxAge {
		return c.last, c.up, now
	}
	ctx, cancel := context.WithTimeout(context.Background(), backlogTimeout)
	defer cancel()
	figures, err := c.backlog.Figures(ctx, now)
	c.asked, c.last, c.up = now, figures, err == nil
	return c.last, c.up, now
}

// spoolCollector counts the spool when metrics are scraped.
type spoolCollector struct {
	entries *prometheus.Desc
	count   func() (int, error)
}

func newSpoolCollector(count func() (int, error)) spoolCollector {
	return spoolCollector{
		desc("helpline_spool_entries", "Promises written to disk because the database was away, which wait to be taken over."), count,
	}
}

// Describe implements prometheus.Collector.
func (c spoolCollector) Describe(out chan<- *prometheus.Desc) { out <- c.entries }

// Collect implements prometheus.Collector.
func (c spoolCollector) Collect(out chan<- prometheus.Metric) {
	count, err := c.count()
	if err != nil {
		out <- prometheus.NewInvalidMetric(c.entries, err)
		return
	}
	out <- gauge(c.entries, float64(count))
}

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

func gauge(of *prometheus.Desc, value float64, labels ...string) prometheus.Metric {
	return prometheus.MustNewConstMetric(of, prometheus.GaugeValue, value, labels...)
}
