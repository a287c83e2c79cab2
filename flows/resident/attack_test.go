package resident_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// What the arithmetic of ADR 0038 assumes about a city.
const (
	letters     = 3000
	houseShare  = 0.02 // of the residents, those with the most frequent house number
	placeShare  = 0.25 // of those, the ones with the most frequent postcode
	maxYearOdds = 0.01
	year        = 365 * 24 * time.Hour
	maxCalls    = 2000 // of an attack, in case it is never stopped
)

// clocked is a memory whose windows end by a clock that is moved.
type clocked struct {
	*memento
	now  time.Time
	ends map[string]time.Time
}

func newClocked() *clocked {
	return &clocked{memento: newMemento(), now: monday(), ends: map[string]time.Time{}}
}

func (m *clocked) Count(ctx context.Context, name string, window time.Duration) (int, error) {
	m.open(name, window)
	return m.memento.Count(ctx, name, window)
}

// open begins a new window when the last one has ended.
func (m *clocked) open(name string, window time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if end, ok := m.ends[name]; !ok || !m.now.Before(end) {
		m.ends[name] = m.now.Add(window)
		delete(m.counts, name)
	}
}

// registry knows residents by their codes, and counts what is looked up.
type registry struct {
	*office
	residents map[string]scheduling.Resident
}

func (r *registry) CodeDigits(context.Context, *scheduling.Programme) (shortest, longest int, err error) {
	return lettercode.MadeDigits, lettercode.MadeDigits, nil
}

func (r *registry) Identify(_ context.Context, _ *scheduling.Programme, code string) (booking.Caller, error) {
	if resident, ok := r.residents[code]; ok {
		return booking.Caller{Resident: resident}, nil
	}
	return booking.Caller{}, scheduling.ErrNotFound
}

// city returns a line with a registry of residents without a telephone on file.
func city(t *testing.T, memory flows.Memory, residents map[string]scheduling.Resident) func(*conversation) {
	t.Helper()
	return func(c *conversation) {
		o := officeOf(c.office)
		o.Residents = &registry{office: c.office, residents: residents}
		c.engine.Memory, c.engine.Office = memory, o
	}
}

func madeCode(random *rand.Rand) string {
	digits := make([]byte, 8)
	for i := range digits {
		digits[i] = byte(random.IntN(9))
	}
	code, _ := lettercode.New(bytes.NewReader(digits))
	return code
}

// tally counts the guesses of an attacker by what each took.
type guessTally struct{ alone, withHouse, withPlace, refused int }

// attack calls with ever new numbers and guesses made codes until no more are accepted, with
// the best house number and postcode. It returns how many were looked up, by what was asked.
func attack(t *testing.T, memory *clocked, random *rand.Rand) (tally guessTally) {
	t.Helper()
	residents := map[string]scheduling.Resident{}
	for calls := 0; tally.refused < 5 && calls < maxCalls; calls++ {
		c := dial(t, calling(fmt.Sprintf("+3249%07d", random.IntN(10_000_000))), city(t, memory, residents))
		c.presses("1", "1")
		for guessing := true; guessing; {
			guessing = tally.guess(c, madeCode(random))
		}
	}
	return tally
}

// guess types one code, and the address that is asked for beside it. It returns false when
// the call is over.
func (g *guessTally) guess(c *conversation, code string) bool {
	c.presses(code)
	if strings.Contains(c.last(), "heel veel mensen codes") {
		g.refused++
		return false
	}
	if !strings.Contains(c.last(), "huisnummer") {
		g.alone++
		return strings.Contains(c.last(), "ken ik niet")
	}
	for strings.Contains(c.last(), "huisnummer") {
		if c.presses("12"); !strings.Contains(c.last(), "postcode") {
			g.withHouse++
			continue
		}
		c.presses("2018")
		g.withPlace++
	}
	return strings.Contains(c.last(), "9 cijfers")
}

