package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/scheduling"
)

// callCmd is a telephone in the terminal.
type callCmd struct {
	reachFlags
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
  helpline call --press "1 1 234567 2 1 1"
  helpline call --press "1 _ _ 0 say"`
}

// Run implements kong's command.
func (c *callCmd) Run(ctx context.Context, term *terminal) error {
	script := strings.Fields(c.Press)
	if err := checkScript(script); err != nil {
		return err
	}
	phone, to, err := c.phone(ctx)
	if err != nil {
		return err
	}
	call, err := phone.Dial(ctx, to)
	var nobody *net.OpError
	if errors.As(err, &nobody) {
		return unreachable(fmt.Errorf("nobody answers at %s: is the line running? (helpline demo starts one)", phone.Line.VoiceURL))
	}
	if call == nil {
		return unreachable(err)
	}
	t := &telephone{call: call, out: term.out}
	t.show()
	switch {
	case err != nil:
		return unreachable(fmt.Errorf("the line did not answer as it should: %w", err))
	case len(script) > 0:
		err = t.play(ctx, script)
	default:
		err = t.converse(ctx, term)
	}
	if err != nil {
		return err
	}
	return t.endedWell()
}

// phone is set up for the line to call.
func (c *callCmd) phone(ctx context.Context) (*carrier.Phone, string, error) {
	line, base, err := c.line()
	if err != nil {
		return nil, "", err
	}
	to, err := c.number(func(p *scheduling.Programme) string { return p.Numbers.Voice })
	if err != nil {
		return nil, "", err
	}
	return &carrier.Phone{
		From: c.From, Line: line,
		Record: func(seconds int) (carrier.Recording, error) { return recordAt(ctx, base, seconds), nil },
	}, to, nil
}

// recordAt keeps a voicemail with the demo's carrier. A line that has no such
// carrier gets an address at which nothing is.
func recordAt(ctx context.Context, base string, seconds int) carrier.Recording {
	recording := carrier.Recording{ID: "RE" + strings.ReplaceAll(uuid.NewString(), "-", ""), Seconds: seconds}
	recording.URL = "https://recordings.invalid/" + recording.ID
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+recordingsPath+"?seconds="+strconv.Itoa(seconds), nil)
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

// telephone is a call with a screen.
type telephone struct {
	call  *carrier.Call
	out   io.Writer
	shown int
}

// show prints what happened since the last time.
func (t *telephone) show() {
	events := t.call.Events()
	for _, event := range events[t.shown:] {
		if line := t.call.TranscriptLine(event); line != "" {
			fmt.Fprintln(t.out, line)
		}
	}
	t.shown = len(events)
}

// play does what a script says, and then hangs up.
func (t *telephone) play(ctx context.Context, script []string) error {
	for i, step := range script {
		if t.call.State().Kind == carrier.Ended {
			return fmt.Errorf("the call ended before %q could be done (%d of %d steps)", step, i, len(script))
		}
		if err := t.do(ctx, step); err != nil {
			return fmt.Errorf("step %d, %q: %w", i+1, step, err)
		}
	}
	return t.hangUp(ctx)
}

// converse asks what to do until the call has ended.
func (t *telephone) converse(ctx context.Context, term *terminal) error {
	fmt.Fprintln(term.err, "(keys and Enter; Enter alone is silence; say; hangup)")
	lines := typed(ctx, term.in)
	for t.call.State().Kind != carrier.Ended {
		fmt.Fprint(term.err, "> ")
		line, ok := <-lines
		if !ok {
			return t.hangUp(ctx)
		}
		step := cmp.Or(strings.TrimSpace(line), silence)
		err := checkScript([]string{step})
		if err == nil {
			err = t.do(ctx, step)
		}
		switch {
		case isMisuse(err), errors.Is(err, carrier.ErrState):
			fmt.Fprintln(term.err, err)
		case err != nil:
			return err
		}
	}
	return nil
}

// typed hands on what is typed, line by line, until the end or Ctrl-C.
func typed(ctx context.Context, in io.Reader) <-chan string {
	read, lines := make(chan string), make(chan string)
	go func() {
		defer close(read)
		for scan := bufio.NewScanner(in); scan.Scan(); {
			read <- scan.Text()
		}
	}()
	go func() {
		defer close(lines)
		for {
			select {
			case line, ok := <-read:
				if !ok {
					return
				}
				lines <- line
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}

// do is one thing a caller does.
func (t *telephone) do(ctx context.Context, step string) error {
	defer t.show()
	switch recording := t.call.State().Kind == carrier.Listening; {
	case step == "hangup":
		return t.call.HangUp(ctx)
	case step == silence || step == "-":
		return t.call.Wait(ctx)
	case step == "say" && !recording:
		return misused(errors.New("speaking is for after the tone; press a key, or _ for silence"))
	case step == "say":
		return t.call.Say(ctx, spokenSeconds)
	}
	return t.call.Press(ctx, step)
}

// silence stands for waiting; a script cannot begin with -, which is a flag's.
const silence = "_"

// checkScript refuses what no telephone has, before anything is dialled.
func checkScript(script []string) error {
	for i, step := range script {
		if !slices.Contains([]string{silence, "-", "say", "hangup"}, step) && strings.Trim(step, "0123456789*#") != "" {
			return misused(fmt.Errorf("step %d, %q, is no key: use 0-9, * and #, _ for silence, say or hangup", i+1, step))
		}
	}
	return nil
}

// spokenSeconds is how long "say" speaks.
const spokenSeconds = 5

// hangUp tells the line, also after Ctrl-C.
func (t *telephone) hangUp(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	defer t.show()
	if t.call.State().Kind == carrier.Ended {
		return nil
	}
	return t.call.HangUp(ctx)
}

// endedWell tells a call that was ended by somebody from one that broke.
func (t *telephone) endedWell() error {
	switch t.call.EndedBy() {
	case carrier.ByLine, carrier.ByCaller:
		return nil
	case carrier.ByDocumentEnd:
		return errors.New("the line hung up without saying what comes next")
	}
	return fmt.Errorf("the call did not end well (%s)", t.call.EndedBy())
}
