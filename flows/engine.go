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
	TTL      time.Duration // of a session; 0: two hours, which is longer than maxTalk
	Memory   Memory        // nil: a conversation that was cut off cannot be resumed
	// Words has the printed words of options, so that a text can choose by them. If it is
	// nil, a text chooses by number and by its meaning.
	Words *locale.Catalogue
	Log   *slog.Logger // nil: nothing is logged
	// Observe is called after every turn, for metrics; nil: it is not. Its argument holds no
	// personal data.
	Observe func(Observed)
}

// MaxRepeatAge is how long after a turn an input of another turn can be a repetition, which
// gets the current reply. Later, somebody sends again what they saw: the reply may hold the
// word for the door, and is not theirs.
const MaxRepeatAge = 2 * time.Minute

// Handle answers one input. If the same input comes again, even at the same instant, it
// returns the same reply and acts once. It returns an error if the session cannot be
// read; the channel then answers with [Emergency].
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
		return Reply{}, e.hungUp(ctx, session, in)
	case in.Turn > session.Turn:
		return e.unsaved(ctx, session, in)
	case in.Turn < session.Turn && in.At.Sub(session.At) > MaxRepeatAge:
		return Reply{Turn: session.Turn, Expect: Expect{Kind: ExpectNothing}}, nil // a replayed input: nothing
	case in.Turn < session.Turn:
		return session.Reply, nil // a repeated or overtaken input: the current reply
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

// nonceLength is enough to distinguish conversations with the same key: a call whose
// session was lost, and the one it began anew.
const nonceLength = 8

// begin answers the first input of a conversation. If an input of a later turn has lost
// its session, the conversation begins anew: nobody is hung up on because of a restart of
// ours.
func (e *Engine) begin(ctx context.Context, in Input) (Reply, error) {
	if in.Kind == HungUp {
		return Reply{}, nil
	}
	session := e.newSession(in)
	c := e.conversation(ctx, &session, in)
	c.from = ""
	if !session.WeCalled {
		e.recordDemand(ctx, c)
	}
	if in.Turn > 0 {
		e.beginAgain(ctx, c)
	} else {
		e.Enter(ctx, c, e.Dialogue.Start)
	}
	return e.save(ctx, c)
}

