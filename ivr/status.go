package ivr

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// messageStatus notes how far a text got. Statuses come unordered and more than
// once; the outbox ranks them.
func (s *Server) messageStatus(c *fiber.Ctx, form url.Values) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTime)
	defer cancel()
	sid, status, code, err := twilio.ParseMessageStatus(form)
	if err == nil {
		err = s.Outbox.Report(ctx, messageOf(c), sid, status, code, s.Now())
	}
	if err == nil && (status == scheduling.MessageUndelivered || status == scheduling.MessageFailed) {
		err = s.undelivered(ctx, messageOf(c), code)
	}
	if err != nil && !errors.Is(err, scheduling.ErrNotFound) {
		s.Log.WarnContext(ctx, "message status not noted", "message", sid, "error", err)
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// undelivered says otherwise what a text could not.
func (s *Server) undelivered(ctx context.Context, id int64, code int) error {
	message, err := s.Outbox.Message(ctx, id)
	if err != nil {
		return err
	}
	p, err := s.Programmes.Named(message.Programme)
	if err != nil || message.Status.Rank() > scheduling.MessageUndelivered.Rank() {
		return err
	}
	return instead(ctx, s.Outbox, p, &message, code, s.Now())
}

// statusAddress is where the carrier reports on a message. Our own id is in it,
// because a report may come before the answer that tells us the carrier's.
func statusAddress(publicURL string, id int64) string {
	return publicURL + MessageStatusPath + "?message=" + strconv.FormatInt(id, 10)
}

func messageOf(c *fiber.Ctx) int64 {
	id, err := strconv.ParseInt(c.Query("message"), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// callStatus closes the books on a call that is over.
func (s *Server) callStatus(c *fiber.Ctx, form url.Values) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), webhookTime)
	defer cancel()
	err := s.callOver(ctx, form)
	if id := messageOf(c); id != 0 {
		err = errors.Join(err, s.rangOut(ctx, id, form))
	}
	if err != nil {
		s.Log.WarnContext(ctx, "call status not noted", "error", err)
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// betweenCalls is how long after a call that nobody answered the next one comes:
// at another time of the day.
const betweenCalls = 4 * time.Hour

// rangOut notes what became of a call that we made. Nobody there: see callAgain.
func (s *Server) rangOut(ctx context.Context, id int64, form url.Values) error {
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
	return s.callAgain(ctx, p, id)
}

// callAgain has somebody rung who was not there, at another time of the day. A
// notice is not kept from them for longer than a day's calls: then a human says it.
func (s *Server) callAgain(ctx context.Context, p *scheduling.Programme, id int64) error {
	now := s.Now()
	message, err := s.Outbox.Message(ctx, id)
	if err != nil || message.Status.Rank() >= scheduling.MessageFailed.Rank() { // it is known already
		return err
	}
	if scheduling.FallbackFor(&message) == scheduling.FallbackPerson {
		calls, err := s.Outbox.Called(ctx, p.Name, message.To, scheduling.DayOf(now, p.Zone).At(0, p.Zone))
		if err != nil {
			return err
		}
		if calls >= callsPerDay {
			return instead(ctx, s.Outbox, p, &message, 0, now)
		}
	}
	return s.Outbox.Redirect(ctx, id, 0, scheduling.Voice, scheduling.NextContactTime(p, now.Add(betweenCalls)))
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
