package main

import (
	"context"
	"errors"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// TestCommands plays the scripts of testdata/script: what a person types, and
// what they see. Each has a line of its own that answers at $LINE, on a database
// of its own, $DATABASE_URL, and a carrier that keeps voicemails, $CARRIER.
func TestCommands(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			r := newRig(t)
			env.Setenv("DATABASE_URL", r.database)
			env.Setenv("REDIS_URL", embeddedtest.InProcessRedis(t).URL())
			env.Setenv("LINE", r.url)
			env.Setenv("CARRIER", voicemails(t, env, r))
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("GOGC", "off") // a command ends before it has used much
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "capture": capture, "voicemail": voicemail,
		},
	})
}

// exits runs a command and checks its exit code: exits 2 helpline …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, not %s", code, args[0])
	}
}

// capture keeps what a pattern's group finds in the output of the last command:
// capture REFERENCE '"reference": "([0-9]+)"'.
func capture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: capture NAME PATTERN")
	}
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) != 2 {
		ts.Fatalf("nothing matches %s", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// keeper is the carrier that stores voicemails.
type keeper struct {
	carrier *carrier.Carrier
	store   *postgres.Store
}

// voicemails starts a carrier that keeps voicemails, and returns its address.
func voicemails(t *testing.T, env *testscript.Env, r *rig) string {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	address := "http://" + server.Listener.Addr().String()
	kept := carrier.New(carrier.Config{AccountSID: demo.Account, AuthToken: demo.Token, PublicURL: address, Now: r.now})
	server.Config.Handler = kept
	server.Start()
	env.Defer(func() { server.Close(); kept.Close() })
	env.Values["keeper"] = keeper{kept, r.line.Store}
	return address
}

// voicemail leaves one, and keeps the number of its callback: voicemail ID. With
// an address, it is stored at the carrier there.
func voicemail(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: voicemail NAME [CARRIER]")
	}
	keeper := ts.Value("keeper").(keeper)
	recording, err := keeper.carrier.Record(2)
	ts.Check(err)
	if len(args) == 2 {
		recording.URL = strings.Replace(recording.URL, ts.Getenv("CARRIER"), args[1], 1)
	}
	callback, err := keeper.store.SaveCallback(context.Background(), scheduling.Callback{
		Key: recording.ID, Programme: "antwerpen", Reason: scheduling.ReasonHuman, Status: scheduling.CallbackOpen, Phone: mobile,
		Due: monday(), CreatedAt: monday(), RecordingURL: recording.URL, Note: "first note",
	})
	ts.Check(err)
	ts.Setenv(args[0], strconv.FormatInt(callback.ID, 10))
}
