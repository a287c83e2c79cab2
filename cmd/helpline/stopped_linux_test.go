package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/storage/embedded"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// The processes of a real Postgres are stopped, with connections open and statements
// prepared: a webhook is answered within its limit, and the line ends when asked.
func TestPostgresIsStopped(t *testing.T) {
	t.Parallel()
	server, err := embedded.OpenPostgres(t.Context(), embedded.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	require.NoError(t, server.Database(t.Context(), "helpline", ""))
	store, err := postgres.Open(t.Context(), server.URL("helpline"))
	require.NoError(t, err)
	_, _, err = postgres.Migrate(t.Context(), store.DB())
	require.NoError(t, err)
	require.NoError(t, store.Close())

	proxy := newFront(t)
	line := serves(t, map[string]string{
		"DATABASE_URL": server.URL("helpline"), "REDIS_URL": embeddedtest.InProcessRedis(t).URL(), "HELPLINE_PUBLIC_URL": proxy.URL,
		"HELPLINE_CARRIER_URL": "http://127.0.0.1:1", "TWILIO_ACCOUNT_SID": demo.Account, "TWILIO_AUTH_TOKEN": demo.Token,
		"HELPLINE_ADDR": "127.0.0.1:0", "HELPLINE_DRAIN": "0s", "HELPLINE_SPOOL": filepath.Join(t.TempDir(), "spool"),
	})
	proxy.to.Store(line)
	greeted := func(sid string) {
		t.Helper()
		require.Contains(t, impatient(t, proxy.URL, ivr.VoicePath, start("CallSid", sid, "From", landline)), "Voor Nederlands")
	}
	for n := range 3 { // the first use of a statement, the one that prepares it, and one that is prepared
		greeted(fmt.Sprint("CAbefore", n))
	}

	stop(t, server.Pid())
	greeted("CAstopped")
	status, body := line.get("/readyz")
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.Contains(t, body, `"database":"failed"`)
	line.stops()
	line.ended()
}

// stop stops a process and its children until the end of the test.
func stop(t *testing.T, parent int) {
	t.Helper()
	signal := func(all []int, what syscall.Signal) {
		for _, pid := range all {
			_ = syscall.Kill(pid, what) // it may have ended
		}
	}
	signal([]int{parent}, syscall.SIGSTOP) // it makes no more of them
	children := childrenOf(t, parent)
	require.NotEmpty(t, children)
	t.Cleanup(func() { signal(append(children, parent), syscall.SIGCONT) })
	signal(children, syscall.SIGSTOP)
}

func childrenOf(t *testing.T, parent int) (children []int) {
	t.Helper()
	statuses, err := filepath.Glob("/proc/[0-9]*/status")
	require.NoError(t, err)
	for _, name := range statuses {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		if strings.Contains(string(text), fmt.Sprintf("\nPPid:\t%d\n", parent)) {
			pid, err := strconv.Atoi(filepath.Base(filepath.Dir(name)))
			require.NoError(t, err)
			children = append(children, pid)
		}
	}
	return children
}
