package spool

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

var errKilled = errors.New("killed")

// dying returns the disk of a process that is killed before or after step n. Later
// operations never reach the disk.
func dying(n int, afterwards bool) *faulty {
	dead := false
	f := &faulty{}
	f.before = func(i int, _ step) error {
		dead = dead || i == n && !afterwards
		if dead {
			return errKilled
		}
		return nil
	}
	f.after = func(i int, _ step) error {
		dead = dead || i == n
		if dead {
			return errKilled
		}
		return nil
	}
	return f
}

// live runs a process until it is killed: it stores notes while the database is
// unavailable, one of them twice, and replays them. It returns the notes that were
// confirmed to callers.
func live(t *testing.T, dir string, d disk, db *database) (kept []string) {
	s, err := open(dir, d)
	if err != nil {
		return nil
	}
	for i := range 4 {
		c := callback(fmt.Sprint(i % 3))
		c.Note = fmt.Sprint("note ", i)
		if putCallback(s, c) == nil {
			kept = append(kept, c.Key)
		}
	}
	_, _ = s.Replay(t.Context(), db)
	return kept
}

// Whenever a process is killed, all confirmed notes, and nothing else, are in the
// database after the next process has replayed.
func TestKilledAtAnyStepNothingIsLostOrDoubled(t *testing.T) {
	whole := &faulty{}
	live(t, t.TempDir()+"/spool", whole, newDatabase())
	require.Greater(t, len(whole.steps), 30)
	for n := range whole.steps {
		for _, afterwards := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d %s %t", n, whole.steps[n].name, afterwards), func(t *testing.T) {
				dir, db := t.TempDir()+"/spool", newDatabase()
				kept := live(t, dir, dying(n, afterwards), db)

				s := opened(t, dir)
				_, err := s.Replay(t.Context(), db)
				require.NoError(t, err)
				for _, key := range kept {
					require.Contains(t, db.callbacks, key)
				}
				require.LessOrEqual(t, len(db.callbacks), len(kept)+1, "at most the one that it was about to keep")
				if len(kept) == 4 {
					require.Equal(t, "note 3", db.callbacks["0"].Note, "the last stays")
				}
				requireWaiting(t, s, 0)
				requireRefused(t, s, 0)
				left, err := filepath.Glob(dir + "/*" + unfinished)
				require.NoError(t, err)
				require.Empty(t, left)
			})
		}
	}
}

// A file may get its final name only once its content is durable, and the note may be
// confirmed only once the name is: otherwise a power cut loses it.
func TestANoteLastsBeforeItIsPromised(t *testing.T) {
	d := &faulty{}
	s, err := open(t.TempDir()+"/spool", d)
	require.NoError(t, err)
	d.steps = nil
	require.NoError(t, putCallback(s, callback("call")))
	require.Equal(t, []string{"list", "create", "write", "sync", "rename", "sync folder"}, d.names())
	require.Equal(t, s.dir, d.steps[5].path)

	d.steps = nil
	requireReplayed(t, s, newDatabase(), 1)
	require.Equal(t, []string{"list", "read", "remove", "sync folder"}, d.names())
}

// Each step of storing a note may fail once while the process continues.
func TestAStepThatFailsIsAnErrorAndLeavesNothingHalf(t *testing.T) {
	for n, name := range []string{"list", "create", "write", "sync", "rename", "sync folder"} {
		t.Run(name, func(t *testing.T) {
			d, base := &faulty{}, 0
			s, err := open(t.TempDir()+"/spool", d)
			require.NoError(t, err)
			base = len(d.steps)
			d.before = func(i int, _ step) error {
				if i == base+n {
					return errKilled
				}
				return nil
			}
			require.ErrorIs(t, putCallback(s, callback("call")), errKilled)
			left, err := filepath.Glob(s.dir + "/*" + unfinished)
			require.NoError(t, err)
			require.Empty(t, left)
			require.NoError(t, putCallback(s, callback("call")))
			db := newDatabase()
			_, err = s.Replay(t.Context(), db)
			require.NoError(t, err)
			require.Len(t, db.callbacks, 1)
		})
	}
}

// Another process that opens the folder removes unfinished files.
func TestANoteWhoseFileIsSweptAwayIsWrittenAgain(t *testing.T) {
	dir, swept := t.TempDir()+"/spool", false
	d := &faulty{before: func(_ int, s step) error {
		if s.name == "rename" && !swept {
			swept = true
			_, err := Open(dir)
			return err
		}
		return nil
	}}
	s, err := open(dir, d)
	require.NoError(t, err)
	require.NoError(t, putCallback(s, callback("call")))
	require.True(t, swept)
	requireWaiting(t, s, 1)
}
