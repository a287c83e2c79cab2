package settings

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/storage/embedded"
)

// DemoState is written to the demo's data folder, for the other commands.
type DemoState struct {
	Folder    string `json:"-"`
	Database  string `json:"database"`       // its name in the demo's own cluster
	External  string `json:"external"`       // or its address
	PublicURL string `json:"public_url"`     // of the line
	Token     string `json:"token"`          // of the simulated carrier
	Scheme    string `json:"signature"`      // how it signs
	Key       string `json:"signing_key"`    // with which it signs
	Account   string `json:"account_sid"`    // there
	Carrier   string `json:"carrier_url"`    // its REST address
	Number    string `json:"default_number"` // that helpline call dials
}

const stateFile = "demo.json"

// ReadDemoState reads the state from a demo's data folder.
func ReadDemoState(folder string) (DemoState, error) {
	state := DemoState{Folder: folder}
	content, err := os.ReadFile(filepath.Join(folder, stateFile))
	if err != nil {
		return state, err
	}
	return state, json.Unmarshal(content, &state)
}

// Write writes the state to the demo's data folder, for its owner only.
func (s DemoState) Write() error {
	content, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.Folder, stateFile), append(content, '\n'), 0o600)
}

// ClusterFolder returns the folder of the demo's own Postgres.
func (s DemoState) ClusterFolder() string { return filepath.Join(s.Folder, "postgres") }

// attach returns the demo's database and how to close it.
func (s DemoState) attach(ctx context.Context, progress io.Writer) (string, func(), error) {
	if s.External != "" {
		return s.External, func() {}, nil
	}
	if address, ok := embedded.Attach(s.ClusterFolder()); ok {
		return address(s.Database), func() {}, nil
	}
	server, err := embedded.OpenPostgres(ctx, embedded.Options{
		Dir: s.ClusterFolder(), Durable: true, Progress: func(line string) { fmt.Fprintln(progress, line) },
	})
	if err != nil {
		return "", nil, err
	}
	return server.URL(s.Database), func() { _ = server.Close() }, nil
}

// demoNow asks a running demo for its time.
func demoNow(ctx context.Context, base string) (time.Time, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(base, "/")+"/demo/clock", nil)
	if err != nil {
		return time.Time{}, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return time.Time{}, err
	}
	defer answer.Body.Close()
	var clock struct{ Now time.Time }
	if err := json.NewDecoder(answer.Body).Decode(&clock); err != nil {
		return time.Time{}, err
	}
	if clock.Now.IsZero() {
		return time.Time{}, errors.New("the demo does not tell the time")
	}
	return clock.Now, nil
}
