package resident_test

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
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
)

var (
	update = flag.Bool("update", false, "write testdata and the simulation's figures anew")
	follow = flag.Int("call", -1, "show what is said in this simulated call")
)

const (
	simulatedCalls = 10_000
	simulationSeed = 20270322
	maxTurns       = 160
	simulationDoc  = "../../docs/simulation.md"
)

// sampledCalls is how many calls are simulated of each of the other seeds.
func sampledCalls() int {
	if full {
		return simulatedCalls
	}
	return simulatedCalls / 4
}

// ending is what a simulated call came to.
type ending int

const (
	endsWanted ending = iota
	endsHuman
	endsNothing
	endsWrong // something was done that the caller did not want
)

// tally is what the calls of one aim came to.
type tally struct {
	calls   int
	ends    [4]int
	turns   int
	seconds float64
}

// TestSimulatedCallers has ten thousand callers with an older person's limits
// call. None may end in nothing; nearly all get what they called for.
func TestSimulatedCallers(t *testing.T) {
	tallies, wheres := simulate(t, antwerpen(t), simulationSeed, simulatedCalls)
	table := figures(tallies)
	t.Log("\n" + table)
	if testing.Verbose() {
		t.Log("\n" + strings.Join(wheres, "\n"))
	}

	var all tally
	for _, one := range tallies {
		all.add(one)
	}
	require.Zero(t, all.ends[endsNothing], "somebody was left with nothing")
	require.GreaterOrEqual(t, float64(all.ends[endsWanted]), 0.95*float64(all.calls), "too few got what they called for")
	require.LessOrEqual(t, float64(all.ends[endsWrong]), 0.02*float64(all.calls), "too many got what they did not want")
	theDocumentShows(t, table)
}

// Other callers fare alike: the menus were not made for ten thousand in particular.
// One who withholds their number, mistypes it, does not hear that, and says nothing
// after the tone can be called by nobody: that is rare enough.
func TestOtherSimulatedCallers(t *testing.T) {
	nothing := 0
	for seed := range uint64(4) {
		tallies, _ := simulate(t, antwerpen(t), seed, sampledCalls())
		var all tally
		for _, one := range tallies {
			all.add(one)
		}
		t.Logf("seed %d: %s", seed, all.row("all"))
		nothing += all.ends[endsNothing]
		require.GreaterOrEqual(t, float64(all.ends[endsWanted]), 0.94*float64(all.calls), "seed %d: too few got what they called for", seed)
	}
	require.LessOrEqual(t, nothing, 1, "somebody was left with nothing")
}

// Where a line has four languages, as in Gent and Hasselt, its first menu has one
// thing more than is remembered. Before the languages were said in another order when
// they were asked again, 56 % got what they called for.
func TestSimulatedCallersOfFourLanguages(t *testing.T) {
	p := antwerpen(t)
	p.Languages = append(p.Languages, scheduling.LanguageRule{Code: "tr"})
	tallies, wheres := simulate(t, p, simulationSeed, simulatedCalls)
	var all tally
	for _, one := range tallies {
		all.add(one)
	}
	t.Log(all.row("all"), strings.Join(wheres[:5], "\n"))
	require.LessOrEqual(t, all.ends[endsNothing], 1, "somebody was left with nothing")
	require.GreaterOrEqual(t, float64(all.ends[endsWanted]), 0.94*float64(all.calls), "too few got what they called for")
}

// theDocumentShows compares the table in the document with the run, or writes it.
func theDocumentShows(t *testing.T, table string) {
	t.Helper()
	const from, to = "<!-- figures -->\n", "<!-- end of figures -->"
	content, err := os.ReadFile(simulationDoc)
	require.NoError(t, err)
	before, rest, ok := strings.Cut(string(content), from)
	require.True(t, ok, "the document has no place for the figures")
	was, after, ok := strings.Cut(rest, to)
	require.True(t, ok, "the document does not say where the figures end")
	if *update {
		require.NoError(t, os.WriteFile(simulationDoc, []byte(before+from+table+to+after), 0o600))
		return
	}
	require.Equal(t, was, table, "go test ./flows -run SimulatedCallers -update writes docs/simulation.md anew")
}

func (t *tally) add(other *tally) {
	t.calls += other.calls
	t.turns += other.turns
	t.seconds += other.seconds
	for i := range t.ends {
		t.ends[i] += other.ends[i]
	}
}

func (t *tally) row(name string) string {
	share := func(of ending) string { return fmt.Sprintf("%.1f %%", 100*float64(t.ends[of])/float64(t.calls)) }
	return fmt.Sprintf("| %s | %d | %s | %s | %d | %s | %.1f | %.0f |\n", name, t.calls, share(endsWanted), share(endsHuman),
		t.ends[endsNothing], share(endsWrong), float64(t.turns)/float64(t.calls), t.seconds/float64(t.calls))
}

