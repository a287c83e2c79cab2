package storagetest

import (
	"crypto/rand"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// SessionBackend is a flows.SessionStore under test, with operations that only its
// backend can do.
type SessionBackend struct {
	Store flows.SessionStore
	// Remaining returns the remaining time to live of a stored session.
	Remaining func(t *testing.T, key string) time.Duration
	// Expire makes a session expire; ttl is its time to live when it was saved.
	Expire func(t *testing.T, key string, ttl time.Duration)
	// Damage makes a stored session unreadable.
	Damage func(t *testing.T, key string)
}

const sessionTTL = 30 * time.Minute

// sessions is one case: a backend and a unique conversation.
type sessions struct {
	SessionBackend
	key string
}

// Sessions checks that a store keeps the contract of flows.SessionStore. It opens a
// backend per case; they may share one server, because each case has its own keys.
func Sessions(t *testing.T, open func(t *testing.T) SessionBackend) {
	cases := map[string]func(sessions, *testing.T){
		"what was never saved is no session":           sessions.neverSaved,
		"what is saved is loaded":                      sessions.savedIsLoaded,
		"text of any kind and length is kept":          sessions.anyText,
		"a turn is saved once":                         sessions.turnOnce,
		"a turn is not skipped":                        sessions.turnNotSkipped,
		"of many at once one saves a turn":             sessions.manyAtOnce,
		"of many that begin one begins":                sessions.manyBegin,
		"conversations do not touch each other":        sessions.distinctNames,
		"saving renews the time to live":               sessions.renewed,
		"after its time to live a session begins anew": sessions.expired,
		"a deleted session begins anew":                sessions.deleted,
		"an unreadable session begins anew":            sessions.unreadable,
	}
	for name, try := range cases {
		t.Run(name, func(t *testing.T) { try(sessions{open(t), freshSessionKey(t)}, t) })
	}
}

// freshSessionKey returns a key that is also unique between runs, for a server that
// outlives the tests.
func freshSessionKey(t *testing.T) string {
	return t.Name() + "/" + rand.Text()
}

func (s sessions) neverSaved(t *testing.T) {
	_, err := s.Store.Load(t.Context(), s.key)
	require.ErrorIs(t, err, flows.ErrNoSession)
}

func (s sessions) savedIsLoaded(t *testing.T) {
	for turn := 1; turn <= 3; turn++ {
		session := sessionOf(s.key, turn)
		require.NoError(t, s.Store.Save(t.Context(), session, sessionTTL))
		s.requireStored(t, session)
	}
}

func (s sessions) anyText(t *testing.T) {
	session := sessionOf(s.key, 1)
	session.Reply.Lines[0].Args["name"] = "ʿĀʾisha 🚲 \"'\\\n\x00 </script> %d 1 1 "
	session.Reply.Lines[0].Args["long"] = strings.Repeat("é€𝄞 ", 32<<10/10)
	require.NoError(t, s.Store.Save(t.Context(), session, sessionTTL))
	s.requireStored(t, session)
}

func (s sessions) turnOnce(t *testing.T) {
	first, second := sessionOf(s.key, 1), sessionOf(s.key, 1)
	second.State = "another"
	require.NoError(t, s.Store.Save(t.Context(), first, sessionTTL))
	require.ErrorIs(t, s.Store.Save(t.Context(), second, sessionTTL), flows.ErrTurnTaken)
	require.ErrorIs(t, s.Store.Save(t.Context(), first, sessionTTL), flows.ErrTurnTaken, "an equal one is another input's too")
	s.requireStored(t, first)
}

func (s sessions) turnNotSkipped(t *testing.T) {
	require.ErrorIs(t, s.Store.Save(t.Context(), sessionOf(s.key, 2), sessionTTL), flows.ErrTurnTaken, "nothing stored is turn 0")
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(s.key, 1), sessionTTL))
	require.ErrorIs(t, s.Store.Save(t.Context(), sessionOf(s.key, 3), sessionTTL), flows.ErrTurnTaken)
	require.ErrorIs(t, s.Store.Save(t.Context(), sessionOf(s.key, 0), sessionTTL), flows.ErrTurnTaken)
	s.requireStored(t, sessionOf(s.key, 1))
}

func (s sessions) manyAtOnce(t *testing.T) {
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(s.key, 1), sessionTTL))
	s.requireStored(t, s.race(t, 2))
}

func (s sessions) manyBegin(t *testing.T) {
	s.requireStored(t, s.race(t, 1))
}

// race saves one turn from 32 inputs concurrently and returns what the winner saved.
func (s sessions) race(t *testing.T, turn int) flows.Session {
	t.Helper()
	const inputs = 32
	var all sync.WaitGroup
	start, results := make(chan struct{}), make([]error, inputs)
	for i := range inputs {
		all.Go(func() {
			<-start
			results[i] = s.Store.Save(t.Context(), s.fromInput(turn, i), sessionTTL)
		})
	}
	close(start)
	all.Wait()
	var winners []flows.Session
	for i, err := range results {
		if err == nil {
			winners = append(winners, s.fromInput(turn, i))
			continue
		}
		require.ErrorIs(t, err, flows.ErrTurnTaken)
	}
	require.Len(t, winners, 1)
	return winners[0]
}

