package outbox_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
)

func TestATextIsSentAndNoted(t *testing.T) {
	p := newPost(t)
	p.segments = 1
	require.Equal(t, []string{"sent 7 SM1 1 Mon 08 Mar 10:00:00"}, p.send(t, message()))
	require.Equal(t, []rest.Text{{
		To: mobile, From: antwerpen(t).Numbers.SMS, Body: "U krijgt weer sms van Digipunt aan huis.",
		StatusCallback: "https://line.test/twilio/status/message?message=7",
	}}, p.texts)
	require.Empty(t, p.calls)
	require.Empty(t, p.searched, "it was not tried before")
}

// If a telephone is off until the visit, the text is not delivered afterwards.
func TestATextIsNotDeliveredAfterItMakesSense(t *testing.T) {
	for until, valid := range map[time.Time]time.Duration{
		{}:            0,
		at(8, 12, 30): 150 * time.Minute,
		at(8, 20, 0):  10 * time.Hour,
		at(8, 20, 1):  10 * time.Hour, // the maximum that the carrier accepts
		at(11, 9, 0):  10 * time.Hour,
	} {
		p := newPost(t)
		p.send(t, message(func(m *scheduling.Message) { m.Until = until }))
		require.Equal(t, valid, p.texts[0].ValidFor, until)
	}
}

func TestATextThatWasTriedBeforeIsLookedForFirst(t *testing.T) {
	again := func(m *scheduling.Message) { m.Attempts = 2 }

	p := newPost(t)
	p.found = true
	require.Equal(t, []string{"sent 7 SM-before 1 Mon 08 Mar 10:00:00"}, p.send(t, message(again)))
	require.Equal(t, []string{mobile + " Mon 08 Mar 09:00:00 U krijgt weer sms van Digipunt aan huis."}, p.searched)
	require.Empty(t, p.texts)

	p = newPost(t)
	p.segments = 1
	require.Equal(t, []string{"sent 7 SM1 1 Mon 08 Mar 10:00:00"}, p.send(t, message(again)))

	p = newPost(t)
	p.lost = errors.New("the carrier does not say")
	lines := p.send(t, message(again))
	require.Len(t, lines, 1)
	require.Contains(t, lines[0], "retry 7")
	require.Empty(t, p.texts, "it may have been sent")
}

// Two residents with one number get the same words at the same moment.
func TestATextFoundForAnotherMessageIsSentAgain(t *testing.T) {
	p := newPost(t)
	p.found, p.segments = true, 1
	p.FailOnce = map[string]error{"sent": scheduling.ErrAnotherMessage}
	require.Equal(t, []string{"sent 7 SM1 1 Mon 08 Mar 10:00:00"},
		p.send(t, message(func(m *scheduling.Message) { m.Attempts = 2 })))
	require.Len(t, p.texts, 1)

	p = newPost(t)
	p.err = &rest.Error{Code: 20429}
	p.found, p.FailOnce = true, map[string]error{"sent": scheduling.ErrAnotherMessage}
	require.Contains(t, p.send(t, message(func(m *scheduling.Message) { m.Attempts = 2 }))[0], "retry 7")
}

func TestALongTextSlowsItsNumberDown(t *testing.T) {
	p := newPost(t)
	p.segments = 3
	p.Pace = map[scheduling.Channel]time.Duration{scheduling.SMS: 1500 * time.Millisecond}
	require.Equal(t, []string{"sent 7 SM1 3 Mon 08 Mar 10:00:00", "slow antwerpen sms 3s"}, p.send(t, message()))
	require.Equal(t, p.Pace, p.Claims[0].Pace)

	p.segments = 1
	require.Len(t, p.send(t, message()), 1, "its second is over when the next is claimed")
	p.segments, p.Pace = 3, nil
	require.Len(t, p.send(t, message()), 1, "nobody wants a pace")
}

func TestSegmentsAreCountedIfTheCarrierGivesNone(t *testing.T) {
	p := newPost(t)
	require.Equal(t, []string{"sent 7 SM1 1 Mon 08 Mar 10:00:00"}, p.send(t, message()))
	require.Equal(t, []string{"sent 7 SM2 2 Mon 08 Mar 10:00:00"},
		p.send(t, message(func(m *scheduling.Message) { m.Key, m.Language = "sms.resumed", "nl"; m.Args["title"] = long(160) })))
}

func long(n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = 'a'
	}
	return string(text)
}

func TestNumbersThatOptedOutGetNoTexts(t *testing.T) {
	p := newPost(t)
	p.Out = map[string]bool{"antwerpen" + mobile: true}
	require.Equal(t, []string{
		"opt out antwerpen " + mobile + " true Mon 08 Mar 10:00:00",
		"redirect 7 21610 voice Mon 08 Mar 10:00:00",
	}, p.send(t, message()))
	require.Empty(t, p.texts)

	p.Out = map[string]bool{"gent" + mobile: true}
	p.send(t, message())
	require.Len(t, p.texts, 1)

	p = newPost(t)
	p.Refuse = map[string]error{"opted out": errors.New("the database is away")}
	p.Due = []scheduling.Message{message()}
	_, err := p.SendDue(t.Context())
	require.ErrorContains(t, err, "the database is away")
	require.Empty(t, p.texts, "who may have opted out gets nothing")
}

func TestAMessageOfAProgrammeThatIsServedNoLongerFails(t *testing.T) {
	p := newPost(t)
	require.Equal(t, []string{"failed 7 0 Mon 08 Mar 10:00:00"},
		p.send(t, message(func(m *scheduling.Message) { m.Programme = "mechelen" })))
	require.Empty(t, p.texts)
}

func TestAFailureToRecordIsAnError(t *testing.T) {
	for _, name := range []string{"sent", "slow"} {
		p := newPost(t)
		p.segments, p.Pace = 2, map[scheduling.Channel]time.Duration{scheduling.SMS: time.Second}
		p.Refuse = map[string]error{name: errors.New("the database is away")}
		p.Due = []scheduling.Message{message(), message()}
		_, err := p.SendDue(t.Context())
		require.ErrorContains(t, err, "the database is away", name)
		require.Len(t, p.texts, 1, "the next would not be noted either")
	}
}
