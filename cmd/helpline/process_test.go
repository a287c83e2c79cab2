package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/sample"
	"github.com/click-call-connect/helpline/storage/postgres"
)

const patience = 30 * time.Second // of a test that waits for another process

// process is a helpline serve in a process of its own, as an operator starts it.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	logs logbook
	addr string        // where it listens
	left chan struct{} // closed when it logs that it is leaving
	done chan error
}

// serves starts helpline serve and waits until it answers.
func serves(t *testing.T, environment map[string]string) *process {
	t.Helper()
	p := &process{t: t, left: make(chan struct{}), done: make(chan error, 1)}
	p.cmd = helplineWith(t, environment, "serve")
	stderr, err := p.cmd.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, p.cmd.Start())
	answering := make(chan string, 1)
	go func() {
		p.follow(stderr, answering)
		p.done <- p.cmd.Wait()
	}()
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	select {
	case p.addr = <-answering:
	case err := <-p.done:
		require.Fail(t, "it ended", "%v\n%s", err, p.logs.String())
	case <-time.After(patience):
		require.Fail(t, "it does not answer", p.logs.String())
	}
	return p
}

// helplineWith returns the command with only this environment.
func helplineWith(t *testing.T, environment map[string]string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), "helpline", args...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}
	for name, value := range environment {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	return cmd
}

// follow reads the log, each line of which is JSON.
func (p *process) follow(stderr io.Reader, answering chan<- string) {
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		_, _ = p.logs.Write(append(lines.Bytes(), '\n'))
		var line struct{ Msg, Addr string }
		if json.Unmarshal(lines.Bytes(), &line) != nil {
			continue
		}
		switch line.Msg {
		case "answering":
			answering <- line.Addr
		case "leaving":
			close(p.left)
		}
	}
}

// stops sends SIGTERM, and waits until it logs that it is leaving.
func (p *process) stops() {
	p.t.Helper()
	require.NoError(p.t, p.cmd.Process.Signal(syscall.SIGTERM))
	p.awaits(p.left, "it does not leave")
}

func (p *process) awaits(event <-chan struct{}, failure string) {
	p.t.Helper()
	select {
	case <-event:
	case <-time.After(patience):
		require.Fail(p.t, failure, p.logs.String())
	}
}

// ended waits for the end and requires exit code 0.
func (p *process) ended() {
	p.t.Helper()
	select {
	case err := <-p.done:
		require.NoError(p.t, err, p.logs.String())
	case <-time.After(patience):
		require.Fail(p.t, "it does not end", p.logs.String())
	}
	for line := range strings.Lines(p.logs.String()) {
		require.True(p.t, json.Valid([]byte(line)), "not JSON: %s", line)
	}
}

// get asks it something, directly.
func (p *process) get(path string) (status int, body string) {
	p.t.Helper()
	answer, err := http.Get("http://" + p.addr + path)
	require.NoError(p.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(p.t, err)
	return answer.StatusCode, string(text)
}

// refuses waits until its port is closed.
func (p *process) refuses() {
	p.t.Helper()
	require.Eventually(p.t, func() bool {
		conn, err := net.Dial("tcp", p.addr)
		if err == nil {
			_ = conn.Close()
		}
		return err != nil
	}, patience, 5*time.Millisecond)
}

// front is a proxy such as stands before a line: the public URL is its own, and
// it counts what it could not forward.
type front struct {
	*httptest.Server
	to     atomic.Pointer[process]
	failed atomic.Int32
}

func newFront(t *testing.T) *front {
	t.Helper()
	f := &front{}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host = "http", f.to.Load().addr
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) {
			f.failed.Add(1)
			w.WriteHeader(http.StatusBadGateway)
		},
		ModifyResponse: func(answer *http.Response) error {
			if answer.StatusCode >= http.StatusInternalServerError {
				f.failed.Add(1)
			}
			return nil
		},
	}
	f.Server = httptest.NewServer(proxy)
	t.Cleanup(f.Close)
	return f
}

// phone is a telephone whose calls go through the proxy.
func (f *front) phone(c *carrier.Carrier, from string) *carrier.Phone {
	return c.Phone(from, carrier.Line{
		VoiceURL: f.URL + ivr.VoicePath, FallbackURL: f.URL + ivr.FallbackPath,
		StatusURL: f.URL + ivr.CallStatusPath, TextURL: f.URL + ivr.TextPath,
	})
}

// slowCarrier is the simulated carrier, which can hold texts back.
type slowCarrier struct {
	*carrier.Carrier
	url   string
	asked chan struct{} // a text has come

	mu   sync.Mutex
	hold chan struct{} // texts are held until this is closed; nil: they are not
}

func newSlowCarrier(t *testing.T, account, token string) *slowCarrier {
	t.Helper()
	s := &slowCarrier{asked: make(chan struct{}, 100)}
	s.Carrier = carrier.New(carrier.Config{AccountSID: account, AuthToken: token, Now: time.Now})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		hold := s.hold
		s.mu.Unlock()
		if r.Method == http.MethodPost && hold != nil {
			s.asked <- struct{}{}
			<-hold
		}
		s.ServeHTTP(w, r)
	}))
	s.url = server.URL
	t.Cleanup(func() { server.Close(); s.Close() })
	return s
}

// thinks makes it hold every text back until the returned function is called.
func (s *slowCarrier) thinks() (decides func()) {
	hold := make(chan struct{})
	s.mu.Lock()
	s.hold = hold
	s.mu.Unlock()
	return sync.OnceFunc(func() {
		s.mu.Lock()
		s.hold = nil
		s.mu.Unlock()
		close(hold)
	})
}

// fillSample imports the sample people of every shipped programme.
func fillSample(t *testing.T, store *postgres.Store) {
	t.Helper()
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	for _, p := range all {
		_, err := store.ImportStudents(t.Context(), p.Name, imports.RowsOf(sample.Students(p)), time.Now())
		require.NoError(t, err)
		_, err = store.ImportResidents(t.Context(), p.Name, imports.RowsOf(sample.Residents(p)), time.Now())
		require.NoError(t, err)
	}
}

// lockDemand locks the demand register, as a database in trouble may be.
func lockDemand(t *testing.T, db *sql.DB) (unlock func()) {
	t.Helper()
	tx, err := db.BeginTx(context.WithoutCancel(t.Context()), nil)
	require.NoError(t, err)
	_, err = tx.ExecContext(t.Context(), `LOCK TABLE demand`)
	require.NoError(t, err)
	unlock = sync.OnceFunc(func() { _ = tx.Rollback() })
	t.Cleanup(unlock)
	return unlock
}

// waitsForALock waits until somebody waits for the table.
func waitsForALock(t *testing.T, db *sql.DB) {
	t.Helper()
	require.Eventually(t, func() bool {
		var waiting int
		err := db.QueryRowContext(t.Context(),
			`SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'demand'::regclass`).Scan(&waiting)
		return err == nil && waiting > 0
	}, patience, 5*time.Millisecond)
}
