package ivr

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"runtime/debug"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/phrasebook"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
	"github.com/click-call-connect/helpline/scheduling"
)

// Limits on answered texts in an hour: of one number (a booking takes about eight), of one
// number whose texts are not understood (it may be a robot, which answers our answers), and
// of a whole programme. What becomes of a text beyond a limit: see tooManyTexts.
const (
	maxTextsPerNumber    = 40
	maxUnclearPerNumber  = 5
	maxTextsPerProgramme = 5000
	textsWindow          = time.Hour
)

// text answers a text with the next reply of the dialogue.
func (s *Server) text(c *fiber.Ctx, form url.Values) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout)
	defer cancel()
	text, err := twilio.ParseText(form)
	if err != nil {
		return c.Status(fiber.StatusBadRequest).SendString(err.Error() + "\n")
	}
	p, err := s.Programmes.Dialled(text.To)
	if err != nil {
		s.Log.WarnContext(ctx, "a number was texted that is no programme's: check numbers.sms", "message", text.MessageSID)
		return xml(c, twiml.Empty())
	}
	if !s.canBeAnswered(ctx, text) {
		return xml(c, twiml.Empty())
	}
	if s.textReplayed(ctx, text) {
		return xml(c, twiml.Empty())
	}
	answer, answered := s.answeredBefore(ctx, text)
	if !answered {
		answer = s.answerText(ctx, p, text)
		s.rememberAnswer(ctx, text, answer)
	}
	if len(answer) == 0 {
		return xml(c, twiml.Empty())
	}
	return xml(c, twiml.MessageReply(answer...))
}

// answerText returns the answer to a text. Answers to numbers that are no mobiles of the
// country have a ceiling a day; beyond it, their texts are left to a human.
func (s *Server) answerText(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) []string {
	if text.OptOut == "" && (understand.IsUrgent(text.Body) || phrasebook.Tells(p, text.Body).Danger) { // after STOP too
		return s.converse(ctx, p, text)
	}
	answer, done := s.optOut(ctx, p, text)
	switch {
	case done:
		return answer
	case s.tooManyAbroad(ctx, p, text):
		s.keepFromAbroad(ctx, p, text)
		return nil
	case text.Pictures > 0 && text.Body == "":
		return s.answerPicture(ctx, p, text)
	}
	return s.converse(ctx, p, text)
}

// TextKey returns the key of a number's conversation with a programme. The number cannot
// be read back from it, because keys are stored in tables without personal data.
func TextKey(p *scheduling.Programme, number string) string {
	digest := sha256.Sum256([]byte(p.Name + ":" + number))
	return "sms:" + hex.EncodeToString(digest[:16])
}

// converse takes one turn in the dialogue. It returns no answer if a number texts more
// often than people do, or goes on with texts that are not understood.
func (s *Server) converse(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) []string {
	if answer, refused := s.tooManyTexts(ctx, p, text); refused {
		return answer
	}
	in := flows.Input{
		Key: TextKey(p, text.From), ID: text.MessageSID, Kind: flows.Text, Channel: scheduling.SMS, Programme: p,
		Caller: text.From, Text: text.Body, Pictures: text.Pictures, At: s.Now(),
	}
	if reply, theirs, err := s.studentTurn(ctx, in); theirs || err != nil {
		if err != nil {
			s.Log.ErrorContext(ctx, "a student's text was not answered", "message", text.MessageSID, "error", err)
			return s.keepText(ctx, p, text, scheduling.ReasonFault, "sorry.fault")
		}
		return s.answerWithLimit(ctx, p, text, reply, "sms.student.quiet")
	}
	reply, err := s.textTurn(ctx, in)
	if err != nil {
		s.Log.ErrorContext(ctx, "a text was not answered", "message", text.MessageSID, "error", err)
		return s.keepText(ctx, p, text, scheduling.ReasonFault, "sorry.fault")
	}
	return s.answerWithLimit(ctx, p, text, reply, "sms.quiet")
}

// answerWithLimit renders a reply, up to a limit on replies in an hour to texts that are
// not understood or only courteous. The last of those replies has the words of a key,
// which say that no more answers follow and that a human reads on: without them a person
// would not know why. The limit stops robots, including those that thank for every text.
func (s *Server) answerWithLimit(
	ctx context.Context, p *scheduling.Programme, text twilio.TextForm, reply flows.Reply, last string,
) []string {
	key := TextKey(p, text.From)
	if reply.Kind() == flows.ReplyCourteous && s.count(ctx, "thanked:"+key) > maxUnclearPerNumber {
		return nil
	}
	if reply.Kind().IsUnclear() {
		switch unclear := s.count(ctx, "unclear:"+key); {
		case unclear == maxUnclearPerNumber:
			language := reply.Lines[0].Language
			if reply.Kind() == flows.ReplyNoted {
				return []string{s.textWords(p, language, last)}
			}
			return s.keepTextIn(ctx, p, text, scheduling.ReasonUnclear, last, language)
		case unclear > maxUnclearPerNumber:
			if reply.Kind() == flows.ReplyUnclear && unclear <= maxUnclearPerNumber+maxKeptPerNumber { // no human has it yet
				s.keepText(ctx, p, text, scheduling.ReasonUnclear, last)
			}
			return nil
		}
	}
	return flows.Texts(s.Catalogue, p, reply)
}

// studentTurn answers a text of a student. It returns false if the number is not a
// student's.
func (s *Server) studentTurn(ctx context.Context, in flows.Input) (reply flows.Reply, theirs bool, err error) {
	if s.Students == nil {
		return flows.Reply{}, false, nil
	}
	defer func() {
		if mistake := recover(); mistake != nil {
			err = fmt.Errorf("a student's text panicked: %v\n%s", mistake, debug.Stack())
		}
	}()
	return s.Students.Handle(ctx, in)
}

// textTurn passes a text to the dialogue. A panic becomes an error.
func (s *Server) textTurn(ctx context.Context, in flows.Input) (reply flows.Reply, err error) {
	defer func() {
		if mistake := recover(); mistake != nil {
			err = fmt.Errorf("a turn panicked: %v\n%s", mistake, debug.Stack())
		}
	}()
	return s.Engine.Handle(ctx, in)
}

// count adds one to the hour's count of a name, and returns it. It returns 1 if the
// memory fails.
func (s *Server) count(ctx context.Context, name string) int {
	if s.Memory == nil {
		return 1
	}
	count, err := s.Memory.Count(ctx, name, textsWindow)
	if err != nil {
		s.Log.WarnContext(ctx, "something was not counted", "error", err)
		return 1
	}
	return count
}

func (s *Server) textWords(p *scheduling.Programme, language scheduling.Language, key string) string {
	return locale.InPlainLetters(language, s.Catalogue.Render(language, p.Zone, locale.Message{
		Key: key, Args: map[string]string{"phone": p.Numbers.Voice, "title": p.Title},
	}.In(language, p)))
}
