package booking_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

// A caller is found by letter code, or by number and check, in the programme they call,
// with what they have planned and who came last.
func TestHowACallerIsFound(t *testing.T) {
	desk, l, p := keptLedger(t)
	now := desk.Now()
	ended, expired, at := scheduling.Visit{ID: 4, End: now}, scheduling.Visit{ID: 6, Status: scheduling.Requested, End: now.Add(1)},
		scheduling.Visit{ID: 5, End: now.Add(1)}
	l.planned, l.last, l.lastErr = []scheduling.Visit{ended, at, expired}, scheduling.Visit{ID: 3, StudentID: 8}, nil
	want := booking.Caller{Resident: l.resident, Planned: []scheduling.Visit{at}, Ended: []scheduling.Visit{ended}, Last: l.last}

	caller, err := desk.Identify(t.Context(), p, "234567")
	require.NoError(t, err)
	require.Equal(t, want, caller)
	require.Equal(t, []string{"town", "234567"}, l.found)

	caller, err = desk.IdentifyByPhone(t.Context(), p, landline, "12345")
	require.NoError(t, err)
	require.Equal(t, want, caller)
	require.Equal(t, []string{"town", landline, "12345"}, l.found)
	require.Equal(t, now.Add(-booking.DoorGrace), l.asOf, "with those whose student may still be at the door")
}

// A withheld number finds nobody, and is not looked up.
func TestAWithheldNumberFindsNobody(t *testing.T) {
	desk, l, p := keptLedger(t)
	caller, err := desk.IdentifyByPhone(t.Context(), p, "", "12345")
	require.ErrorIs(t, err, scheduling.ErrNotFound)
	require.Zero(t, caller)
	require.Nil(t, l.found)
}

// Somebody who is not found, or about whom something could not be read, is nobody.
func TestACallerWhoCouldNotBeReadIsNobody(t *testing.T) {
	for name, breaks := range map[string]func(*ledger){
		"not found":   func(l *ledger) { l.findErr = errStore },
		"no planned":  func(l *ledger) { l.plannedErr = errStore },
		"no last one": func(l *ledger) { l.lastErr = errStore },
	} {
		t.Run(name, func(t *testing.T) {
			desk, l, p := keptLedger(t)
			breaks(l)
			caller, err := desk.Identify(t.Context(), p, "234567")
			require.ErrorIs(t, err, errStore)
			require.Zero(t, caller)
			caller, err = desk.IdentifyByPhone(t.Context(), p, landline, "12345")
			require.ErrorIs(t, err, errStore)
			require.Zero(t, caller)
		})
	}
}
