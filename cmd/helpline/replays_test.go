package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// afterwards is how long after a call its webhooks are sent again.
var afterwards = []time.Duration{3 * time.Minute, time.Hour, 2*time.Hour + time.Minute, 25 * time.Hour}

// everything is all that a replay could change.
func (r *rig) everything() []any {
	r.t.Helper()
	held, err := r.line.Store.Visits(r.t.Context(), lists.VisitFilter{Statuses: scheduling.Statuses()})
	require.NoError(r.t, err)
	return []any{held, r.messages(), r.callbacks(), r.outcomes()}
}

// replay sends webhooks of a call once more, signed as they were, and requires that they
// reveal nothing of it and do nothing.
func (r *rig) replay(hooks []carrier.Webhook) {
	r.t.Helper()
	before := r.everything()
	for _, hook := range hooks {
		path := strings.TrimPrefix(hook.URL, r.url)
		status, document := r.post(webhook{path: path, form: hook.Form, token: demo.Token})
		require.Less(r.t, status, http.StatusBadRequest, path)
		require.NotContains(r.t, document, "<Say", "%s %v", path, hook.Form)
		require.NotContains(r.t, document, "<Message", path)
	}
	require.Equal(r.t, before, r.everything())
}

// Whoever saw every webhook of a call that booked, of one that heard the visit, and of one
// at the door, hears nothing of them later, in whatever order they are sent.
func TestACallThatIsReplayedLater(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	booking := play(r.dial(mobile), bookingCalls).Hears("staat vast").HangsUp()
	visit := play(r.dial(mobile), "1 2 "+letterCode).Hears("Aan de deur zegt de student dit woord").HangsUp()
	voicemail := play(r.dial(landline), "1 0 say").Hears("bewaard").HangsUp()
	r.settles()
	all := slices.Concat(booking.Call.Webhooks(), visit.Call.Webhooks(), voicemail.Call.Webhooks())
	require.Greater(t, len(all), 12)
	for _, after := range afterwards {
		r.passes(after)
		r.replay(all)
		slices.Reverse(all)
		r.replay(all)
	}
	r.forgetsCalls() // what came is not remembered either: whoever begins a call again gets the welcome, and no further
	r.replay(slices.DeleteFunc(all, func(hook carrier.Webhook) bool { return strings.HasSuffix(hook.URL, ivr.VoicePath) }))
}

// Texts that come again hours later change nothing and get no answer: not the yes to a
// visit that was called off since, nor a STOP that was taken back.
func TestTextsThatAreReplayedLater(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	text := func(sid, body string) (string, carrier.Webhook) {
		hook := carrier.Webhook{URL: r.url + ivr.TextPath, Form: start("MessageSid", sid, "To", r.all[0].Numbers.SMS, "Body", body)}
		_, document := r.post(webhook{path: ivr.TextPath, form: hook.Form, token: demo.Token})
		return document, hook
	}
	var hooks []carrier.Webhook
	for i, body := range []string{"AFSPRAAK", letterCode, "1", "1", "1", "STOP", "START"} {
		_, hook := text("SM"+string(rune('a'+i)), body)
		hooks = append(hooks, hook)
	}
	require.Len(t, r.visits(), 1)
	for _, after := range afterwards {
		r.passes(after)
		r.replay(hooks)
	}
	document, _ := text("SMnew", "mijn afspraak")
	require.Contains(t, document, "<Message", "START was the last that they said")
}