func (s sessions) fromInput(turn, input int) flows.Session {
	session := sessionOf(s.key, turn)
	session.Tries = input
	return session
}

func (s sessions) distinctNames(t *testing.T) {
	other := s.key + "/other"
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(s.key, 1), sessionTTL))
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(other, 1), sessionTTL))
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(other, 2), sessionTTL))
	s.requireStored(t, sessionOf(s.key, 1))
	require.NoError(t, s.Store.Delete(t.Context(), s.key))
	s.requireStored(t, sessionOf(other, 2))
}

func (s sessions) renewed(t *testing.T) {
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(s.key, 1), sessionTTL))
	s.requireRemaining(t, sessionTTL)
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(s.key, 2), 3*sessionTTL))
	s.requireRemaining(t, 3*sessionTTL)
	require.Error(t, s.Store.Save(t.Context(), sessionOf(s.key, 3), 0), "no session lives for ever")
	require.ErrorIs(t, s.Store.Save(t.Context(), sessionOf(s.key, 2), sessionTTL), flows.ErrTurnTaken)
	s.requireRemaining(t, 3*sessionTTL)
}

// requireRemaining checks the remaining time to live, with a tolerance for slow
// machines.
func (s sessions) requireRemaining(t *testing.T, want time.Duration) {
	t.Helper()
	require.InDelta(t, want.Seconds(), s.Remaining(t, s.key).Seconds(), sessionTTL.Seconds()/2)
}

func (s sessions) expired(t *testing.T) {
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(s.key, 1), sessionTTL))
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(s.key, 2), sessionTTL))
	s.Expire(t, s.key, sessionTTL)
	s.requireAnew(t, 3)
}

func (s sessions) deleted(t *testing.T) {
	require.NoError(t, s.Store.Delete(t.Context(), s.key), "what is not there is no error")
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(s.key, 1), sessionTTL))
	require.NoError(t, s.Store.Delete(t.Context(), s.key))
	s.requireAnew(t, 2)
}

func (s sessions) unreadable(t *testing.T) {
	s.Damage(t, s.key)
	s.requireAnew(t, 2)
}

// requireAnew checks that a conversation is unknown: it cannot continue with turn next,
// and can begin.
func (s sessions) requireAnew(t *testing.T, next int) {
	t.Helper()
	_, err := s.Store.Load(t.Context(), s.key)
	require.ErrorIs(t, err, flows.ErrNoSession)
	require.ErrorIs(t, s.Store.Save(t.Context(), sessionOf(s.key, next), sessionTTL), flows.ErrTurnTaken)
	require.NoError(t, s.Store.Save(t.Context(), sessionOf(s.key, 1), sessionTTL))
	s.requireStored(t, sessionOf(s.key, 1))
}

func (s sessions) requireStored(t *testing.T, want flows.Session) {
	t.Helper()
	got, err := s.Store.Load(t.Context(), want.Key)
	require.NoError(t, err)
	require.Equal(t, want, got)
}

// sessionOf returns a session with values in the fields that are easily lost.
func sessionOf(key string, turn int) flows.Session {
	start := time.Date(2027, 3, 28, 8, 30, 0, 0, time.UTC)
	line := flows.Line{Language: "nl", Message: locale.Message{
		Key: "choose", Args: map[string]string{"start": start.Format(time.RFC3339)},
	}}
	return flows.Session{
		Key: key, Turn: turn, Programme: "antwerpen", Channel: scheduling.Voice, State: "choose_time",
		Tries: 1, Language: "nl", At: start, Goal: flows.GoalMove, Outcome: scheduling.OutcomeInformed,
		Earlier: flows.Earlier{Key: "voice:CA0", GoOn: true},
		Identity: flows.Identity{
			ResidentID: 7, Postcode: "2018", Proof: flows.ProofPhone, WrongCodes: 1,
			Planned: []flows.PlannedVisit{{ID: 3, Start: start, End: start.Add(time.Hour), Reference: "47129"}},
		},
		Request: flows.Request{
			Topic: "itsme", After: start,
			Offer: []flows.OfferedTime{{Visit: 11, Start: start}, {Visit: 12, Start: start.Add(26 * time.Hour)}},
		},
		Human:  flows.Human{Reason: scheduling.ReasonCode, Due: start, Rung: 1},
		Points: []flows.Point{{Name: "Permeke", Open: true, From: start, To: start.Add(time.Hour)}},
		Reply: flows.Reply{
			Turn: turn, Lines: []flows.Line{line},
			Expect: flows.Expect{Kind: flows.ExpectKeys, Digits: 1, Wait: 10 * time.Second},
		},
	}
}
