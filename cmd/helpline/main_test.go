package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

// TestMain lets the scripts call this binary as helpline, and ends the servers
// that the tests started.
func TestMain(m *testing.M) {
	testscript.Main(withServers{m}, map[string]func(){"helpline": main})
}

type withServers struct{ *testing.M }

// Run implements testscript.TestingM.
func (w withServers) Run() int { return embeddedtest.Run(w.M) }
