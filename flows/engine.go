package flows

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// Engine walks a dialogue, one turn per input. It is safe for concurrent use.
type Engine struct {
	Dialogue *Dialogue
	Sessions SessionStore
	Office   Office
	TTL      time.Duration // of a session; zero: two hours, more than a talk of an hour takes
	Memory   Memory        // nil: nobody is asked to go on where they were cut off
	// Words are those in which options are printed, so that a text can say them; nil:
	// they are chosen by number, and by what many words mean.
	Words *locale.Catalogue
	Log   *slog.Logger // nil: nothing is logged
	// Observe is told of every turn, for figures; nil: nobody is. It names nobody.
	Observe func(Observed)
}

// Handle takes one input and returns what is said next. The same input again,
// also at the same instant, returns the same reply and acts once. An error means
// that the session could not be read: the channel then apologises with Emergency
// and takes a voicemail.
func (e *Engine) Handle(ctx context.Context, in Input) (Reply, error) {
	if in.Channel == scheduling.SMS {
		return e.handleText(ctx, in)
	}
	session, err := e.load(ctx, in)
	switch {
	case errors.Is(err, ErrNoSession):
		return e.begin(ctx, in)
	case err != nil:
		return Reply{}, err
	case in.Kind == HungUp:
		return Reply{}, e.hungUp(ctx, &session, in)
	case in.Turn != session.Turn:
		return session.Reply, nil // heard before, or out of order: where we are now
	}
	return e.turn(ctx, session, in)
}

func (e *Engine) load(ctx context.Context, in Input) (Session, error) {
	session, err := e.Sessions.Load(ctx, in.Key)
	if fresh, ok := e.Sessions.(FreshLoader); ok && err == nil && session.Turn < in.Turn {
		return fresh.LoadFresh(ctx, in.Key)
	}
	return session, err
}

// nonceLength tells enough conversations of one key apart: a call whose session
// was lost, and the one it began anew.
const nonceLength = 8

// begin answers the first input of a conversation. One of a later turn whose
// session is gone begins anew too: nobody is hung up on for a restart of ours.
func (e *Engine) begin(ctx context.Context, in Input) (Reply, error) {
	if in.Kind == HungUp {
		return Reply{}, nil
	}
	session := e.newSession(in)
	c := e.conversation(ctx, &session, in)
	c.from = ""
	if !session.WeCalled {
		if err := e.Office.Demand.RecordDemand(ctx, c.Demand(scheduling.OutcomeAbandoned)); err != nil {
			e.log(ctx, "recording demand", err)
		}
	}
	if in.Turn > 0 {
		e.beginAgain(ctx, c)
	} else {
		e.Enter(ctx, c, e.Dialogue.Start)
	}
	return e.save(ctx, c)
}

// beginAgain goes on without the session: what was recorded is kept, who talked
// to a human has what they wanted, and anybody else begins anew.
func (e *Engine) beginAgain(ctx context.Context, c *Conversation) {
	c.UseLanguage(c.Input.Language)
	switch in := &c.Input; {
	case in.Kind == Recorded && in.Recording.URL != "":
		c.Session.Reason = scheduling.ReasonFault // which recording it was, is lost
		e.Enter(ctx, c, e.Dialogue.Recorded)
	case in.Kind == Connected && in.Talked:
		e.Enter(ctx, c, e.Dialogue.Talked)
	case in.Kind == Connected:
		c.Session.Reason = scheduling.ReasonFault
		e.Enter(ctx, c, e.Dialogue.Missed)
	default:
		c.Say(Say{Key: "sorry.lost"})
		e.Enter(ctx, c, e.Dialogue.Start)
	}
}

func (e *Engine) newSession(in Input) Session {
	return Session{
		Key: in.Key, Programme: in.Programme.Name, Channel: in.Channel, Caller: in.Caller,
		Language: in.Programme.Languages[0].Code, Nonce: rand.Text()[:nonceLength], WeCalled: in.Reminder != 0,
	}
}

