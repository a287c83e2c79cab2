package ivr

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
	"github.com/click-call-connect/helpline/scheduling"
)

// acceptKey is the key by which whoever picks up accepts a call.
const acceptKey = "1"

// deskAddress returns the address that the telephone of a human requests when it is
// picked up. The call and the turn in which it rings are in the signed address, because
// the webhook itself is about another call: the one to the human.
func (s *Server) deskAddress(callSID string, turn int) string {
	return s.address(DeskPath) + "?call=" + url.QueryEscape(callSID) + "&turn=" + strconv.Itoa(turn)
}

// deskAnswerAddress returns the address for the key that they press, with the time at
// which they picked up.
func (s *Server) deskAnswerAddress(callSID string, turn int, pickedUp time.Time) string {
	return s.address(DeskPath) + "?at=" + strconv.FormatInt(pickedUp.UnixMilli(), 10) +
		"&call=" + url.QueryEscape(callSID) + "&turn=" + strconv.Itoa(turn)
}

// desk answers the telephone of a human who is rung for a caller. When it is picked up, it
// gets what the call is about; with the key that is pressed, it is joined with the caller,
// or hung up. Both webhooks may come twice, and late: only a call that still rings can be
// accepted.
func (s *Server) desk(c *fiber.Ctx, form url.Values) error {
	answer, err := twilio.ParseAnswer(form)
	if err != nil {
		return c.Status(fiber.StatusBadRequest).SendString(err.Error() + "\n")
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout)
	defer cancel()
	call := ringingCall{sid: c.Query("call"), turn: turnOf(c)}
	name, errand, err := s.Engine.Ringing(ctx, call.key(), call.turn)
	call.programme, call.errand, call.known = s.programmeOf(name), errand, err == nil
	if err != nil && !errors.Is(err, flows.ErrNotRinging) { // somebody waits, and is not kept apart by a fault of ours
		s.Log.WarnContext(ctx, "nothing is known of a call that rings", "call", call.sid, "error", err)
	}
	pickedUp, told := pickedUpAt(c)
	switch {
	case call.programme == nil || answer.Machine || answer.Over || told && answer.Digits != acceptKey:
		return xml(c, twiml.Spoken(nil, ""))
	case errors.Is(err, flows.ErrNotRinging):
		return xml(c, twiml.Spoken(s.deskWords(call.programme, "whisper.gone"), ""))
	case !told:
		return s.whisper(c, &call)
	}
	return s.accept(ctx, c, &call, flows.Acceptance{Leg: answer.CallSID, At: s.Now(), Told: s.Now().Sub(pickedUp)})
}

// ringingCall is a call that rings a human.
type ringingCall struct {
	sid       string
	turn      int
	programme *scheduling.Programme // nil: there are none
	errand    flows.Errand
	known     bool // errand could be read
}

func (r *ringingCall) key() string { return twilio.SessionKey(r.sid) }

// whisper tells whoever picked up what the call is about.
func (s *Server) whisper(c *fiber.Ctx, call *ringingCall) error {
	lines := flows.WhisperUnknown(call.programme)
	if call.known {
		lines = flows.Whisper(call.programme, call.errand, s.DeskWords)
	}
	return xml(c, twiml.Accept(s.deskSpeech(call.programme, lines), s.deskAnswerAddress(call.sid, call.turn, s.Now())))
}

// accept joins whoever pressed the key with the caller, unless a colleague was first.
func (s *Server) accept(ctx context.Context, c *fiber.Ctx, call *ringingCall, by flows.Acceptance) error {
	theirs, err := s.Engine.Accept(ctx, call.key(), call.turn, by)
	if err != nil {
		s.Log.ErrorContext(ctx, "that a call was accepted is not noted", "call", call.sid, "error", err)
	}
	if !theirs {
		return xml(c, twiml.Spoken(s.deskWords(call.programme, "whisper.taken"), ""))
	}
	return xml(c, twiml.Join(s.deskSpeech(call.programme, flows.Accepted(call.programme, call.errand))))
}

// programmeOf returns a programme by its name, or the first one if there is no such
// programme; nil: there are none.
func (s *Server) programmeOf(name string) *scheduling.Programme {
	p, err := s.Programmes.Named(name)
	if err != nil && len(s.Programmes) > 0 {
		return s.Programmes[0]
	}
	return p
}

// deskWords returns one sentence to the office, in Dutch.
func (s *Server) deskWords(p *scheduling.Programme, key string) []twiml.Utterance {
	return s.deskSpeech(p, []flows.Line{{Language: p.Languages[0].Code, Message: locale.Message{Key: key}}})
}

// deskSpeech returns lines to the office as they are spoken.
func (s *Server) deskSpeech(p *scheduling.Programme, lines []flows.Line) []twiml.Utterance {
	words := speech{s.DeskWords, p, s.Audio, s.address}
	var spoken []twiml.Utterance
	for _, line := range lines {
		spoken = append(spoken, words.Say(line, false)...)
	}
	return spoken
}

// pickedUpAt returns the time at which whoever pressed a key picked up, from the address
// of the webhook. It returns false if the webhook reports no key, but that they picked up.
func pickedUpAt(c *fiber.Ctx) (time.Time, bool) {
	millis, err := strconv.ParseInt(c.Query("at"), 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	return time.UnixMilli(millis), true
}