// beginAgain continues a conversation whose session was lost: a recording is kept, a
// caller who has talked to a human is done, and anybody else begins anew.
func (e *Engine) beginAgain(ctx context.Context, c *Conversation) {
	c.UseLanguage(c.Input.Language)
	switch in := &c.Input; {
	case in.Kind == Recorded && in.Recording.URL != "":
		c.Session.Reason = scheduling.ReasonFault // what the recording was for is lost
		e.Enter(ctx, c, e.Dialogue.Recorded)
	case in.Kind == Connected && e.reached(ctx, in):
		e.Enter(ctx, c, e.Dialogue.Talked)
	case in.Kind == Connected:
		c.Session.Reason = scheduling.ReasonFault
		e.Enter(ctx, c, e.Dialogue.Missed)
	case in.Kind == Keys && asksForHuman(in.Digits):
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
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
	if !ok { // a state that this version no longer has
		e.Enter(ctx, c, e.Dialogue.Start)
		return e.save(ctx, c)
	}
	keys := cleanKeys(in.Digits)
	if in.Kind == Keys && c.isBounce(state, keys) {
		c.sayAgain()
		return e.save(ctx, c)
	}
	c.notePressed(state, keys)
	switch {
	case in.Channel == scheduling.SMS:
		e.Dialogue.Texts.ReadText(ctx, e, c, state)
		e.recordStep(ctx, c)
	case state.End: // no more input is expected
		e.Enter(ctx, c, state.Name)
	case in.Kind == Recorded:
		e.recorded(ctx, c, state)
	case state.Connect != nil:
		e.connected(ctx, c, state)
	case c.turnLimitReached():
		c.Say(Say{Key: "again.human", Kind: ReplyNoted})
		e.LeadToHuman(ctx, c, scheduling.ReasonLost)
	case in.Kind == Keys || c.begun != "":
		e.keys(ctx, c, state, c.begun+keys)
	default:
		e.silence(ctx, c, state)
	}
	return e.save(ctx, c)
}

// maxTurns is how many turns a conversation may take without a result before a human
// takes over. The longest way to a visit takes half of it.
const maxTurns = 50

func (c *Conversation) turnLimitReached() bool {
	repeats := strings.Contains(c.Input.Digits, "*") // * repeats, without a limit
	return c.Session.Turn > 0 && c.Session.Turn%maxTurns == 0 && !c.Session.Outcome.Served() && !repeats
}

func (e *Engine) conversation(ctx context.Context, session *Session, in Input) *Conversation {
	begun := session.Begun
	session.Begun = ""
	return &Conversation{
		begun: begun, Session: session, Programme: in.Programme, Input: in, Office: e.Office,
		Memory: e.Memory, Words: e.Words, Sessions: e.Sessions, from: session.State,
		ReportFault: func(what string, err error) { e.log(ctx, what, err) },
	}
}

// cleanKeys keeps digits and the star. # is always accepted and never needed; anything
// else is no key.
func cleanKeys(digits string) string {
	return strings.Map(func(key rune) rune {
		if key >= '0' && key <= '9' || key == '*' {
			return key
		}
		return -1
	}, digits)
}

// keys handles pressed keys in a state.
func (e *Engine) keys(ctx context.Context, c *Conversation, state *State, digits string) {
	switch {
	case state.Record != nil:
		e.keysUnspoken(ctx, c, state, digits)
	case digits == "": // a # out of habit, after the input had ended
		e.Repeat(c, state)
	case strings.Contains(digits, "*"):
		e.Repeat(c, state)
	case state.Number != nil:
		e.typed(ctx, c, state, digits)
	case asksForHuman(digits):
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	case state.Menu != nil && c.mayBeTyped(state.Menu):
		e.typedAtMenu(ctx, c, state, digits)
	case state.Menu != nil:
		e.choose(ctx, c, state, digits)
	default:
		e.Enter(ctx, c, state.Name)
	}
}

// keysUnspoken handles the key that ended a recording in which nothing was spoken: 0 and *
// mean what they mean everywhere.
func (e *Engine) keysUnspoken(ctx context.Context, c *Conversation, state *State, digits string) {
	switch {
	case asksForHuman(digits) && !state.Record.Final:
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	case strings.Contains(digits, "*"):
		e.Repeat(c, state)
	default:
		e.Enter(ctx, c, state.Record.Empty)
	}
}

func (e *Engine) choose(ctx context.Context, c *Conversation, state *State, digits string) {
	if asksForLanguages(state.Menu, digits) {
		c.Session.Spoken = false
		e.Enter(ctx, c, e.Dialogue.Language)
		return
	}
	options := state.Menu.Choices(c)
	chosen := ByKey(options, digits)
	if chosen < 0 {
		e.again(ctx, c, state, "again.wrong_key")
		return
	}
	options[chosen].Choose(c.Session)
	e.Enter(ctx, c, options[chosen].Next)
}

// AnswerNumber passes a typed number to the action of the next state. That action checks
// the number, so that wrong and short ones are counted in one place.
func (e *Engine) AnswerNumber(ctx context.Context, c *Conversation, state *State, digits string) {
	c.Input.Digits = digits
	e.Enter(ctx, c, state.Number.Next)
}

func (e *Engine) recorded(ctx context.Context, c *Conversation, state *State) {
	switch {
	case state.Record == nil: // a late recording: it is kept, and the state stays
		if err := e.Dialogue.KeepRecording(ctx, c); err != nil {
			e.log(ctx, "keeping a late recording", err)
		}
		e.Repeat(c, state)
	case c.Input.Digits == "0" && !state.Record.Final: // the caller wants a human, not a recording
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	case c.Input.Digits == "*" && c.Input.Recording.Seconds < minRecording:
		c.discard(ctx, c.Input.Recording.URL)
		e.Repeat(c, state)
	default:
		e.Enter(ctx, c, state.Record.Next)
	}
}

// minRecording is the length, in seconds, from which a recording that * ends is kept. A
// caller who presses * earlier wants the question repeated, and has not spoken yet.
const minRecording = 3

// LeadToHuman enters the state that leads to a human. If a reason was noted before, it is
// kept.
func (e *Engine) LeadToHuman(ctx context.Context, c *Conversation, reason scheduling.CallbackReason) {
	if c.Session.Reason == "" {
		c.Session.Reason = reason
	}
	e.Enter(ctx, c, e.Dialogue.Human)
}

// Repeat adds everything that the state says, statements included.
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

// maxActions limits the actions of one turn. A dialogue that exceeds it runs in circles,
// which is a fault of ours.
const maxActions = 12

// Enter goes to a state and, through actions, on to the next question.
func (e *Engine) Enter(ctx context.Context, c *Conversation, name StateName) {
	for range maxActions {
		state := e.Dialogue.States[name]
		c.Session.State, c.Session.Tries, c.Session.Silences, c.Session.Whole = name, 0, 0, nil
		if state.Menu != nil && state.Menu.Languages && c.hasNoLanguage() {
			name = e.Dialogue.Language
			continue
		}
		if state.Do == nil {
			expect := c.Ask(state)
			c.Lines = c.inEveryLanguage(c.Lines, state)
			c.Reply(expect)
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
	result, err := e.act(ctx, c, state.Do)
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

// KeepWhole keeps the lines that * repeats before a shorter reply replaces them.
func (c *Conversation) KeepWhole() {
	if c.Session.Whole == nil {
		c.Session.Whole = c.Session.Reply.Lines
	}
}

// Reply stores the lines said so far, and the input that is expected, as the session's reply.
func (c *Conversation) Reply(expect Expect) {
	c.Session.Reply = Reply{Lines: c.Lines, Expect: expect, Language: c.ChosenLanguage()}
}

// save stores the session under the number of its turn. If another input has taken the
// turn, it returns that input's reply.
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
		err = failed // the session is gone, so that no other input has taken the turn
	}
	if err != nil {
		e.log(ctx, "saving a turn", err)
		if e.needsSession(c) {
			return Reply{}, errUnsaved
		}
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
	return 2 * maxTalk // nothing saves the session during a talk with a human
}

// hungUp records how a conversation ended. The session stays until it expires: a late
// webhook may still bring a voicemail, and a caller who was cut off may call again.
func (e *Engine) hungUp(ctx context.Context, session Session, in Input) error {
	c := e.conversation(ctx, &session, in)
	e.observe(c)
	ctx, cancel := context.WithTimeout(ctx, maxAction)
	defer cancel()
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
