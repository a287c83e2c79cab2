package ivr

import (
	"context"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// TextLimit is the limit that a text was beyond.
type TextLimit string

// The limits.
const (
	LimitOfNumber    TextLimit = "number"    // texts of one number in an hour
	LimitOfProgramme TextLimit = "programme" // texts of all numbers in an hour
)

// Limits beyond the limits, in an hour: of texts about danger of one number, of texts that are
// left to a human of one number that is known, and of those of all numbers that are not.
const (
	maxDangersPerNumber = 20
	maxKeptPerNumber    = 20
	maxKeptPerProgramme = 200
)

// tooManyTexts counts a text, and reports whether it is beyond a limit and is not answered by
// the dialogue. No text is dropped in silence:
//
//   - One about danger is answered and read at once, whatever was texted before.
//   - While a programme gets more texts than people send, those of known numbers are answered.
//     The first one of any other number is answered with the number to call, and a human
//     reads it.
//   - The first text beyond the limit of its number is answered in the same way. A human also
//     reads the next ones of a number that is known.
//   - Each text that is not answered by the dialogue is counted and logged.
func (s *Server) tooManyTexts(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) (answer []string, refused bool) {
	all, own := s.count(ctx, "texts-in:"+p.Name), s.count(ctx, "texts-in:"+TextKey(p, text.From))
	limit := LimitOfNumber
	switch {
	case own > maxTextsPerNumber:
	case all > maxTextsPerProgramme:
		limit = LimitOfProgramme
	default:
		return nil, false
	}
	switch {
	case s.isDanger(ctx, p, text):
		return nil, false
	case limit == LimitOfProgramme && s.isKnown(ctx, p, text.From):
		return nil, false
	}
	s.refused(ctx, p, text, limit)
	return s.beyond(ctx, p, text, limit, own), true
}

// isDanger reports whether a text is about danger. A robot that repeats such texts is answered
// a limited number of times.
func (s *Server) isDanger(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) bool {
	return understand.Understand(text.Body).Meaning == understand.MeaningDanger &&
		s.count(ctx, "dangers-in:"+TextKey(p, text.From)) <= maxDangersPerNumber
}

// isKnown reports whether a number is a resident's, a student's, or that of a visit. If that
// cannot be found out, the number counts as known.
func (s *Server) isKnown(ctx context.Context, p *scheduling.Programme, number string) bool {
	if s.Known == nil {
		return false
	}
	known, err := s.Known(ctx, p, number)
	if err != nil {
		s.Log.WarnContext(ctx, "it is not known whose number texts", "error", err)
	}
	return known || err != nil
}

// refused counts and logs a text that the dialogue does not answer.
func (s *Server) refused(ctx context.Context, p *scheduling.Programme, text twilio.TextForm, limit TextLimit) {
	s.Log.WarnContext(ctx, "a text is beyond a limit", "programme", p.Name, "limit", string(limit), "message", text.MessageSID)
	if s.TextRefused != nil {
		s.TextRefused(p.Name, limit)
	}
}

// beyond answers a text beyond a limit, and leaves it to a human. own is its number among those
// of the same sender.
func (s *Server) beyond(
	ctx context.Context, p *scheduling.Programme, text twilio.TextForm, limit TextLimit, own int,
) []string {
	first := own == maxTextsPerNumber+1
	key := "sms.enough"
	if limit == LimitOfProgramme {
		first = s.count(ctx, "beyond:"+TextKey(p, text.From)) == 1
		key = "sms.busy"
	}
	switch {
	case first && limit == LimitOfNumber:
		return s.keepText(ctx, p, text, scheduling.ReasonManyCalls, key)
	case first && s.count(ctx, "kept-beyond:"+p.Name) <= maxKeptPerProgramme:
		return s.keepText(ctx, p, text, scheduling.ReasonManyCalls, key)
	case first:
		return []string{s.textWords(p, p.Languages[0].Code, key)}
	case own > maxTextsPerNumber && own <= maxTextsPerNumber+maxKeptPerNumber && s.isKnown(ctx, p, text.From):
		s.keepText(ctx, p, text, scheduling.ReasonManyCalls, key)
	}
	return nil
}
