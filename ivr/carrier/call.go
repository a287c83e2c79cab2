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
)

// Utterance is something the caller heard.
type Utterance struct {
	Language string // BCP 47 as the document gave it; empty: the carrier's default
	Voice    string
	Text     string
	Rate     int    // of speech, in percent of the voice's own; 0: the voice's own
	Audio    string // URL, of a Play; Text is empty then
}

// State is what a call waits for.
type State struct {
	Kind      StateKind
	NumDigits int // of Asking: how many keys end the input; 0: until a finishing key or silence
}

// StateKind is what kind of thing a call waits for.
type StateKind string

// The states of a call.
const (
	Asking    StateKind = "asking"    // keys
	Listening StateKind = "recording" // speech
	Ended     StateKind = "ended"     // nothing any more
)

// Ending is who ended a call.
type Ending string

// The endings. Open is none yet.
const (
	Open          Ending = ""
	ByLine        Ending = "line"     // with Hangup
	ByRejection   Ending = "rejected" // with Reject
	ByDocumentEnd Ending = "document" // ran out of verbs: nobody said what comes next
	ByCaller      Ending = "caller"
	ByFault       Ending = "fault"
)

// ErrState says that the call does not wait for this: it has ended, or expects
// keys where speech came.
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
	todo     []*verb // what is left of it
	waiting  *verb   // the Gather or Record that waits
	typed    string  // keys of the current Gather
	ahead    string  // keys typed too early
	webhooks []Webhook
	events   []Event
	since    int // first event after the caller's last doing
	ended    Ending
	seconds  int  // that have passed in silence and speech
	asked    int  // documents since the caller's last doing
	fallback bool // was asked since then
	outbound bool // the line made it
	reported bool // the status URL was told of the end
}

// State says what the call waits for.
func (c *Call) State() State {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.waiting == nil:
		return State{Kind: Ended}
	case c.waiting.name == "Record":
		return State{Kind: Listening}
	}
	return State{Kind: Asking, NumDigits: c.waiting.number("numDigits", 0)}
}

// EndedBy says who ended the call.
func (c *Call) EndedBy() Ending {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

// Heard is what was heard since the caller last did something.
func (c *Call) Heard() []Utterance {
	c.mu.Lock()
	defer c.mu.Unlock()
	return utterances(c.events[c.since:])
}

// HeardAll is everything that was heard.
func (c *Call) HeardAll() []Utterance {
	c.mu.Lock()
	defer c.mu.Unlock()
	return utterances(c.events)
}

// Events is everything that happened, in order.
func (c *Call) Events() []Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.events)
}

// Happened is what happened since the caller last did something, in order.
func (c *Call) Happened() []Event {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.events[c.since:])
}

func utterances(events []Event) []Utterance {
	var heard []Utterance
	for _, event := range events {
		if event.Kind == Spoke {
			heard = append(heard, event.Utterance)
		}
	}
	return heard
}

// Press types keys (0-9, *, #) one at a time. Each Gather takes what it asks
// for; what is left is typed ahead into the next. Fewer keys than asked for are
// submitted after the silence that ends a Gather. In a Record, a finishing key
// ends it.
func (c *Call) Press(ctx context.Context, keys string) error {
	if keys == "" || strings.Trim(keys, "0123456789*#") != "" {
		return fmt.Errorf("%q: there are no such keys", keys)
	}
	return c.act(ctx, "", Event{Kind: Pressed, Text: keys}, func() error {
		c.ahead = keys
		if c.waiting.name == "Record" {
			return c.keysWhileRecording(ctx)
		}
		return c.typeAhead(ctx)
	})
}

// Wait says and types nothing until the Gather or Record ends by itself.
func (c *Call) Wait(ctx context.Context) error {
	return c.act(ctx, "", Event{Kind: Silent}, func() error {
		c.pass(c.waiting.number("timeout", defaultTimeout))
		if c.waiting.name == "Record" {
			return c.proceed() // without speech there is no recording, and the action is not asked
		}
		return c.submit(ctx)
	})
}

// Say speaks into a Record for some seconds, then is silent: the recording is
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

// HangUp ends the call. A call that has ended stays ended.
func (c *Call) HangUp(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting == nil {
		return nil
	}
	c.since = len(c.events)
	return c.step(ctx, func() error { return c.hangUp(ctx, 0) })
}

// act does something the caller does, if the call waits for it (verb, empty: either).
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

// pass lets seconds go by.
func (c *Call) pass(seconds int) {
	c.seconds += seconds
	if c.phone.Advance != nil {
		c.phone.Advance(secondsOf(seconds))
	}
}
