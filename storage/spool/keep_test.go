package spool

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// decorated returns a Store on a database, with its log.
func decorated(t *testing.T, db *database, s *Spool) (*Store, *bytes.Buffer) {
	t.Helper()
	log := &bytes.Buffer{}
	return &Store{Store: db, Spool: s, Log: slog.New(slog.NewTextHandler(log, nil))}, log
}

func TestWhatCanBeSavedIsNotKept(t *testing.T) {
	db, s := newDatabase(), opened(t, t.TempDir()+"/spool")
	store, log := decorated(t, db, s)
	saved, err := store.SaveCallback(t.Context(), callback("call"))
	require.NoError(t, err)
	require.Equal(t, int64(1), saved.ID, "as the database has it")
	require.NoError(t, store.SaveDemand(t.Context(), demand("call")))
	requireWaiting(t, s, 0)
	require.Empty(t, log.String())
}

func TestWhatCannotBeSavedIsKeptAndSavedLater(t *testing.T) {
	db, s := newDatabase().failing(0, 2), opened(t, t.TempDir()+"/spool")
	store, log := decorated(t, db, s)
	saved, err := store.SaveCallback(t.Context(), callback("call"))
	require.NoError(t, err)
	require.Equal(t, callback("call"), saved)
	require.NoError(t, store.SaveDemand(t.Context(), demand("call")))
	requireWaiting(t, s, 2)
	require.Contains(t, log.String(), errAway.Error())
	require.NotContains(t, log.String(), "+32470")

	requireReplayed(t, s, db, 2)
	requireWaiting(t, s, 0)
	want := callback("call")
	got := db.callbacks["call"]
	require.True(t, want.Due.Equal(got.Due) && want.CreatedAt.Equal(got.CreatedAt))
	want.ID, want.Due, want.CreatedAt = 1, got.Due, got.CreatedAt
	require.Equal(t, want, got)
	wanted := demand("call")
	require.True(t, wanted.At.Equal(db.demand["call"].At))
	wanted.At = db.demand["call"].At
	require.Equal(t, wanted, db.demand["call"])
}

func TestWhatIsInvalidIsTheCallersToMend(t *testing.T) {
	db, s := newDatabase(), opened(t, t.TempDir()+"/spool")
	store, _ := decorated(t, db, s)
	_, err := store.SaveCallback(t.Context(), scheduling.Callback{})
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	require.ErrorIs(t, store.SaveDemand(t.Context(), scheduling.Demand{}), scheduling.ErrInvalid)
	db.fail = func(string) error { return fmt.Errorf("%w: no such reason", scheduling.ErrInvalid) }
	_, err = store.SaveCallback(t.Context(), callback("call"))
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	require.ErrorIs(t, store.SaveDemand(t.Context(), demand("call")), scheduling.ErrInvalid)
	requireWaiting(t, s, 0)
}

func TestACallerWhoHungUpIsNotForgotten(t *testing.T) {
	db, s := newDatabase(), opened(t, t.TempDir()+"/spool")
	store, _ := decorated(t, db, s)
	ctx, hangUp := context.WithCancel(t.Context())
	hangUp()
	_, err := store.SaveCallback(ctx, callback("call"))
	require.NoError(t, err)
	_, err = s.Replay(ctx, db)
	require.ErrorIs(t, err, context.Canceled)
	requireWaiting(t, s, 1)
	requireReplayed(t, s, db, 1)
	require.Contains(t, db.callbacks, "call")
}

func TestWhenTheDiskFailsTooTheCallerGetsBothErrors(t *testing.T) {
	isFull := false
	s, err := open(t.TempDir()+"/spool", full(&isFull))
	require.NoError(t, err)
	db := newDatabase().failing(0, 1<<30)
	store, log := decorated(t, db, s)

	isFull = true
	_, err = store.SaveCallback(t.Context(), callback("call"))
	require.ErrorIs(t, err, errAway)
	require.ErrorIs(t, err, syscall.ENOSPC)
	err = store.SaveDemand(t.Context(), demand("call"))
	require.ErrorIs(t, err, errAway)
	require.ErrorIs(t, err, syscall.ENOSPC)
	require.NotContains(t, log.String(), "+32470")
	left, err := filepath.Glob(s.dir + "/*.*")
	require.NoError(t, err)
	require.Empty(t, left, "half a file would take the room of the next")

	isFull = false
	_, err = store.SaveCallback(t.Context(), callback("call"))
	require.NoError(t, err)
	requireWaiting(t, s, 1)
}

