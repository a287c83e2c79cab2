package outbox_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// A message that was due in time may be sent too late, after retries or behind other
// messages.
func TestNobodyIsDisturbedInTheQuietHours(t *testing.T) {
	for name, c := range map[string]struct {
		at    time.Time
		waits string // until when; empty: it is sent at once
	}{
		"the last minute of the day": {at(8, 19, 59), ""},
		"the first quiet minute":     {at(8, 20, 0), "Tue 09 Mar 09:00:00"},
		"at night":                   {at(9, 3, 0), "Tue 09 Mar 09:00:00"},
		"the first minute":           {at(9, 9, 0), ""},
		"a Saturday evening":         {at(13, 21, 30), "Mon 15 Mar 09:00:00"},
		"a Sunday":                   {at(14, 11, 0), "Mon 15 Mar 09:00:00"},
		"Easter Monday":              {at(29, 11, 0), "Tue 30 Mar 09:00:00"},
	} {
		for kind, change := range map[string]func(*scheduling.Message){
			"a reminder by text":  func(*scheduling.Message) {},
			"a reminder by voice": byVoice,
			"an invitation":       as(scheduling.Invitation, "sms.resumed"),
			"a notice by voice":   func(m *scheduling.Message) { byVoice(m); m.Kind = scheduling.Notice },
		} {
			t.Run(kind+", "+name, func(t *testing.T) {
				p := newPost(t)
				p.now = c.at
				lines := p.send(t, message(change))
				require.Equal(t, c.waits == "", len(p.texts)+len(p.calls) == 1)
				if c.waits != "" {
					require.Equal(t, []string{"retry 7 " + c.waits + " 0"}, lines)
				}
			})
		}
	}
}

func TestUrgentMessagesAreSentAtAnyHour(t *testing.T) {
	for name, change := range map[string]func(*scheduling.Message){
		"an answer":               as(scheduling.Answer, "sms.resumed"),
		"a confirmation":          as(scheduling.Confirmation, "sms.resumed"),
		"a notice by text":        as(scheduling.Notice, "sms.resumed"),
		"an assignment":           as(scheduling.Assignment, "sms.resumed"),
		"an urgent call":          func(m *scheduling.Message) { byVoice(m); m.Kind, m.Key = scheduling.Notice, contact.LateKey },
		"a call that nobody come": func(m *scheduling.Message) { byVoice(m); m.Kind, m.Key = scheduling.Notice, contact.NobodyComesKey },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost(t)
			p.now = at(14, 3, 0)
			p.send(t, message(change))
			require.Equal(t, 1, len(p.texts)+len(p.calls))
		})
	}
}
