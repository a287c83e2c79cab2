package output

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// A file that cannot be written to its end is removed, and the one before it stays.
func TestAFileIsWholeOrNotThere(t *testing.T) {
	name := filepath.Join(t.TempDir(), "voicemail.wav")
	broken := errors.New("cut off")
	half := func(w io.Writer) error { return errors.Join(broken, errorOf(io.WriteString(w, "half"))) }
	whole := func(w io.Writer) error { return errorOf(io.WriteString(w, "whole")) }
	for _, replace := range []bool{false, true} {
		require.ErrorIs(t, WriteFile(name, replace, half), broken)
		require.NoFileExists(t, name)
	}
	require.NoError(t, WriteFile(name, false, whole))
	require.ErrorIs(t, WriteFile(name, false, whole), os.ErrExist)
	require.ErrorIs(t, WriteFile(name, true, half), broken)
	content, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, "whole", string(content))
	require.NoError(t, WriteFile(name, true, whole))
	left, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	require.Len(t, left, 1, "nothing else is left behind")
	info, err := left[0].Info()
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func errorOf(_ int, err error) error { return err }

// What is no regular file is written through: root could replace it.
func TestWhatIsNoFileIsWrittenThroughAndStays(t *testing.T) {
	for _, replace := range []bool{false, true} {
		for _, name := range []string{"pipe", "link"} {
			folder := t.TempDir()
			pipe, link := filepath.Join(folder, "pipe"), filepath.Join(folder, "link")
			require.NoError(t, syscall.Mkfifo(pipe, 0o600))
			require.NoError(t, os.Symlink("pipe", link))
			read := make(chan []byte)
			go func() {
				content, _ := os.ReadFile(pipe)
				read <- content
			}()
			err := WriteFile(filepath.Join(folder, name), replace, func(w io.Writer) error {
				return errors.Join(errBroken, errorOf(io.WriteString(w, "through")))
			})
			require.ErrorIs(t, err, errBroken)
			require.Equal(t, "through", string(<-read))
			requireMode(t, pipe, fs.ModeNamedPipe)
			requireMode(t, link, fs.ModeSymlink)
		}
	}
	require.True(t, through(t, os.DevNull), "of the device itself nothing is tried here")
}

func TestALinkStaysAndItsFileIsReplaced(t *testing.T) {
	folder := t.TempDir()
	for from, to := range map[string]string{"first": "second", "second": filepath.Join(folder, "below", "file")} {
		require.NoError(t, os.Symlink(to, filepath.Join(folder, from)))
	}
	require.NoError(t, os.Mkdir(filepath.Join(folder, "below"), 0o700))
	for _, text := range []string{"new", "newer"} { // there is no file first
		err := WriteFile(filepath.Join(folder, "first"), true, func(w io.Writer) error { return errorOf(io.WriteString(w, text)) })
		require.NoError(t, err)
		content, err := os.ReadFile(filepath.Join(folder, "below", "file"))
		require.NoError(t, err)
		require.Equal(t, text, string(content))
	}
	requireMode(t, filepath.Join(folder, "first"), fs.ModeSymlink)
	requireMode(t, filepath.Join(folder, "second"), fs.ModeSymlink)
	err := WriteFile(filepath.Join(folder, "first"), false, func(io.Writer) error { return nil })
	require.ErrorIs(t, err, fs.ErrExist)

	require.NoError(t, os.Symlink("circle", filepath.Join(folder, "circle")))
	require.ErrorIs(t, WriteFile(filepath.Join(folder, "circle"), true, nil), errLinks)
	require.ErrorContains(t, WriteFile(folder, true, nil), "is a folder")
	require.ErrorIs(t, WriteFile(filepath.Join(folder, "nowhere", "file"), true, nil), fs.ErrNotExist)
}

// An open file has no path behind its link in /proc: it may be deleted, or be an end of a
// pipe.
func TestAnOpenFileIsWrittenThrough(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "open"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = file.Close() })
	_, err = file.WriteString("before ")
	require.NoError(t, err)
	name := filepath.Join("/proc/self/fd", strconv.Itoa(int(file.Fd())))
	require.NoError(t, WriteFile(name, true, func(w io.Writer) error { return errorOf(io.WriteString(w, "after")) }))
	content, err := os.ReadFile(file.Name())
	require.NoError(t, err)
	require.Equal(t, "before after", string(content))
}

func TestADashIsStandardOutput(t *testing.T) {
	var here bytes.Buffer
	err := File{Name: "-", Here: &here}.Write(func(w io.Writer) error { return errorOf(io.WriteString(w, "here")) })
	require.NoError(t, err)
	require.Equal(t, "here", here.String())
}

func TestAFileWithoutSecretsIsReadable(t *testing.T) {
	name := filepath.Join(t.TempDir(), "tr.po")
	require.NoError(t, File{Name: name, Mode: Public}.Write(func(io.Writer) error { return nil }))
	info, err := os.Stat(name)
	require.NoError(t, err)
	require.Equal(t, Public, info.Mode().Perm())
}

var errBroken = errors.New("cut off")

func through(t *testing.T, name string) bool {
	t.Helper()
	_, through, err := resolve(name)
	require.NoError(t, err)
	return through
}

func requireMode(t *testing.T, name string, mode fs.FileMode) {
	t.Helper()
	info, err := os.Lstat(name)
	require.NoError(t, err)
	require.Equal(t, mode, info.Mode().Type(), name)
}
