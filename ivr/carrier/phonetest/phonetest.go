// Package phonetest makes tests of phone calls read like the calls:
//
//	phonetest.Dial(t, phone, "+3280012345").Hears("Welkom").Press("1").Hears("afspraak").Silence().HangsUp()
//
// Every expectation that fails ends the test and prints the whole call.
package phonetest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/click-call-connect/helpline/ivr/carrier"
)

// Conversation is a call in a test.
type Conversation struct {
	Call *carrier.Call
	t    testing.TB
}

// Dial calls a number. If the line rejects the call or answers with a fault, the test
// ends.
func Dial(t testing.TB, phone *carrier.Phone, to string) *Conversation {
	t.Helper()
	call, err := phone.Dial(t.Context(), to)
	if call == nil {
		t.Fatalf("cannot call: %v", err)
	}
	return (&Conversation{Call: call, t: t}).check("calling", err)
}

// Answer answers a call that the line makes, as a person or as an answering machine.
func Answer(t testing.TB, ring *carrier.Ring, byMachine bool) *Conversation {
	t.Helper()
	call, err := ring.Answer(t.Context(), byMachine)
	return (&Conversation{Call: call, t: t}).check("answering", err)
}

// Press types keys.
func (c *Conversation) Press(keys string) *Conversation {
	c.t.Helper()
	return c.check("pressing "+keys, c.Call.Press(c.t.Context(), keys))
}

// Silence stays silent until the line goes on.
func (c *Conversation) Silence() *Conversation {
	c.t.Helper()
	return c.check("silence", c.Call.Wait(c.t.Context()))
}

// Says speaks into a voicemail for some seconds.
func (c *Conversation) Says(seconds int) *Conversation {
	c.t.Helper()
	return c.check("speaking", c.Call.Say(c.t.Context(), seconds))
}

// SaysAndHangsUp speaks into a voicemail and hangs up in the middle of it.
func (c *Conversation) SaysAndHangsUp(seconds int) *Conversation {
	c.t.Helper()
	return c.check("speaking and hanging up", c.Call.SayAndHangUp(c.t.Context(), seconds))
}

// HangsUp ends the call from the caller's side.
func (c *Conversation) HangsUp() *Conversation {
	c.t.Helper()
	return c.check("hanging up", c.Call.HangUp(c.t.Context()))
}

// Hears expects each of these words since the caller's last action, in any order and any
// case.
func (c *Conversation) Hears(words ...string) *Conversation {
	c.t.Helper()
	for _, word := range words {
		if !heard(c.Call.Heard(), word) {
			c.fail("did not hear %q", word)
		}
	}
	return c
}

// DoesNotHear expects none of these words since the caller's last action.
func (c *Conversation) DoesNotHear(words ...string) *Conversation {
	c.t.Helper()
	for _, word := range words {
		if heard(c.Call.Heard(), word) {
			c.fail("heard %q", word)
		}
	}
	return c
}

// HearsLanguage expects that something was spoken since the caller's last action, and all
// of it in one language (nl, or nl-BE).
func (c *Conversation) HearsLanguage(language string) *Conversation {
	c.t.Helper()
	utterances := c.Call.Heard()
	if len(utterances) == 0 {
		c.fail("heard nothing")
	}
	for _, u := range utterances {
		if u.Language != language && !strings.HasPrefix(u.Language, language+"-") {
			c.fail("heard %q in %q, not in %q", u.Text, u.Language, language)
		}
	}
	return c
}

// HearsSlowly expects each of these words since the caller's last action, spoken slower
// than the voice's own rate. Without words, it expects something, and all of it slower.
func (c *Conversation) HearsSlowly(words ...string) *Conversation {
	c.t.Helper()
	var slow, all []carrier.Utterance
	for _, u := range c.Call.Heard() {
		all = append(all, u)
		if u.Rate > 0 && u.Rate < 100 {
			slow = append(slow, u)
		}
	}
	if len(words) == 0 && (len(all) == 0 || len(slow) != len(all)) {
		c.fail("heard %d of %d lines slowly", len(slow), len(all))
	}
	for _, word := range words {
		if !heard(slow, word) {
			c.fail("did not hear %q slowly", word)
		}
	}
	return c
}

