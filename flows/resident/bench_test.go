package resident_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/offers"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/scheduling"
)

// turnOf is a call in its busiest state, three times on offer, ready for one key.
func turnOf(b *testing.B) (*flows.Engine, flows.Input, flows.Session) {
	b.Helper()
	engine := &flows.Engine{Dialogue: offers.Helpline(), Sessions: newMemory(), Office: officeOf(newOffice())}
	in := flows.Input{
		Key: "voice:CA1", Kind: flows.Start, Channel: scheduling.Voice, Programme: antwerpen(b),
		Caller: "+32470000001", At: monday(),
	}
	for _, keys := range []string{"", "1", "1", "1", rightCode, "1"} {
		in.Digits, in.At = keys, in.At.Add(10*time.Second)
		reply, err := engine.Handle(b.Context(), in)
		require.NoError(b, err)
		in.Turn, in.Kind = reply.Turn, flows.Keys
	}
	session, err := engine.Sessions.Load(b.Context(), in.Key)
	require.NoError(b, err)
	require.Equal(b, resident.StateSlots, session.State)
	return engine, in, session
}

// BenchmarkTurn is one turn of the dialogue without I/O: a wrong key, which
// says the whole menu of times again.
func BenchmarkTurn(b *testing.B) {
	engine, in, session := turnOf(b)
	store := newMemory()
	engine.Sessions, in.Digits = store, "9"
	b.ReportAllocs()
	for b.Loop() {
		store.sessions[session.Key] = session
		if _, err := engine.Handle(b.Context(), in); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTextTurn is the same turn by text, read by the table of rules: an option by its
// number, a no to all of them, and what is not understood.
func BenchmarkTextTurn(b *testing.B) {
	words, err := shippedWords()
	require.NoError(b, err)
	for _, text := range []string{"2", "nee", "waar is de bakker"} {
		b.Run(text, func(b *testing.B) {
			engine, in, session := turnOf(b)
			store := newMemory()
			engine.Sessions, engine.Words, session.Channel = store, words, scheduling.SMS
			in.Kind, in.Channel, in.ID, in.Digits, in.Text = flows.Text, scheduling.SMS, "SM1", "", text
			b.ReportAllocs()
			for b.Loop() {
				store.sessions[session.Key] = session
				if _, err := engine.Handle(b.Context(), in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSessionJSON is the floor that a turn is measured against: the same
// session, encoded and decoded once.
func BenchmarkSessionJSON(b *testing.B) {
	_, _, session := turnOf(b)
	b.ReportAllocs()
	for b.Loop() {
		content, err := json.Marshal(session)
		if err != nil {
			b.Fatal(err)
		}
		var again flows.Session
		if err := json.Unmarshal(content, &again); err != nil {
			b.Fatal(err)
		}
	}
}
