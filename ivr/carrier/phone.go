package carrier

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

// Line is the setup of a number at the carrier, and the account it belongs to.
type Line struct {
	AccountSID  string
	Token       string // webhooks are signed with it
	Scheme      signature.Scheme
	VoiceURL    string // requested when the number is called
	FallbackURL string // requested when an answer cannot be used; empty: none
	StatusURL   string // requested when a call has ended; empty: none
	TextURL     string // requested when the number is texted
}

// Anonymous is the From of a caller who withholds their number.
const Anonymous = "anonymous"

// Phone calls numbers. Its fields must not change during a call. Several calls may take
// place at once.
type Phone struct {
	Line Line
	From string // E.164 or Anonymous

	Client  *http.Client        // nil: one with a timeout of 15 s
	Random  io.Reader           // source of ids; nil: crypto/rand
	Advance func(time.Duration) // called when silence passes, to move a clock; nil: not called
	Record  func(seconds int) (Recording, error)
	// Pause is called before keys are pressed, with the time that a finger takes; nil: no time
	// passes, and the line takes the same key for a bounce, and one that books for unheard.
	Pause func(time.Duration)

	// Desk returns how the human at a number answers; nil: nobody answers. It must not call
	// methods of the call.
	Desk func(number string) DeskAnswer

	// NoBridged leaves out DialBridged, as carriers do that do not have it.
	NoBridged bool

	// Repeat is how many times each webhook is repeated. All answers must be the same
	// bytes; the last one counts.
	Repeat int
	// Concurrent sends the repeated webhooks at the same time.
	Concurrent bool
	// Drop reports whether a webhook is lost: the carrier then gets no answer, and requests
	// the fallback URL. nil: none is.
	Drop func(form url.Values) bool
}

// own returns a line with the account of this carrier, and its way to sign.
func (c *Carrier) own(line Line) Line {
	line.AccountSID, line.Token, line.Scheme = c.config.AccountSID, c.config.signingKey(), c.config.Scheme
	return line
}

// Phone returns a phone on this carrier, with its account, its way to sign and its
// recordings. Those of the line are ignored.
func (c *Carrier) Phone(from string, line Line) *Phone {
	line = c.own(line)
	return &Phone{Line: line, From: from, Client: c.config.Client, Record: c.Record}
}

// Dial calls a number, and listens until the line waits for the caller, or the call ends.
// If the call ends by Fault, the error is the reason; the call is returned all the same,
// with what was heard.
func (p *Phone) Dial(ctx context.Context, to string) (*Call, error) {
	random := p.Random
	if random == nil {
		random = rand.Reader
	}
	id, err := newID(random, "CA")
	if err != nil {
		return nil, err
	}
	call := &Call{ID: id, From: p.From, To: to, phone: p, random: random, client: clientOr(p.Client), status: "ringing"}
	call.note(Event{Kind: Dialled})
	call.mu.Lock()
	defer call.mu.Unlock()
	return call, call.step(ctx, func() error { return call.ask(ctx, p.Line.VoiceURL, nil) })
}
