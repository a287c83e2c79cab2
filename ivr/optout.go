package ivr

import (
	"cmp"
	"context"
	"time"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/phrasebook"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// confirmedFor is how long a repeated webhook of a confirmed text gets the same
// confirmation, in case the carrier did not get the answer.
const confirmedFor = time.Hour

// optOut handles texts that ask for no more messages, or for messages again, before any
// dialogue reads them. It confirms once, in the answer to that text, and not at all if
// the carrier has confirmed. From then on no text is answered until START, and a human
// reads them. done reports whether the text has been handled.
func (s *Server) optOut(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) (answer []string, done bool) {
	if text.OptOut == "HELP" { // the carrier has answered HELP
		return nil, true
	}
	choice := readOptOut(p, text)
	if choice == understand.OptOutNone {
		return s.afterOptOut(ctx, p, text)
	}
	if choice == understand.OptOutStop && s.leavesToStudents(ctx, p, text) {
		return nil, false
	}
	changed, err := s.Outbox.OptOut(ctx, p.Name, text.From, choice == understand.OptOutStop, s.Now())
	if err != nil {
		s.Log.ErrorContext(ctx, "an opt-out is not noted", "message", text.MessageSID, "error", err)
		return s.keepText(ctx, p, text, scheduling.ReasonFault, "sorry.fault"), true
	}
	doubt := understand.Understand(text.Body).Doubt
	if choice == understand.OptOutStop && (doubt || understand.SaysMoreThanStop(text.Body)) { // "ik wil mijn afspraak afzeggen"
		s.keepText(ctx, p, text, scheduling.ReasonHuman, "sms.stopped")
	}
	if !changed && !s.confirmed(ctx, p, text) {
		return nil, choice == understand.OptOutStop // START of a number that has not opted out begins a conversation
	}
	s.confirm(ctx, p, text)
	if text.OptOut != "" {
		return nil, true
	}
	return s.chosen(ctx, p, text, choice, doubt), true
}

// chosen returns the answer to a choice about messages. One that may tell of danger is told of 112
// as well.
func (s *Server) chosen(
	ctx context.Context, p *scheduling.Programme, text twilio.TextForm, choice understand.OptOut, doubt bool,
) []string {
	key := "sms.resumed"
	if choice == understand.OptOutStop {
		key = "sms.stopped"
	}
	language := s.textLanguage(ctx, p, text)
	words := s.textWords(p, language, key)
	if doubt {
		words += " " + s.textWords(p, language, "sms.say.human.danger")
	}
	return []string{words}
}

// readOptOut reads what a text asks about our messages: as the carrier read it, or in a language
// of the line or of the programme's own.
func readOptOut(p *scheduling.Programme, text twilio.TextForm) understand.OptOut {
	switch text.OptOut {
	case "STOP":
		return understand.OptOutStop
	case "START":
		return understand.OptOutStart
	}
	choice, own := understand.ReadOptOut(text.Body), phrasebook.Tells(p, text.Body)
	switch {
	case choice != understand.OptOutNone:
		return choice
	case own.Stops:
		return understand.OptOutStop
	case own.Starts:
		return understand.OptOutStart
	}
	return understand.OptOutNone
}

// afterOptOut handles a text of a number that may have opted out: if it has, it gets no
// text, not even an answer.
func (s *Server) afterOptOut(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) (answer []string, done bool) {
	out, err := contact.HasOptedOut(ctx, s.Outbox, p.Name, text.From)
	if err != nil {
		s.Log.ErrorContext(ctx, "an opt-out is not known", "error", err)
		return nil, false // the text may be urgent, so that an answer matters more
	}
	if out {
		s.keepText(ctx, p, text, scheduling.ReasonUnclear, "sms.stopped")
	}
	return nil, out
}

// leavesToStudents reports whether a text that stops messages is a student's who says more:
// that they stop being a student, perhaps. A bare STOP of a student is noted for a human.
func (s *Server) leavesToStudents(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) bool {
	if !s.isStudent(ctx, p, text.From) {
		return false
	}
	if text.OptOut == "" && understand.WordCount(text.Body) > 1 {
		return true
	}
	s.keepText(ctx, p, text, scheduling.ReasonStudent, "sms.stopped")
	return false
}

// isStudent reports whether a number is that of a student.
func (s *Server) isStudent(ctx context.Context, p *scheduling.Programme, number string) bool {
	return s.Students != nil && s.Students.Knows(ctx, p, number)
}

func confirmedName(p *scheduling.Programme, text twilio.TextForm) string {
	return "confirmed:" + TextKey(p, text.From)
}

// confirmed reports whether this text was confirmed before, so that a repeated webhook
// gets the same answer.
func (s *Server) confirmed(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) bool {
	if s.Memory == nil {
		return false
	}
	id, err := s.Memory.Recall(ctx, confirmedName(p, text))
	return err == nil && id == text.MessageSID
}

func (s *Server) confirm(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) {
	if s.Memory == nil {
		return
	}
	if err := s.Memory.Remember(ctx, confirmedName(p, text), text.MessageSID, confirmedFor); err != nil {
		s.Log.WarnContext(ctx, "a confirmed opt-out is not remembered", "error", err)
	}
}

// textLanguage returns the language of a text. If its words do not show it, it is that of
// the number's conversation, or of the visit that the number expects, or the programme's
// first.
func (s *Server) textLanguage(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) scheduling.Language {
	spoken := func(language scheduling.Language) bool {
		return language != "" && p.Language(language).Code == language
	}
	if said := cmp.Or(phrasebook.Tells(p, text.Body).Language, understand.OptOutLanguage(text.Body)); spoken(said) {
		return said
	}
	if session, err := s.Sessions.Load(ctx, TextKey(p, text.From)); err == nil && spoken(session.Language) {
		return session.Language
	}
	expected, err := s.Office.Expected(ctx, p, text.From)
	if err != nil {
		s.Log.WarnContext(ctx, "the language of a number's visit is not known", "error", err)
	}
	if visit, ok := expected.About(); ok && spoken(visit.Language) {
		return visit.Language
	}
	if len(expected.Visits) > 0 && spoken(expected.Visits[0].Language) {
		return expected.Visits[0].Language
	}
	return p.Languages[0].Code
}
