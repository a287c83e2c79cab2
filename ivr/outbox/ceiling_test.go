package outbox_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// sentToday is a day on which so many texts were sent.
type sentToday struct {
	toNumber, all int
	since         time.Time
	err           error
}

func (s *sentToday) Texted(_ context.Context, _, _ string, since time.Time) (toNumber, all int, err error) {
	s.since = since
	return s.toNumber, s.all, s.err
}

// Texts of a day have a ceiling. What somebody was promised goes on for as long again.
func TestTheTextsOfADayHaveACeiling(t *testing.T) {
	for name, c := range map[string]struct {
		kind          scheduling.MessageKind
		toNumber, all int
		sent          bool
	}{
		"an answer":                           {scheduling.Answer, 39, 4999, true},
		"an answer, to one number":            {scheduling.Answer, 40, 40, false},
		"an answer, of all":                   {scheduling.Answer, 0, 5000, false},
		"an invitation":                       {scheduling.Invitation, 0, 5000, false},
		"a confirmation":                      {scheduling.Confirmation, 40, 40, false},
		"a reminder, when others used it up":  {scheduling.Reminder, 40, 9999, true},
		"a notice, when others used it up":    {scheduling.Notice, 79, 5000, true},
		"a student's, when others used it up": {scheduling.Assignment, 79, 9999, true},
		"a reminder, when there is no end":    {scheduling.Reminder, 0, 10000, false},
		"a student's, when there is no end":   {scheduling.Assignment, 80, 80, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost(t)
			today := &sentToday{toNumber: c.toNumber, all: c.all}
			p.Texts = today
			lines := p.send(t, message(as(c.kind, "sms.resumed")))
			require.True(t, today.since.Equal(at(8, 0, 0)), "since midnight, in Brussels")
			require.Equal(t, c.sent, len(p.texts) == 1)
			if !c.sent {
				require.Equal(t, []string{"retry 7 Tue 09 Mar 10:00:00 0"}, lines)
			}
		})
	}
	p := newPost(t)
	p.Texts, p.Due = &sentToday{err: errAway}, []scheduling.Message{message()}
	_, err := p.SendDue(t.Context())
	require.ErrorIs(t, err, errAway)
	require.Empty(t, p.texts)
}

// Only mobiles of the country are texted. Any other number is called, if the message can
// be read out.
func TestOnlyMobilesOfTheCountryAreTexted(t *testing.T) {
	for _, to := range []string{"+3232211333", "+31612345678", "+12125550123", "+3280012001", "+447700900123", "+32900123456"} {
		p := newPost(t)
		lines := p.send(t, message(func(m *scheduling.Message) { m.To = to }))
		require.Empty(t, p.texts, to)
		require.Equal(t, []string{"redirect 7 21614 voice Mon 08 Mar 10:00:00"}, lines, to)
		lines = p.send(t, message(as(scheduling.Answer, "sms.resumed"), func(m *scheduling.Message) { m.To, m.VisitID = to, 0 }))
		require.Empty(t, p.texts, to)
		require.Equal(t, []string{"failed 7 21614 Mon 08 Mar 10:00:00"}, lines, to)
	}
}

// A number that cannot be called is given to a human at once.
func TestFinalErrorsOfCallsAreFinal(t *testing.T) {
	for _, code := range []int{13224, 21211, 21214, 21215, 21216, 21217} {
		p := newPost(t)
		p.err = &rest.Error{Code: code, HTTPStatus: 400, Permanent: rest.PermanentCode(code)}
		lines := p.send(t, message(byVoice, func(m *scheduling.Message) { m.Kind, m.Key = scheduling.Notice, contact.MovedKey }))
		require.Len(t, p.calls, 1)
		require.Equal(t, []string{fmt.Sprintf("hand over 7 %d message:7 not_told Mon 08 Mar 10:00:00", code)}, lines)
	}
	p := newPost(t)
	p.err = &rest.Error{Code: 20429, HTTPStatus: 429}
	lines := p.send(t, message(byVoice, func(m *scheduling.Message) { m.Kind, m.Key = scheduling.Notice, contact.MovedKey }))
	require.Contains(t, lines[0], "retry 7")
}

// What only an operator can mend is logged as an error, with what to do.
func TestARefusalThatAnOperatorMustMendIsLoggedAsAnError(t *testing.T) {
	for code, want := range map[int]string{rest.CodeWrongRegion: "level=ERROR", 30008: "level=WARN"} {
		p := newPost(t)
		var log bytes.Buffer
		p.Log = slog.New(slog.NewTextHandler(&log, nil))
		p.err = &rest.Error{Code: code, HTTPStatus: 400}
		require.Contains(t, p.send(t, message())[0], "retry 7", "the message waits")
		require.Contains(t, log.String(), want)
		require.Equal(t, code == rest.CodeWrongRegion, bytes.Contains(log.Bytes(), []byte("HELPLINE_CARRIER_URL")))
		require.NotContains(t, log.String(), mobile)
	}
}

// Names and places from lists have letters of their own; what is sent has those of GSM-7.
func TestTextsAreInPlainLetters(t *testing.T) {
	catalogue, err := speech()
	require.NoError(t, err)
	p := antwerpen(t)
	m := message()
	m.Key, m.Args = contact.OfficeKey, map[string]string{"title": "Digipunt aan huis", "words": "Bib ’t Eiland – Café Zoë, “Plein” 3…"}
	for language, plain := range map[scheduling.Language]bool{"nl": true, "fr": true, "en": true, "tr": true, "ar": false} {
		m.Language = language
		body := outbox.Body(catalogue, p, &m)
		require.Equal(t, plain, gsm7.Segments(body).Encoding == gsm7.GSM7, body)
		if plain {
			require.Contains(t, body, `Bib 't Eiland - Café Zoe, "Plein" 3...`)
			require.Equal(t, 1, gsm7.Segments(body).Segments, body)
		}
	}
}
