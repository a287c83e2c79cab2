package output

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A file that cannot be written to its end is removed, and the one before it stays.
func TestAFileIsWholeOrNotThere(t *testing.T) {
	name := filepath.Join(t.TempDir(), "voicemail.wav")
	broken := errors.New("cut off")
	half := func(file *os.File) error { return errors.Join(broken, errorOf(file.WriteString("half"))) }
	whole := func(file *os.File) error { return errorOf(file.WriteString("whole")) }
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