func figures(tallies map[aim]*tally) string {
	var b strings.Builder
	b.WriteString("| the caller wants to | calls | gets it | a human | nothing | wrong | turns | seconds |\n|---|--:|--:|--:|--:|--:|--:|--:|\n")
	var all tally
	for _, share := range mix {
		b.WriteString(tallies[share.aim].row(string(share.aim)))
		all.add(tallies[share.aim])
	}
	b.WriteString(all.row("**all**"))
	return b.String()
}

// mix is how many of a hundred callers want what.
var mix = []struct {
	aim   aim
	share int
}{
	{aimBook, 40},
	{aimNewcomer, 8},
	{aimPart, 6},
	{aimHear, 10},
	{aimMove, 10},
	{aimCancel, 8},
	{aimDigipunt, 10},
	{aimOther, 3},
	{aimHuman, 5},
}

// simulate runs the calls on all processors; what each comes to depends on its
// number only.
func simulate(t *testing.T, programme *scheduling.Programme, seed uint64, calls int) (map[aim]*tally, []string) {
	t.Helper()
	const workers = 4
	words, err := shippedWords()
	require.NoError(t, err)
	total, where := map[aim]*tally{}, map[string][]int{}
	var mu sync.Mutex
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			sim := newSimulation(words, programme)
			sim.seed = seed
			for n := worker; n < calls; n += workers {
				sim.call(t, n)
			}
			mu.Lock()
			defer mu.Unlock()
			for aim, one := range sim.tallies {
				if total[aim] == nil {
					total[aim] = &tally{}
				}
				total[aim].add(one)
			}
			for at, numbers := range sim.where {
				where[at] = append(where[at], numbers...)
			}
		})
	}
	group.Wait()
	lines := make([]string, 0, len(where))
	for _, at := range slices.SortedFunc(maps.Keys(where), func(a, b string) int {
		return cmp.Or(len(where[b])-len(where[a]), strings.Compare(a, b))
	}) {
		lines = append(lines, fmt.Sprintf("%5d %s, as call %d", len(where[at]), at, slices.Min(where[at])))
	}
	return total, lines[:min(len(lines), 40)]
}

// simulation is one worker's share of the calls.
type simulation struct {
	seed      uint64
	words     *locale.Catalogue
	programme *scheduling.Programme
	dialogue  *flows.Dialogue
	ears      map[scheduling.Language]*ear
	spoken    map[string][][]string
	colons    map[string]int // pauses within a line
	tallies   map[aim]*tally
	where     map[string][]int // the last questions of calls that did not go well, to look for reasons
}

func newSimulation(words *locale.Catalogue, programme *scheduling.Programme) *simulation {
	s := &simulation{
		words: words, programme: programme, dialogue: offers.Helpline(), ears: map[scheduling.Language]*ear{}, spoken: map[string][][]string{},
		colons:  map[string]int{},
		tallies: map[aim]*tally{}, where: map[string][]int{},
	}
	for _, language := range []scheduling.Language{"nl", "fr", "en"} {
		s.ears[language] = earOf(language)
	}
	return s
}

// utterance is one line as it sounds.
type utterance struct {
	sentences [][]string
	foreign   bool
	option    bool
	aside     bool // the key to the other languages
}

// heard words a reply, once for each line that is ever said, and returns how long it is.
func (s *simulation) heard(reply flows.Reply, language scheduling.Language) (said []utterance, seconds float64) {
	for _, line := range reply.Lines {
		name := string(line.Language) + nameOf(line.Message)
		parts, ok := s.spoken[name]
		if !ok {
			text := s.words.Render(line.Language, s.programme.Zone, line.Message)
			parts = sentences(text)
			s.spoken[name], s.colons[name] = parts, strings.Count(text, ": ")
		}
		for _, sentence := range parts {
			seconds += float64(len(sentence)) / speaksPerSecond
		}
		seconds += (line.Pause + time.Duration(s.colons[name])*flows.KeyPause).Seconds()
		said = append(said, utterance{
			sentences: parts, foreign: line.Language != language, option: line.Args["key"] != "",
			aside: line.Key == "option.languages",
		})
	}
	return said, seconds
}

// simulatedCall is one caller, the office they reach and how long it takes.
type simulatedCall struct {
	*simulation
	aim       aim
	caller    *elder
	books     *books
	engine    *flows.Engine
	from      string // the number they call with; empty: withheld
	reachable string // where a human can call them
	passed    bool
	deskUp    bool // somebody answers when a human is rung
	begun     time.Time
	seconds   float64
	turns     int
	talked    bool
	followed  bool            // its words are shown
	ahead     string          // keys that are typed, and that the line has not taken yet
	last      flows.StateName // where they were before a human, for whoever looks for reasons
	reply     flows.Reply
}

