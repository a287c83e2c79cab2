package phonetest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
)

func phone(t *testing.T) *carrier.Phone {
	t.Helper()
	documents := map[string]string{
		"":  `<Gather numDigits="1" actionOnEmptyResult="true"><Say language="nl-BE">Welkom. Druk 1.</Say></Gather>`,
		"1": `<Say language="nl-BE">Tot dan.</Say><Hangup/>`,
		"2": `<Hangup/>`, "3": `<Say language="fr-BE">Bonjour.</Say>`, "0": `<Record/>`,
		"4": `<Dial>+3232211333</Dial><Say voice="Polly.Lisa"><prosody rate="85%">Traag.</prosody></Say>`,
		"5": `<Dial>+3232211334</Dial><Say>Vlug.</Say>`,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "<Response>%s</Response>", documents[r.FormValue("Digits")])
	}))
	t.Cleanup(server.Close)
	return &carrier.Phone{Line: carrier.Line{VoiceURL: server.URL}, From: "+32470000001", Desk: desk}
}

// desk answers one number.
func desk(number string) carrier.DeskAnswer {
	if number == "+3232211333" {
		return carrier.DeskAnswer{Status: "completed", Seconds: 40}
	}
	return carrier.DeskAnswer{Status: "busy"}
}

// failing replaces a test that is expected to fail.
type failing struct {
	testing.TB
	message string
}

func (f *failing) Fatalf(format string, args ...any) {
	f.message = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func (f *failing) Helper() {}

// failure runs a test and returns why it failed, or "".
func failure(t *testing.T, test func(testing.TB)) string {
	t.Helper()
	f := &failing{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		test(f)
	}()
	<-done
	return f.message
}

func TestExpectationsFail(t *testing.T) {
	t.Parallel()
	golden := filepath.Join(t.TempDir(), "folder", "call.txt")
	phonetest.Dial(t, phone(t), "+3280012345").Press("1").Golden(golden, true).Golden(golden, false)
	for name, c := range map[string]struct {
		test func(*phonetest.Conversation)
		want string
	}{
		"all is well":       {func(c *phonetest.Conversation) { c.IsAsked().Hears("welkom", "DRUK 1").Silence().Press("1").EndsWell() }, ""},
		"hears":             {func(c *phonetest.Conversation) { c.Hears("tot dan") }, `did not hear "tot dan"`},
		"does not hear":     {func(c *phonetest.Conversation) { c.DoesNotHear("welkom") }, `heard "welkom"`},
		"only the last":     {func(c *phonetest.Conversation) { c.Press("1").Hears("welkom") }, `did not hear "welkom"`},
		"another language":  {func(c *phonetest.Conversation) { c.Press("3").HearsLanguage("nl") }, `in "fr-BE", not in "nl"`},
		"no language":       {func(c *phonetest.Conversation) { c.Press("2").HearsLanguage("nl") }, "heard nothing"},
		"not recorded":      {func(c *phonetest.Conversation) { c.IsRecorded() }, "the call is asking, not recording"},
		"not asked":         {func(c *phonetest.Conversation) { c.Press("0").IsAsked() }, "the call is recording, not asking"},
		"not ended":         {func(c *phonetest.Conversation) { c.EndsWell() }, "did not end well"},
		"document ran out":  {func(c *phonetest.Conversation) { c.Press("3").EndsWell() }, `ended by "document"`},
		"without a word":    {func(c *phonetest.Conversation) { c.Press("2").EndsWell() }, "without a word"},
		"hung up by caller": {func(c *phonetest.Conversation) { c.HangsUp().EndsWell() }, `ended by "caller"`},
		"press after end":   {func(c *phonetest.Conversation) { c.Press("2").Press("1") }, "pressing 1"},
		"speaks too early":  {func(c *phonetest.Conversation) { c.Says(2) }, "speaking"},
		"another call":      {func(c *phonetest.Conversation) { c.Golden(golden, false) }, "not the one in"},
		"talks": {func(c *phonetest.Conversation) {
			c.RingsNobody().Press("4").Rings("+3232211333").Talks().HearsSlowly().HearsSlowly("traag")
		}, ""},
		"finds nobody":      {func(c *phonetest.Conversation) { c.Press("5").Rings("+3232211334").FindsNobody() }, ""},
		"rang somebody":     {func(c *phonetest.Conversation) { c.Press("4").RingsNobody() }, "+3232211333 rang"},
		"rang another":      {func(c *phonetest.Conversation) { c.Press("4").Rings("+3232211334") }, "+3232211334 did not ring"},
		"rang nobody":       {func(c *phonetest.Conversation) { c.Rings("+3232211333") }, "did not ring, but []"},
		"talked to nobody":  {func(c *phonetest.Conversation) { c.Press("5").Talks() }, `the connection was "busy"`},
		"talked after all":  {func(c *phonetest.Conversation) { c.Press("4").FindsNobody() }, `the connection was "completed"`},
		"not connected":     {func(c *phonetest.Conversation) { c.Talks() }, "was not connected"},
		"nobody was sought": {func(c *phonetest.Conversation) { c.FindsNobody() }, "was not connected"},
		"not slowly":        {func(c *phonetest.Conversation) { c.Press("5").HearsSlowly("vlug") }, `did not hear "vlug" slowly`},
		"none slowly":       {func(c *phonetest.Conversation) { c.Press("5").HearsSlowly() }, "heard 0 of 1 lines slowly"},
		"nothing slowly":    {func(c *phonetest.Conversation) { c.Press("2").HearsSlowly() }, "heard 0 of 0 lines slowly"},
		"no such call":      {func(c *phonetest.Conversation) { c.Golden(golden+"x", false) }, "no transcript"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			why := failure(t, func(tb testing.TB) { c.test(phonetest.Dial(tb, phone(t), "+3280012345")) })
			if c.want == "" {
				require.Empty(t, why)
				return
			}
			require.Contains(t, why, c.want)
			require.Contains(t, why, "☎  +32 470 00 00 01 → 0800 12 345\nnl  Welkom. Druk 1.\n", "the whole call is shown")
		})
	}
}

func TestDialFails(t *testing.T) {
	t.Parallel()
	p := phone(t)
	p.Line.VoiceURL = "http://127.0.0.1:1/"
	require.Contains(t, failure(t, func(tb testing.TB) { phonetest.Dial(tb, p, "+3280012345") }), "ended by a fault")
}
