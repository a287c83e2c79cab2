package spool

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func TestReplayGoesInOrderAndStopsWhileTheDatabaseIsAway(t *testing.T) {
	db, s := newDatabase().failing(2, 4), opened(t, t.TempDir()+"/spool")
	for i := range 5 {
		require.NoError(t, putCallback(s, callback(fmt.Sprint(i))))
	}
	replayed, err := s.Replay(t.Context(), db)
	require.ErrorIs(t, err, errAway)
	require.Equal(t, 2, replayed)
	requireWaiting(t, s, 3)
	replayed, err = s.Replay(t.Context(), db)
	require.ErrorIs(t, err, errAway)
	require.Zero(t, replayed)
	requireReplayed(t, s, db, 3)
	require.Equal(t, []string{"0", "1", "2", "3", "4"}, db.saves)
	requireReplayed(t, s, db, 0)
}

// New numbers are greater than all existing ones, whichever process wrote them.
func TestOrderOfArrivalHoldsOverProcesses(t *testing.T) {
	dir := t.TempDir() + "/spool"
	first, second := opened(t, dir), opened(t, dir)
	var want []string
	for i := range 12 {
		s := []*Spool{first, second, opened(t, dir)}[i%3]
		want = append(want, fmt.Sprint(i))
		require.NoError(t, putCallback(s, callback(want[i])))
	}
	db := newDatabase()
	requireReplayed(t, first, db, 12)
	require.Equal(t, want, db.saves)
}

// databaseError is an error with a SQLSTATE, as a driver returns it.
type databaseError string

func (e databaseError) Error() string    { return "refused: +32470123456" }
func (e databaseError) SQLState() string { return string(e) }

func TestWhatCanNeverBeSavedDoesNotBlockTheRest(t *testing.T) {
	s, log := opened(t, t.TempDir()+"/spool"), &bytes.Buffer{}
	s.Log = slog.New(slog.NewTextHandler(log, nil))
	keys := []string{"first", "invalid", "no resident", "bad text", "last"}
	for _, key := range keys {
		require.NoError(t, putCallback(s, callback(key)))
	}
	for i, content := range []string{"", "{", "null", "\x00\x00\x00", `{"v":1,"kind":"visit","payload":{"Key":"x"}}`} {
		name := fmt.Sprintf("%018d-%09d-OTHER.json", i, len(content))
		require.NoError(t, os.WriteFile(filepath.Join(s.dir, name), []byte(content), 0o600))
	}
	db := newDatabase()
	db.fail = func(key string) error {
		return map[string]error{
			"invalid":     fmt.Errorf("callback: %w: +32470123456", scheduling.ErrInvalid),
			"no resident": fmt.Errorf("saving: %w", databaseError("23503")),
			"bad text":    databaseError("22021"),
		}[key]
	}
	requireReplayed(t, s, db, 2)
	require.Equal(t, []string{"first", "last"}, db.saves)
	requireWaiting(t, s, 0)
	requireRefused(t, s, 8)
	require.Contains(t, log.String(), "SQLSTATE 23503")
	require.NotContains(t, log.String(), "+32470")

	db.fail = nil // an operator fixes it and moves the file back
	moved, err := s.list(filepath.Join(s.dir, aside), finished)
	require.NoError(t, err)
	name := moved[len(moved)-1]
	require.NoError(t, os.Rename(filepath.Join(s.dir, aside, name), filepath.Join(s.dir, name)))
	requireReplayed(t, s, db, 1)
}

func TestAnAnswerOfTheDatabaseThatPassesIsNoRefusal(t *testing.T) {
	for _, state := range []string{"08006", "40001", "42P01", "53300", "57014", "57P01", "", "2"} {
		s, db := opened(t, t.TempDir()+"/spool"), newDatabase()
		require.NoError(t, putCallback(s, callback("call")))
		db.fail = func(string) error { return databaseError(state) }
		_, err := s.Replay(t.Context(), db)
		require.ErrorIs(t, err, databaseError(state))
		requireWaiting(t, s, 1)
	}
}

func TestAFileOfANewerVersionWaitsForIt(t *testing.T) {
	s, db := opened(t, t.TempDir()+"/spool"), newDatabase()
	newer := filepath.Join(s.dir, "000000000000000000-000000000-NEWER.json")
	require.NoError(t, os.WriteFile(newer, []byte(`{"v":2,"kind":"callback","payload":{"Key":"x"}}`), 0o600))
	require.NoError(t, putCallback(s, callback("call")))
	replayed, err := s.Replay(t.Context(), db)
	require.ErrorIs(t, err, ErrLeft)
	require.Equal(t, 1, replayed)
	require.FileExists(t, newer)
}

