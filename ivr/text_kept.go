package ivr

import (
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// keepText leaves a text that the dialogue does not get to a human, and returns the words
// of a key.
func (s *Server) keepText(
	ctx context.Context, p *scheduling.Programme, text twilio.TextForm, reason scheduling.CallbackReason, key string,
) []string {
	return s.keepTextIn(ctx, p, text, reason, key, p.Languages[0].Code)
}

// noteOf returns the note of a text that a human reads.
func noteOf(text twilio.TextForm) string {
	note := flows.TextNote(text.Body)
	if text.Pictures > 0 {
		note = flows.JoinNotes(scheduling.NotePicture.With(), note)
	}
	return note
}

// keepTextIn is keepText with the answer in a language.
func (s *Server) keepTextIn(
	ctx context.Context, p *scheduling.Programme, text twilio.TextForm, reason scheduling.CallbackReason, key string,
	language scheduling.Language,
) []string {
	said := understand.Understand(text.Body)
	callback := scheduling.Callback{
		Key: "text:" + text.MessageSID, Reason: reason, Phone: text.From, Note: noteOf(text), Language: said.Language,
	}
	if said.Meaning == understand.MeaningDanger || said.Doubt {
		callback.Due = s.Now()
	}
	// The text is kept even if the time for its answer is over.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), emergencyTimeout)
	defer cancel()
	_, err := s.Office.CallBack(ctx, p, callback)
	if err != nil {
		s.Log.ErrorContext(ctx, "a text is not noted for a human", "message", text.MessageSID, "error", err)
	}
	return []string{s.textWords(p, language, key)}
}
