package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
)

// healthTime is the timeout of the question.
const healthTime = 3 * time.Second

// healthCmd asks a running line whether it lives: the image has no other program that
// could.
type healthCmd struct {
	Addr  string `env:"HELPLINE_ADDR" default:"127.0.0.1:8080" help:"Where the line listens."`
	Ready bool   `help:"Ask whether it can take calls (GET /readyz), not only whether it lives."`
}

// Help is shown below the flags.
func (healthCmd) Help() string {
	return `It exits with 0 when the line answers that all is well, and with 3 otherwise.

Example:
  helpline health
  helpline health --ready --addr 127.0.0.1:8080`
}

// Run implements kong's command.
func (c *healthCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return exit.Misused(fmt.Errorf("--addr: %q is no address; write it as 127.0.0.1:8080", c.Addr))
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1" // it listens on every interface, also on this one
	}
	path := "/healthz"
	if c.Ready {
		path = "/readyz"
	}
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+path, nil)
	if err != nil {
		return exit.Misused(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return exit.Unreachable(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return exit.Unreachable(fmt.Errorf("%s answers %s", path, answer.Status))
	}
	fmt.Fprintln(term.Out, "ok")
	return nil
}
