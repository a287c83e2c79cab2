package ivr

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
	"github.com/click-call-connect/helpline/scheduling"
)

// voice answers an event of a call with the next reply of the dialogue.
func (s *Server) voice(c *fiber.Ctx, form url.Values) error {
	call, programme, err := s.parseVoice(c, form, turnOf(c))
	if err != nil {
		return c.Status(fiber.StatusBadRequest).SendString(err.Error() + "\n")
	}
	if programme == nil {
		s.Log.WarnContext(c.UserContext(), "a number was dialled that is no programme's: check numbers.voice")
		return xml(c, twiml.Apology(s.unknownNumber()...))
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout)
	defer cancel()
	call.Input.Programme, call.Input.Reminder, call.Input.Language = programme, messageOf(c), languageOf(c)
	call.Input.Word = call.Input.Reminder != 0 && c.Query("word") != ""
	call.Input.Waits = call.Input.Reminder != 0 && c.Query("waits") != ""
	if s.callReplayed(ctx, c, call) {
		return xml(c, twiml.Spoken(nil, ""))
	}
	if call.Input.Reminder == 0 && call.Input.Kind == flows.Start && s.tooMany(ctx, programme, call) {
		return s.manyCalls(c, programme, call)
	}
	reply, err := s.turn(ctx, call.Input)
	if err != nil {
		s.Log.ErrorContext(ctx, "turn failed", "call", call.CallSID, "error", err)
		if call.Input.Recording.URL != "" { // the message is recorded: the caller need not repeat it
			return s.keepEmergency(c, programme, call)
		}
		return s.emergency(c, programme, call)
	}
	s.noteTold(ctx, call, &reply)
	return xml(c, twiml.Voice(reply, s.words(programme), s.callAddresses(reply.Language, call.CallSID)))
}

// noteTold notes that a person gets a message in a call of ours. A machine was not told, and
// neither was somebody who gets an apology.
func (s *Server) noteTold(ctx context.Context, call twilio.VoiceForm, reply *flows.Reply) {
	in := &call.Input
	if in.Reminder == 0 || in.Kind != flows.Start || reply.IsApology() {
		return
	}
	if in.Machine {
		s.noteMachine(ctx, call.CallSID)
		return
	}
	if err := s.deliveries().Told(ctx, in.Reminder, call.CallSID); err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		s.Log.WarnContext(ctx, "that a message was said is not noted", "message", in.Reminder, "error", err)
	}
}

// turn passes an input to the dialogue. A panic becomes an error, and does not end the
// call.
func (s *Server) turn(ctx context.Context, in flows.Input) (reply flows.Reply, err error) {
	defer func() {
		if mistake := recover(); mistake != nil {
			err = fmt.Errorf("a turn panicked: %v\n%s", mistake, debug.Stack())
		}
	}()
	return s.Engine.Handle(ctx, in)
}

// languageOf returns the language in the URL of a webhook. The carrier requests the
// fallback route by its own URL, and names the URL that failed in the form.
func languageOf(c *fiber.Ctx) scheduling.Language {
	if language := c.Query("lang"); language != "" {
		return scheduling.Language(language)
	}
	return ""
}

// turnOf returns the turn that a webhook answers. It returns 0 if there is none, or it
// cannot be read: then the call begins, or its session has the turn.
func turnOf(c *fiber.Ctx) int {
	turn, err := strconv.Atoi(c.Query("turn"))
	if err != nil || turn < 0 {
		return 0
	}
	return turn
}

// unknownNumber returns an apology in the languages of the first programme, one after the
// other, because it is unknown which programme was meant.
func (s *Server) unknownNumber() []twiml.Utterance {
	if len(s.Programmes) == 0 {
		return nil
	}
	p := s.Programmes[0]
	spoken := make([]twiml.Utterance, 0, len(p.Languages))
	for _, rule := range p.Languages {
		line := flows.Line{Language: rule.Code, Message: locale.Message{Key: "sorry.unknown_number"}}
		spoken = append(spoken, s.words(p).Say(line, false)...)
	}
	return spoken
}

// emergencyTimeout limits how long a caller waits in silence while the callback of an
// emergency is noted.
const emergencyTimeout = 2 * time.Second

// emergency answers a caller whose session cannot be read, with an apology and a
// voicemail that needs no session. It notes the callback first, if that is possible, so
// that a caller who hangs up at once is called.
func (s *Server) emergency(c *fiber.Ctx, p *scheduling.Programme, call twilio.VoiceForm) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), emergencyTimeout)
	defer cancel()
	if s.Apologised != nil {
		s.Apologised(p.Name)
	}
	language := s.lastLanguage(ctx, c, call)
	if _, err := s.Office.CallBack(ctx, p, emergencyCallback(call, language)); err != nil {
		s.Log.ErrorContext(ctx, "the callback of an emergency is not noted", "call", call.CallSID, "error", err)
	}
	return xml(c, twiml.Voice(flows.Emergency(p, language, call.From), s.words(p), s.recordedAddress(language, reasonFault)))
}

