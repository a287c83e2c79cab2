package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/demo"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/outbox"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/storage/embedded/embeddedtest"
	"github.com/click-call-connect/helpline/storage/postgres"
)

func TestRedisGoesAway(t *testing.T) {
	t.Parallel()
	redis := embeddedtest.InProcessRedis(t)
	r := newRigOn(t, redis.URL())
	c := r.dial(mobile).Press("1").Press("1").Press("1")
	redis.Close()
	c.Silence().Hears("6 cijfers") // this process still has the session
	c.Press(letterCode).Hears("Excuseer", "Zeg na de toon").IsRecorded().Says(6).Hears("Wij bellen u").EndsWell()
	require.Equal(t, scheduling.ReasonFault, r.callbacks()[0].Reason)
	require.NotEmpty(t, r.callbacks()[0].RecordingURL)
	r.dial(landline).Hears("Excuseer").IsRecorded().HangsUp()
	require.Len(t, r.callbacks(), 2, "who hangs up during the apology is called")
	r.dial(carrier.Anonymous).Hears("Excuseer", "Excusez-nous", "Sorry", "Zeg ook uw telefoonnummer").Says(4).Hears("Hebt u uw nummer gezegd?").EndsWell()
	r.dial(carrier.Anonymous).Hears("Excuseer").Silence().Hears("Wij kennen uw nummer niet").EndsWell()
}

// A recording is not asked for again, whatever broke meanwhile.
func TestRedisGoesAwayDuringAVoicemail(t *testing.T) {
	t.Parallel()
	redis := embeddedtest.InProcessRedis(t)
	r := newRigOn(t, redis.URL())
	c := r.dial(mobile).Press("1").Press("0").IsRecorded()
	redis.Close()
	r.line.Server.Engine.Sessions = r.line.Server.Sessions
	c.Says(20).DoesNotHear("Zeg na de toon").Hears("Wij bellen u").EndsWell()
	recorded := 0
	for _, callback := range r.callbacks() {
		if callback.RecordingURL != "" {
			recorded++
		}
	}
	require.Equal(t, 1, recorded)
	unneeded, err := r.line.Store.Discarded(t.Context(), 10)
	require.NoError(t, err)
	require.Empty(t, unneeded)
}

func TestPostgresGoesAway(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	c := r.dial(mobile).Press("2").Press("1")
	require.NoError(t, r.line.Store.DB().Close())
	c.Press(letterCode).Hears("Ce n'est pas votre faute").IsRecorded()
	c.Says(6).Hears("Votre message est enregistré", "Nous vous appellerons").Silence().Silence().Silence().EndsWell()
	r.dial(landline).Press("1").Press("0").IsRecorded().HangsUp()
	waiting, err := r.line.Spool.Waiting()
	require.NoError(t, err)
	require.Positive(t, waiting)

	back, err := postgres.Open(t.Context(), r.database)
	require.NoError(t, err)
	t.Cleanup(func() { _ = back.Close() })
	for range 2 { // the second time, there is nothing to do
		_, err = r.line.Spool.Replay(t.Context(), back)
		require.NoError(t, err)
	}
	callbacks, err := back.Callbacks(t.Context(), lists.CallbackFilter{})
	require.NoError(t, err)
	require.Len(t, callbacks, 2, "one callback for each caller")
	reasons := map[scheduling.CallbackReason]string{}
	for _, callback := range callbacks {
		reasons[callback.Reason] = callback.RecordingURL
	}
	require.NotEmpty(t, reasons[scheduling.ReasonFault], "with what was said")
	require.Contains(t, reasons, scheduling.ReasonHuman)
}

// texts returns the messages that reached a number, without answers.
func (r *rig) texts(number string) []carrier.Text {
	r.t.Helper()
	require.NoError(r.t, r.carrier.Drain(r.t.Context()))
	return r.carrier.Inbox(number)
}

// A carrier that accepts a text without an answer is asked before it is sent again.
func TestATextIsNotSentTwiceAfterALostAnswer(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.carrier.SetFaults(carrier.Faults{Lose: true})
	play(r.dial(mobile), bookingCalls).HangsUp()
	require.Eventually(t, func() bool { return len(r.texts(mobile)) == 1 }, 10*time.Second, 5*time.Millisecond)
	r.carrier.SetFaults(carrier.Faults{})
	require.Eventually(t, func() bool {
		r.passes(time.Minute)
		_, err := r.line.Sender.SendDue(t.Context())
		return err == nil && r.messages()[0].Status.Rank() >= scheduling.MessageSent.Rank()
	}, 10*time.Second, 5*time.Millisecond)
	require.Len(t, r.texts(mobile), 1)
}

