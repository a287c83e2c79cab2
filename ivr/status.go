package ivr

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// messageStatus notes the delivery status of a text. Statuses come in any order and more
// than once; the outbox ranks them.
func (s *Server) messageStatus(c *fiber.Ctx, form url.Values) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout)
	defer cancel()
	sid, status, code, err := twilio.ParseMessageStatus(form)
	if err == nil {
		err = s.Outbox.Report(ctx, messageOf(c), sid, status, code, s.Now())
	}
	if err == nil && (status == scheduling.MessageUndelivered || status == scheduling.MessageFailed) {
		err = s.deliveries().Undelivered(ctx, messageOf(c), code)
	}
	if err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		s.Log.WarnContext(ctx, "message status not noted", "message", sid, "error", err)
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
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTimeout)
	defer cancel()
	err := s.callOver(ctx, form)
	if id := messageOf(c); id != 0 {
		err = errors.Join(err, s.callEnded(ctx, id, form))
	}
	if err != nil {
		s.Log.WarnContext(ctx, "call status not noted", "error", err)
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// callEnded notes how a call that we made ended. If nobody answered, [outbox.Deliveries]
// decides what follows.
func (s *Server) callEnded(ctx context.Context, id int64, form url.Values) error {
	sid, status, err := twilio.ParseCallStatus(form)
	if err != nil || !status.Over() {
		return err
	}
	if status == twilio.CallCompleted {
		return s.Outbox.Report(ctx, id, sid, scheduling.MessageDelivered, 0, s.Now())
	}
	call, err := twilio.ParseVoice(form, 0, s.Now())
	if err != nil {
		return err
	}
	p, err := s.Programmes.Dialled(call.To)
	if err != nil {
		return err
	}
	return s.deliveries().Unanswered(ctx, p, id)
}

func (s *Server) callOver(ctx context.Context, form url.Values) error {
	_, status, err := twilio.ParseCallStatus(form)
	if err != nil || !status.Over() {
		return err
	}
	call, err := twilio.ParseVoice(form, 0, s.Now())
	if err != nil {
		return err
	}
	call.Input.Programme, err = s.Programmes.Dialled(call.To)
	if err != nil {
		return err
	}
	call.Input.Kind = flows.HungUp
	_, err = s.turn(ctx, call.Input)
	return err
}
