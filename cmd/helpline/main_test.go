package main

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

// TestMain makes this binary the helpline of the scripts, and stops the servers that the
// tests started.
func TestMain(m *testing.M) {
	testscript.Main(withServers{m}, map[string]func(){"helpline": helplineAt})
}

// helplineAt is main, at the instant of $NOW if it is set.
func helplineAt() {
	at, err := time.Parse(time.RFC3339, os.Getenv("NOW"))
	if err != nil {
		main()
		return
	}
	term := &terminal.Terminal{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: func() time.Time { return at }}
	os.Exit(runIn(context.Background(), os.Args[1:], term))
}

type withServers struct{ *testing.M }

// Run implements testscript.TestingM.
func (w withServers) Run() int { return embeddedtest.Run(w.M) }
