package output

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
)

// WriteFile writes a file that only its owner can read. If writing fails, no part of
// the file is left, and a file that it was to replace is unchanged. If there is a file
// that is not to be replaced, the error is os.ErrExist.
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

// createFile creates the file under its name, or beside the one that it replaces.
func createFile(name string, replace bool) (*os.File, error) {
	if replace {
		return os.CreateTemp(filepath.Dir(name), ".helpline-*") // 0600
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}