func TestAFileThatCannotBeReadOrRemovedDoesNotBlockTheRest(t *testing.T) {
	for _, name := range []string{"read", "remove"} {
		t.Run(name, func(t *testing.T) {
			failing, db := false, newDatabase()
			var denied string
			d := &faulty{before: func(_ int, s step) error {
				if failing && s.name == name && (denied == "" || denied == s.path) {
					denied = s.path
					return &fs.PathError{Op: s.name, Path: s.path, Err: syscall.EACCES}
				}
				return nil
			}}
			s, err := open(t.TempDir()+"/spool", d)
			require.NoError(t, err)
			for _, key := range []string{"a", "b", "c"} {
				require.NoError(t, putCallback(s, callback(key)))
			}
			failing = true
			for range 2 {
				_, err = s.Replay(t.Context(), db)
				require.ErrorIs(t, err, ErrLeft)
				require.ErrorIs(t, err, fs.ErrPermission)
				requireWaiting(t, s, 1)
			}
			failing = false
			_, err = s.Replay(t.Context(), db)
			require.NoError(t, err)
			requireWaiting(t, s, 0)
			slices.Sort(db.saves)
			require.Equal(t, []string{"a", "b", "c"}, db.saves, "each once")
		})
	}
}

func TestManyKeepAtOnce(t *testing.T) {
	dir := t.TempDir() + "/spool"
	spools := []*Spool{opened(t, dir), opened(t, dir)}
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() { assert.NoError(t, putCallback(spools[i%2], callback(fmt.Sprint(i)))) })
		if i%10 == 0 { // other processes open the folder meanwhile and remove unfinished files
			all.Go(func() {
				_, err := Open(dir)
				assert.NoError(t, err)
			})
		}
	}
	all.Wait()
	requireWaiting(t, spools[0], 50)
	db := newDatabase()
	requireReplayed(t, spools[0], db, 50)
	require.Len(t, db.callbacks, 50)
}

func TestSeveralReplayersDoNotHurtEachOther(t *testing.T) {
	dir, db := t.TempDir()+"/spool", newDatabase()
	first := opened(t, dir)
	const notes = 60
	for i := range notes {
		require.NoError(t, putCallback(first, callback(fmt.Sprint(i))))
	}
	damaged := filepath.Join(dir, "000000000000000000-000000000-X.json")
	require.NoError(t, os.WriteFile(damaged, []byte("{"), 0o600))
	var all sync.WaitGroup
	for _, s := range []*Spool{first, first, opened(t, dir), opened(t, dir)} {
		all.Go(func() {
			_, err := s.Replay(t.Context(), db)
			assert.NoError(t, err)
		})
	}
	all.Wait()
	requireWaiting(t, first, 0)
	requireRefused(t, first, 1)
	require.Len(t, db.callbacks, notes)
}

// It is no error if another process has just saved or moved a file.
func TestAFileThatIsGoneIsFine(t *testing.T) {
	for _, name := range []string{"read", "remove", "rename"} {
		t.Run(name, func(t *testing.T) {
			other := false
			d := &faulty{before: func(_ int, s step) error {
				if !other || s.name != name {
					return nil
				}
				found, err := filepath.Glob(filepath.Join(filepath.Dir(s.path), "*"+finished))
				for _, path := range append(found, filepath.Join(filepath.Dir(s.path), "..", filepath.Base(s.path))) {
					err = errors.Join(err, os.RemoveAll(path))
				}
				return err
			}}
			s, err := open(t.TempDir()+"/spool", d)
			require.NoError(t, err)
			require.NoError(t, putCallback(s, callback("call")))
			if name == "rename" {
				require.NoError(t, os.WriteFile(filepath.Join(s.dir, "damaged.json"), []byte("{"), 0o600))
			}
			other = true
			_, err = s.Replay(t.Context(), newDatabase())
			require.NoError(t, err)
			requireWaiting(t, s, 0)
			requireRefused(t, s, 0)
		})
	}
}

func TestAReplayDoesNotWaitForEverForAnother(t *testing.T) {
	s := opened(t, t.TempDir()+"/spool")
	s.replaying <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Replay(ctx, newDatabase())
	require.ErrorIs(t, err, context.Canceled)
}

func TestRunReplaysWhatWaitsAndLogsCounts(t *testing.T) {
	dir := t.TempDir() + "/spool"
	synctest.Test(t, func(t *testing.T) {
		db, s, log := newDatabase(), opened(t, dir), &bytes.Buffer{}
		s.Log = slog.New(slog.NewTextHandler(log, nil))
		require.NoError(t, putCallback(s, callback("before")))
		require.NoError(t, putCallback(s, callback("second")))
		var tries []string
		db.fail = func(key string) error {
			tries = append(tries, key)
			if key == "second" {
				return errors.New("away: +32470123456")
			}
			return nil
		}
		ctx, stop := context.WithTimeout(t.Context(), 150*time.Second)
		defer stop()
		s.Run(ctx, db, time.Minute)
		require.Equal(t, []string{"before", "second", "second", "second"}, tries, "at once, and each minute")
		require.Equal(t, 1, bytes.Count(log.Bytes(), []byte("\n")), "what does not change is said once")
		require.Contains(t, log.String(), "replayed=1 waiting=1")
		require.NotContains(t, log.String(), "+32470")
	})
}
