package main

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"
	"github.com/valyala/fasthttp"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

const (
	// texting is how many residents answer at the same instant.
	texting = 8
	// anHour is fewer texts than a programme answers in an hour.
	anHour = 4000
)

// BenchmarkReplies is from a resident's "1" to the answer that is read: webhook,
// signature, limits, the visit that the number expects, its confirmation, and the
// document back. Each resident answers once. p99 is the slowest of a hundred.
func BenchmarkReplies(b *testing.B) {
	address := embeddedtest.RedisServer(b)
	require.NotEmpty(b, address, "needs a redis-server")
	r := newRigOn(b, address)
	const first = 10 * texting // while connections are made and statements planned
	expectVisits(b, r.line.Store, r.all[0], b.N+first, r.now().Add(24*time.Hour))
	r.answerAll(b, make([]time.Duration, b.N+first), b.N, b.N+first)
	took := make([]time.Duration, b.N)
	b.ResetTimer()
	for first := 0; first < b.N; first += anHour {
		b.StopTimer()
		require.NoError(b, r.line.Redis.FlushDB(b.Context()).Err()) // an hour has passed
		b.StartTimer()
		r.answerAll(b, took, first, min(first+anHour, b.N))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "replies/s")
	b.ReportMetric(p99(took).Seconds()*1000, "p99-ms")
}

// answerAll has the residents of visits from first to last answer.
func (r *rig) answerAll(b *testing.B, took []time.Duration, first, last int) {
	b.Helper()
	next := atomic.Int64{}
	next.Store(int64(first))
	var all sync.WaitGroup
	for range texting {
		all.Go(func() {
			client := &fasthttp.HostClient{Addr: strings.TrimPrefix(r.url, "http://")}
			for i := next.Add(1) - 1; i < int64(last); i = next.Add(1) - 1 {
				took[i] = r.answersYes(b, client, i)
			}
		})
	}
	all.Wait()
}

func (r *rig) answersYes(b *testing.B, client *fasthttp.HostClient, i int64) time.Duration {
	form := url.Values{
		"MessageSid": {fmt.Sprintf("SM%s%d", b.Name(), i)}, "AccountSid": {demo.Account}, "From": {fmt.Sprintf("+32471%06d", i)},
		"To": {lineTexts}, "Body": {"1"}, "NumMedia": {"0"}, "NumSegments": {"1"},
	}
	request, answer := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(request)
	defer fasthttp.ReleaseResponse(answer)
	request.SetRequestURI(r.url + ivr.TextPath)
	request.Header.SetMethod(fasthttp.MethodPost)
	request.Header.SetContentType(fiber.MIMEApplicationForm)
	request.Header.Set("X-Twilio-Signature", signature.Sign(demo.Token, r.url+ivr.TextPath, form))
	request.SetBodyString(form.Encode())
	began := time.Now()
	err := client.Do(request, answer)
	took := time.Since(began)
	if err != nil || !strings.Contains(string(answer.Body()), "Uw afspraak blijft staan") {
		b.Errorf("answered %d, %s: %v", answer.StatusCode(), answer.Body(), err)
	}
	return took
}
