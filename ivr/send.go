package ivr

import (
	"context"
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio"
	"github.com/click-call-connect/helpline/scheduling"
)

// send says one message, or decides that it is to be said later, otherwise or not
// at all.
func (s *Sender) send(ctx context.Context, m *scheduling.Message) error {
	p, err := s.Programmes.Named(m.Programme)
	if err != nil { // a programme that is served no longer
		return s.Outbox.Failed(ctx, m.ID, 0, s.Now())
	}
	if m.Channel == scheduling.Voice && !scheduling.FitsCall(m) {
		return instead(ctx, s.Outbox, p, m, 0, s.Now())
	}
	if now := s.Now(); scheduling.HoursApply(m) && !scheduling.InContactHours(p, now) {
		return s.Outbox.Retry(ctx, m.ID, scheduling.NextContactTime(p, now), 0)
	}
	if m.Channel == scheduling.Voice {
		return s.call(ctx, p, m)
	}
	out, err := s.Outbox.OptedOut(ctx, m.Programme, m.To)
	switch {
	case err != nil:
		return err
	case out:
		return instead(ctx, s.Outbox, p, m, optedOut, s.Now())
	}
	return s.text(ctx, p, m)
}

func (s *Sender) text(ctx context.Context, p *scheduling.Programme, m *scheduling.Message) error {
	text := twilio.Text{
		To: m.To, From: p.Numbers.SMS, Body: Words(s.Catalogue, p, m),
		StatusCallback: statusAddress(strings.TrimRight(s.PublicURL, "/"), m.ID),
	}
	if !m.Until.IsZero() { // a telephone that is off until the visit need not get it afterwards
		text.ValidFor = min(m.Until.Sub(s.Now()), longestValid)
	}
	sent, err := s.once(ctx, m, text)
	if err != nil {
		return s.failed(ctx, p, m, err)
	}
	err = s.noted(ctx, m, &sent, text)
	if errors.Is(err, scheduling.ErrAnotherMessage) { // the same words to the same number, sent for somebody else
		if sent, err = s.Carrier.SendText(ctx, text); err != nil {
			return s.failed(ctx, p, m, err)
		}
		err = s.noted(ctx, m, &sent, text)
	}
	if err != nil {
		return err
	}
	if pace := s.Pace[scheduling.SMS]; pace > 0 && sent.Segments > 1 {
		return s.Outbox.Slow(ctx, m.Programme, m.Channel, time.Duration(sent.Segments-1)*pace)
	}
	return nil
}

func (s *Sender) noted(ctx context.Context, m *scheduling.Message, sent *twilio.Sent, text twilio.Text) error {
	if sent.Segments == 0 {
		sent.Segments = locale.Segments(text.Body).Segments
	}
	return s.Outbox.Sent(ctx, m.ID, sent.ID, sent.Segments, s.Now())
}

// longestValid is the longest validity the carrier takes.
const longestValid = 10 * time.Hour

// once sends a text, unless an earlier try that was never noted did.
func (s *Sender) once(ctx context.Context, m *scheduling.Message, text twilio.Text) (twilio.Sent, error) {
	if m.Attempts > 1 {
		sent, found, err := s.Carrier.FindText(ctx, text.To, text.Body, m.RunAt)
		if err != nil || found {
			return sent, err
		}
	}
	return s.Carrier.SendText(ctx, text)
}

// callsPerDay is how often one number is called in a day, whatever for; tomorrow
// is well into the next one, also in the night in which clocks change.
const (
	callsPerDay = 2
	tomorrow    = 34 * time.Hour
)

// rings is how long somebody is rung who may have to get up for it.
const rings = 45 * time.Second

// call rings somebody who reads no texts.
func (s *Sender) call(ctx context.Context, p *scheduling.Programme, m *scheduling.Message) error {
	today := scheduling.DayOf(s.Now(), p.Zone).At(0, p.Zone)
	switch calls, err := s.Outbox.Called(ctx, m.Programme, m.To, today); {
	case err != nil:
		return err
	case calls >= callsPerDay:
		return s.Outbox.Retry(ctx, m.ID, scheduling.NextContactTime(p, today.Add(tomorrow)), 0)
	}
	base := strings.TrimRight(s.PublicURL, "/")
	call := twilio.Outbound{
		To: m.To, From: p.Numbers.CallerID, Ring: rings,
		URL:            base + VoicePath + "?message=" + strconv.FormatInt(m.ID, 10),
		StatusCallback: base + CallStatusPath + "?message=" + strconv.FormatInt(m.ID, 10),
	}
	if m.Attempts > 1 {
		sent, found, err := s.Carrier.FindCall(ctx, call.To, call.From, m.RunAt)
		if err == nil && found {
			return s.Outbox.Sent(ctx, m.ID, sent.ID, 1, s.Now())
		}
		if err != nil {
			return s.failed(ctx, p, m, err)
		}
	}
	sent, err := s.Carrier.Call(ctx, call)
	if err != nil {
		return s.failed(ctx, p, m, err)
	}
	return s.Outbox.Sent(ctx, m.ID, sent.ID, 1, s.Now())
}

// failed decides whether a message is tried again, and when.
func (s *Sender) failed(ctx context.Context, p *scheduling.Programme, m *scheduling.Message, err error) error {
	var refused *twilio.Error
	code := 0
	if errors.As(err, &refused) {
		code = refused.Code
		if refused.Permanent || m.Attempts >= attempts {
			s.Log.WarnContext(ctx, "message given up", "message", m.ID, "code", code)
			return instead(ctx, s.Outbox, p, m, code, s.Now())
		}
	}
	s.Log.WarnContext(ctx, "message not sent, will be tried again", "message", m.ID, "error", err)
	return s.Outbox.Retry(ctx, m.ID, s.Now().Add(backOff(m.Attempts)), code)
}

// backOff doubles with each try, with jitter so that senders do not come together.
func backOff(tries int) time.Duration {
	wait := min(firstTry<<min(max(tries-1, 0), 10), longest)
	return wait/2 + rand.N(wait) //nolint:gosec // jitter keeps no secret
}

// Words is a message as the person reads it.
func Words(c *locale.Catalogue, p *scheduling.Programme, m *scheduling.Message) string {
	return c.Render(m.Language, p.Zone, locale.Message{Key: m.Key, Args: m.Args})
}
