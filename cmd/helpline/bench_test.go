package main

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"
	"github.com/valyala/fasthttp"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/line"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/redis"
)

// callers is how many are on the line at once.
const callers = 64

// BenchmarkVoiceWebhook is the whole voice webhook (HTTP, signature, Redis,
// turn, TwiML), measured in turns with a floor: the same server doing only the
// signature check and one Redis round trip. of-floor is the rate as a share of
// the floor's (aim: at least 0.6); p99-of-floor is the slowest of a hundred, in
// the floor's (aim: at most 3).
func BenchmarkVoiceWebhook(b *testing.B) {
	address := embeddedtest.RedisServer(b)
	require.NotEmpty(b, address, "needs a redis-server")
	r := newRigOn(b, address)
	floor := r.floor(b, address)
	calls := make([]*benchCall, callers)
	for i := range calls {
		calls[i] = r.benchCall(b, i)
	}
	var voiceTook, floorTook []time.Duration
	var voiceTime, floorTime time.Duration
	for b.Loop() {
		took, all := together(calls, func(c *benchCall) { c.ask(b, r.url+ivr.VoicePath+"?turn="+strconv.Itoa(c.turn), true) })
		voiceTook, voiceTime = append(voiceTook, took...), voiceTime+all
		took, all = together(calls, func(c *benchCall) { c.ask(b, floor, false) })
		floorTook, floorTime = append(floorTook, took...), floorTime+all
	}
	b.ReportMetric(float64(len(voiceTook))/voiceTime.Seconds(), "turns/s")
	b.ReportMetric(floorTime.Seconds()/voiceTime.Seconds(), "of-floor")
	b.ReportMetric(p99(voiceTook).Seconds()/p99(floorTook).Seconds(), "p99-of-floor")
	b.ReportMetric(float64(p99(voiceTook).Microseconds()), "p99-µs")
}

func p99(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)*99/100]
}

// floor is the same server with one more route, which does what any line must
// do at least.
func (r *rig) floor(b *testing.B, redisURL string) string {
	b.Helper()
	client, err := redis.Connect(b.Context(), redisURL)
	require.NoError(b, err)
	require.NoError(b, client.Set(b.Context(), "floor", "ground", 0).Err())
	listener, err := line.Listen(b.Context(), "127.0.0.1:0")
	require.NoError(b, err)
	base := "http://" + listener.Addr().String()
	app, verifier := r.line.Server.App(), signature.Verifier{PublicURL: base, Tokens: []string{demo.Token}}
	app.Post("/floor", func(c *fiber.Ctx) error {
		form, err := url.ParseQuery(string(c.Request().Body()))
		request := signature.Request{
			URI: c.OriginalURL(), Header: func(name string) string { return c.Get(name) }, Form: form, IsForm: true,
		}
		if err != nil || !verifier.Verify(&request) {
			return c.SendStatus(fiber.StatusForbidden)
		}
		if err := client.Get(c.UserContext(), "floor").Err(); err != nil {
			return err
		}
		return c.SendString("<Response></Response>")
	})
	go func() { _ = app.Listener(listener) }()
	b.Cleanup(func() { _ = app.Shutdown(); _ = client.Close() })
	return base + "/floor?turn=1"
}

// benchCall is a caller in the main menu who presses * and wrong keys in turn:
// every press is a whole turn, and no press asks the database anything.
type benchCall struct {
	sid  string
	from string
	turn int
	body string
	form url.Values
	urls map[string]*fasthttp.HostClient
}

func (r *rig) benchCall(b *testing.B, i int) *benchCall {
	b.Helper()
	c := &benchCall{sid: fmt.Sprintf("CA%s%032d", b.Name(), i), from: fmt.Sprintf("+3247%07d", rand.N(10_000_000)), urls: map[string]*fasthttp.HostClient{}}
	c.press("1")
	c.form.Del("Digits")
	c.body = c.form.Encode()
	c.ask(b, r.url+ivr.VoicePath, true)
	c.press("1")
	c.ask(b, r.url+ivr.VoicePath+"?turn=1", true)
	return c
}

func (c *benchCall) press(key string) {
	c.form = start("CallSid", c.sid, "Digits", key, "CallStatus", "in-progress", "From", c.from, "Caller", c.from, "Called", dialled)
	c.body = c.form.Encode()
}

// ask posts the webhook, and counts the turn when the line answers one.
func (c *benchCall) ask(b *testing.B, address string, counts bool) {
	parsed, err := url.Parse(address)
	if err != nil {
		b.Error(err)
		return
	}
	client, ok := c.urls[parsed.Host]
	if !ok {
		client = &fasthttp.HostClient{Addr: parsed.Host}
		c.urls[parsed.Host] = client
	}
	request, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(answer)
	request.SetRequestURI(address)
	request.Header.SetMethod(fasthttp.MethodPost)
	request.Header.SetContentType("application/x-www-form-urlencoded")
	request.Header.Set("X-Twilio-Signature", signature.Sign(demo.Token, address, c.form))
	request.SetBodyString(c.body)
	if err := client.Do(request, answer); err != nil || answer.StatusCode() != fiber.StatusOK {
		b.Errorf("answered %d: %v", answer.StatusCode(), err)
		return
	}
	if counts {
		c.turn++
		c.press([]string{"*", "9"}[c.turn%2])
	}
}

// rounds is how many webhooks each caller sends before the other server has its turn.
const rounds = 20

// together lets all callers go at once, and returns what each webhook took, and
// all of them.
func together(calls []*benchCall, ask func(*benchCall)) ([]time.Duration, time.Duration) {
	took := make([]time.Duration, len(calls)*rounds)
	var all sync.WaitGroup
	begin := time.Now()
	for i, c := range calls {
		all.Go(func() {
			for j := range rounds {
				sent := time.Now()
				ask(c)
				took[i*rounds+j] = time.Since(sent)
			}
		})
	}
	all.Wait()
	return took, time.Since(begin)
}
