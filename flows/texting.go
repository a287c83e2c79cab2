package flows

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// A conversation by text goes through the same dialogue as a call: digits and plain words
// are the keys, a text takes the place of a voicemail, and 0 leads to a human. Its inputs
// have no turns, because a text answers the latest reply. A repeated text is recognised by
// the carrier's id.

const (
	textTTL        = 24 * time.Hour // lifetime of a conversation by text (people read SMS when it suits them)
	keptTextIDs    = 8              // ids of texts by which repeated ones are recognised
	maxTextRetries = 4              // attempts to answer a text while others of the same number are answered

	// MaxTextMistakes is how many texts in a row may not be understood before a human
	// reads them. Those before the last one are answered with help.
	MaxTextMistakes = 2
)

// errOvertaken is returned if another text of the same number was answered first.
var errOvertaken = errors.New("another text was answered first")

// handleText answers a text. If two of one number arrive at the same instant, they are
// answered one after the other.
func (e *Engine) handleText(ctx context.Context, in Input) (Reply, error) {
	err := errOvertaken
	for range maxTextRetries {
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
	expected, failed := e.expected(ctx, in)
	if failed != nil {
		e.log(ctx, "finding the visits of a number", failed)
	}
	if err == nil && !expected.RemindedAt.After(session.At) {
		in.readByPhrasebook(session.chosenLanguage())
		in.Turn = session.Turn
		session.note(in.ID)
		return e.turn(ctx, session, in)
	}
	in.readByPhrasebook(languageExpected(&expected))
	return e.beginText(ctx, in, session, &expected)
}

// chosenLanguage returns the language that was chosen; empty: none.
func (s *Session) chosenLanguage() scheduling.Language {
	if !s.Spoken {
		return ""
	}
	return s.Language
}

// languageExpected returns the language of the visits that a number expects; empty: of none.
func languageExpected(expected *contact.Expected) scheduling.Language {
	if len(expected.Visits) == 0 {
		return ""
	}
	return expected.Visits[0].Language
}

// expected returns the visits of a number, unless that takes too long.
func (e *Engine) expected(ctx context.Context, in Input) (contact.Expected, error) {
	ctx, cancel := context.WithTimeout(ctx, maxAction)
	defer cancel()
	return e.Office.Visits.Expected(ctx, in.Programme, in.Caller)
}

func (e *Engine) loadFresh(ctx context.Context, key string) (Session, error) {
	if fresh, ok := e.Sessions.(FreshLoader); ok {
		return fresh.LoadFresh(ctx, key)
	}
	return e.Sessions.Load(ctx, key)
}

func (s *Session) note(id string) {
	s.Seen = append(slices.Clone(s.Seen), id)
	s.Seen = s.Seen[max(0, len(s.Seen)-keptTextIDs):]
}

// beginText answers the first text of a conversation, or the first after a reminder. What
// was said before the reminder is dropped.
func (e *Engine) beginText(ctx context.Context, in Input, before Session, expected *contact.Expected) (Reply, error) {
	session := e.newSession(in)
	session.Turn, session.Seen = before.Turn, before.Seen
	session.note(in.ID)
	c := e.conversation(ctx, &session, in)
	c.from = ""
	e.recordDemand(ctx, c)
	e.Dialogue.Texts.OpenText(ctx, e, c, expected)
	e.recordStep(ctx, c)
	return e.save(ctx, c)
}

// TextReader reads the texts of people. The error of an act leads to an apology, as in a call.
type TextReader interface {
	// OpenText answers the first text of a conversation; expected has the visits of its number.
	OpenText(ctx context.Context, e *Engine, c *Conversation, expected *contact.Expected)
	// ReadText answers a text in a state.
	ReadText(ctx context.Context, e *Engine, c *Conversation, state *State)
}
