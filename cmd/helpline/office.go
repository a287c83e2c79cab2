package main

import (
	"cmp"
	"context"
	"os/user"

	"github.com/click-call-connect/helpline/scheduling/history"
)

// whoWorks returns the name of who runs the command: that of --by, else of the user of this
// machine.
func whoWorks(by string) string {
	if by = singleLine(by); by != "" {
		return by
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return ""
}

// officeWorker returns the name of who runs the command.
func officeWorker(ctx context.Context) string { return cmp.Or(history.ActorOf(ctx).Name, "office") }
