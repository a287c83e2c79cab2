package flows_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// monday is 10:00 in Brussels on the Monday before the 2027 summer time begins.
func monday() time.Time { return time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC) }

// memory is a session store in a map, with the contract's compare-and-set.
type memory struct {
	mu       sync.Mutex
	sessions map[string]flows.Session
	full     bool // nothing more can be saved
}

func newMemory() *memory { return &memory{sessions: map[string]flows.Session{}} }

func (m *memory) Load(_ context.Context, key string) (flows.Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s, ok := m.sessions[key]; ok {
		return s, nil
	}
	return flows.Session{}, flows.ErrNoSession
}

func (m *memory) Save(_ context.Context, s flows.Session, _ time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.full {
		return errors.New("no room left")
	}
	if m.sessions[s.Key].Turn != s.Turn-1 {
		return flows.ErrTurnTaken
	}
	m.sessions[s.Key] = s
	return nil
}

func (m *memory) Delete(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, key)
	return nil
}

// office answers as told, and notes what it was asked to change.
type office struct {
	mu        sync.Mutex
	caller    scheduling.Caller
	identify  error
	offer     error
	laterNone bool  // no times after the first three
	keep      error // once
	book      error // once
	// and always:
	keepAlways, bookAlways error
	down                   error // everything that changes something

	offered   scheduling.OfferRequest // the last one
	bookings  []scheduling.BookingRequest
	callbacks map[string]scheduling.Callback
	demand    map[string]scheduling.Demand
}

const rightCode = "234567"

func newOffice() *office {
	return &office{
		caller:    scheduling.Caller{Resident: scheduling.Resident{ID: 7, Postcode: "2018", Phone: "+32470000007"}},
		callbacks: map[string]scheduling.Callback{}, demand: map[string]scheduling.Demand{},
	}
}

func (o *office) Identify(_ context.Context, _ *scheduling.Programme, code string) (scheduling.Caller, error) {
	switch {
	case o.down != nil:
		return scheduling.Caller{}, o.down
	case code != rightCode:
		return scheduling.Caller{}, scheduling.ErrNotFound
	}
	return o.caller, o.identify
}

func (o *office) Offer(_ context.Context, r scheduling.OfferRequest) ([]scheduling.Visit, error) {
	o.offered = r
	if o.offer != nil {
		return nil, o.offer
	}
	first := time.Date(2027, 3, 24, 9, 0, 0, 0, time.UTC)
	if !r.After.IsZero() {
		if o.laterNone {
			return nil, scheduling.ErrNoSlot
		}
		first = r.After.Add(24 * time.Hour)
	}
	visits := make([]scheduling.Visit, r.Count)
	for i := range visits {
		visits[i] = scheduling.Visit{ID: int64(i + 1), Start: first.Add(time.Duration(i) * 28 * time.Hour)}
	}
	return visits, nil
}

func (o *office) Keep(context.Context, *scheduling.Programme, string, int64) error {
	err := o.keep
	o.keep = nil // once: the next choice is free
	return errors.Join(err, o.keepAlways)
}

func (o *office) Book(_ context.Context, r scheduling.BookingRequest) (scheduling.Promise, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := errors.Join(o.book, o.bookAlways); err != nil {
		o.book = nil
		return scheduling.Promise{}, err
	}
	o.bookings = append(o.bookings, r)
	return scheduling.Promise{Visit: scheduling.Visit{ID: r.VisitID, Reference: "47129", Word: "apple"}, Texted: true}, nil
}

func (o *office) CallBack(_ context.Context, p *scheduling.Programme, c scheduling.Callback) (scheduling.Callback, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down != nil {
		return scheduling.Callback{}, o.down
	}
	c.Due = p.CallbackDue(monday())
	o.callbacks[c.Key] = c
	return c, nil
}

func (o *office) RecordDemand(_ context.Context, d scheduling.Demand) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.down != nil {
		return o.down
	}
	o.demand[d.Key] = d
	return nil
}

