package main

import (
	"io"
	"net/http"
	"testing"

	goredis "github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/redis"
)

// unwritable is a Redis that answers and cannot write. Each entry makes it so.
func unwritable() map[string]func(*testing.T, goredis.UniversalClient) {
	set := func(name, value string) func(*testing.T, goredis.UniversalClient) {
		return func(t *testing.T, client goredis.UniversalClient) {
			t.Helper()
			require.NoError(t, client.ConfigSet(t.Context(), name, value).Err())
		}
	}
	return map[string]func(*testing.T, goredis.UniversalClient){
		"full": func(t *testing.T, client goredis.UniversalClient) {
			t.Helper()
			set("maxmemory-policy", "noeviction")(t, client)
			set("maxmemory", "1")(t, client)
		},
		"a replica": func(t *testing.T, client goredis.UniversalClient) {
			t.Helper()
			require.NoError(t, client.Do(t.Context(), "REPLICAOF", "127.0.0.1", "1").Err())
		},
	}
}

// A Redis that answers and cannot write is no reason for a loop: whatever a caller does, they
// reach a human or a voicemail, and what they said is kept.
func TestRedisAnswersAndCannotWrite(t *testing.T) {
	t.Parallel()
	for name, breaks := range unwritable() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := embeddedtest.OwnRedisServer(t)
			if url == "" {
				return
			}
			client, err := redis.Connect(t.Context(), url)
			require.NoError(t, err)
			t.Cleanup(func() { _ = client.Close() })
			r := newRigOn(t, url)
			booking := r.dial(mobile).Press("1").Press("1").Press("1").Press(letterCode).Press("2").Press("1")
			zero := r.dial(landline).Press("1")
			elsewhere := r.dial("+3232345671").Press("1").Press("1")
			breaks(t, client)

			zero.Press("0").IsRecorded().Says(6).Hears("Wij bellen u").HangsUp()
			booking.Press("1").Hears("staat vast").Silence().IsRecorded().Says(4).Hears("Wij bellen u").EndsWell()
			r.line.Server.Engine.Sessions = r.line.Server.Sessions // as another process sees it
			elsewhere.Silence().Silence().Hears("Excuseer").IsRecorded().Says(4).Hears("Wij bellen u").EndsWell()
			for _, press := range []string{"0", "1", "*"} {
				r.dial("+3232345672").Press(press).IsRecorded().Says(4).Hears("Wij bellen u").EndsWell()
			}
			r.dial("+3232345673").Silence().IsRecorded().HangsUp()
			recorded := 0
			for _, callback := range r.callbacks() {
				if callback.RecordingURL != "" {
					recorded++
				}
			}
			require.Equal(t, 6, recorded, "each voicemail is kept once")
			require.Contains(t, r.readiness(), `"redis":"failed"`)
			require.Contains(t, r.readiness(), `"database":"ok"`)
		})
	}
}

// readiness is the answer of /readyz.
func (r *rig) readiness() string {
	r.t.Helper()
	answer, err := http.Get(r.url + "/readyz")
	require.NoError(r.t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(r.t, err)
	return string(body)
}