// Rings expects that a human's telephone rang since the caller's last action.
func (c *Conversation) Rings(number string) *Conversation {
	c.t.Helper()
	var rang []string
	for _, event := range c.Call.Happened() {
		if event.Kind == carrier.Rang {
			rang = append(rang, event.Text)
		}
	}
	if !slices.Contains(rang, number) {
		c.fail("%s did not ring, but %q", number, rang)
	}
	return c
}

// RingsNobody expects that no human's telephone rang since the caller's last action.
func (c *Conversation) RingsNobody() *Conversation {
	c.t.Helper()
	for _, event := range c.Call.Happened() {
		if event.Kind == carrier.Rang {
			c.fail("%s rang", event.Text)
		}
	}
	return c
}

// Talks expects that the caller talked to a human since their last action.
func (c *Conversation) Talks() *Conversation {
	c.t.Helper()
	if len(c.connections()) == 0 {
		c.fail("was not connected")
	}
	return c.wentAs("completed", "answered")
}

// FindsNobody expects that a human's telephone rang since the caller's last action, and
// that nobody talked: busy, no answer, failed.
func (c *Conversation) FindsNobody() *Conversation {
	c.t.Helper()
	if len(c.connections()) == 0 {
		c.fail("was not connected")
	}
	return c.wentAs("busy", "no-answer", "failed", "canceled")
}

// wentAs expects every connection to have one of these statuses.
func (c *Conversation) wentAs(statuses ...string) *Conversation {
	c.t.Helper()
	for _, status := range c.connections() {
		if !slices.Contains(statuses, status) {
			c.fail("the connection was %q", status)
		}
	}
	return c
}

func (c *Conversation) connections() []string {
	var statuses []string
	for _, event := range c.Call.Happened() {
		if event.Kind == carrier.Connected {
			statuses = append(statuses, event.Text)
		}
	}
	return statuses
}

// IsAsked expects the line to wait for keys.
func (c *Conversation) IsAsked() *Conversation {
	c.t.Helper()
	return c.isIn(carrier.Asking)
}

// IsRecorded expects the line to wait for speech.
func (c *Conversation) IsRecorded() *Conversation {
	c.t.Helper()
	return c.isIn(carrier.Listening)
}

func (c *Conversation) isIn(want carrier.StateKind) *Conversation {
	c.t.Helper()
	if state := c.Call.State().Kind; state != want {
		c.fail("the call is %s, not %s", state, want)
	}
	return c
}

// EndsWell expects that the line said goodbye and hung up.
func (c *Conversation) EndsWell() *Conversation {
	c.t.Helper()
	if by := c.Call.EndedBy(); by != carrier.ByLine {
		c.fail("the call did not end well: ended by %q", by)
	}
	if len(c.Call.Heard()) == 0 {
		c.fail("the line hung up without a word")
	}
	return c
}

// Transcript returns the whole call as text.
func (c *Conversation) Transcript() string { return c.Call.Transcript() }

// Golden compares the transcript with a file, or writes the file if update is true.
func (c *Conversation) Golden(path string, update bool) *Conversation {
	c.t.Helper()
	if update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			c.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(c.Transcript()), 0o644); err != nil {
			c.t.Fatal(err)
		}
		return c
	}
	want, err := os.ReadFile(path)
	if err != nil {
		c.fail("no transcript to compare with: %v", err)
	}
	if string(want) != c.Transcript() {
		c.fail("the call is not the one in %s:\n%s", path, want)
	}
	return c
}

func heard(utterances []carrier.Utterance, words string) bool {
	var all strings.Builder
	for _, u := range utterances {
		all.WriteString(strings.ToLower(u.Text + " " + u.Audio + "\n"))
	}
	return strings.Contains(all.String(), strings.ToLower(words))
}

func (c *Conversation) check(doing string, err error) *Conversation {
	c.t.Helper()
	if err != nil {
		c.fail("%s: %v", doing, err)
	}
	return c
}

// fail ends the test, and prints the whole call.
func (c *Conversation) fail(format string, args ...any) {
	c.t.Helper()
	c.t.Fatalf(format+"\n\nthe call:\n%s", append(args, c.Transcript())...)
}