// conversation is a caller on the line: tests read as what is pressed and heard.
type conversation struct {
	t         *testing.T
	engine    *flows.Engine
	office    *office
	words     *locale.Catalogue
	programme *scheduling.Programme
	key       string
	caller    string
	at        time.Time
	reply     flows.Reply
	script    strings.Builder
}

func antwerpen(t testing.TB) *scheduling.Programme {
	t.Helper()
	all, err := programmes.Shipped()
	require.NoError(t, err)
	p, err := all.Named("antwerpen")
	require.NoError(t, err)
	return p
}

func dial(t *testing.T, change ...func(*conversation)) *conversation {
	t.Helper()
	words, err := locale.Load()
	require.NoError(t, err)
	c := &conversation{
		t: t, office: newOffice(), words: words, programme: antwerpen(t),
		key: "voice:CA1", caller: "+32470000001", at: monday(),
	}
	c.engine = &flows.Engine{Dialogue: flows.Helpline(), Sessions: newMemory(), Office: c.office}
	for _, f := range change {
		f(c)
	}
	return c.input(flows.Input{Kind: flows.Start})
}

func withheld(c *conversation) { c.caller = "" }

func (c *conversation) input(in flows.Input) *conversation {
	c.t.Helper()
	in.Key, in.Turn, in.Channel = c.key, c.reply.Turn, scheduling.Voice
	in.Programme, in.Caller, in.At = c.programme, c.caller, c.at
	reply, err := c.engine.Handle(c.t.Context(), in)
	require.NoError(c.t, err)
	c.reply = reply
	for _, line := range reply.Lines {
		fmt.Fprintf(&c.script, "%s  %s\n", line.Language, c.spoken(line))
	}
	return c
}

func (c *conversation) spoken(line flows.Line) string {
	return c.words.Render(line.Language, c.programme.Zone, line.Message)
}

func (c *conversation) presses(keys ...string) *conversation {
	c.t.Helper()
	for _, digits := range keys {
		fmt.Fprintf(&c.script, "> %s\n", digits)
		c.input(flows.Input{Kind: flows.Keys, Digits: digits})
	}
	return c
}

func (c *conversation) isSilent() *conversation {
	c.t.Helper()
	c.script.WriteString("> (silence)\n")
	return c.input(flows.Input{Kind: flows.NoInput})
}

func (c *conversation) speaks() *conversation {
	c.t.Helper()
	c.script.WriteString("> (speaks)\n")
	return c.input(flows.Input{Kind: flows.Recorded, Recording: flows.Recording{URL: "https://carrier.example/RE1", Seconds: 4}})
}

// last is what was said in answer to the last input.
func (c *conversation) last() string {
	lines := make([]string, len(c.reply.Lines))
	for i, line := range c.reply.Lines {
		lines[i] = c.spoken(line)
	}
	return strings.Join(lines, "\n")
}

func (c *conversation) hears(phrases ...string) *conversation {
	c.t.Helper()
	for _, phrase := range phrases {
		require.Contains(c.t, c.last(), phrase, "the call so far:\n%s", c.script.String())
	}
	return c
}

func (c *conversation) doesNotHear(phrase string) *conversation {
	c.t.Helper()
	require.NotContains(c.t, c.last(), phrase, "the call so far:\n%s", c.script.String())
	return c
}

func (c *conversation) isAtVoicemail() *conversation {
	c.t.Helper()
	require.Equal(c.t, flows.ExpectRecording, c.reply.Expect.Kind, "the call so far:\n%s", c.script.String())
	return c
}

func (c *conversation) onlyCallback() scheduling.Callback {
	c.t.Helper()
	require.Len(c.t, c.office.callbacks, 1)
	for _, callback := range c.office.callbacks {
		return callback
	}
	return scheduling.Callback{}
}

func (c *conversation) outcome() scheduling.Outcome { return c.office.demand[c.key].Outcome }

// bookingOutcome is booked when a visit was: the store writes it with the visit.
func (o *office) bookingOutcome() scheduling.Outcome {
	if len(o.bookings) > 0 {
		return scheduling.OutcomeBooked
	}
	return ""
}
