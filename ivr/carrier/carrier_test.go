package carrier_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

var noon = time.Date(2027, 3, 26, 12, 0, 0, 0, time.UTC)

// start runs a carrier, and returns the sender that uses it.
func start(t *testing.T, config carrier.Config) (*carrier.Carrier, *rest.Sender, string) {
	t.Helper()
	config.AccountSID, config.AuthToken = account, token
	config.Now = func() time.Time { return noon }
	c := carrier.New(config)
	server := httptest.NewServer(c)
	t.Cleanup(func() { server.Close(); c.Close() })
	return c, rest.NewSender(rest.Config{AccountSID: account, AuthToken: token, CarrierURL: server.URL}), server.URL
}

func text(to, body, callback string) rest.Text {
	return rest.Text{To: to, From: mobile, Body: body, StatusCallback: callback}
}

func TestTextArrivesAndIsReported(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/status?message=7": ""})
	var shown []carrier.Text
	c, sender, _ := start(t, carrier.Config{OnText: func(text carrier.Text) { shown = append(shown, text) }})
	sent, err := sender.SendText(t.Context(), text(resident, "Tot dan ë", l.URL+"/status?message=7#rc=3"))
	require.NoError(t, err)
	require.Regexp(t, `^SM[0-9a-f]{32}$`, sent.ID)
	require.Equal(t, scheduling.MessageQueued, sent.Status)
	require.Equal(t, 1, sent.Segments)
	require.NoError(t, c.Drain(t.Context()))

	const hook = "/status?message=7 "
	require.Equal(t, []string{hook + "queued", hook + "sent", hook + "delivered"}, l.got("MessageStatus"))
	require.Equal(t, hook+sent.ID, l.got("MessageSid")[0])
	inbox := c.Inbox(resident)
	require.Len(t, inbox, 1)
	require.Equal(t, "Tot dan ë", inbox[0].Body)
	require.Equal(t, shown, inbox)
	require.Empty(t, c.Inbox(mobile))
}

func TestFaultyCallbacks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		faults carrier.Faults
		want   string
	}{
		"repeated":  {carrier.Faults{Repeat: 1}, "queued+queued+sent+sent+delivered+delivered"},
		"reversed":  {carrier.Faults{Reverse: true}, "delivered+sent+queued"},
		"lost":      {carrier.Faults{Drop: []string{"sent", "queued"}}, "delivered"},
		"not taken": {carrier.Faults{FailWith: 30005}, "queued+sent+undelivered"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newLine(t, map[string]string{"/s": ""})
			simulated, sender, _ := start(t, carrier.Config{Faults: c.faults})
			_, err := sender.SendText(t.Context(), text(resident, "dag", l.URL+"/s"))
			require.NoError(t, err)
			require.NoError(t, simulated.Drain(t.Context()))
			require.Equal(t, c.want, strings.ReplaceAll(strings.Join(l.got("MessageStatus"), "+"), "/s ", ""))
			last := l.webhooks[len(l.webhooks)-1].form
			require.Equal(t, c.faults.FailWith != 0, last.Get("ErrorCode") == "30005")
		})
	}
}

func TestHeldCallbacks(t *testing.T) {
	t.Parallel()
	l := newLine(t, map[string]string{"/s": ""})
	c, sender, _ := start(t, carrier.Config{Faults: carrier.Faults{Hold: true}})
	_, err := sender.SendText(t.Context(), text(resident, "dag", l.URL+"/s"))
	require.NoError(t, err)
	require.NoError(t, c.Drain(t.Context()))
	require.Empty(t, l.got("MessageStatus"))
	c.SetFaults(carrier.Faults{})
	require.NoError(t, c.Drain(t.Context()))
	require.Len(t, l.got("MessageStatus"), 3)
}

func TestDrainGivesUp(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		close(asked)
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	c, sender, _ := start(t, carrier.Config{Faults: carrier.Faults{Drop: []string{"queued", "sent"}}})
	_, err := sender.SendText(t.Context(), text(resident, "dag", server.URL))
	require.NoError(t, err)
	<-asked
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, c.Drain(ctx), context.Canceled)
	c.Close() // cancels the callback
	require.NoError(t, c.Drain(t.Context()))
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	_, sender, _ := start(t, carrier.Config{Numbers: []string{mobile}})
	for name, c := range map[string]struct {
		text rest.Text
		want int
	}{
		"not a number":     {text("+321", "dag", ""), 21211},
		"not E.164":        {text("0470 00 00 01", "dag", ""), 21211},
		"landline":         {text("+3232211333", "dag", ""), 21614},
		"not our number":   {rest.Text{To: resident, From: "+32460000001", Body: "dag"}, 21606},
		"no sender":        {rest.Text{To: resident, Body: "dag"}, 21603},
		"no text":          {text(resident, "", ""), 21602},
		"too long":         {text(resident, strings.Repeat("a", 1601), ""), 21617},
		"exactly the most": {text(resident, strings.Repeat("a", 1600), ""), 0},
	} {
		_, err := sender.SendText(t.Context(), c.text)
		if c.want == 0 {
			require.NoError(t, err, name)
			continue
		}
		var carrierError *rest.Error
		require.ErrorAs(t, err, &carrierError, name)
		require.Equal(t, c.want, carrierError.Code, name)
	}
}

func TestCredentialsAreChecked(t *testing.T) {
	t.Parallel()
	_, _, address := start(t, carrier.Config{})
	for _, wrong := range []rest.Config{{AccountSID: account, AuthToken: "guessed"}, {AccountSID: "AC2", AuthToken: token}} {
		wrong.CarrierURL = address
		_, err := rest.NewSender(wrong).SendText(t.Context(), text(resident, "dag", ""))
		var carrierError *rest.Error
		require.ErrorAs(t, err, &carrierError)
		require.Equal(t, http.StatusUnauthorized, carrierError.HTTPStatus)
	}
}

