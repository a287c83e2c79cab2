package ivr

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
	"github.com/click-call-connect/helpline/scheduling"
)

// Limits on calls in an hour: from one number, which may be that of a care home or a social
// worker, and from all withheld numbers together. A call beyond the limit costs one count in
// Redis and one document.
const (
	maxCallsPerNumber = 40
	maxCallsWithheld  = 400
	callWindow        = time.Hour
)

// tooMany counts a call that begins, and reports whether it is beyond the limit. If it
// cannot be counted, it is answered. A call that was answered before goes on, however
// often its first webhook is repeated.
func (s *Server) tooMany(ctx context.Context, p *scheduling.Programme, call twilio.VoiceForm) bool {
	if s.Memory == nil {
		return false
	}
	name, limit := "calls:"+p.Name+":", maxCallsPerNumber
	if call.From == "" {
		limit = maxCallsWithheld
	}
	calls, err := s.Memory.Count(ctx, name+call.From, callWindow)
	if err != nil {
		s.Log.WarnContext(ctx, "a call was not counted", "error", err)
		return false
	}
	if calls <= limit {
		return false
	}
	_, err = s.Sessions.Load(ctx, call.Input.Key)
	return err != nil
}

// Limits on voicemails in an hour of callers beyond the limit: of one number, and of all
// withheld numbers together. Each costs a recording and a callback.
const (
	maxVoicemailsPerNumber = 5
	maxVoicemailsWithheld  = 100
)

// manyCalls answers a number that calls more often than people do. It offers a voicemail,
// which needs no session, and after several of those it promises that a human calls back.
// One callback is noted in each window.
func (s *Server) manyCalls(c *fiber.Ctx, p *scheduling.Programme, call twilio.VoiceForm) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), emergencyTimeout)
	defer cancel()
	noted, limit := s.count(ctx, "told:"+p.Name+":"+call.From), maxVoicemailsPerNumber
	if call.From == "" {
		limit = maxVoicemailsWithheld
	}
	if noted == 1 {
		if _, err := s.Office.CallBack(ctx, p, manyCallback(call)); err != nil {
			s.Log.ErrorContext(ctx, "the callback of a number that calls often is not noted", "error", err)
		}
	}
	if noted <= limit {
		return xml(c, twiml.Voice(flows.TooManyCalls(p, call.From), s.words(p), s.recordedAddress("", reasonMany)))
	}
	key := "callback.noted"
	if call.From == "" {
		key = "voicemail.no_number"
	}
	reply := flows.Farewell(p, "", p.CallbackDue(s.Now()), "sorry.many_calls", "human.danger", key)
	return xml(c, twiml.Voice(reply, s.words(p), s.turnAddress("")))
}

func manyCallback(call twilio.VoiceForm) scheduling.Callback {
	return scheduling.Callback{
		Key: "calls:" + call.CallSID, Reason: scheduling.ReasonManyCalls, Phone: call.From, RecordingURL: call.Input.Recording.URL,
	}
}
