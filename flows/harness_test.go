package flows_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
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

// memento is a flows.Memory that forgets nothing by itself.
type memento struct {
	mu     sync.Mutex
	values map[string]string
	counts map[string]int
}

func newMemento() *memento { return &memento{values: map[string]string{}, counts: map[string]int{}} }

func (m *memento) clone() *memento {
	return &memento{values: maps.Clone(m.values), counts: maps.Clone(m.counts)}
}

func (m *memento) Remember(_ context.Context, name, value string, _ time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values[name] = value
	return nil
}

func (m *memento) Recall(_ context.Context, name string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.values[name], nil
}

func (m *memento) Count(_ context.Context, name string, _ time.Duration) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.counts[name]++
	return m.counts[name], nil
}

func (m *memento) Counted(_ context.Context, name string) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.counts[name], nil
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

	request      error // always
	move, cancel error // always
	near         []scheduling.Nearby
	nearError    error
	landline     bool // no number receives texts

	offered   scheduling.OfferRequest // the last one
	bookings  []scheduling.BookingRequest
	requests  []scheduling.NewcomerRequest
	moves     []scheduling.ChangeRequest
	cancels   []scheduling.ChangeRequest
	texts     map[string]string // once → to
	callbacks map[string]scheduling.Callback
	demand    map[string]scheduling.Demand
}

const (
	rightCode = "234567"
	rightPart = "4567"
)

func newOffice() *office {
	return &office{
		caller:    scheduling.Caller{Resident: scheduling.Resident{ID: 7, Postcode: "2018", Phone: "+32470000007"}},
		callbacks: map[string]scheduling.Callback{}, demand: map[string]scheduling.Demand{}, texts: map[string]string{},
		near: []scheduling.Nearby{
			{
				Digipunt: scheduling.Digipunt{Name: "Permeke", Street: "De Coninckplein 25", Postcode: "2060"}, Open: true,
				Hours: scheduling.Span{From: monday(), To: monday().Add(3 * time.Hour)},
			},
			{
				Digipunt: scheduling.Digipunt{Name: "Couwelaar", Street: "Te Couwelaarlei 120", Postcode: "2100"},
				Hours:    scheduling.Span{From: monday().Add(24 * time.Hour), To: monday().Add(27 * time.Hour)},
			},
			{Digipunt: scheduling.Digipunt{Name: "Luchtbal", Street: "Columbiastraat 8", Postcode: "2030"}},
		},
	}
}

// visits are two planned ones, the first of them on the day after.
func visits() []scheduling.Visit {
	first := monday().Add(24 * time.Hour)
	second := first.Add(48 * time.Hour)
	return []scheduling.Visit{
		{ID: 71, Status: scheduling.Booked, Start: first, End: first.Add(time.Hour), Topic: "itsme", Postcode: "2018", Language: "nl", Reference: "47129", Word: "apple"},
		{ID: 72, Status: scheduling.Booked, Start: second, End: second.Add(time.Hour), Topic: "internet", Postcode: "2018", Language: "nl", Reference: "47128", Word: "moon"},
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

func (o *office) IdentifyByPhone(_ context.Context, _ *scheduling.Programme, phone, check string) (scheduling.Caller, error) {
	if o.down != nil {
		return scheduling.Caller{}, o.down
	}
	if phone != "+32470000001" || check != rightPart {
		return scheduling.Caller{}, scheduling.ErrNotFound
	}
	return o.caller, o.identify
}

func (o *office) Request(_ context.Context, r scheduling.NewcomerRequest) (scheduling.Visit, error) {
	if err := errors.Join(o.request, o.down); err != nil {
		return scheduling.Visit{}, err
	}
	o.requests = append(o.requests, r)
	return scheduling.Visit{ID: r.VisitID, Reference: "47129", HeldUntil: r.Programme.CallbackDue(monday())}, nil
}

func (o *office) Move(_ context.Context, r scheduling.ChangeRequest) (scheduling.Promise, error) {
	if err := errors.Join(o.move, o.down); err != nil {
		return scheduling.Promise{}, err
	}
	o.moves = append(o.moves, r)
	moved := scheduling.Visit{ID: r.Visit.ID, Start: r.Start, End: r.Start.Add(time.Hour), Reference: "47129", Word: "apple"}
	return scheduling.Promise{Visit: moved, Texted: true}, nil
}

func (o *office) Cancel(_ context.Context, r scheduling.ChangeRequest) (scheduling.Promise, error) {
	if err := errors.Join(o.cancel, o.down); err != nil {
		return scheduling.Promise{}, err
	}
	o.cancels = append(o.cancels, r)
	return scheduling.Promise{Visit: r.Visit, Texted: true}, nil
}

func (o *office) Nearby(context.Context, *scheduling.Programme, string) ([]scheduling.Nearby, error) {
	return o.near, errors.Join(o.nearError, o.down)
}

func (o *office) TextDigipunt(
	_ context.Context, _ *scheduling.Programme, _ scheduling.Nearby, _ scheduling.Language, to, once string,
) error {
	if o.down != nil {
		return o.down
	}
	if o.landline || !strings.HasPrefix(to, "+324") {
		return scheduling.ErrInvalid
	}
	o.texts[once] = to
	return nil
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
	return scheduling.Promise{Visit: scheduling.Visit{
		ID: r.VisitID, Status: scheduling.Booked, Start: r.Start, End: r.Start.Add(time.Hour), Reference: "47129", Word: "apple",
	}, Texted: true}, nil
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
	c.programme.Numbers.Desk = "" // nobody to ring, unless a test says so
	c.engine = &flows.Engine{Dialogue: flows.Helpline(), Sessions: newMemory(), Memory: newMemento(), Office: c.office}
	for _, f := range change {
		f(c)
	}
	return c.input(flows.Input{Kind: flows.Start})
}

// staffed has somebody to ring in office hours.
func staffed(c *conversation) { c.programme.Numbers.Desk = "+3232010199" }

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

// talks to a human, after they answered; misses them when nobody did.
func (c *conversation) talks() *conversation {
	c.t.Helper()
	c.script.WriteString("> (talks)\n")
	return c.input(flows.Input{Kind: flows.Connected, Talked: true})
}

func (c *conversation) misses() *conversation {
	c.t.Helper()
	c.script.WriteString("> (nobody answers)\n")
	return c.input(flows.Input{Kind: flows.Connected})
}

// hangsUp leaves; calls again dials once more after a while, from the same number.
func (c *conversation) hangsUp() *conversation {
	c.t.Helper()
	in := flows.Input{Kind: flows.HungUp, Key: c.key, Turn: c.reply.Turn, Programme: c.programme, Caller: c.caller, At: c.at}
	_, err := c.engine.Handle(c.t.Context(), in)
	require.NoError(c.t, err)
	return c
}

func (c *conversation) callsAgain(after time.Duration) *conversation {
	c.t.Helper()
	again := &conversation{
		t: c.t, engine: c.engine, office: c.office, words: c.words, programme: c.programme,
		key: fmt.Sprintf("%s+%s", c.key, after), caller: c.caller, at: c.at.Add(after),
	}
	return again.input(flows.Input{Kind: flows.Start})
}

func (c *conversation) rings(number string) *conversation {
	c.t.Helper()
	require.Equal(c.t, flows.ExpectConnection, c.reply.Expect.Kind, "the call so far:\n%s", c.script.String())
	require.Equal(c.t, number, c.reply.Expect.Number)
	return c
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
