package ivr

import (
	"context"
	"maps"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
)

// parseVoice parses a webhook about a call, and finds its programme: of the number that was
// dialled or, if the carrier does not say who called whom, of the message that the call
// delivers, which is in our own signed address. The programme is nil if there is none. A
// recording without sound is marked for deletion.
func (s *Server) parseVoice(c *fiber.Ctx, form url.Values, turn int) (twilio.VoiceForm, *scheduling.Programme, error) {
	call, err := twilio.ParseVoice(s.withDirection(form, messageOf(c)), turn, s.Now())
	if err != nil {
		return call, nil, err
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), emergencyTimeout)
	defer cancel()
	if call.Unheard != "" {
		if err := s.Office.Discard(ctx, call.Unheard); err != nil {
			s.Log.WarnContext(ctx, "a recording without sound is not marked for deletion", "call", call.CallSID, "error", err)
		}
	}
	p, err := s.Programmes.Dialled(call.To)
	if err == nil {
		return call, p, nil
	}
	id := messageOf(c)
	if id == 0 || form.Get("Direction") != "" {
		return call, nil, nil
	}
	message, err := s.Outbox.Message(ctx, id)
	if err != nil {
		s.Log.WarnContext(ctx, "the message of a call is not known", "call", call.CallSID, "message", id, "error", err)
		return call, nil, nil
	}
	p, err = s.Programmes.Named(message.Programme)
	if err != nil {
		return call, nil, nil
	}
	return call, p, nil
}

// withDirection returns the form of a webhook with its direction. Some carriers leave it
// out (Somleng): we made a call if it delivers a message, or if it goes from a number of
// ours to one that is not.
func (s *Server) withDirection(form url.Values, message int64) url.Values {
	if form.Get("Direction") != "" || message == 0 && (s.isOurs(form.Get("To")) || !s.isOurs(form.Get("From"))) {
		return form
	}
	directed := maps.Clone(form)
	directed["Direction"] = []string{"outbound-api"}
	return directed
}

// isOurs reports whether an address is a number of a programme.
func (s *Server) isOurs(address string) bool {
	number, ok := phonenumber.Normal(address)
	if !ok {
		return false
	}
	_, err := s.Programmes.Dialled(number)
	return err == nil
}