// turn answers one input in a running conversation.
func (e *Engine) turn(ctx context.Context, session Session, in Input) (Reply, error) {
	c := e.conversation(ctx, &session, in)
	state, ok := e.Dialogue.States[session.State]
	if !ok { // a state that a newer version no longer has
		e.Enter(ctx, c, e.Dialogue.Start)
		return e.save(ctx, c)
	}
	switch {
	case in.Channel == scheduling.SMS:
		e.Dialogue.ReadText(ctx, e, c, state)
	case state.End: // nothing more is expected of them
		e.Enter(ctx, c, state.Name)
	case in.Kind == Recorded:
		e.recorded(ctx, c, state)
	case state.Connect != nil:
		e.connected(ctx, c, state)
	case c.turnLimitReached():
		c.Say(Say{Key: "again.human", Kind: ReplyNoted})
		e.LeadToHuman(ctx, c, scheduling.ReasonLost)
	case in.Kind == Keys:
		e.keys(ctx, c, state, cleanKeys(in.Digits))
	default:
		e.silence(ctx, c, state)
	}
	return e.save(ctx, c)
}

// maxTurns is how many turns somebody takes without getting anything before a
// human helps: they go round, and the longest way to a visit takes half of it.
const maxTurns = 50

func (c *Conversation) turnLimitReached() bool {
	repeats := strings.Contains(c.Input.Digits, "*") // which * does, as often as one likes
	return c.Session.Turn > 0 && c.Session.Turn%maxTurns == 0 && !c.Session.Outcome.Served() && !repeats
}

func (e *Engine) conversation(ctx context.Context, session *Session, in Input) *Conversation {
	return &Conversation{
		Session: session, Programme: in.Programme, Input: in, Office: e.Office,
		Memory: e.Memory, Words: e.Words, Sessions: e.Sessions, from: session.State,
		ReportFault: func(what string, err error) { e.log(ctx, what, err) },
	}
}

// cleanKeys keeps digits and the star. The # is accepted everywhere and never
// needed; anything else is no key.
func cleanKeys(digits string) string {
	return strings.Map(func(key rune) rune {
		if key >= '0' && key <= '9' || key == '*' {
			return key
		}
		return -1
	}, digits)
}

// keys decides what pressed keys mean.
func (e *Engine) keys(ctx context.Context, c *Conversation, state *State, digits string) {
	switch {
	case state.Record != nil:
		e.Enter(ctx, c, state.Record.Empty)
	case digits == "": // a # out of habit, which came too late to end anything
		e.Repeat(c, state)
	case strings.Contains(digits, "*"):
		e.Repeat(c, state)
	case strings.Trim(digits, "0") == "":
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	case state.Menu != nil:
		e.choose(ctx, c, state, digits)
	case state.Number != nil:
		e.AnswerNumber(ctx, c, state, digits)
	default:
		e.Enter(ctx, c, state.Name)
	}
}

func (e *Engine) choose(ctx context.Context, c *Conversation, state *State, digits string) {
	options := state.Menu.Options(c)
	if len(digits) != 1 || digits[0] < '1' || int(digits[0]-'0') > len(options) {
		e.again(ctx, c, state, "again.wrong_key")
		return
	}
	option := options[digits[0]-'1']
	if option.Pick != nil {
		option.Pick(c.Session)
	}
	e.Enter(ctx, c, option.Next)
}

// AnswerNumber hands a typed number to the next state's action. Whether it is right is
// for that action to say, so that wrong and short ones are counted in one place.
func (e *Engine) AnswerNumber(ctx context.Context, c *Conversation, state *State, digits string) {
	c.Input.Digits = digits
	e.Enter(ctx, c, state.Number.Next)
}

func (e *Engine) recorded(ctx context.Context, c *Conversation, state *State) {
	switch {
	case state.Record == nil: // a recording that came late: keep it, stay where we are
		if err := e.Dialogue.KeepRecording(ctx, c); err != nil {
			e.log(ctx, "keeping a late recording", err)
		}
		e.Repeat(c, state)
	case c.Input.Digits == "0" && !state.Record.Final: // a human is wanted, not a recording
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	case c.Input.Digits == "*" && c.Input.Recording.Seconds < minRecording:
		c.discard(ctx, c.Input.Recording.URL)
		e.Repeat(c, state)
	default:
		e.Enter(ctx, c, state.Record.Next)
	}
}

// minRecording is how many seconds make a recording worth keeping when * ends it: who
// wants to hear again what to say has not said it yet.
const minRecording = 3

// connected goes on after a connection with a human was made, or was not. A
// carrier that does not say which of the two is taken not to have made it: the
// voicemail that follows harms nobody.
func (e *Engine) connected(ctx context.Context, c *Conversation, state *State) {
	if c.Input.Kind == Connected && c.Input.Talked {
		e.Enter(ctx, c, state.Connect.Talked)
		return
	}
	e.Enter(ctx, c, state.Connect.Missed)
}