// The reasons for a voicemail without a session.
const (
	reasonFault = "recorded"
	reasonMany  = "recorded_many"
)

// recordedAddress returns the address of a voicemail without a session.
func (s *Server) recordedAddress(language scheduling.Language, step string) twiml.Addresses {
	return twiml.Addresses{Answer: func(int) string {
		return s.address(FallbackPath) + "?lang=" + url.QueryEscape(string(language)) + "&step=" + step + s.stamp()
	}}
}

// lastLanguage returns the caller's language: from the URL, or from the URL that failed,
// or from the session if it can be read.
func (s *Server) lastLanguage(ctx context.Context, c *fiber.Ctx, call twilio.VoiceForm) scheduling.Language {
	if language := languageOf(c); language != "" {
		return language
	}
	if failed, err := url.Parse(call.FailedURL); err == nil && failed.Query().Get("lang") != "" {
		return scheduling.Language(failed.Query().Get("lang"))
	}
	session, err := s.Sessions.Load(ctx, call.Input.Key)
	if err != nil || !session.Spoken && !session.WeCalled { // the first language is nobody's choice
		return ""
	}
	return session.Language
}

// fallback answers if the carrier could not reach us or could not use our answer, and
// takes the voicemail of an emergency. A text is answered as at its own route: if it was
// answered there, it gets the same answer.
func (s *Server) fallback(c *fiber.Ctx, form url.Values) error {
	if twilio.IsText(form) {
		s.Log.ErrorContext(c.UserContext(), "the carrier fell back with a text", "code", errorCode(form))
		return s.text(c, form)
	}
	call, programme, err := s.parseVoice(c, form, 1)
	if err != nil {
		return c.Status(fiber.StatusBadRequest).SendString(err.Error() + "\n")
	}
	if programme == nil {
		s.Log.WarnContext(c.UserContext(), "the carrier fell back for a number that is no programme's: check numbers.voice")
		return xml(c, twiml.Apology(s.unknownNumber()...))
	}
	if s.callReplayed(c.UserContext(), c, call) {
		return xml(c, twiml.Spoken(nil, ""))
	}
	if call.Input.Machine { // it was called: what a person is told does not belong there
		words := flows.LeftOnMachine(programme, s.lastLanguage(c.UserContext(), c, call))
		return xml(c, twiml.Voice(words, s.words(programme), s.turnAddress("")))
	}
	if step := c.Query("step"); step != reasonFault && step != reasonMany && call.Input.Recording.URL == "" {
		s.Log.ErrorContext(c.UserContext(), "the carrier fell back", "call", call.CallSID, "code", errorCode(form))
		return s.emergency(c, programme, call)
	}
	return s.keepEmergency(c, programme, call)
}

// keepEmergency notes the callback of an emergency, with the voicemail if there is one,
// and ends the call with a goodbye.
func (s *Server) keepEmergency(c *fiber.Ctx, p *scheduling.Programme, call twilio.VoiceForm) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout)
	defer cancel()
	callback := emergencyCallback(call, languageOf(c))
	if c.Query("step") == reasonMany {
		callback = manyCallback(call)
	}
	saved, err := scheduling.Callback{Due: p.CallbackDue(s.Now())}, error(nil)
	if callback.Reason != scheduling.ReasonManyCalls || callback.RecordingURL != "" { // a callback was noted for those
		saved, err = s.Office.CallBack(ctx, p, callback)
	}
	key := promised(call)
	if err != nil {
		s.Log.ErrorContext(ctx, "a voicemail is with the carrier, and not in our books",
			"call", call.CallSID, "recording", call.Input.Recording.ID, "error", err)
		key, saved.Due = "sorry.unsaved", p.CallbackDue(s.Now())
	}
	language := languageOf(c)
	return xml(c, twiml.Voice(flows.Farewell(p, language, saved.Due, key), s.words(p), s.turnAddress(language)))
}

// promised returns the key of what is promised to a caller who leaves now: without a
// number nobody can be called back.
func promised(call twilio.VoiceForm) string {
	switch {
	case call.From != "":
		return "callback.noted"
	case call.Input.Recording.URL != "":
		return "callback.noted_if"
	}
	return "voicemail.no_number"
}

func emergencyCallback(call twilio.VoiceForm, language scheduling.Language) scheduling.Callback {
	return scheduling.Callback{
		Language: language,
		Key:      "emergency:" + call.CallSID, Reason: scheduling.ReasonFault, Phone: call.From,
		RecordingURL: call.Input.Recording.URL,
	}
}

// errorCode returns the carrier's code for its fallback, or 0.
func errorCode(form url.Values) int {
	code, err := strconv.Atoi(form.Get("ErrorCode"))
	if err != nil {
		return 0
	}
	return code
}
