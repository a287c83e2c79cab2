package carrier

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	defaultTimeout   = 5              // seconds of silence that end a Gather or Record
	defaultMaxLength = 3600           // seconds of a Record
	defaultEndKeys   = "1234567890*#" // of a Record
	maxDocuments     = 100            // requested without an action of the caller
)

// ErrLoop is returned if documents redirect to each other without end.
var ErrLoop = errors.New("documents redirect without end")

// step runs one action of the caller, and executes documents until the call waits again
// or has ended. If that fails, it ends the call.
func (c *Call) step(ctx context.Context, do func() error) error {
	c.asked, c.fallback = 0, false
	err := do()
	for err == nil && c.ended == Open && c.waiting == nil {
		err = c.execute(ctx)
	}
	if err != nil {
		c.end(ByFault, err.Error())
	}
	if c.ended == Open || c.reported {
		return err
	}
	c.status, c.reported = "completed", true
	return errors.Join(err, c.reportEnd(ctx))
}

// execute executes the next verb.
func (c *Call) execute(ctx context.Context) error {
	if len(c.todo) == 0 {
		c.end(ByDocumentEnd, "")
		return nil
	}
	next := c.todo[0]
	c.todo = c.todo[1:]
	switch next.name {
	case "Gather":
		return c.gather(ctx, next)
	case "Record":
		c.waiting, c.ahead = next, "" // keys typed ahead do not end a recording
	case "Redirect":
		return c.ask(ctx, next.text, nil)
	case "Dial":
		return c.dial(ctx, next)
	case "Hangup":
		c.end(ByLine, "")
	case "Reject":
		c.end(ByRejection, "")
	case "Message":
		return fmt.Errorf("%w: <Message> in a call", ErrProfile)
	default:
		c.hear(next)
	}
	return nil
}

// hear executes Say, Play and Pause.
func (c *Call) hear(v *verb) {
	switch v.name {
	case "Say":
		c.note(Event{Kind: Spoke, Utterance: Utterance{
			Language: v.attributes["language"], Voice: v.attributes["voice"], Text: v.text, Rate: v.rate(),
			Silence: v.silence,
		}})
	case "Play":
		c.note(Event{Kind: Spoke, Utterance: Utterance{Audio: c.resolve(v.text)}})
	}
}

// gather executes the verbs in a Gather and waits, unless keys were typed ahead.
func (c *Call) gather(ctx context.Context, v *verb) error {
	for _, child := range v.children {
		c.hear(child)
	}
	c.waiting, c.typed = v, ""
	if c.ahead != "" {
		return c.typeAhead(ctx)
	}
	return nil
}

// typeAhead types keys into the Gather that waits until it has the number it needs. If
// there are too few, silence ends it.
func (c *Call) typeAhead(ctx context.Context) error {
	wanted, finish := c.waiting.number("numDigits", 0), c.waiting.finishKeys("#")
	for c.ahead != "" {
		key := c.ahead[:1]
		c.ahead = c.ahead[1:]
		if strings.Contains(finish, key) {
			return c.submit(ctx)
		}
		c.typed += key
		if wanted > 0 && len(c.typed) == wanted {
			return c.submit(ctx)
		}
	}
	c.pass(c.waiting.number("timeout", defaultTimeout))
	return c.submit(ctx)
}

// submit ends the Gather that waits. Without keys, its action is requested only if the
// Gather says so; otherwise the next verb follows.
func (c *Call) submit(ctx context.Context) error {
	gather, digits := c.waiting, c.typed
	if digits == "" && gather.attributes["actionOnEmptyResult"] != "true" {
		return c.proceed()
	}
	c.waiting, c.typed = nil, ""
	return c.ask(ctx, gather.attributes["action"], url.Values{"Digits": {digits}})
}

// proceed continues with the next verb.
func (c *Call) proceed() error {
	c.waiting, c.typed = nil, ""
	return nil
}

// keysWhileRecording ends a Record with its finishing key. Other keys have no effect.
func (c *Call) keysWhileRecording(ctx context.Context) error {
	end := strings.IndexAny(c.ahead, c.waiting.finishKeys(defaultEndKeys))
	if end < 0 {
		c.ahead = ""
		return nil
	}
	key := c.ahead[end : end+1]
	c.ahead = c.ahead[end+1:]
	return c.recorded(ctx, 0, key)
}

// recorded ends the Record that waits, and requests its action.
func (c *Call) recorded(ctx context.Context, seconds int, key string) error {
	record := c.waiting
	c.waiting = nil
	fields, err := c.recording(record, seconds)
	if err != nil {
		return err
	}
	fields.Set("Digits", key)
	return c.ask(ctx, record.attributes["action"], fields)
}

// recording keeps what was spoken, up to the Record's length, and returns the fields that
// report it.
func (c *Call) recording(record *verb, seconds int) (url.Values, error) {
	seconds = min(seconds, record.number("maxLength", defaultMaxLength))
	c.pass(seconds)
	keep := c.phone.Record
	if keep == nil {
		keep = c.unkept
	}
	recording, err := keep(seconds)
	if err != nil {
		return nil, err
	}
	return url.Values{
		"RecordingUrl": {recording.URL}, "RecordingSid": {recording.ID}, "RecordingDuration": {strconv.Itoa(seconds)},
	}, nil
}

// unkept returns a recording that cannot be fetched.
func (c *Call) unkept(seconds int) (Recording, error) {
	id, err := newID(c.random, "RE")
	return Recording{ID: id, URL: "https://carrier.invalid/Recordings/" + id, Seconds: seconds}, err
}

// hangUp ends the call from the caller's side. A Record that was in progress is posted,
// with its recording if anything was spoken. The answer has no effect any more.
func (c *Call) hangUp(ctx context.Context, seconds int) error {
	record := c.waiting
	c.end(ByCaller, "")
	if record.name != "Record" {
		return nil
	}
	fields := url.Values{}
	if seconds > 0 {
		kept, err := c.recording(record, seconds)
		if err != nil {
			return err
		}
		fields = kept
	}
	fields.Set("Digits", "hangup")
	fields.Set("CallStatus", "completed")
	err := c.ask(ctx, record.attributes["action"], fields)
	c.todo = nil
	return err
}

// end ends the call, unless it has ended. why is the reason of a fault.
func (c *Call) end(by Ending, why string) {
	c.waiting, c.todo, c.typed, c.ahead = nil, nil, "", ""
	if c.ended == Open {
		c.ended = by
		c.note(Event{Kind: Finished, Ending: by, Text: why})
	}
}

// resolve returns the absolute form of a URL in the current document. An empty one is the
// document's own URL.
func (c *Call) resolve(reference string) string {
	base, err := url.Parse(c.url)
	if err != nil || reference == "" {
		return c.url
	}
	target, err := base.Parse(reference)
	if err != nil {
		return reference
	}
	return target.String()
}

func secondsOf(n int) time.Duration { return time.Duration(n) * time.Second }
