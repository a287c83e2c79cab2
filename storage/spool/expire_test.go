package spool

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// filled returns a spool with an old and a new callback, one of them refused, a demand
// record and a damaged note.
func filled(t *testing.T) *Spool {
	t.Helper()
	s := opened(t, t.TempDir()+"/spool")
	for i, days := range []int{0, 90} {
		for _, refused := range []bool{false, true} {
			c := callback("call" + string(rune('a'+i)))
			c.Phone, c.CreatedAt = "+3247000000"+string(rune('0'+i)), tenOClock.AddDate(0, 0, -days)
			require.NoError(t, putCallback(s, c))
			names, err := s.list(s.dir, finished)
			require.NoError(t, err)
			if refused {
				require.NoError(t, s.refuse(names[len(names)-1], "test"))
			}
		}
	}
	require.NoError(t, s.put(note{demand: &scheduling.Demand{Key: "old", Programme: "antwerpen", At: tenOClock.AddDate(0, 0, -91)}}))
	damaged := filepath.Join(s.dir, aside, "damaged.json")
	require.NoError(t, os.WriteFile(damaged, []byte(`{"v":1,"Phone":"+32470000009"`), 0o600))
	require.NoError(t, os.Chtimes(damaged, time.Time{}, tenOClock))
	return s
}

func left(t *testing.T, s *Spool) int {
	t.Helper()
	waiting, err := s.Waiting()
	require.NoError(t, err)
	refused, err := s.Refused()
	require.NoError(t, err)
	return waiting + refused
}

func TestNothingWaitsPastItsDay(t *testing.T) {
	s := filled(t)
	cutoff := func(programme string) time.Time {
		if programme == "antwerpen" {
			return tenOClock.AddDate(0, 0, -90)
		}
		return tenOClock.AddDate(0, 0, -1)
	}
	for _, dry := range []bool{true, false} {
		count, err := s.Expire(cutoff, dry)
		require.NoError(t, err)
		require.Equal(t, 3, count)
	}
	require.Equal(t, 3, left(t, s))
	later := func(string) time.Time { return tenOClock }
	count, err := s.Expire(later, false)
	require.NoError(t, err)
	require.Equal(t, 3, count, "a damaged one by the date of its file")
	require.Zero(t, left(t, s))
}

func TestOnePersonsNotesAreFoundAndForgotten(t *testing.T) {
	s := filled(t)
	all, err := s.Callbacks()
	require.NoError(t, err)
	require.Len(t, all, 4)
	count, err := s.Forget(func(c scheduling.Callback) bool { return c.Phone == "+32470000001" }, "", "+32470000009")
	require.NoError(t, err)
	require.Equal(t, 3, count)
	require.Equal(t, 3, left(t, s))
}

// A folder that cannot be read is an error, and what can be is removed.
func TestWhatCannotBeReadStaysWithAnError(t *testing.T) {
	d := &faulty{}
	s, err := open(t.TempDir()+"/spool", d)
	require.NoError(t, err)
	require.NoError(t, putCallback(s, callback("one")))
	require.NoError(t, putCallback(s, callback("two")))
	reads := 0
	d.before = func(_ int, step step) error {
		if step.name == "read" {
			if reads++; reads == 1 {
				return errKilled
			}
		}
		return nil
	}
	count, err := s.Forget(func(scheduling.Callback) bool { return true })
	require.ErrorIs(t, err, errKilled)
	require.Equal(t, 1, count)
	require.Equal(t, 1, left(t, s))
}