// LeadToHuman leads to a person; the reason given first is kept.
func (e *Engine) LeadToHuman(ctx context.Context, c *Conversation, reason scheduling.CallbackReason) {
	if c.Session.Reason == "" {
		c.Session.Reason = reason
	}
	e.Enter(ctx, c, e.Dialogue.Human)
}

// Repeat says everything of this state again, statements included.
func (e *Engine) Repeat(c *Conversation, state *State) {
	whole := c.Session.Whole
	if whole == nil {
		whole = c.Session.Reply.Lines
	}
	c.Session.Whole, c.Session.Tries, c.Session.Silences = nil, 0, 0
	c.Lines = append(c.Lines, whole...)
	c.Reply(c.Expect(state))
	c.Session.Reply.Slow = true
}

// maxActions bounds the actions of one turn: a dialogue that runs in circles is
// a mistake of ours, not the caller's.
const maxActions = 12

// Enter goes to a state and, through actions, on to the next question.
func (e *Engine) Enter(ctx context.Context, c *Conversation, name StateName) {
	for range maxActions {
		state := e.Dialogue.States[name]
		c.Session.State, c.Session.Tries, c.Session.Silences, c.Session.Whole = name, 0, 0, nil
		if state.Do == nil {
			c.Reply(c.Ask(state))
			return
		}
		for _, s := range state.Say {
			c.Say(s)
		}
		name = e.run(ctx, c, state)
	}
	e.log(ctx, "dialogue runs in circles", fmt.Errorf("at %s", name))
	c.Session.State = e.Dialogue.Human
	c.Reply(Expect{Kind: ExpectRecording, MaxLength: maxVoicemail})
}

func (e *Engine) run(ctx context.Context, c *Conversation, state *State) StateName {
	result, err := state.Do.Run(ctx, c)
	if err == nil {
		if next, ok := state.Do.Next[result]; ok {
			return next
		}
		err = fmt.Errorf("result %q of %s leads nowhere", result, state.Name)
	}
	e.log(ctx, "action "+string(state.Name), err)
	c.failed = true
	return e.Dialogue.Sorry
}

// KeepWhole remembers what * repeats before it is said shorter.
func (c *Conversation) KeepWhole() {
	if c.Session.Whole == nil {
		c.Session.Whole = c.Session.Reply.Lines
	}
}

func (c *Conversation) Reply(expect Expect) {
	c.Session.Reply = Reply{Lines: c.Lines, Expect: expect}
}

// save numbers the turn and stores it; whoever loses the race for the turn
// answers what the winner said.
func (e *Engine) save(ctx context.Context, c *Conversation) (Reply, error) {
	s := c.Session
	s.Turn++
	s.Reply.Turn, s.At = s.Turn, c.Input.At
	e.observe(c)
	err := e.Sessions.Save(ctx, *s, e.ttl(s.Channel))
	if errors.Is(err, ErrTurnTaken) {
		if s.Channel == scheduling.SMS {
			return Reply{}, errOvertaken
		}
		winner, failed := e.Sessions.Load(ctx, s.Key)
		if failed == nil {
			return winner.Reply, nil
		}
		err = failed // the session is gone: nobody has won
	}
	if err != nil {
		// What the turn did is done: the caller hears it. The next input finds the
		// turn before, whose actions may be made again, or begins anew.
		e.log(ctx, "saving a turn", err)
	}
	return s.Reply, nil
}

func (e *Engine) ttl(channel scheduling.Channel) time.Duration {
	if channel == scheduling.SMS {
		return textTTL
	}
	if e.TTL > 0 {
		return e.TTL
	}
	return 2 * maxTalk // a session is not saved while somebody talks to a human
}

// hungUp closes the books on a conversation. The session stays as it is until
// its time is over: a webhook may still come late, with a voicemail; and whoever
// was cut off may call again.
func (e *Engine) hungUp(ctx context.Context, session *Session, in Input) error {
	c := e.conversation(ctx, session, in)
	e.observe(c)
	e.Dialogue.HungUp(ctx, c)
	if session.Outcome != "" || session.WeCalled {
		return nil
	}
	return e.Office.Demand.RecordDemand(ctx, c.Demand(scheduling.OutcomeAbandoned))
}

func (e *Engine) log(ctx context.Context, what string, err error) {
	if e.Log != nil {
		e.Log.ErrorContext(ctx, what, "error", err)
	}
}
