package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/screen"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/scheduling"
)

// callCmd is a telephone in the terminal.
type callCmd struct {
	reachFlags
	Desk  string `default:"nobody" placeholder:"WHO" help:"How a human answers who is rung: talks, silent, declines, machine, short, busy or nobody; with commas, the first number, the second, …"`
	Press string `placeholder:"KEYS" help:"Play a script instead of asking: keys, _ for silence, say for speaking, hangup."`
}

// Help is shown below the flags.
func (callCmd) Help() string {
	return `What is spoken appears as text, with its language. Type the keys to press and Enter; Enter alone is
silence, "say" speaks after the tone, "hangup" hangs up. Every step goes to the line as the carrier
would send it: signed webhooks, TwiML back.

It exits with 0 when the call ended well: the line said goodbye, or the script was played to its end
and the caller hung up. It exits with 1 when something broke, or the call ended before the script.

Example:
  helpline call
  helpline call --programme gent --from anonymous
  helpline call --press "1 1 1 234567 2 1 1"
  helpline call --press "1 _ _ 0 say"
  helpline call --desk machine,talks --press "1 0"`
}

// Run implements kong's command.
func (c *callCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	script := strings.Fields(c.Press)
	if err := screen.CheckScript(script); err != nil {
		return err
	}
	phone, to, err := c.phone(ctx)
	if err != nil {
		return err
	}
	call, err := phone.Dial(ctx, to)
	var nobody *net.OpError
	if errors.As(err, &nobody) {
		return exit.Unreachable(fmt.Errorf("nobody answers at %s: is the line running? (helpline demo starts one)", phone.Line.VoiceURL))
	}
	if call == nil {
		return exit.Unreachable(err)
	}
	t := screen.NewCall(call, term.Out)
	switch {
	case err != nil:
		return exit.Unreachable(fmt.Errorf("the line did not answer as it should: %w", err))
	case len(script) > 0:
		err = t.Play(ctx, script)
	default:
		err = t.Converse(ctx, term.In, term.Err)
	}
	if err != nil {
		return err
	}
	return t.EndedWell()
}

// phone returns a telephone that is set up to call the line.
func (c *callCmd) phone(ctx context.Context) (*carrier.Phone, string, error) {
	reached, base, err := c.line()
	if err != nil {
		return nil, "", err
	}
	to, err := c.number(func(p *scheduling.Programme) string { return p.Numbers.Voice })
	if err != nil {
		return nil, "", err
	}
	desk, known := carrier.DeskNamed(c.Desk)
	if !known {
		return nil, "", exit.Misused(fmt.Errorf("--desk %q: use talks, silent, declines, machine, short, busy or nobody", c.Desk))
	}
	return &carrier.Phone{
		From: c.From, Line: reached, Desk: desk, Pause: func(d time.Duration) { pauseAt(ctx, base, d) },
		Record: func(seconds int) (carrier.Recording, error) { return recordAt(ctx, base, seconds), nil },
	}, to, nil
}

// pauseAt lets the time pass that a finger needs to press a key again. The clock of a demo
// is moved; any other line is waited for.
func pauseAt(ctx context.Context, base string, d time.Duration) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/demo/clock?advance="+d.String(), nil)
	if err != nil {
		return
	}
	answer, err := http.DefaultClient.Do(request)
	if err == nil {
		defer answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return
		}
	}
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// recordAt stores a voicemail at the demo's carrier. Any other line gets an address
// without content.
func recordAt(ctx context.Context, base string, seconds int) carrier.Recording {
	recording := carrier.Recording{ID: "RE" + strings.ReplaceAll(uuid.NewString(), "-", ""), Seconds: seconds}
	recording.URL = "https://recordings.invalid/" + recording.ID
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+demo.RecordingsPath+"?seconds="+strconv.Itoa(seconds), nil)
	if err != nil {
		return recording
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return recording
	}
	defer answer.Body.Close()
	var kept carrier.Recording
	if answer.StatusCode == http.StatusOK && json.NewDecoder(answer.Body).Decode(&kept) == nil && kept.URL != "" {
		return kept
	}
	return recording
}
