package flows

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"
)

// Connection is how a connection with a human ended, as the carrier reports it. That a
// telephone was picked up proves nothing: an answering machine does that as well.
type Connection struct {
	Answered bool           // a telephone was picked up
	Bridged  Bridged        // whether both were joined, if the carrier reports it
	Duration *time.Duration // from picking up to the end, the whisper included; nil: not reported
	Left     bool           // the caller has hung up
}

// Bridged is whether the caller and whoever picked up were joined.
type Bridged string

// The values of Bridged. Not every carrier reports it.
const (
	BridgedUnknown Bridged = ""
	BridgedYes     Bridged = "true"
	BridgedNo      Bridged = "false"
)

// minTalk is the duration from which a connection counts as a talk. In less than that
// nobody is helped: the line broke, or the key was pressed by mistake.
const minTalk = 5 * time.Second

// ErrNotRinging is returned if a call rings nobody in that turn: somebody else accepted
// it, or the caller has gone on.
var ErrNotRinging = errors.New("the call rings nobody in that turn")

// Ringing returns why a call rings a human in a turn, and in which programme. It returns
// ErrNotRinging if it rings nobody in that turn, ErrNoSession if there is no such call, and
// the errors of [SessionStore.Load].
func (e *Engine) Ringing(ctx context.Context, key string, turn int) (programme string, errand Errand, err error) {
	session, err := e.load(ctx, Input{Key: key, Turn: turn})
	if err != nil {
		return "", Errand{}, err
	}
	if session.Turn != turn || session.Reply.Expect.Kind != ExpectConnection {
		return session.Programme, Errand{}, ErrNotRinging
	}
	return session.Programme, session.Reply.Expect.For, nil
}

// Acceptance is the key that somebody pressed at the desk.
type Acceptance struct {
	Leg  string        // the carrier's id of the call to the desk
	At   time.Time     // when the key was pressed
	Told time.Duration // from picking up to the key
}

// acceptanceTTL is how long an acceptance is kept: as long as the session of a talk.
const acceptanceTTL = 2 * maxTalk

func acceptanceName(key string, turn int) string { return "accepted:" + key + ":" + strconv.Itoa(turn) }

var errNoMemory = errors.New("the engine has no memory")

// Accept records that somebody at the desk accepted a call. It reports whether the call is
// theirs: of two telephones, the first has it. Repeating it changes nothing. If it cannot
// be recorded, the call is theirs all the same, and the error is returned.
func (e *Engine) Accept(ctx context.Context, key string, turn int, by Acceptance) (bool, error) {
	if e.Memory == nil {
		return true, errNoMemory
	}
	name := acceptanceName(key, turn)
	accepted, err := e.Memory.Count(ctx, name, acceptanceTTL)
	if err != nil {
		return true, err
	}
	if accepted > 1 {
		if earlier, known, err := e.acceptance(ctx, key, turn); err != nil || known {
			return err != nil || earlier.Leg == by.Leg, err
		}
	}
	return true, e.Memory.Remember(ctx, name, by.text(), acceptanceTTL)
}

// acceptance returns how a call was accepted in a turn, and whether it was.
func (e *Engine) acceptance(ctx context.Context, key string, turn int) (Acceptance, bool, error) {
	if e.Memory == nil {
		return Acceptance{}, false, errNoMemory
	}
	text, err := e.Memory.Recall(ctx, acceptanceName(key, turn))
	if err != nil || text == "" {
		return Acceptance{}, false, err
	}
	return acceptanceOf(text), true, nil
}

// text returns an acceptance as the memory keeps it.
func (a Acceptance) text() string {
	return a.At.UTC().Format(time.RFC3339Nano) + " " + a.Told.String() + " " + a.Leg
}

func acceptanceOf(text string) Acceptance {
	at, rest, _ := strings.Cut(text, " ")
	told, leg, _ := strings.Cut(rest, " ")
	accepted := Acceptance{Leg: leg}
	accepted.At, _ = time.Parse(time.RFC3339Nano, at)
	accepted.Told, _ = time.ParseDuration(told)
	return accepted
}

// reached reports whether the caller has talked to a human: somebody accepted the call,
// both were joined, and they talked for minTalk. In all other cases they were not helped:
// a voicemail too many does no harm.
//
// If the memory cannot be read, what the carrier reports has to do. It joins nobody who
// has not accepted.
func (e *Engine) reached(ctx context.Context, in *Input) bool {
	connection := &in.Connection
	if in.Kind != Connected || !connection.Answered || connection.Bridged == BridgedNo {
		return false
	}
	accepted, known, err := e.acceptance(ctx, in.Key, in.Turn)
	if err != nil {
		e.log(ctx, "reading whether a call was accepted", err)
		known, accepted.At = connection.Bridged == BridgedYes, in.At
	}
	return known && connection.talk(accepted, in.At) >= minTalk
}

// talk returns how long the caller talked, of which the carrier's duration is the best
// measure. It begins when somebody picks up, so that the whisper has to be left out.
func (c *Connection) talk(accepted Acceptance, now time.Time) time.Duration {
	if c.Duration == nil {
		return now.Sub(accepted.At)
	}
	return *c.Duration - accepted.Told
}

// connected continues after a connection with a human, or a missed one. If the carrier
// does not report which, the connection counts as missed.
func (e *Engine) connected(ctx context.Context, c *Conversation, state *State) {
	_, accepted, err := e.acceptance(ctx, c.Input.Key, c.Input.Turn)
	c.Accepted = accepted && err == nil
	if e.reached(ctx, &c.Input) {
		e.Enter(ctx, c, state.Connect.Talked)
		return
	}
	e.Enter(ctx, c, state.Connect.Missed)
}
