package outbox

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// send sends one message, or decides that it is sent later, in another way, or not at
// all.
func (s *Sender) send(ctx context.Context, m *scheduling.Message) error {
	p, err := s.Programmes.Named(m.Programme)
	if err != nil { // the programme is no longer served
		return s.Outbox.Failed(ctx, m.ID, 0, s.Now())
	}
	if m.Channel == scheduling.Voice && !contact.FitsCall(m) {
		return fallBack(ctx, s.Outbox, p, m, 0, s.Now())
	}
	if until, held := contact.HeldUntil(p, m, s.Now()); held {
		if m.Channel == scheduling.Voice {
			return s.callLater(ctx, p, m, until)
		}
		return s.Outbox.Retry(ctx, m.ID, until, 0)
	}
	if why := contact.WhyOutsideHours(m); why != "" && !contact.InContactHours(p, s.Now()) {
		s.Log.InfoContext(ctx, "a notice does not wait for contact hours", "message", m.ID, "why", why)
	}
	if m.Channel == scheduling.Voice {
		return s.call(ctx, p, m)
	}
	if !phonenumber.IsHomeMobile(m.To) { // a landline, or a country in which nobody is texted
		return fallBack(ctx, s.Outbox, p, m, codeNotMobile, s.Now())
	}
	out, err := contact.HasOptedOut(ctx, s.Outbox, m.Programme, m.To)
	switch {
	case err != nil:
		return err
	case out:
		return fallBack(ctx, s.Outbox, p, m, codeOptedOut, s.Now())
	}
	if next, above, err := s.aboveCeiling(ctx, p, m); err != nil || above {
		if err != nil {
			return err
		}
		return s.Outbox.Retry(ctx, m.ID, next, 0)
	}
	return s.text(ctx, p, m)
}

func (s *Sender) text(ctx context.Context, p *scheduling.Programme, m *scheduling.Message) error {
	text := rest.Text{
		To: m.To, From: p.Numbers.SMS, Body: Body(s.Catalogue, p, m),
		StatusCallback: s.Webhooks.TextStatus(m.ID),
	}
	if !m.Until.IsZero() { // after the visit the text is useless
		text.ValidFor = min(m.Until.Sub(s.Now()), maxValidity)
	}
	sent, err := s.sendOnce(ctx, m, text)
	if err != nil {
		return s.retryOrGiveUp(ctx, p, m, err)
	}
	err = s.recordSent(ctx, m, &sent, text)
	if errors.Is(err, scheduling.ErrAnotherMessage) { // the text found was sent for another message with the same words and number
		if sent, err = s.Carrier.SendText(ctx, text); err != nil {
			return s.retryOrGiveUp(ctx, p, m, err)
		}
		err = s.recordSent(ctx, m, &sent, text)
	}
	if err != nil {
		return err
	}
	if pace := s.Pace[scheduling.SMS]; pace > 0 && sent.Segments > 1 {
		return s.Outbox.Slow(ctx, m.Programme, m.Channel, time.Duration(sent.Segments-1)*pace)
	}
	return nil
}

func (s *Sender) recordSent(ctx context.Context, m *scheduling.Message, sent *rest.Sent, text rest.Text) error {
	if sent.Segments == 0 {
		sent.Segments = gsm7.Segments(text.Body).Segments
	}
	return s.Outbox.Sent(ctx, m.ID, sent.ID, sent.Segments, s.Now())
}

// maxValidity is the longest validity that the carrier accepts for a text.
const maxValidity = 10 * time.Hour

// sendOnce sends a text, unless an earlier attempt sent it and could not record that.
func (s *Sender) sendOnce(ctx context.Context, m *scheduling.Message, text rest.Text) (rest.Sent, error) {
	if m.Attempts > 1 {
		sent, found, err := s.Carrier.FindText(ctx, text.To, text.Body, m.RunAt)
		if err != nil || found {
			return sent, err
		}
	}
	return s.Carrier.SendText(ctx, text)
}

// retryOrGiveUp decides whether a message is retried, and when.
func (s *Sender) retryOrGiveUp(ctx context.Context, p *scheduling.Programme, m *scheduling.Message, err error) error {
	var refused *rest.Error
	code := 0
	if errors.As(err, &refused) {
		code = refused.Code
		if refused.Permanent || m.Attempts >= maxAttempts {
			s.logRefusal(ctx, "message given up", m.ID, refused)
			return fallBack(ctx, s.Outbox, p, m, code, s.Now())
		}
	}
	s.logRefusal(ctx, "message not sent, will be tried again", m.ID, err)
	return s.Outbox.Retry(ctx, m.ID, s.Now().Add(backoff(m.Attempts)), code)
}

// logRefusal logs that a message was not sent, and what to do about it if only an operator
// can mend it.
func (s *Sender) logRefusal(ctx context.Context, what string, message int64, err error) {
	level := slog.LevelWarn
	var refused *rest.Error
	if errors.As(err, &refused) && rest.Advice(refused.Code) != "" {
		level = slog.LevelError
	}
	s.Log.Log(ctx, level, what, "message", message, "error", err)
}

// Body returns a message as the person reads it: in plain letters, because names and places
// come from lists that have letters and dashes of their own.
func Body(c *locale.Catalogue, p *scheduling.Programme, m *scheduling.Message) string {
	return locale.InPlainLetters(m.Language, c.Render(m.Language, p.Zone, locale.Message{Key: m.Key, Args: m.Args}.In(m.Language, p)))
}
