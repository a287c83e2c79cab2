package ivr_test

import (
	"github.com/click-call-connect/helpline/ivr/outbox/outboxtest"
	"github.com/click-call-connect/helpline/scheduling"
)

const mobile = outboxtest.Mobile

// message returns a reminder of a visit by text to a mobile.
func message(change ...func(*scheduling.Message)) scheduling.Message {
	m := scheduling.Message{
		ID: 7, Programme: "antwerpen", VisitID: 3, To: mobile, Channel: scheduling.SMS, Kind: scheduling.Reminder,
		Key: "sms.resumed", Language: "nl", Status: scheduling.MessageSending, RunAt: at(8, 9, 0), Attempts: 1,
		Args: map[string]string{"reference": "23456", "title": "Digipunt aan huis"},
	}
	for _, f := range change {
		f(&m)
	}
	return m
}

func byVoice(m *scheduling.Message) { m.Channel = scheduling.Voice }

func as(kind scheduling.MessageKind, key string) func(*scheduling.Message) {
	return func(m *scheduling.Message) { m.Kind, m.Key = kind, key }
}
