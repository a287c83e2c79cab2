package carrier

import (
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"net/url"
	"time"
)

// Line is how a number is set up at the carrier, and the account it belongs to.
type Line struct {
	AccountSID  string
	Token       string // webhooks are signed with it
	VoiceURL    string // asked when the number is called
	FallbackURL string // asked when an answer cannot be used; empty: none
	StatusURL   string // told when a call has ended; empty: nobody
	TextURL     string // asked when the number is texted
}

// Anonymous is the From of a caller who withholds the number.
const Anonymous = "anonymous"

// Phone calls numbers. Its fields must not change while a call lasts; several
// calls may last at once.
type Phone struct {
	Line Line
	From string // E.164 or Anonymous

	Client  *http.Client        // nil: one with a time-out of 15 s
	Random  io.Reader           // of ids; nil: crypto/rand
	Advance func(time.Duration) // told when silence passes, to move a clock; nil: nobody
	Record  func(seconds int) (Recording, error)

	// Desk is how the people answer whom a call is connected with; nil: nobody
	// answers. It must not call the call back.
	Desk func(number string) DeskAnswer

	// Repeat is how many times more each webhook comes. All answers must be the
	// same bytes; the last one counts.
	Repeat int
	// Concurrent sends the repeated webhooks at the same time.
	Concurrent bool
	// Drop loses webhooks: the carrier gets no answer, and asks the fallback URL.
	Drop func(form url.Values) bool
}

// Phone makes a phone on this carrier: its account, token and recordings. The
// line's own account and token are not looked at.
func (c *Carrier) Phone(from string, line Line) *Phone {
	line.AccountSID, line.Token = c.config.AccountSID, c.config.AuthToken
	return &Phone{Line: line, From: from, Client: c.config.Client, Record: c.Record}
}

// Dial calls a number, and listens until something is expected of the caller,
// or the call ends. The error says why a call ended by Fault; the call is
// returned all the same, for what was heard.
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
