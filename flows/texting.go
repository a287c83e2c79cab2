package flows

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// A conversation by text goes through the same dialogue as a call: digits and
// plain words are the keys, a text is what is spoken after the tone, and 0 is a
// human. It has no turns in its inputs, because a text answers whatever was said
// last; the carrier's id of the text tells one that comes twice.

const (
	textTTL   = 24 * time.Hour // a conversation by text lives as long (SMS is read when it suits)
	textsSeen = 8              // ids of texts that are remembered to be the same again
	textRaces = 4              // texts of one number at the same instant that are put in a row

	// textMistakes: what is not understood is answered with help once, then a human
	// reads it.
	textMistakes = 2
)

// errOvertaken says that another text of the same number was answered first.
var errOvertaken = errors.New("another text was answered first")

// handleText answers a text. Two of one number at the same instant are answered
// one after the other.
func (e *Engine) handleText(ctx context.Context, in Input) (Reply, error) {
	err := errOvertaken
	for range textRaces {
		var reply Reply
		reply, err = e.answerText(ctx, in)
		if !errors.Is(err, errOvertaken) {
			return reply, err
		}
	}
	return Reply{}, err
}

func (e *Engine) answerText(ctx context.Context, in Input) (Reply, error) {
	session, err := e.loadFresh(ctx, in.Key)
	switch {
	case err != nil && !errors.Is(err, ErrNoSession):
		return Reply{}, err
	case err == nil && slices.Contains(session.Seen, in.ID):
		return session.Reply, nil
	}
	expected, failed := e.Office.Expected(ctx, in.Programme, in.Caller)
	if failed != nil {
		e.log(ctx, "finding the visits of a number", failed)
	}
	if err == nil && !expected.RemindedAt.After(session.At) {
		in.Turn = session.Turn
		session.note(in.ID)
		return e.turn(ctx, session, in)
	}
	return e.beginText(ctx, in, session, &expected)
}

func (e *Engine) loadFresh(ctx context.Context, key string) (Session, error) {
	if fresh, ok := e.Sessions.(FreshLoader); ok {
		return fresh.LoadFresh(ctx, key)
	}
	return e.Sessions.Load(ctx, key)
}

func (s *Session) note(id string) {
	s.Seen = append(slices.Clone(s.Seen), id)
	s.Seen = s.Seen[max(0, len(s.Seen)-textsSeen):]
}

// beginText answers the first text of a conversation, or the first after a
// reminder: what was said before the reminder is over.
func (e *Engine) beginText(ctx context.Context, in Input, before Session, expected *scheduling.Expected) (Reply, error) {
	session := e.newSession(in)
	session.Turn, session.Seen = before.Turn, before.Seen
	session.note(in.ID)
	c := e.conversation(ctx, &session, in)
	c.from = ""
	if err := e.Office.RecordDemand(ctx, c.demand(scheduling.OutcomeAbandoned)); err != nil {
		e.log(ctx, "recording demand", err)
	}
	e.openText(ctx, c, expected)
	return e.save(ctx, c)
}

// openText decides what a first text is about: the visit its number expects, a
// goal, or nothing that we know yet.
func (e *Engine) openText(ctx context.Context, c *Conversation, expected *scheduling.Expected) {
	said, named := c.understood(), c.languageNamed()
	known := c.speaks(cmp.Or(named, said.Language))
	c.Session.ByText = said.ByText
	option, goal := e.firstGoal(c, said, expected)
	switch {
	case said.Meaning == MeaningDanger:
		c.expects(expected)
		e.enter(ctx, c, e.Dialogue.Danger)
	case named != "" && !c.justReminded(expected):
		e.welcome(ctx, c, known)
	case goal:
		e.goal(ctx, c, option, said)
	case c.justReminded(expected), len(expected.Visits) > 0 && said.answers():
		e.openReminder(ctx, c, expected)
	case said.Digits == "0" || said.Meaning == MeaningHuman:
		e.human(ctx, c, scheduling.ReasonHuman)
	case said.ByText:
		c.say(Say{Key: "sms.by_text"})
		e.enter(ctx, c, StateMain)
	case said.Meaning == MeaningThanks: // for what was said a day ago
		c.Session.State = StateLanguage
		c.say(Say{Key: "sms.thanks"})
		c.reply(c.expect(e.Dialogue.States[StateLanguage]))
	default:
		e.welcome(ctx, c, known)
		c.tellsFirst()
	}
}

// firstGoal is the goal that a first text begins, unless it is about a visit that is
// expected. Where there is a letter's code, it is to book.
func (e *Engine) firstGoal(c *Conversation, said Understood, expected *scheduling.Expected) (option Option, ok bool) {
	option, ok = e.Dialogue.Goals[said.Meaning]
	switch said.Meaning {
	case MeaningCancel, MeaningMove, MeaningNoLetter:
		ok = ok && len(expected.Visits) == 0
	case MeaningVisit: // the numbers of a reminder stay what they are
		ok = ok && !c.justReminded(expected)
	case MeaningMenu: // the first choice is of a language
		ok = false
	}
	if c.givesCode(said) {
		return e.Dialogue.Goals[MeaningBook], true
	}
	return option, ok
}

// justReminded: what comes now can be an answer.
func (c *Conversation) justReminded(expected *scheduling.Expected) bool {
	return expected.RemindedAt.After(c.Input.At.Add(-answerable))
}

// welcome says who we are, and what there is, or else in which languages.
func (e *Engine) welcome(ctx context.Context, c *Conversation, known bool) {
	if !known {
		e.enter(ctx, c, StateLanguage)
		return
	}
	c.say(Say{Key: "welcome", Facts: []Fact{FactTitle, FactCity}})
	e.enter(ctx, c, StateMain)
}

// tellsFirst keeps a first text that says more than hello, for who reads the next one
// that is not understood.
func (c *Conversation) tellsFirst() {
	if wordCount(c.Input.Text) > 2 {
		c.Session.Unclear = TextNote(c.Input.Text)
	}
}

// answerable is how long after a reminder a text that is not understood is taken
// for an answer to it.
const answerable = 3 * 24 * time.Hour

// answers reports whether a text can be an answer to a reminder.
func (u Understood) answers() bool {
	switch u.Digits {
	case "1", "2", "3":
		return true
	}
	changes := []Meaning{MeaningYes, MeaningNo, MeaningKeep, MeaningOther, MeaningCancel, MeaningMove}
	return u.Digits == "" && slices.Contains(changes, u.Meaning)
}

// speaks takes over the language of a text, if the programme has it.
func (c *Conversation) speaks(language scheduling.Language) bool {
	if language == "" || c.Programme.Language(language).Code != language {
		return false
	}
	c.Session.Language, c.Session.Spoken = language, true
	return true
}

// openReminder goes to the reminder that a text answers, and takes the text as
// the answer.
func (e *Engine) openReminder(ctx context.Context, c *Conversation, expected *scheduling.Expected) {
	c.expects(expected)
	visit, ok := expected.About()
	if !ok {
		e.enter(ctx, c, StateVisits)
		return
	}
	c.reminds(visit)
	asked := StateReminder
	if c.late() {
		asked = StateLate
	}
	e.enter(ctx, c, asked) // as the reminder asked
	c.said = nil
	e.texted(ctx, c, e.Dialogue.States[asked])
}
