package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/line"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// hangable stands before a Postgres. Once it hangs, it accepts connections and answers
// nothing, as a stopped server does.
type hangable struct {
	url   string
	once  sync.Once
	hangs chan struct{} // closed when it hangs
}

// before returns a hangable before the Postgres on a unix socket.
func before(t *testing.T, database string) *hangable {
	t.Helper()
	address, err := url.Parse(database)
	require.NoError(t, err)
	socket := filepath.Join(address.Query().Get("host"), ".s.PGSQL."+address.Query().Get("port"))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	h := &hangable{hangs: make(chan struct{})}
	address.RawQuery, address.Host = "sslmode=disable", listener.Addr().String()
	h.url = address.String()
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = client.Close() })
			server, err := net.Dial("unix", socket)
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = server.Close() })
			go h.forward(server, client)
			go h.forward(client, server)
		}
	}()
	return h
}

// forward copies until it hangs; then what arrives is lost.
func (h *hangable) forward(to io.Writer, from io.Reader) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		select {
		case <-h.hangs:
			return
		default:
		}
		if err != nil {
			if closer, ok := to.(io.Closer); ok {
				_ = closer.Close()
			}
			return
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

func (h *hangable) hang() { h.once.Do(func() { close(h.hangs) }) }

// impatient is a carrier that waits for an answer as long as a webhook may take.
func (r *rig) impatient(t *testing.T, path string, form url.Values) string {
	t.Helper()
	return impatient(t, r.url, path, form)
}

func impatient(t *testing.T, line, path string, form url.Values) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, line+path, strings.NewReader(form.Encode()))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Twilio-Signature", signature.Sign(demo.Token, line+path, form))
	answer, err := http.DefaultClient.Do(request)
	require.NoError(t, err, "%s was not answered in time", path)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.Less(t, answer.StatusCode, http.StatusInternalServerError)
	return string(body)
}

// Postgres accepts and never answers: every webhook is answered in time, nobody gets silence,
// what must be remembered is spooled, and the line ends when asked.
func TestPostgresHangs(t *testing.T) {
	t.Parallel()
	all := shipped(t)
	database := before(t, postgrestest.FilledURL(t, "sample", func(ctx context.Context, store *postgres.Store) error {
		return importSample(ctx, store, all)
	}))
	r := openRig(t, database.url, embeddedtest.InProcessRedis(t).URL(), all)
	booking := r.dial(mobile).Press("1").Press("1").Press("1")
	database.hang()
	status := url.Values{"MessageSid": {"SM7"}, "MessageStatus": {"delivered"}, "AccountSid": {demo.Account}}
	text := url.Values{
		"MessageSid": {"SM8"}, "From": {"+32470000009"}, "To": {all[0].Numbers.SMS}, "Body": {"ik ben gevallen"}, "AccountSid": {demo.Account},
	}
	var webhooks sync.WaitGroup
	defer webhooks.Wait()
	webhooks.Go(func() {
		booking.Press(letterCode).Hears("Excuseer").IsRecorded().Says(5).Hears("Wij bellen u").HangsUp()
	})
	webhooks.Go(func() {
		document := r.impatient(t, ivr.VoicePath, start("CallSid", "CAhung", "From", landline))
		require.Contains(t, document, "Voor Nederlands")
	})
	webhooks.Go(func() { r.impatient(t, ivr.MessageStatusPath+"?message=1", status) })
	webhooks.Go(func() { require.Contains(t, r.impatient(t, ivr.TextPath, text), "<Message") })
	webhooks.Go(func() {
		ready := r.readiness()
		require.Contains(t, ready, `"database":"failed"`)
		require.Contains(t, ready, `"redis":"ok"`)
	})
	webhooks.Wait()
	waiting, err := r.line.Spool.Waiting()
	require.NoError(t, err)
	require.Positive(t, waiting)
}

// A line whose context ended before it began to listen ends, with a drain and without.
func TestALineThatIsStoppedBeforeItListens(t *testing.T) {
	t.Parallel()
	words, err := locale.Load()
	require.NoError(t, err)
	l, err := line.Open(t.Context(), line.Config{
		Flags: settings.Flags{
			PublicURL: "http://127.0.0.1:1", RedisURL: embeddedtest.InProcessRedis(t).URL(), AccountSID: demo.Account, AuthToken: demo.Token,
			CarrierURL: "http://127.0.0.1:1", Spool: filepath.Join(t.TempDir(), "spool"),
		},
		Database: postgrestest.URL(t), Programmes: scheduling.Programmes{}, Catalogue: words, Now: monday, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	listener, err := line.Listen(t.Context(), "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	ended := make(chan error, 1)
	go func() { ended <- l.Serve(ctx, l.Server.App(), listener) }()
	select {
	case err := <-ended:
		require.NoError(t, err)
	case <-time.After(patience):
		require.Fail(t, "it does not end")
	}
	require.NoError(t, l.Close())
}
