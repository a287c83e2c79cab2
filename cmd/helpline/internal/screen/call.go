package screen

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/ivr/carrier"
)

// Call is a telephone call that is shown on a screen.
type Call struct {
	call  *carrier.Call
	out   io.Writer
	shown int
}

// NewCall shows what was heard in a call so far, and returns it with its screen.
func NewCall(call *carrier.Call, out io.Writer) *Call {
	t := &Call{call: call, out: out}
	t.show()
	return t
}

// show prints what happened since the last time.
func (t *Call) show() {
	events := t.call.Events()
	for _, event := range events[t.shown:] {
		if line := t.call.TranscriptLine(event); line != "" {
			fmt.Fprintln(t.out, line)
		}
	}
	t.shown = len(events)
}

// Play plays a script, and then hangs up.
func (t *Call) Play(ctx context.Context, script []string) error {
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

// Converse prompts for input until the call has ended.
func (t *Call) Converse(ctx context.Context, in io.Reader, errs io.Writer) error {
	fmt.Fprintln(errs, "(keys and Enter; Enter alone is silence; say; hangup)")
	lines := Lines(ctx, in)
	for t.call.State().Kind != carrier.Ended {
		fmt.Fprint(errs, "> ")
		line, ok := <-lines
		if !ok {
			return t.hangUp(ctx)
		}
		step := cmp.Or(strings.TrimSpace(line), silence)
		err := CheckScript([]string{step})
		if err == nil {
			err = t.do(ctx, step)
		}
		switch {
		case exit.IsMisuse(err), errors.Is(err, carrier.ErrState):
			fmt.Fprintln(errs, err)
		case err != nil:
			return err
		}
	}
	return nil
}

// Lines sends each typed line, until the end of the input or Ctrl-C.
func Lines(ctx context.Context, in io.Reader) <-chan string {
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

// do plays one step of a caller.
func (t *Call) do(ctx context.Context, step string) error {
	defer t.show()
	switch recording := t.call.State().Kind == carrier.Listening; {
	case step == "hangup":
		return t.call.HangUp(ctx)
	case step == silence || step == "-":
		return t.call.Wait(ctx)
	case step == "say" && !recording:
		return exit.Misused(errors.New("speaking is for after the tone; press a key, or _ for silence"))
	case step == "say":
		return t.call.Say(ctx, spokenSeconds)
	}
	if err := t.call.Press(ctx, step); err != nil {
		return err
	}
	return t.ends(ctx)
}

// ends waits after the keys of a step if the line waits for more of them without a word: all
// that were meant are pressed.
func (t *Call) ends(ctx context.Context) error {
	if t.call.State().Kind == carrier.Asking && len(t.call.Heard()) == 0 {
		return t.call.Wait(ctx)
	}
	return nil
}

// silence is the step of waiting. It is no -, with which a flag begins.
const silence = "_"

// CheckScript refuses a script with keys that no telephone has, before the call.
func CheckScript(script []string) error {
	for i, step := range script {
		if !slices.Contains([]string{silence, "-", "say", "hangup"}, step) && strings.Trim(step, "0123456789*#") != "" {
			return exit.Misused(fmt.Errorf("step %d, %q, is no key: use 0-9, * and #, _ for silence, say or hangup", i+1, step))
		}
	}
	return nil
}

// spokenSeconds is how long "say" speaks.
const spokenSeconds = 5

// hangUp ends the call at the line, also after Ctrl-C.
func (t *Call) hangUp(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	defer t.show()
	if t.call.State().Kind == carrier.Ended {
		return nil
	}
	return t.call.HangUp(ctx)
}

// EndedWell returns an error if neither the line nor the caller ended the call.
func (t *Call) EndedWell() error {
	switch t.call.EndedBy() {
	case carrier.ByLine, carrier.ByCaller:
		return nil
	case carrier.ByDocumentEnd:
		return errors.New("the line hung up without saying what comes next")
	}
	return fmt.Errorf("the call did not end well (%s)", t.call.EndedBy())
}