func TestFaultyAPI(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		faults    carrier.Faults
		code      int
		ambiguous bool
		taken     bool
	}{
		"refused":          {carrier.Faults{Refuse: 21610}, 21610, false, false},
		"too fast":         {carrier.Faults{Refuse: 20429}, 20429, false, false},
		"broken":           {carrier.Faults{Broken: true}, 0, true, false},
		"taken, then lost": {carrier.Faults{Lose: true}, 0, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, sender, _ := start(t, carrier.Config{Faults: c.faults})
			_, err := sender.SendText(t.Context(), text(resident, "dag", ""))
			var carrierError *rest.Error
			require.ErrorAs(t, err, &carrierError)
			require.Equal(t, c.code, carrierError.Code)
			require.Equal(t, c.ambiguous, carrierError.Ambiguous)
			_, found, err := sender.FindText(t.Context(), resident, "dag", noon)
			require.NoError(t, err)
			require.Equal(t, c.taken, found, "what was taken can be found again")
		})
	}
}

func TestRecordings(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(nil)
	address := "http://" + server.Listener.Addr().String()
	c := carrier.New(carrier.Config{AccountSID: account, AuthToken: token, PublicURL: address + "/", Now: func() time.Time { return noon }})
	server.Config.Handler = c
	server.Start()
	t.Cleanup(func() { server.Close(); c.Close() })
	l := newLine(t, map[string]string{"/voice": record, "/recorded": bye})
	call, err := c.Phone(resident, l.setup()).Dial(t.Context(), number)
	require.NoError(t, err)
	require.NoError(t, call.Say(t.Context(), 2))
	kept := l.webhooks[1].form.Get("RecordingUrl")

	config := rest.Config{AccountSID: account, AuthToken: "guessed", CarrierURL: address}
	var refused *rest.Error
	require.ErrorAs(t, rest.NewAccount(config).FetchRecording(t.Context(), kept, io.Discard), &refused)
	require.Equal(t, 20003, refused.Code)
	require.ErrorAs(t, rest.NewAccount(config).DeleteRecording(t.Context(), kept), &refused)
	require.Equal(t, http.StatusUnauthorized, refused.HTTPStatus)

	config.AuthToken = token
	ours := rest.NewAccount(config)
	var wav bytes.Buffer
	require.NoError(t, ours.FetchRecording(t.Context(), kept, &wav))
	require.Equal(t, "RIFF", string(wav.Bytes()[:4]))
	require.Equal(t, 44+2*8000, wav.Len())
	require.NoError(t, ours.DeleteRecording(t.Context(), kept))
	require.ErrorIs(t, ours.FetchRecording(t.Context(), kept, io.Discard), scheduling.ErrNotFound)
	require.NoError(t, ours.DeleteRecording(t.Context(), kept), "gone already")
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	setup := make([]rest.NumberSetup, 120) // three pages
	for i := range setup {
		setup[i] = rest.NumberSetup{
			Number: fmt.Sprintf("+3280012%03d", i), VoiceURL: "https://h.example/v", VoiceMethod: "POST",
			FallbackURL: "https://h.example/f", StatusURL: "https://h.example/s", TextURL: "https://h.example/t",
		}
	}
	for _, some := range [][]rest.NumberSetup{nil, setup[:1], setup[:50], setup} {
		c, _, address := start(t, carrier.Config{Setup: some})
		ours := rest.NewAccount(rest.Config{AccountSID: account, AuthToken: token, CarrierURL: address})
		listed, err := ours.Numbers(t.Context())
		require.NoError(t, err)
		require.Equal(t, some, listed)

		c.SetUp(setup[7])
		listed, err = ours.Numbers(t.Context())
		require.NoError(t, err)
		require.Equal(t, setup[7:8], listed)

		_, err = rest.NewAccount(rest.Config{AccountSID: account, CarrierURL: address}).Numbers(t.Context())
		require.ErrorContains(t, err, "HTTP 401")
	}
}

func TestHandset(t *testing.T) {
	t.Parallel()
	c, _, _ := start(t, carrier.Config{})
	for answer, want := range map[string][]string{
		`<Message>Dag &amp; welkom</Message>`:                     {"Dag & welkom"},
		`<Message><Body>Een</Body></Message><Message>2</Message>`: {"Een", "2"},
		``: nil,
	} {
		l := newLine(t, map[string]string{"/sms": answer})
		reply, err := c.Handset(resident, l.setup()).Text(t.Context(), mobile, "AFSPRAAK")
		require.NoError(t, err)
		require.Equal(t, want, reply)
		require.Equal(t, []string{"/sms AFSPRAAK"}, l.got("Body"))
	}
	require.Len(t, c.Inbox(mobile), 3)
	require.Len(t, c.Inbox(resident), 3, "answers are in the inbox too")

	alone := &carrier.Handset{From: resident}
	for answer, want := range map[string]string{`<Hangup/>`: "profile", `<Message>`: "TwiML"} {
		l := newLine(t, map[string]string{"/sms": answer})
		alone.Line = l.setup()
		_, err := alone.Text(t.Context(), mobile, "dag")
		require.ErrorContains(t, err, want)
	}
	alone.Line.TextURL += "/nowhere"
	_, err := alone.Text(t.Context(), mobile, "dag")
	require.ErrorContains(t, err, "404")
}
