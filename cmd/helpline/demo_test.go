package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/desk"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
)

// running is a demo that was started in this process, and what it printed.
type running struct {
	t     *testing.T
	stop  context.CancelFunc
	ended chan int
	said  string
	url   string
}

// startDemo starts a demo on a free port and waits until it is open.
func startDemo(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	d := &running{t: t, stop: stop, ended: make(chan int, 1)}
	go func() {
		d.ended <- run(ctx, append([]string{"demo", "--addr", "127.0.0.1:0"}, args...), strings.NewReader(""), write, write)
		_ = write.Close()
	}()
	lines := bufio.NewReader(read)
	for !strings.Contains(d.said, "Ctrl-C") {
		line, err := lines.ReadString('\n')
		d.said += line
		require.NoError(t, err, "the demo said: %s", d.said)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	d.url = regexp.MustCompile(`Public URL: (\S+)`).FindStringSubmatch(d.said)[1]
	t.Cleanup(func() { d.ends() })
	return d
}

func (d *running) ends() {
	d.stop()
	if code, ok := <-d.ended; ok {
		require.Equal(d.t, exit.CodeOK, code)
		close(d.ended)
	}
}

// helpline runs another command beside the demo, as in another terminal.
func helpline(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), args, strings.NewReader(""), &out, &errs)
	require.Equal(t, exit.CodeOK, code, "%v: %s%s", args, out.String(), errs.String())
	return out.String()
}

func visitsListed(t *testing.T) []desk.VisitJSON {
	t.Helper()
	var visits []desk.VisitJSON
	require.NoError(t, json.Unmarshal([]byte(helpline(t, "visits", "--json")), &visits))
	return visits
}

func TestDemo(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	for _, variable := range []string{"DATABASE_URL", "REDIS_URL", "HELPLINE_CARRIER_URL", "HELPLINE_PUBLIC_URL", "TWILIO_AUTH_TOKEN"} {
		t.Setenv(variable, "")
	}
	d := startDemo(t, "--now", "2027-03-26T09:00:00+01:00")
	require.Contains(t, d.said, "+3280012001")
	require.Contains(t, d.said, "234567, 212255")
	require.Contains(t, d.said, "Token:      demo")

	printed := regexp.MustCompile(`call --press "([^"]+)"`).FindStringSubmatch(d.said)
	require.Len(t, printed, 2)
	call := helpline(t, "call", "--press", printed[1])
	require.Contains(t, call, "staat vast")
	visits := visitsListed(t)
	require.Len(t, visits, 1)
	require.Contains(t, *visits[0].Start, "2027-03-", "the demo's clock is the only clock")
	require.Eventually(t, func() bool { return strings.Contains(helpline(t, "messages", "--json"), `"delivered"`) },
		10*time.Second, 10*time.Millisecond)
	d.clockMoves()
	d.refusesASecond()

	d.ends()
	require.Len(t, visitsListed(t), 1, "the books can be read while nothing runs")
	again := startDemo(t)
	require.Len(t, visitsListed(t), 1, "and are kept")
	again.ends()
	empty := startDemo(t, "--empty")
	require.NotContains(t, empty.said, "Letter codes")
	require.Empty(t, visitsListed(t))
	empty.ends()
	fresh := startDemo(t, "--fresh")
	require.Empty(t, visitsListed(t))
	fresh.ends()
}

// clockMoves moves the demo a day forward, over the night in which clocks change.
func (d *running) clockMoves() {
	d.t.Helper()
	post := func(query string) (int, string) {
		answer, err := http.Post(d.url+"/demo/clock"+query, "", nil)
		require.NoError(d.t, err)
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		require.NoError(d.t, err)
		return answer.StatusCode, string(text)
	}
	status, text := post("?advance=72h")
	require.Equal(d.t, http.StatusOK, status)
	require.Contains(d.t, text, "2027-03-29T")
	for _, wrong := range []string{"", "?advance=-1h", "?advance=soon", "?advance=99999h"} {
		status, text = post(wrong)
		require.Equal(d.t, http.StatusBadRequest, status)
		require.Contains(d.t, text, "advance")
	}
}

// refusesASecond starts another demo on the same data: it fails with the reason, and the
// first goes on.
func (d *running) refusesASecond() {
	d.t.Helper()
	var out, errs bytes.Buffer
	require.Equal(d.t, exit.CodeUsage, run(d.t.Context(), []string{"demo", "--addr", "127.0.0.1:0"}, strings.NewReader(""), &out, &errs))
	require.Contains(d.t, errs.String(), "running already")
	errs.Reset()
	address := strings.TrimPrefix(d.url, "http://")
	require.Equal(d.t, exit.CodeUsage, run(d.t.Context(), []string{"demo", "--addr", address}, strings.NewReader(""), &out, &errs))
	require.Contains(d.t, errs.String(), "in use")
}
