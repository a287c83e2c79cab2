package ivr

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

// messageStatus notes the delivery status of a text. Statuses come in any order and more
// than once; the outbox ranks them.
func (s *Server) messageStatus(c *fiber.Ctx, form url.Values) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout)
	defer cancel()
	sid, status, code, err := twilio.ParseMessageStatus(form)
	seen := s.statusCame(ctx, "status:"+c.Query("message")+":"+sid+":"+string(status))
	if err == nil && seen.late {
		return c.SendStatus(fiber.StatusNoContent)
	}
	if err == nil {
		err = s.Outbox.Report(ctx, messageOf(c), sid, status, code, s.Now())
	}
	if err == nil && (status == scheduling.MessageUndelivered || status == scheduling.MessageFailed) {
		err = s.deliveries().Undelivered(ctx, messageOf(c), code)
	}
	if err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		s.Log.WarnContext(ctx, "message status not noted", "message", sid, "error", err)
	}
	if err == nil {
		seen.remember()
	}
	return c.SendStatus(fiber.StatusNoContent)
}

func (s *Server) deliveries() *outbox.Deliveries {
	return &outbox.Deliveries{Outbox: s.Outbox, Programmes: s.Programmes, Now: s.Now}
}

func messageOf(c *fiber.Ctx) int64 {
	id, err := strconv.ParseInt(c.Query("message"), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// callStatus handles the end of a call.
func (s *Server) callStatus(c *fiber.Ctx, form url.Values) error {
	seen := s.statusCame(c.UserContext(), "call status:"+c.Query("message")+":"+form.Get("CallSid")+":"+form.Get("CallStatus"))
	if seen.late {
		return c.SendStatus(fiber.StatusNoContent)
	}
	if err := s.callOver(c, form); err != nil {
		s.Log.WarnContext(c.UserContext(), "call status not noted", "error", err)
	} else {
		seen.remember()
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// callOver ends the conversation of a call that is over and, if we made the call, notes
// how it ended.
func (s *Server) callOver(c *fiber.Ctx, form url.Values) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout)
	defer cancel()
	_, status, err := twilio.ParseCallStatus(form)
	if err != nil || !status.Over() {
		return err
	}
	var noted error
	if id := messageOf(c); id != 0 {
		noted = s.callEnded(ctx, id, errorCode(form), s.howEnded(ctx, form))
	}
	call, p, err := s.parseVoice(c, form, 0)
	if err == nil && p == nil {
		err = fmt.Errorf("programme of a call: %w", scheduling.ErrNotFound)
	}
	if err == nil {
		call.Input.Programme, call.Input.Kind = p, flows.HungUp
		_, err = s.turn(ctx, call.Input)
	}
	return errors.Join(noted, err)
}

// callEnded notes that a call of ours ended. If a person was told, that is known already:
// the end of a call says nothing about who took it. Otherwise [outbox.Deliveries] decides
// what follows. A number that cannot be called is not called again.
func (s *Server) callEnded(ctx context.Context, id int64, code int, how twilio.CallEnd) error {
	if rest.PermanentCode(code) {
		return s.deliveries().Undelivered(ctx, id, code)
	}
	return s.deliveries().NotTold(ctx, id, howNote(how)...)
}

// machineMemory is how long it is remembered that a machine took a call: until after its end.
const machineMemory = time.Hour

func machineName(callSID string) string { return "machine:" + callSID }

// noteMachine remembers that a machine took a call of ours: not every carrier repeats that in
// its report of the end.
func (s *Server) noteMachine(ctx context.Context, callSID string) {
	if s.Memory == nil {
		return
	}
	if err := s.Memory.Remember(ctx, machineName(callSID), "1", machineMemory); err != nil {
		s.Log.WarnContext(ctx, "that a machine took a call is not noted", "error", err)
	}
}

// howEnded returns who took a call of ours that is over.
func (s *Server) howEnded(ctx context.Context, form url.Values) twilio.CallEnd {
	how := twilio.HowCallEnded(form)
	if how != twilio.EndedAnswered || s.Memory == nil {
		return how
	}
	if machine, err := s.Memory.Recall(ctx, machineName(form.Get("CallSid"))); err == nil && machine != "" {
		return twilio.EndedByMachine
	}
	return how
}

// howNote returns what a human is told of a call of ours in which nobody was told anything.
func howNote(how twilio.CallEnd) []scheduling.NoteCode {
	switch how {
	case twilio.EndedUnanswered:
		return []scheduling.NoteCode{scheduling.NoteNobodyAnswered}
	case twilio.EndedByMachine:
		return []scheduling.NoteCode{scheduling.NoteMachineAnswered}
	case twilio.EndedAnswered:
		return []scheduling.NoteCode{scheduling.NoteHungUpEarly}
	}
	return nil
}
