package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// turns is how many parts the reminders are cut into, each sent by us and by the bare
// loop.
const turns = 10

// BenchmarkReminders sends b.N reminders to a carrier that answers at once, without
// a pace, and compares that, in turns, with a bare loop: the same statements, the
// same request, no words, no library. of-bare-loop is the rate as a share of the
// loop's (aim: at least 0.5). heap-growth is the heap after the last tenth, in that
// after the first one (aim: 1). make bench sends 10,000.
func BenchmarkReminders(b *testing.B) {
	r := newSending(b)
	ours, bare := r.outbox(b, "ours"), r.outbox(b, "bare")
	sender := r.sender(ours)
	var oursTook, bareTook time.Duration
	var first, last uint64
	slice := max(1, b.N/turns)
	b.ResetTimer()
	for sent := 0; sent < b.N; {
		taken, took := r.sendUntil(b, slice, func() (int, error) { return sender.SendDue(b.Context()) })
		sent, oursTook = sent+taken, oursTook+took
		if last = heap(); first == 0 {
			first = last
		}
		_, took = r.sendUntil(b, slice, func() (int, error) { return r.bareLoop(b.Context(), bare) })
		bareTook += took
	}
	b.ReportMetric(float64(b.N)/oursTook.Seconds(), "reminders/s")
	b.ReportMetric(bareTook.Seconds()/oursTook.Seconds(), "of-bare-loop")
	b.ReportMetric(float64(last)/(1<<20), "heap-MB")
	b.ReportMetric(float64(last)/float64(first), "heap-growth")
}

// heap returns the heap in use after a collection.
func heap() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// sending is a carrier on this machine that accepts everything at once.
type sending struct {
	now       time.Time
	catalogue *locale.Catalogue
	all       scheduling.Programmes
	carrier   string
	client    http.Client
}

func newSending(b *testing.B) *sending {
	b.Helper()
	r := &sending{now: monday()}
	var err error
	r.catalogue, err = locale.Load()
	require.NoError(b, err)
	r.all, err = programmes.Shipped(r.catalogue.Languages()...)
	require.NoError(b, err)
	var sids atomic.Int64
	carrier := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, `{"sid":"SM%032d","status":"queued","num_segments":"1"}`, sids.Add(1))
	}))
	b.Cleanup(carrier.Close)
	r.carrier = carrier.URL
	return r
}

// outbox is a database of its own, with b.N reminders that are due.
func (r *sending) outbox(b *testing.B, what string) *postgres.Store {
	b.Helper()
	store, p := postgrestest.New(b), r.all[0]
	for i := range b.N {
		require.NoError(b, store.SaveMessage(b.Context(), scheduling.Message{
			DedupKey: fmt.Sprint(what, ":", i), Programme: p.Name, To: fmt.Sprintf("+324700%05d", i), Channel: scheduling.SMS,
			Kind: scheduling.Reminder, Key: contact.LateReminderKey, Language: "nl", RunAt: r.now, Until: r.now.Add(time.Hour),
			Args: map[string]string{"title": p.Title, "start": r.now.Add(24 * time.Hour).Format(time.RFC3339)},
		}, r.now))
	}
	return store
}

func (r *sending) sender(queue contact.Outbox) *outbox.Sender {
	return &outbox.Sender{
		Outbox: queue, Programmes: r.all, Catalogue: r.catalogue, Webhooks: ivr.MessageWebhooks("http://127.0.0.1:1"),
		Now: func() time.Time { return r.now }, Log: slog.New(slog.DiscardHandler),
		Carrier: rest.NewSender(rest.Config{AccountSID: demo.Account, AuthToken: demo.Token, CarrierURL: r.carrier}),
	}
}

// sendUntil sends until so many were sent, or no more are due.
func (r *sending) sendUntil(b *testing.B, slice int, send func() (int, error)) (total int, took time.Duration) {
	b.Helper()
	began := time.Now()
	for sent := 1; sent > 0 && total < slice; total += sent {
		var err error
		sent, err = send()
		require.NoError(b, err)
	}
	return total, time.Since(began)
}

// bareLoop claims, reads who opted out, posts and records, and nothing else.
func (r *sending) bareLoop(ctx context.Context, store *postgres.Store) (int, error) {
	messages, err := store.ClaimDue(ctx, contact.Claim{Now: r.now, Lease: r.now.Add(time.Minute), Limit: 20})
	for i := range messages {
		if _, err := store.OptedOut(ctx, messages[i].Programme, messages[i].To); err != nil {
			return i, err
		}
		if err := r.bareRequest(ctx, messages[i].To); err != nil {
			return i, err
		}
		if err := store.Sent(ctx, messages[i].ID, fmt.Sprint("bare", messages[i].ID), 1, r.now); err != nil {
			return i, err
		}
	}
	return len(messages), err
}

func (r *sending) bareRequest(ctx context.Context, to string) error {
	form := url.Values{"To": {to}, "From": {"+32460201001"}, "Body": {"Niet vergeten"}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.carrier, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	answer, err := r.client.Do(request)
	if err != nil {
		return err
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer.Body.Close()
}
