package ivr

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
)

// canBeAnswered reports whether a text comes from a telephone number that is not one of
// ours. A name or a short code receives no answer, and an address of another channel
// ("messenger:470…") is not the number whose digits it has. One of our own numbers would
// answer our answers for ever.
func (s *Server) canBeAnswered(ctx context.Context, text twilio.TextForm) bool {
	if _, ok := phonenumber.Normal(text.From); !ok {
		if strings.Contains(text.From, ":") {
			s.Log.WarnContext(ctx, "a text came by another channel than SMS, and is not answered", "message", text.MessageSID)
		}
		return false
	}
	_, err := s.Programmes.Dialled(text.From)
	return err != nil
}

// maxAbroadPerDay is how many texts of a day from numbers that are no mobiles of the country
// a programme answers: those who live near a border, and no more than fraud would need.
const (
	maxAbroadPerDay = 100
	abroadWindow    = 24 * time.Hour
)

// tooManyAbroad counts a text of a number that is no mobile of the country, and reports
// whether it is beyond the ceiling.
func (s *Server) tooManyAbroad(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) bool {
	if phonenumber.IsHomeMobile(text.From) || s.Memory == nil {
		return false
	}
	texts, err := s.Memory.Count(ctx, "texts-abroad:"+p.Name, abroadWindow)
	return err == nil && texts > maxAbroadPerDay
}

// keepFromAbroad leaves a text of a number that is not texted to a human, with the same
// limits as texts that are answered.
func (s *Server) keepFromAbroad(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) {
	if _, refused := s.tooManyTexts(ctx, p, text); refused {
		return
	}
	s.Log.InfoContext(ctx, "a text came from a number that is not texted, and is left to a human", "message", text.MessageSID)
	s.keepText(ctx, p, text, scheduling.ReasonUnclear, "sms.enough")
}

// answerPicture answers a text that is nothing but pictures, which we cannot see: a human
// calls. The conversation stays where it was.
func (s *Server) answerPicture(ctx context.Context, p *scheduling.Programme, text twilio.TextForm) []string {
	if answer, refused := s.tooManyTexts(ctx, p, text); refused {
		return answer
	}
	return s.keepTextIn(ctx, p, text, scheduling.ReasonUnclear, "sms.picture", s.textLanguage(ctx, p, text))
}

// answerName returns the name under which the answer to a text is remembered. Neither the
// number nor the words can be read back from it.
func answerName(text twilio.TextForm) string {
	digest := sha256.Sum256([]byte(strings.Join([]string{text.MessageSID, text.From, text.To, text.Body, text.OptOut}, "\x00")))
	return "answered:" + hex.EncodeToString(digest[:16])
}

// answeredBefore returns the answer that a text got, if the carrier sends its webhook
// again. A repeated text is counted nowhere: otherwise it would use up the answers to the
// texts that follow.
func (s *Server) answeredBefore(ctx context.Context, text twilio.TextForm) (answer []string, answered bool) {
	if s.Memory == nil {
		return nil, false
	}
	kept, err := s.Memory.Recall(ctx, answerName(text))
	if err != nil || kept == "" {
		return nil, false
	}
	err = json.Unmarshal([]byte(kept), &answer)
	return answer, err == nil
}

// rememberAnswer keeps the answer to a text for as long as texts are counted.
func (s *Server) rememberAnswer(ctx context.Context, text twilio.TextForm, answer []string) {
	if s.Memory == nil {
		return
	}
	kept, err := json.Marshal(answer)
	if err == nil {
		err = s.Memory.Remember(ctx, answerName(text), string(kept), textsWindow)
	}
	if err != nil {
		s.Log.WarnContext(ctx, "the answer to a text is not remembered", "message", text.MessageSID, "error", err)
	}
}