func TestATextIsTriedAgainWhileTheCarrierIsBroken(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.carrier.SetFaults(carrier.Faults{Refuse: 20429})
	play(r.dial(mobile), bookingCalls).HangsUp()
	require.Eventually(t, func() bool { // refused, and put back: only then may the clock move
		m := r.messages()[0]
		return m.Attempts > 0 && m.Status == scheduling.MessagePending
	}, 10*time.Second, 5*time.Millisecond)
	r.carrier.SetFaults(carrier.Faults{})
	r.passes(2 * time.Hour)
	r.settles()
	require.Len(t, r.texts(mobile), 1)
	require.Equal(t, scheduling.MessageDelivered, r.messages()[0].Status)
}

func TestATextThatCanNeverArriveIsGivenUp(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.carrier.SetFaults(carrier.Faults{Refuse: 21610})
	play(r.dial(mobile), bookingCalls).HangsUp()
	r.settles()
	require.Equal(t, scheduling.MessageFailed, r.messages()[0].Status)
	require.Equal(t, 21610, r.messages()[0].ErrorCode)
}

func TestReportsInAnyOrder(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.carrier.SetFaults(carrier.Faults{Reverse: true, Repeat: 2})
	play(r.dial(mobile), bookingCalls).HangsUp()
	r.settles()
	require.Equal(t, scheduling.MessageDelivered, r.messages()[0].Status)
}

// Several senders share the outbox: each text is sent once.
func TestManySendersSendEachTextOnce(t *testing.T) {
	t.Parallel()
	r := newEmptyRig(t, embeddedtest.InProcessRedis(t).URL())
	p := r.all[0]
	r.hire(p, 60, nil)
	for i, resident := range r.invite(p, 40) {
		require.NoError(t, r.booksWithText(p, resident, i))
	}
	words, err := locale.Load()
	require.NoError(t, err)
	var all sync.WaitGroup
	for range 6 {
		sender := outbox.Sender{
			Outbox: r.line.Store, Carrier: r.line.Sender.Carrier, Programmes: r.all, Catalogue: words,
			Webhooks: ivr.MessageWebhooks(r.url), Now: r.now, Log: r.line.Log,
		}
		all.Go(func() {
			for sent, err := 1, error(nil); sent > 0 && err == nil; {
				sent, err = sender.SendDue(context.WithoutCancel(t.Context()))
			}
		})
	}
	all.Wait()
	r.settles()
	for _, m := range r.messages() {
		require.Len(t, r.carrier.Inbox(m.To), 1)
	}
}

func (r *rig) booksWithText(p *scheduling.Programme, resident scheduling.Resident, i int) error {
	need := scheduling.Need{Postcode: resident.Postcode, Topic: scheduling.TopicItsme, Language: "nl"}
	holder := "call-" + digits(i)
	held, err := r.line.Bookings.Offer(r.t.Context(), booking.OfferRequest{
		Need: need, Programme: p, Key: holder, Holder: holder, Channel: scheduling.Voice, Count: 1,
	})
	if err != nil {
		return err
	}
	phone, _ := phonenumber.Normal("04709" + digits(i))
	_, err = r.line.Bookings.Book(r.t.Context(), booking.PromiseRequest{
		Need: need, Programme: p, Holder: holder, VisitID: held[0].ID, Start: held[0].Start, ResidentID: resident.ID,
		Phones: []string{phone}, Channel: scheduling.Voice, DemandKey: holder,
	})
	return err
}

// A panic in one webhook gives the carrier an error, so that it asks the fallback
// route, and affects no other webhook.
func TestAMistakeEndsOneWebhookOnly(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	broken := *r.line.Server
	broken.Catalogue = nil
	form := start()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, ivr.VoicePath, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Twilio-Signature", signature.Sign(demo.Token, r.url+ivr.VoicePath, form))
	answer, err := broken.App().Test(request, -1)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.Equal(t, http.StatusInternalServerError, answer.StatusCode)
	require.Contains(t, r.logs.String(), "a webhook panicked")
}
