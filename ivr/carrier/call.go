package carrier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Utterance is something the caller heard.
type Utterance struct {
	Language string // BCP 47, as in the document; empty: the carrier's default
	Voice    string
	Text     string
	Rate     int           // of speech, in percent of the voice's own; 0: the voice's own
	Audio    string        // URL of a Play; Text is then empty
	Silence  time.Duration // before the words and between them
}

// State is the state of a call: what it waits for.
type State struct {
	Kind      StateKind
	NumDigits int // of Asking: number of keys that ends the input; 0: a finishing key or silence ends it
	Timeout   int // of Asking: seconds of silence that end the input
}

// StateKind is the kind of input that a call waits for.
type StateKind string

// The states of a call.
const (
	Asking    StateKind = "asking"    // keys
	Listening StateKind = "recording" // speech
	Ended     StateKind = "ended"     // nothing; the call is over
)

// Ending is the reason why a call ended.
type Ending string

// The endings. Open means that the call goes on.
const (
	Open          Ending = ""
	ByLine        Ending = "line"     // with Hangup
	ByRejection   Ending = "rejected" // with Reject
	ByDocumentEnd Ending = "document" // the document had no more verbs
	ByCaller      Ending = "caller"
	ByFault       Ending = "fault"
)

// ErrState is returned by the methods of [Call] if the call does not wait for that input:
// it has ended, or it waits for keys and gets speech.
var ErrState = errors.New("the call does not wait for that")

// Call is one call, from the caller's side. It is safe for concurrent use.
type Call struct {
	ID       string
	From, To string

	phone  *Phone
	client *http.Client
	random io.Reader

	mu       sync.Mutex
	status   string  // the carrier's CallStatus
	url      string  // of the document that is executed
	todo     []*verb // verbs of the document still to execute
	waiting  *verb   // the Gather or Record that waits for input
	typed    string  // keys of the current Gather
	ahead    string  // keys typed before a Gather waited for them
	webhooks []Webhook
	events   []Event
	since    int // index of the first event after the caller's last action
	ended    Ending
	seconds  int    // passed in silence and speech
	asked    int    // documents requested since the caller's last action
	fallback bool   // the fallback URL was requested since then
	outbound string // Direction of a call that the line or the carrier made; empty: the caller made it
	reported bool   // the end was reported to the status URL
}

// State returns what the call waits for.
func (c *Call) State() State {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.waiting == nil:
		return State{Kind: Ended}
	case c.waiting.name == "Record":
		return State{Kind: Listening}
	}
	return State{Kind: Asking, NumDigits: c.waiting.number("numDigits", 0), Timeout: c.waiting.number("timeout", defaultTimeout)}
}

// EndedBy returns why the call ended, or Open.
func (c *Call) EndedBy() Ending {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// Heard returns what was heard since the caller's last action.
func (c *Call) Heard() []Utterance {
	c.mu.Lock()
	defer c.mu.Unlock()
	return utterances(c.events[c.since:])
}

// HeardAll returns everything that was heard.
func (c *Call) HeardAll() []Utterance {
	c.mu.Lock()
	defer c.mu.Unlock()
	return utterances(c.events)
}

// Events returns everything that happened, in order.
func (c *Call) Events() []Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.events)
}

// Happened returns what happened since the caller's last action, in order.
func (c *Call) Happened() []Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.events[c.since:])
}

func utterances(events []Event) []Utterance {
	var heard []Utterance
	for _, event := range events {
		if event.Kind == Spoke && !event.Desk {
			heard = append(heard, event.Utterance)
		}
	}
	return heard
}

// Press types keys (0-9, *, #) one at a time. Each Gather takes the keys it needs; the
// rest is typed ahead into the next. If there are too few, they are submitted after the
// silence that ends a Gather. In a Record, a finishing key ends it. Press returns
// ErrState if the call waits for nothing.
func (c *Call) Press(ctx context.Context, keys string) error {
	if keys == "" || strings.Trim(keys, "0123456789*#") != "" {
		return fmt.Errorf("%q: there are no such keys", keys)
	}
	if c.phone.Pause != nil {
		c.phone.Pause(fingerTime)
	}
	return c.act(ctx, "", Event{Kind: Pressed, Text: keys}, func() error {
		c.ahead = keys
		if c.waiting.name == "Record" {
			return c.keysWhileRecording(ctx)
		}
		return c.typeAhead(ctx)
	})
}

// fingerTime is the time before a key of somebody who presses none by mistake, nor before they
// can have heard what it is for.
const fingerTime = time.Second

// Wait stays silent until the Gather or Record ends by itself.
func (c *Call) Wait(ctx context.Context) error {
	return c.act(ctx, "", Event{Kind: Silent}, func() error {
		c.pass(c.waiting.number("timeout", defaultTimeout))
		if c.waiting.name == "Record" {
			return c.proceed() // without speech there is no recording, and the action is not requested
		}
		return c.submit(ctx)
	})
}

// Say speaks into a Record for some seconds and is then silent, so that the recording is
// posted.
func (c *Call) Say(ctx context.Context, seconds int) error {
	return c.act(ctx, "Record", Event{Kind: Recorded, Seconds: seconds}, func() error {
		return c.recorded(ctx, seconds, "")
	})
}

// SayAndHangUp speaks into a Record and hangs up in the middle of it.
func (c *Call) SayAndHangUp(ctx context.Context, seconds int) error {
	return c.act(ctx, "Record", Event{Kind: Recorded, Seconds: seconds}, func() error {
		return c.hangUp(ctx, seconds)
	})
}

// HangUp ends the call. If the call has ended, nothing happens.
func (c *Call) HangUp(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting == nil {
		return nil
	}
	c.since = len(c.events)
	return c.step(ctx, func() error { return c.hangUp(ctx, 0) })
}

// act runs one action of the caller if the call waits for it. verb is the verb it must
// wait in; empty: either.
func (c *Call) act(ctx context.Context, verb string, event Event, do func() error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting == nil || verb != "" && c.waiting.name != verb {
		return fmt.Errorf("%s: %w", event.Kind, ErrState)
	}
	c.note(event)
	c.since = len(c.events)
	return c.step(ctx, do)
}

func (c *Call) note(event Event) { c.events = append(c.events, event) }

// pass lets seconds pass.
func (c *Call) pass(seconds int) {
	c.seconds += seconds
	if c.phone.Advance != nil {
		c.phone.Advance(secondsOf(seconds))
	}
}