// A decorated store would spool again what cannot be saved, and return success.
func TestReplayingToTheDecoratedStoreDoesNotGoRound(t *testing.T) {
	db, s := newDatabase().failing(0, 3), opened(t, t.TempDir()+"/spool")
	store, _ := decorated(t, db, s)
	_, err := store.SaveCallback(t.Context(), callback("call"))
	require.NoError(t, err)
	before, err := s.list(s.dir, finished)
	require.NoError(t, err)
	_, err = s.Replay(t.Context(), store)
	require.ErrorIs(t, err, errAway)
	after, err := s.list(s.dir, finished)
	require.NoError(t, err)
	require.Equal(t, before, after)
}

func TestFilesAreTheOwnersAndTheirNamesSayNothing(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "deep", "spool"))
	require.NoError(t, putCallback(s, callback("call-1")))
	folder, err := os.Stat(s.dir)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o700), folder.Mode().Perm())
	found, err := os.ReadDir(s.dir)
	require.NoError(t, err)
	require.Len(t, found, 2, "a note, and the folder of what is refused")
	info, err := found[0].Info()
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	for _, part := range []string{"call-1", "32470", "antwerpen"} {
		require.NotContains(t, info.Name(), part)
	}
}

func TestAFolderThatCannotBeUsedSaysWhatToDo(t *testing.T) {
	dir := t.TempDir()
	world, plain := filepath.Join(dir, "world"), filepath.Join(dir, "plain")
	require.NoError(t, os.Mkdir(world, 0o700))
	require.NoError(t, os.Chmod(world, 0o755))
	require.NoError(t, os.WriteFile(plain, nil, 0o600))
	denied := &faulty{before: func(_ int, s step) error {
		if s.name == "create" {
			return &fs.PathError{Op: "open", Path: s.path, Err: syscall.EACCES}
		}
		return nil
	}}
	isFull := true
	cases := map[string]struct {
		dir  string
		disk disk
		says string
	}{
		"others may enter":    {world, system{}, "chmod 700 it"},
		"not a folder":        {plain, system{}, "name another"},
		"in something else":   {filepath.Join(plain, "spool"), system{}, "name another"},
		"not ours":            {filepath.Join(dir, "denied"), denied, "give it to the user this runs as"},
		"on a disk that's so": {filepath.Join(dir, "full"), full(&isFull), "make room"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := open(c.dir, c.disk)
			require.ErrorContains(t, err, c.says)
			require.True(t, strings.HasPrefix(err.Error(), "spool: "))
		})
	}
	require.NoError(t, os.Chmod(world, 0o750))
	opened(t, world)
}

func TestTheSpoolIsBounded(t *testing.T) {
	s := opened(t, t.TempDir()+"/spool")
	s.maxFiles = 10
	for range 9 {
		require.NoError(t, putCallback(s, callback("call")))
	}
	d := demand("call")
	require.ErrorIs(t, s.put(note{demand: &d}), ErrFull, "the last is for a callback")
	require.NoError(t, putCallback(s, callback("call")))
	require.ErrorIs(t, putCallback(s, callback("call")), ErrFull)

	requireReplayed(t, s, newDatabase(), 10)
	require.NoError(t, putCallback(s, callback("call")))
	one, err := note{callback: new(callback("call"))}.encode()
	require.NoError(t, err)
	s.maxBytes = 2*int64(len(one)) + 1
	require.NoError(t, putCallback(s, callback("call")))
	require.ErrorIs(t, putCallback(s, callback("call")), ErrFull)
	requireWaiting(t, s, 2)
}
