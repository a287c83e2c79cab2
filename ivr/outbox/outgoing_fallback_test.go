package outbox_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// If a message cannot be delivered and somebody needs it, another way is used.
func TestAFailedTextHasAFallback(t *testing.T) {
	refused := &rest.Error{Code: 30006, Permanent: true}
	for name, c := range map[string]struct {
		change func(*scheduling.Message)
		want   string
	}{
		"a reminder: by a call":             {func(*scheduling.Message) {}, "redirect 7 30006 voice Mon 08 Mar 10:00:00"},
		"a visit that was moved: by a call": {as(scheduling.Notice, "sms.resumed"), "redirect 7 30006 voice Mon 08 Mar 10:00:00"},
		"a visit that was cancelled: by a human": {
			as(scheduling.Notice, contact.CancelledKey), "hand over 7 30006 message:7 not_told Mon 08 Mar 10:00:00",
		},
		"a visit of a student: by a human": {
			as(scheduling.Assignment, "sms.resumed"), "hand over 7 30006 message:7 not_told Mon 08 Mar 10:00:00",
		},
		"an answer: not at all":       {as(scheduling.Answer, "sms.resumed"), "failed 7 30006 Mon 08 Mar 10:00:00"},
		"about no visit: not at all":  {func(m *scheduling.Message) { m.VisitID = 0 }, "failed 7 30006 Mon 08 Mar 10:00:00"},
		"a reminder call: by a human": {byVoice, "hand over 7 30006 message:7 not_told Mon 08 Mar 10:00:00"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost(t)
			p.err = refused
			require.Equal(t, []string{c.want}, p.send(t, message(c.change)))
		})
	}
}

func TestACallInsteadOfATextWaitsForTheQuietHours(t *testing.T) {
	p := newPost(t)
	p.now, p.err = at(13, 21, 0), &rest.Error{Code: 30006, Permanent: true}
	require.Equal(t, []string{"redirect 7 30006 voice Mon 15 Mar 09:00:00"}, p.send(t, message(as(scheduling.Notice, "sms.resumed"))))
}

func TestAnOptOutAtTheCarrierIsStored(t *testing.T) {
	p := newPost(t)
	p.err = &rest.Error{Code: 21610, Permanent: true}
	require.Equal(t, []string{
		"opt out antwerpen " + mobile + " true Mon 08 Mar 10:00:00", "redirect 7 21610 voice Mon 08 Mar 10:00:00",
	}, p.send(t, message()))
}

// A call is about the visit as it is: a cancelled one is not mentioned.
func TestACancellationIsNotSpoken(t *testing.T) {
	p := newPost(t)
	lines := p.send(t, message(func(m *scheduling.Message) { byVoice(m); as(scheduling.Notice, contact.CancelledKey)(m) }))
	require.Equal(t, []string{"hand over 7 0 message:7 not_told Mon 08 Mar 10:00:00"}, lines)
	require.Empty(t, p.calls)
}
