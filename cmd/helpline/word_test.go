package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/carrier/phonetest"
	"github.com/click-call-connect/helpline/scheduling"
)

// A visit that is booked with a number and a part of the code is told without its word,
// which is texted to the number on file, in a message without the day.
func TestTheWordIsTextedToTheNumberOnFile(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	call := play(r.dial(knownMobile), "1 1 2 2 "+knownCode[2:]+" 1 1 1").Hears("staat vast").Silence().Hears("Het komt op uw nummer dat wij kennen.").HangsUp()
	visit := r.visits()[0]
	words, err := spokenWords()
	require.NoError(t, err)
	word := words.Render("nl", nil, locale.Message{Key: "word." + visit.Word})
	for _, said := range call.Call.Heard() {
		require.NotContains(t, said.Text, word)
	}
	r.settles()
	inbox := r.carrier.Inbox(knownMobile)
	require.Len(t, inbox, 2)
	require.NotContains(t, inbox[0].Body, word, "the day travels without the word")
	require.Contains(t, inbox[1].Body, "zegt de student dit woord: "+word)
	require.NotContains(t, inbox[1].Body, visit.Reference)
	require.Equal(t, []scheduling.MessageStatus{scheduling.MessageDelivered, scheduling.MessageDelivered},
		[]scheduling.MessageStatus{r.messages()[0].Status, r.messages()[1].Status})
	for _, m := range r.messages() {
		require.NotEqual(t, visit.Word, m.Args["word"], "no message keeps it")
	}
}

// Somebody at the door is on the list of the office: now, with the visit.
func TestSomebodyAtTheDoorIsOnTheList(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	play(r.dial(mobile), bookingCalls).HangsUp()
	r.passes(r.visits()[0].Start.Sub(r.now()))
	phone := r.phone(mobile)
	play(phonetest.Dial(t, phone, dialled), "1 2 "+letterCode+" 1").Hears("Houd de deur dicht.").HangsUp()
	require.Len(t, r.callbacks(), 1)
	callback := r.callbacks()[0]
	require.Equal(t, scheduling.ReasonAtDoor, callback.Reason)
	require.Equal(t, scheduling.CallbackOpen, callback.Status, "whoever hangs up is called all the same")
	require.Equal(t, r.now().UTC(), callback.Due)
	require.Contains(t, callback.Note, r.visits()[0].Reference)
}
