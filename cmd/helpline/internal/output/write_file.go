package output

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
)

// WriteFile writes a file that only its owner can read. It leaves none behind
// that is not whole, and leaves the one it is to replace alone until then. One
// that is there, and is not to be replaced, is os.ErrExist.
func WriteFile(name string, replace bool, fill func(*os.File) error) error {
	file, err := createFile(name, replace)
	if err != nil {
		return exit.Misused(err)
	}
	err = errors.Join(fill(file), file.Close())
	if err == nil && replace {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// createFile opens a new file: under its name, or beside the one that it replaces.
func createFile(name string, replace bool) (*os.File, error) {
	if replace {
		return os.CreateTemp(filepath.Dir(name), ".helpline-*") // 0600
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}