func (s *simulation) call(t *testing.T, n int) {
	t.Helper()
	call := s.newCall(rand.New(rand.NewPCG(s.seed, uint64(n))), n)
	call.followed = n == *follow
	call.dial(t)
	end := call.verdict()
	if s.tallies[call.aim] == nil {
		s.tallies[call.aim] = &tally{}
	}
	one := &tally{calls: 1, turns: call.turns, seconds: call.seconds}
	one.ends[end]++
	s.tallies[call.aim].add(one)
	if end != endsWanted {
		at := fmt.Sprintf("%s: %s after %s", call.aim, [...]string{"wanted", "human", "nothing", "wrong"}[end], call.last)
		s.where[at] = append(s.where[at], n)
	}
}

// show writes down what is said, of a call that somebody wants to read.
func (c *simulatedCall) show(t *testing.T, in flows.Input) {
	t.Helper()
	if !c.followed {
		return
	}
	t.Logf("> %s %s (lost %d)", in.Kind, in.Digits, c.caller.lost)
	for _, line := range c.reply.Lines {
		t.Logf("    %s  %s", line.Language, c.words.Render(line.Language, c.programme.Zone, line.Message))
	}
}

const speaksPerSecond = 2.3 // words, of the line's voice

// dial plays the call to its end.
func (c *simulatedCall) dial(t *testing.T) {
	t.Helper()
	in, key := flows.Input{Kind: flows.Start}, "voice:sim"
	for c.turns = 0; c.turns < maxTurns; c.turns++ {
		in.Key, in.Turn, in.Channel, in.Programme = key, c.reply.Turn, scheduling.Voice, c.programme
		in.Caller, in.At = c.from, c.begun.Add(time.Duration(c.seconds*float64(time.Second)))
		c.books.now = in.At
		reply, err := c.engine.Handle(t.Context(), in)
		if err != nil {
			t.Error(err)
			return
		}
		c.reply = reply
		said, seconds := c.heard(reply, c.caller.language)
		c.show(t, in)
		c.seconds += seconds
		if len(reply.Lines) == 0 && reply.Expect.Kind == flows.ExpectKeys { // the line waits for the rest of what they type
			in = c.typesOn(reply.Expect)
			continue
		}
		c.ahead = ""
		if reply.Expect.Kind == flows.ExpectNothing && !c.caller.callsAgain() {
			return
		}
		h := c.caller.ear.hear(c.caller.rng, said)
		if !c.caller.redial {
			in = c.answers(reply.Expect, h)
		}
		if c.followed {
			t.Logf("  understood %v, remembers %v, times %v", h.said, h.options, h.times)
		}
		if c.caller.redial {
			c.caller.redial, c.caller.hungUp, c.caller.unsure = false, false, 0
			key += "'"
			c.reply, in = flows.Reply{}, flows.Input{Kind: flows.Start}
			c.seconds += 20
			continue
		}
		if c.caller.hungUp || c.talked {
			return
		}
	}
}

// answers is what the telephone network makes of what the caller does. That a
// tone is heard, or a telephone ringing, needs no words.
func (c *simulatedCall) answers(expect flows.Expect, h *heardReply) flows.Input {
	switch expect.Kind {
	case flows.ExpectConnection:
		c.caller.handed = true
		c.talked = c.deskUp
		c.seconds += 25
		if !c.talked {
			return flows.Input{Kind: flows.Connected}
		}
		return flows.Input{Kind: flows.Connected, Connection: talked(time.Minute)}
	case flows.ExpectRecording:
		if c.caller.speaks(h) {
			c.seconds += 20
			return flows.Input{Kind: flows.Recorded, Recording: flows.Recording{URL: "https://carrier.example/RE1", Seconds: 12}}
		}
		c.seconds += 5
		return flows.Input{Kind: flows.NoInput}
	}
	keys := c.caller.answer(h)
	if keys == "" || expect.Wait <= thinksFor*time.Second {
		c.seconds += expect.Wait.Seconds()
		return flows.Input{Kind: flows.NoInput}
	}
	c.seconds += thinksFor + float64(len(keys))
	c.ahead = keys
	return c.typesOn(expect)
}

// typesOn types what the line waits for, and keeps the rest. If the line says something to
// the first key, the rest comes too late.
func (c *simulatedCall) typesOn(expect flows.Expect) flows.Input {
	keys, rest, ended := strings.Cut(c.ahead, "#")
	switch {
	case expect.Digits > 0 && len(keys) >= expect.Digits:
		c.ahead = c.ahead[expect.Digits:]
		keys = keys[:expect.Digits]
	case ended:
		c.ahead = rest
	default:
		c.ahead = ""
		c.seconds += expect.Wait.Seconds()
	}
	if keys == "" {
		return flows.Input{Kind: flows.NoInput}
	}
	return flows.Input{Kind: flows.Keys, Digits: keys}
}