// Somebody who calls with ever new numbers, knows the rule of the check digit and types the
// most frequent address, opens any of 3,000 letters in a year with a probability under 1 %.
// The attack is real, in two windows of the limits; the year is counted in windows.
func TestTheOddsOfGuessingALetterInAYear(t *testing.T) {
	memory, random := newClocked(), rand.New(rand.NewPCG(3, 38))
	first := attack(t, memory, random)
	memory.now = memory.now.Add(29 * 24 * time.Hour)
	require.Zero(t, attack(t, memory, random).alone, "in the same window")
	memory.now = memory.now.Add(25 * time.Hour)
	require.Equal(t, first.alone, attack(t, memory, random).alone, "in the next one")

	windows := float64(year/(30*24*time.Hour) + 1)
	perCode := float64(letters) / lettercode.Possible
	odds := windows * perCode * (float64(first.alone) +
		float64(first.withHouse)*houseShare + float64(first.withPlace)*houseShare*placeShare)
	t.Logf("a window: %+v; a year: %.2f %%", first, 100*odds)
	require.Positive(t, first.alone)
	require.Less(t, odds, maxYearOdds)
}

// However many strangers type whatever, with whatever numbers, also the resident's own, before
// and between: whoever types their own code, and the house number if it is asked for, is
// helped.
func TestNobodyIsRefusedForWhatOthersTyped(t *testing.T) {
	const home, own, elsewhere = "+3232010200", "+32470000007", "+32499000001"
	made := madeCode(rand.New(rand.NewPCG(1, 2)))
	residents := map[string]scheduling.Resident{}
	for _, code := range []string{rightCode, made} {
		residents[code] = scheduling.Resident{ID: 7, HouseNumber: "21 bus 4", Postcode: "2018", Phone: own}
	}
	rapid.Check(t, func(rt *rapid.T) {
		memory := newClocked()
		numbers := rapid.SampledFrom([]string{"", home, own, elsewhere})
		for _, name := range []string{"guesses:antwerpen", "guesses-made:antwerpen", allWithheld, "guesses:antwerpen:" + own, "guesses:antwerpen:" + home} {
			memory.counts[name] = rapid.SampledFrom([]int{0, 4, 5, 8, 9, 30, 60, 61, 100, 800}).Draw(rt, name)
			memory.ends[name] = memory.now.Add(24 * time.Hour)
		}
		for range rapid.IntRange(0, 6).Draw(rt, "strangers") {
			stranger := dial(t, calling(numbers.Draw(rt, "number")), city(t, memory, residents)).presses("1", "1")
			for range rapid.IntRange(1, 4).Draw(rt, "keys") {
				if stranger.reply.Expect.Kind == flows.ExpectKeys {
					stranger.presses(rapid.SampledFrom([]string{"111111", "111111111", "123456789", rightCode, made, "12", "21", "9000"}).Draw(rt, "typed"))
				}
			}
		}
		code := rapid.SampledFrom([]string{rightCode, made}).Draw(rt, "code")
		resident := dial(t, calling(numbers.Draw(rt, "from")), city(t, memory, residents)).presses("1", "1", code)
		if strings.Contains(resident.last(), "huisnummer") {
			resident.presses("21")
		}
		if strings.Contains(resident.last(), "postcode") {
			resident.presses("2018")
		}
		resident.hears("uw code is goed")
	})
}

// Of many calls at the same instant, no more are looked up without an address than one after
// the other would be.
func TestParallelGuessesAreCountedBeforeTheyAreLookedUp(t *testing.T) {
	memory, first := newClocked(), dial(t)
	calls := make([]*conversation, 38)
	for i := range calls {
		calls[i] = dial(t, city(t, memory, nil), func(c *conversation) { c.programme, c.words = first.programme, first.words })
		calls[i].presses("1", "1", "1")
	}
	alone := make(chan bool, len(calls))
	for i, c := range calls {
		go func() {
			reply, err := c.engine.Handle(t.Context(), flows.Input{
				Key: c.key, Turn: c.reply.Turn, Channel: scheduling.Voice, Programme: c.programme, Caller: c.caller, At: c.at.Add(time.Minute),
				Kind: flows.Keys, Digits: fmt.Sprintf("11111%d", i%9+1),
			})
			alone <- err == nil && slices.ContainsFunc(reply.Lines, func(l flows.Line) bool { return strings.Contains(c.spoken(l), "ken ik niet") })
		}()
	}
	lookedUp := 0
	for range calls {
		if <-alone {
			lookedUp++
		}
	}
	require.Equal(t, 9, lookedUp)
}
