package resident_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// TestMain collects garbage less often: the walks leave much of it behind, and keep
// next to nothing.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	m.Run()
}

// monday is 10:00 in Brussels on the Monday before the 2027 summer time begins.
func monday() time.Time { return time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC) }

// memory is a session store in a map, with the contract's compare-and-set.
type memory struct {
	mu       sync.Mutex
	sessions map[string]flows.Session
	full     bool // nothing more can be saved
}

func newMemory() *memory { return &memory{sessions: map[string]flows.Session{}} }

// restore forgets all sessions but these.
func (m *memory) restore(sessions map[string]flows.Session) {
	clear(m.sessions)
	maps.Copy(m.sessions, sessions)
}

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

// memento is a flows.Memory that keeps everything until it is restored.
type memento struct {
	mu     sync.Mutex
	values map[string]string
	counts map[string]int
}

func newMemento() *memento { return &memento{values: map[string]string{}, counts: map[string]int{}} }

func (m *memento) clone() *memento {
	return &memento{values: maps.Clone(m.values), counts: maps.Clone(m.counts)}
}

// restore makes it remember what another does, and nothing else.
func (m *memento) restore(from *memento) {
	clear(m.values)
	clear(m.counts)
	maps.Copy(m.values, from.values)
	maps.Copy(m.counts, from.counts)
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

func (m *memento) Uncount(_ context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.counts[name] = max(0, m.counts[name]-1)
	return nil
}

func (m *memento) Counted(_ context.Context, name string) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.counts[name], nil
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
	reminder  int64 // the message that this call is, if we made it
	machine   bool  // answered it
	word      bool  // it tells the word for the door
	waits     bool  // it tells that the student is at the door
	reply     flows.Reply
	pressed   string // the key before
	script    strings.Builder
}

// shippedWords and shippedProgrammes are read from their files once for all tests:
// words never change, and of a programme every test has its own.
var (
	shippedWords      = sync.OnceValues(locale.Load)
	shippedProgrammes = sync.OnceValues(func() (scheduling.Programmes, error) { return programmes.Shipped() })
)

func antwerpen(t testing.TB) *scheduling.Programme {
	t.Helper()
	all, err := shippedProgrammes()
	require.NoError(t, err)
	shipped, err := all.Named("antwerpen")
	require.NoError(t, err)
	p := *shipped
	p.Languages, p.Topics = slices.Clone(p.Languages), slices.Clone(p.Topics)
	p.Area, p.Nearby = maps.Clone(p.Area), maps.Clone(p.Nearby)
	p.Office, p.Closed = slices.Clone(p.Office), slices.Clone(p.Closed)
	return &p
}

func dial(t *testing.T, change ...func(*conversation)) *conversation {
	t.Helper()
	words, err := shippedWords()
	require.NoError(t, err)
	c := &conversation{
		t: t, office: newOffice(), words: words, programme: antwerpen(t),
		key: "voice:CA1", caller: "+32470000001", at: monday(),
	}
	c.programme.Courses = coursesNearby()
	c.programme.Numbers.Desk, c.programme.Numbers.Duty = nil, nil // nobody to ring, unless a test says so
	c.engine = &flows.Engine{Dialogue: offers.Helpline(), Sessions: newMemory(), Memory: newMemento(), Office: officeOf(c.office), Words: words}
	for _, f := range change {
		f(c)
	}
	return c.input(flows.Input{Kind: flows.Start})
}

// staffed has somebody to ring in office hours.
func staffed(c *conversation) { c.programme.Numbers.Desk = []string{"+3232010199"} }

// staffedTwice has two numbers to ring, one after the other.
func staffedTwice(c *conversation) {
	c.programme.Numbers.Desk = []string{"+3232010199", "+3232010198"}
}

func withheld(c *conversation) { c.caller = "" }

func (c *conversation) input(in flows.Input) *conversation {
	c.t.Helper()
	in.Key, in.Turn, in.Channel = c.key, c.reply.Turn, scheduling.Voice
	in.Programme, in.Caller, in.At = c.programme, c.caller, c.at
	if in.Kind == flows.Start {
		in.Reminder, in.Machine, in.Word, in.Waits = c.reminder, c.machine, c.word, c.waits
	}
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

// presses types keys. Whoever types the code of a letter says first that they have it; and
// waits, after the only digit of a number.
func (c *conversation) presses(keys ...string) *conversation {
	c.t.Helper()
	for _, digits := range keys {
		if len(digits) >= len(rightCode)-1 && c.isAsked("letter.ask") {
			c.presses("1")
		}
		if digits == c.pressed || c.isBinding() { // a finger takes its time, and what books is listened to
			c.at = c.at.Add(flows.BounceTime)
		}
		c.pressed = digits
		fmt.Fprintf(&c.script, "> %s\n", digits)
		c.input(flows.Input{Kind: flows.Keys, Digits: digits})
		if len(c.reply.Lines) == 0 && c.reply.Expect.Kind == flows.ExpectKeys {
			c.isSilent()
		}
	}
	return c
}

// isBinding reports whether the menu books or calls off.
func (c *conversation) isBinding() bool {
	c.t.Helper()
	session, err := c.engine.Sessions.Load(c.t.Context(), c.key)
	if err != nil {
		return false
	}
	menu := c.engine.Dialogue.States[session.State].Menu
	return menu != nil && menu.Binding
}

// listens goes on to the end of what is dictated after a booking.
func (c *conversation) listens() *conversation {
	c.t.Helper()
	return c.presses("1", "1")
}

// isAsked reports whether the line asks a question, by its key.
func (c *conversation) isAsked(key string) bool {
	return slices.ContainsFunc(c.reply.Lines, func(line flows.Line) bool { return line.Key == key })
}

func (c *conversation) isSilent() *conversation {
	c.t.Helper()
	c.script.WriteString("> (silence)\n")
	return c.input(flows.Input{Kind: flows.NoInput})
}

// bounces presses a key once more, within a second.
func (c *conversation) bounces(key string) *conversation {
	c.t.Helper()
	fmt.Fprintf(&c.script, "> %s (bounced)\n", key)
	return c.input(flows.Input{Kind: flows.Keys, Digits: key})
}

// talks to a human, after they accepted; misses them when nobody did.
func (c *conversation) talks() *conversation {
	c.t.Helper()
	c.script.WriteString("> (talks)\n")
	return c.accepted().input(flows.Input{Kind: flows.Connected, Connection: talked(time.Minute)})
}

// accepted is that whoever picked up pressed the key.
func (c *conversation) accepted() *conversation {
	c.t.Helper()
	theirs, err := c.engine.Accept(c.t.Context(), c.key, c.reply.Turn, flows.Acceptance{Leg: "CA2", At: c.at, Told: 8 * time.Second})
	require.NoError(c.t, err)
	require.True(c.t, theirs)
	return c
}

// talked is a connection of a duration, the whisper included.
func talked(d time.Duration) flows.Connection { return flows.Connection{Answered: true, Duration: &d} }

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
	require.Equal(c.t, number, c.reply.Expect.Numbers[0])
	return c
}

// resumes calls again, and chooses the language anew.
func (c *conversation) resumes(after time.Duration) *conversation {
	c.t.Helper()
	return c.callsAgain(after).presses("1").hears("U belde daarnet ook al.")
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
