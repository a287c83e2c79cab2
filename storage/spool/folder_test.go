package spool

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// A note that was moved aside is durable under its new name before that is logged.
func TestWhatIsRefusedLastsInItsFolder(t *testing.T) {
	d := &faulty{}
	s, err := open(t.TempDir()+"/spool", d)
	require.NoError(t, err)
	require.NoError(t, putCallback(s, callback("call")))
	db := newDatabase()
	db.fail = func(string) error { return scheduling.ErrInvalid }
	before := len(d.steps)
	_, err = s.Replay(t.Context(), db)
	require.NoError(t, err)
	var names []string
	for _, step := range d.steps[before:] {
		if step.name == "rename" || step.name == "sync folder" {
			names = append(names, step.name+" "+filepath.Base(step.path))
		}
	}
	require.Len(t, names, 3)
	require.Equal(t, []string{"sync folder refused", "sync folder spool"}, names[1:])
	refused, err := s.Refused()
	require.NoError(t, err)
	require.Equal(t, 1, refused)
}

func TestAFileIsNeverWrittenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "note")
	require.NoError(t, writeNew(system{}, path, []byte("one")))
	require.ErrorIs(t, writeNew(system{}, path, []byte("two")), fs.ErrExist)
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "one", string(content))
}

func TestAFolderThatOthersMayPassThroughIsRefused(t *testing.T) {
	for _, mode := range []fs.FileMode{0o701, 0o702, 0o704} {
		dir := filepath.Join(t.TempDir(), "spool")
		require.NoError(t, os.Mkdir(dir, 0o700))
		require.NoError(t, os.Chmod(dir, mode))
		_, err := Open(dir)
		require.ErrorContains(t, err, "chmod 700 it", mode)
	}
}

func TestOnlyFilesAreNotes(t *testing.T) {
	s := opened(t, t.TempDir()+"/spool")
	require.NoError(t, os.Mkdir(filepath.Join(s.dir, "folder.json"), 0o700))
	require.NoError(t, putCallback(s, callback("call")))
	requireWaiting(t, s, 1)
	requireReplayed(t, s, newDatabase(), 1)
}

// The limits are inclusive.
func TestTheSpoolIsFilledToItsBounds(t *testing.T) {
	s := opened(t, t.TempDir()+"/spool")
	one, err := note{callback: new(callback("call"))}.encode()
	require.NoError(t, err)
	s.maxFiles, s.maxBytes = 2, 2*int64(len(one))
	require.NoError(t, putCallback(s, callback("call")))
	require.NoError(t, putCallback(s, callback("call")))
	require.ErrorIs(t, putCallback(s, callback("call")), ErrFull)
}
