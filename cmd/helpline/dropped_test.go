package main

import (
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
)

// onePlace returns a line with one hour of one student, and two residents.
func onePlace(t *testing.T) (r *rig, one, other string) {
	r = newEmptyRig(t, embeddedtest.InProcessRedis(t).URL())
	p := r.all[0]
	wednesday := []calendar.WeeklyHours{{Weekday: time.Wednesday, From: 14 * 60, To: 15 * 60}}
	p.Visit.Horizon = 8 * 24 * time.Hour
	r.hire(p, 1, func(s *scheduling.Student) { s.Weekly, s.Postcode = wednesday, "2000" })
	residents := r.invite(p, 2)
	return r, residents[0].LetterCode, residents[1].LetterCode
}

// Times offered to a caller who is cut off are held for five minutes from then on,
// however long they had been thinking.
func TestATimeIsHeldForFiveMinutesAfterTheDrop(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string]string{"choosing": "1", "confirming": "1 1"} {
		t.Run(name, func(t *testing.T) {
			r, one, other := onePlace(t)
			c := play(r.dial(mobile), "1 1 "+one+" "+keys)
			r.passes(3 * time.Minute) // of thinking
			c.HangsUp()
			r.passes(4*time.Minute + 50*time.Second) // a finger takes a second between two equal keys
			play(r.dial(landline), "1 1 "+other+" 1").DoesNotHear("woensdag").HangsUp()
			again := r.dial(mobile).Press("1").Hears("U belde daarnet ook al.").Press("1").Press("1").Press(one).Hears("woensdag")
			again.HangsUp()
			r.passes(5*time.Minute + time.Second)
			play(r.dial("+3232345679"), "1 1 "+other+" 1").Hears("woensdag").HangsUp()
		})
	}
}

// A voicemail whose session is lost reaches a human all the same.
func TestAVoicemailOfACallThatIsForgotten(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	c := r.dial(mobile).Press("2").Press("0").IsRecorded()
	r.forgetsCalls()
	c.Says(6).Hears("Votre message est enregistré", "Nous vous appellerons").HangsUp()
	recorded := 0
	for _, callback := range r.callbacks() {
		require.Equal(t, mobile, callback.Phone)
		if callback.RecordingURL != "" {
			recorded++
		}
	}
	require.Equal(t, 1, recorded)
}

// A call whose session is lost goes on in its language.
func TestACallThatIsForgottenGoesOnInItsLanguage(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	c := r.dial(mobile).Press("2").Press("1").Press("1")
	r.forgetsCalls()
	c.Press(letterCode).Hears("Excusez-nous", "Pour prendre rendez-vous").HangsUp()
}

// Recordings that are not needed are deleted at the carrier; those with an open callback
// are not.
func TestRecordingsThatNobodyNeedsAreDeleted(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	dial := func(from string) *phonetest.Conversation {
		phone := r.phone(from)
		phone.Record = r.carrier.Record
		return phonetest.Dial(t, phone, dialled)
	}
	c := dial(mobile).Press("1").Press("0").Press("*").IsRecorded().Says(6).Hears("Uw bericht is bewaard")
	c.HangsUp()
	half := play(dial(landline), "1 1 2 1 2018 12").Press("0").IsRecorded().Says(4) // half a name, and then a message
	half.HangsUp()
	var unneeded []string
	require.Eventually(t, func() bool { // the end of a call is stored after it is answered
		var err error
		unneeded, err = r.line.Store.Discarded(t.Context(), 10)
		return err == nil && len(unneeded) == 2
	}, patience, 10*time.Millisecond)

	account := rest.NewAccount(rest.Config{AccountSID: demo.Account, AuthToken: demo.Token, CarrierURL: r.carrierURL})
	require.NoError(t, account.FetchRecording(t.Context(), unneeded[0], io.Discard))
	require.NoError(t, r.line.Discards.RunDue(t.Context()))
	for _, url := range unneeded {
		require.ErrorIs(t, account.FetchRecording(t.Context(), url, io.Discard), scheduling.ErrNotFound)
	}
	require.Len(t, r.callbacks(), 2)
	for _, callback := range r.callbacks() {
		require.NoError(t, account.FetchRecording(t.Context(), callback.RecordingURL, io.Discard))
	}
	unneeded, err := r.line.Store.Discarded(t.Context(), 10)
	require.NoError(t, err)
	require.Empty(t, unneeded)
}
