package ivr

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// confirmedFor is how long the text that was confirmed is known again, should the
// carrier not have got the answer.
const confirmedFor = time.Hour

// optOut honours the wish for no more texts before any dialogue sees it. It is
// confirmed once, in the answer to that text; not at all when the carrier did.
// From then on nothing is answered until START: what is texted is read by a human.
func (s *Server) optOut(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) (answer []string, done bool) {
	wish := understand.ReadOptOut(text.Body)
	switch text.OptOut {
	case "STOP":
		wish = understand.OptOutStop
	case "START":
		wish = understand.OptOutStart
	case "HELP": // the carrier has answered it
		return nil, true
	}
	if wish == understand.OptOutNone {
		return s.silenced(ctx, p, text)
	}
	changed, err := s.Outbox.OptOut(ctx, p.Name, text.From, wish == understand.OptOutStop, s.Now())
	if err != nil {
		s.Log.ErrorContext(ctx, "an opt-out is not noted", "message", text.MessageSID, "error", err)
		return s.keepText(ctx, p, text, scheduling.ReasonFault, "sorry.fault"), true
	}
	if wish == understand.OptOutStop && understand.SaysMoreThanStop(text.Body) { // "ik wil mijn afspraak afzeggen"
		s.keepText(ctx, p, text, scheduling.ReasonHuman, "sms.stopped")
	}
	if !changed && !s.confirmed(ctx, p, text) {
		return nil, wish == understand.OptOutStop // START from somebody who gets texts begins a conversation
	}
	s.confirm(ctx, p, text)
	if text.OptOut != "" {
		return nil, true
	}
	key := "sms.resumed"
	if wish == understand.OptOutStop {
		key = "sms.stopped"
	}
	return []string{s.textWords(p, s.textLanguage(ctx, p, text), key)}, true
}

// silenced: somebody who wants no texts gets none, not even an answer.
func (s *Server) silenced(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) (answer []string, done bool) {
	out, err := contact.HasOptedOut(ctx, s.Outbox, p.Name, text.From)
	if err != nil {
		s.Log.ErrorContext(ctx, "an opt-out is not known", "error", err)
		return nil, false // their text is worth more than our silence
	}
	if out {
		s.keepText(ctx, p, text, scheduling.ReasonUnclear, "sms.stopped")
	}
	return nil, out
}

func confirmedName(p *scheduling.Programme, text twilio.TextForm) string {
	return "confirmed:" + TextKey(p, text.From)
}

// confirmed reports whether this very text was confirmed: the same webhook again
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

// textLanguage is the language of a text, where its words tell; else of the number's
// conversation, or of the visit that it expects; else the programme's first.
func (s *Server) textLanguage(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) scheduling.Language {
	spoken := func(language scheduling.Language) bool {
		return language != "" && p.Language(language).Code == language
	}
	if said := understand.OptOutLanguage(text.Body); spoken(said) {
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
