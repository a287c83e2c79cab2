package main

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/sample"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

// On a busy day with every fault, the logs hold nothing that identifies a person.
func TestABusyDayLogsNoPersonalData(t *testing.T) {
	t.Parallel()
	redis := embeddedtest.InProcessRedis(t)
	r := newRigOn(t, redis.URL())
	calls := documentation()
	var all sync.WaitGroup
	for range 3 {
		for _, call := range calls {
			all.Go(func() { r.plays(call) })
		}
		all.Wait()
		r.passes(time.Hour)
		redis.Advance(time.Hour) // each hour has its own limit of calls
	}
	r.carrier.SetFaults(carrier.Faults{Refuse: 21610})
	play(r.dial(mobile), "1 1 "+anotherCode+" 1 1 1").HangsUp()
	r.carrier.SetFaults(carrier.Faults{})
	r.post(webhook{path: ivr.TextPath, form: start("MessageSid", "SM1", "Body", "Ik ben Maria Janssens, code 234567"), token: demo.Token})
	r.post(webhook{path: ivr.VoicePath, form: start("To", "+3280099999"), token: demo.Token})
	r.settles()
	require.NoError(t, r.line.Store.DB().Close())
	play(r.dial(mobile), "1 1 "+letterCode)
	play(r.dial(landline), "2 0")

	logs := r.logs.String()
	require.Contains(t, logs, "level=WARN", "something was logged")
	for _, secret := range r.secrets() {
		require.NotContains(t, logs, secret)
	}
}

// plays a call of the documentation to its end, whatever is heard.
func (r *rig) plays(call documented) {
	phone := r.phone(call.from)
	phone.Desk = call.desk
	c, err := phone.Dial(r.t.Context(), dialled)
	if err != nil {
		return
	}
	for step := range strings.FieldsSeq(call.script) {
		switch {
		case c.State().Kind == carrier.Ended:
			return
		case step == "-":
			err = c.Wait(r.t.Context())
		case step == "hangup":
			err = c.HangUp(r.t.Context())
		case c.State().Kind == carrier.Listening:
			err = c.Say(r.t.Context(), 4)
		case step != "say":
			err = c.Press(r.t.Context(), step)
		}
		if err != nil {
			return
		}
	}
}

// secrets returns everything that identifies a person of the sample, or opens a door.
func (r *rig) secrets() []string {
	secrets := []string{
		strings.TrimPrefix(mobile, "+"), strings.TrimPrefix(landline, "+"), "470123456", "470000001", "RecordingUrl=",
	}
	for _, p := range r.all {
		for _, resident := range sample.Residents(p) {
			secrets = append(secrets, resident.Name, resident.LetterCode, resident.Street, strings.TrimPrefix(resident.Phone, "+"))
		}
		for _, student := range sample.Students(p) {
			secrets = append(secrets, student.Name, strings.TrimPrefix(student.Phone, "+"))
		}
	}
	return without(secrets, "")
}

func without(list []string, unwanted string) []string {
	var left []string
	for _, item := range list {
		if item != unwanted {
			left = append(left, item)
		}
	}
	return left
}

// A call from a number on file changes nothing without a proof, whatever is pressed.
func TestCallerIDAloneChangesNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	play(r.dial(knownMobile), "1 1 "+knownCode+" 1 1 1").Hears("staat vast").HangsUp()
	r.passes(time.Hour)
	before := r.visits()
	c := phonetest.Dial(t, r.phone(knownMobile), dialled)
	play(c, "1 2 1 1111 9998 9997").DoesNotHear("U hebt een afspraak").HangsUp()
	require.Equal(t, before, r.visits())
	for _, heard := range c.Call.HeardAll() {
		require.NotContains(t, heard.Text, before[0].Reference)
		require.NotContains(t, heard.Text, "Petrova")
	}
	require.Equal(t, scheduling.Booked, r.visits()[0].Status)
}
