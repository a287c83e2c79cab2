package main

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

const remindersOut = 2000 // of one measurement

// BenchmarkReminders sends reminders to a carrier that answers at once, without a
// pace, and compares it with a bare loop: the same statements, the same request,
// no words, no library.
func BenchmarkReminders(b *testing.B) {
	store := postgrestest.New(b)
	words, err := locale.Load()
	require.NoError(b, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(b, err)
	var sids atomic.Int64
	carrier := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, `{"sid":"SM%032d","status":"queued","num_segments":"1"}`, sids.Add(1))
	}))
	b.Cleanup(carrier.Close)
	now := monday()
	sender := ivr.Sender{
		Outbox: store, Programmes: all, Catalogue: words, PublicURL: "http://127.0.0.1:1", Now: func() time.Time { return now },
		Log:     slog.New(slog.DiscardHandler),
		Carrier: twilio.NewSender(twilio.Config{AccountSID: demoAccount, AuthToken: demoToken, CarrierURL: carrier.URL}),
	}
	var ours, bare time.Duration
	for round := 0; b.Loop(); round++ {
		fillOutbox(b, store, all[0], now, round, "ours")
		began := time.Now()
		for sent := 1; sent > 0; {
			sent, err = sender.SendDue(b.Context())
			require.NoError(b, err)
		}
		ours += time.Since(began)
		fillOutbox(b, store, all[0], now, round, "bare")
		began = time.Now()
		bareLoop(b, store, carrier.URL, now)
		bare += time.Since(began)
	}
	b.ReportMetric(float64(remindersOut*b.N)/ours.Seconds(), "reminders/s")
	b.ReportMetric(bare.Seconds()/ours.Seconds(), "of-bare-loop")
}

func fillOutbox(b *testing.B, store *postgres.Store, p *scheduling.Programme, now time.Time, round int, what string) {
	b.Helper()
	for i := range remindersOut {
		require.NoError(b, store.SaveMessage(b.Context(), scheduling.Message{
			Once: fmt.Sprint(what, round, ":", i), Programme: p.Name, To: fmt.Sprintf("+324700%05d", i), Channel: scheduling.SMS,
			Kind: scheduling.Reminder, Key: scheduling.LateReminderKey, Language: "nl", RunAt: now, Until: now.Add(time.Hour),
			Args: map[string]string{"title": p.Title, "start": now.Add(24 * time.Hour).Format(time.RFC3339)},
		}, now))
	}
}

// bareLoop claims, asks who opted out, posts and notes; nothing else.
func bareLoop(b *testing.B, store *postgres.Store, base string, now time.Time) {
	b.Helper()
	client := &http.Client{}
	for {
		messages, err := store.ClaimDue(b.Context(), scheduling.Claim{Now: now, Lease: now.Add(time.Minute), Limit: 20})
		require.NoError(b, err)
		if len(messages) == 0 {
			return
		}
		for i := range messages {
			_, err := store.OptedOut(b.Context(), messages[i].Programme, messages[i].To)
			require.NoError(b, err)
			form := url.Values{"To": {messages[i].To}, "From": {"+32460201001"}, "Body": {"Niet vergeten"}}
			request, err := http.NewRequestWithContext(b.Context(), http.MethodPost, base, strings.NewReader(form.Encode()))
			require.NoError(b, err)
			answer, err := client.Do(request)
			require.NoError(b, err)
			_, _ = io.Copy(io.Discard, answer.Body)
			require.NoError(b, answer.Body.Close())
			require.NoError(b, store.Sent(b.Context(), messages[i].ID, fmt.Sprint("bare", now.UnixNano(), messages[i].ID), 1, now))
		}
	}
}
