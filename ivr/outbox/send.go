package outbox

import (
	"context"
	"errors"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/locale/gsm7"
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
	if now := s.Now(); contact.HoursApply(m) && !contact.InContactHours(p, now) {
		return s.Outbox.Retry(ctx, m.ID, contact.NextContactTime(p, now), 0)
	}
	if m.Channel == scheduling.Voice {
		return s.call(ctx, p, m)
	}
	out, err := contact.HasOptedOut(ctx, s.Outbox, m.Programme, m.To)
	switch {
	case err != nil:
		return err
	case out:
		return fallBack(ctx, s.Outbox, p, m, codeOptedOut, s.Now())
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
			s.Log.WarnContext(ctx, "message given up", "message", m.ID, "code", code)
			return fallBack(ctx, s.Outbox, p, m, code, s.Now())
		}
	}
	s.Log.WarnContext(ctx, "message not sent, will be tried again", "message", m.ID, "error", err)
	return s.Outbox.Retry(ctx, m.ID, s.Now().Add(backoff(m.Attempts)), code)
}

// Body returns a message as the person reads it: in plain letters, because names and places
// come from lists that have letters and dashes of their own.
func Body(c *locale.Catalogue, p *scheduling.Programme, m *scheduling.Message) string {
	return locale.InPlainLetters(m.Language, c.Render(m.Language, p.Zone, locale.Message{Key: m.Key, Args: m.Args}))
}
