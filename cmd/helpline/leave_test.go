package main

import (
	"context"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// A line that gets SIGTERM answers 503 at /readyz, answers the live calls, finishes the
// webhook and the text in flight, and exits. No webhook fails, and no text is sent twice.
func TestALineLeavesWithoutACallerNoticing(t *testing.T) {
	t.Parallel()
	database := postgrestest.URL(t)
	store := postgrestest.Open(t, database)
	fillSample(t, store)
	carrierOf := newSlowCarrier(t, demo.Account, demo.Token)
	proxy := newFront(t)
	environment := map[string]string{
		"DATABASE_URL": database, "REDIS_URL": aRedis(t), "HELPLINE_PUBLIC_URL": proxy.URL,
		"HELPLINE_CARRIER_URL": carrierOf.url, "TWILIO_ACCOUNT_SID": demo.Account, "TWILIO_AUTH_TOKEN": demo.Token,
		"HELPLINE_ADDR": "127.0.0.1:0", "HELPLINE_DRAIN": "2s", "HELPLINE_SPOOL": filepath.Join(t.TempDir(), "spool"),
	}
	line := serves(t, environment)
	proxy.to.Store(line)
	status, _ := line.get("/readyz")
	require.Equal(t, http.StatusOK, status)

	// A text that the carrier holds back.
	carrierOf.SetFaults(carrier.Faults{Hold: true}) // reports come when somebody is there again
	decides := carrierOf.thinks()
	defer decides()
	booked := play(phonetest.Dial(t, proxy.phone(carrierOf.Carrier, mobile), dialled), "2 1 - 1 234567 1 2") // no key twice: this clock is real
	<-time.After(flows.BounceTime)                                                                           // what books is listened to
	booked.Press("1").Hears("est fixé")
	<-carrierOf.asked

	// A call in the middle, and one whose first webhook hangs on a table that somebody locked.
	running := phonetest.Dial(t, proxy.phone(carrierOf.Carrier, landline), dialled).Press("2")
	unlock := lockDemand(t, store.DB())
	greeted := make(chan *phonetest.Conversation, 1)
	go func() { greeted <- phonetest.Dial(t, proxy.phone(carrierOf.Carrier, "+32470000002"), dialled) }()
	waitsForALock(t, store.DB())

	line.stops()
	status, body := line.get("/readyz")
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.Contains(t, body, `"staying":"failed"`)
	status, _ = line.get("/healthz")
	require.Equal(t, http.StatusOK, status, "it lives")
	running.Silence().Press("1").Hears("votre lettre")
	line.refuses()
	unlock()
	(<-greeted).Hears("Nederlands")
	decides()
	line.ended()
	require.Contains(t, line.logs.String(), `"msg":"stopped"`)
	require.Zero(t, proxy.failed.Load(), "a webhook failed")
	messages, err := store.Messages(t.Context(), lists.MessageFilter{})
	require.NoError(t, err)
	require.Len(t, messages, 1)
	require.Equal(t, scheduling.MessageAccepted, messages[0].Status, "what became of the text is noted")

	// The next process finds the calls in their state, and nothing to send.
	environment["HELPLINE_DRAIN"] = "0s"
	next := serves(t, environment)
	proxy.to.Store(next)
	carrierOf.SetFaults(carrier.Faults{})
	booked.HangsUp()
	running.Silence().Press("1").Silence().Hears("6 chiffres").Press("234567").Hears("Votre code est correct")
	require.Eventually(t, func() bool {
		messages, err := store.Messages(t.Context(), lists.MessageFilter{})
		return err == nil && messages[0].Status == scheduling.MessageDelivered
	}, patience, 5*time.Millisecond)
	require.Len(t, carrierOf.Inbox(mobile), 1)
	require.Zero(t, proxy.failed.Load(), "a webhook failed")
	next.stops()
	next.ended()
}

// aRedis starts a real Redis if the machine has one.
func aRedis(t *testing.T) string {
	t.Helper()
	if url := embeddedtest.RedisServer(t); url != "" {
		return url
	}
	return embeddedtest.InProcessRedis(t).URL()
}

// oneByOne gives each text to the test before the carrier gets it.
type oneByOne struct {
	*rest.Sender
	before func(n int)
	n      int
}

func (o *oneByOne) SendText(ctx context.Context, text rest.Text) (rest.Sent, error) {
	o.n++
	o.before(o.n)
	return o.Sender.SendText(ctx, text)
}

// A sender that is stopped in the middle of a batch finishes the text in hand, and puts
// the others back for the next sender: each is sent once.
func TestASenderFinishesWhatItBegan(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.carrier.SetFaults(carrier.Faults{Refuse: 20429})
	for i, code := range []string{letterCode, anotherCode} {
		play(r.dial("+3247000000"+digits(i)[len(digits(i))-1:]), "1 1 "+code+" 2 1 1").HangsUp()
	}
	require.Eventually(t, func() bool {
		messages := r.messages()
		return len(messages) == 2 && messages[0].Attempts > 0 && messages[1].Attempts > 0 &&
			messages[0].Status == scheduling.MessagePending && messages[1].Status == scheduling.MessagePending
	}, patience, 5*time.Millisecond)
	r.carrier.SetFaults(carrier.Faults{Hold: true})

	sender := *r.line.Sender
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	sender.Carrier = &oneByOne{Sender: r.line.Sender.Carrier.(*rest.Sender), before: func(int) { stop() }}
	later := r.now().Add(2 * time.Hour) // of this sender only: the line's own waits
	sender.Now = func() time.Time { return later }
	_, err := sender.SendDue(ctx)
	require.NoError(t, err)
	status := map[scheduling.MessageStatus]int{}
	for _, m := range r.messages() {
		status[m.Status]++
	}
	require.Equal(t, map[scheduling.MessageStatus]int{scheduling.MessageAccepted: 1, scheduling.MessagePending: 1}, status)

	r.carrier.SetFaults(carrier.Faults{})
	r.passes(4 * time.Hour)
	r.settles()
	for _, m := range r.messages() {
		require.Len(t, r.carrier.Inbox(m.To), 1)
	}
}
