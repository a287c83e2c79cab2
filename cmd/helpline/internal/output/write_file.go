package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
)

const (
	// Private is the mode of a file that only its owner can read.
	Private fs.FileMode = 0o600
	// Public is the mode of a file without secrets.
	Public fs.FileMode = 0o644

	// maxLinks is how many links are followed to a file, as many as Linux follows.
	maxLinks = 40
)

var errLinks = errors.New("too many links")

// File is where the flag --out sends what a command writes.
type File struct {
	Name string      // "-" is Here
	Here io.Writer   // standard output
	Keep bool        // refuses to replace a file, with os.ErrExist
	Mode fs.FileMode // of a new file; 0: Private
}

// Write calls fill with the file. A regular file is replaced whole: if fill fails, no part
// of the new one is left, and the one before is unchanged. A device or a pipe is
// written through and stays what it is, also if fill fails. A link stays a link: what it
// leads to is written.
func (f File) Write(fill func(io.Writer) error) error {
	if f.Name == "-" {
		return fill(f.Here)
	}
	target, through, err := resolve(f.Name)
	switch {
	case err != nil:
		return exit.Misused(err)
	case through:
		return writeThrough(target, fill)
	}
	return f.writeWhole(target, fill)
}

// WriteFile is [File.Write] for a private file.
func WriteFile(name string, replace bool, fill func(io.Writer) error) error {
	return File{Name: name, Keep: !replace}.Write(fill)
}

// Replaces reports whether a name is one of a regular file, there already or not.
func Replaces(name string) bool {
	if name == "" || name == "-" {
		return false
	}
	_, through, err := resolve(name)
	return err == nil && !through
}

// resolve returns what a name leads to behind all its links, and whether that must be
// written through: it is no regular file, or it is an open file of a process, such as
// /dev/stdout.
func resolve(name string) (target string, through bool, err error) {
	for range maxLinks {
		info, err := os.Lstat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return name, false, nil
		case err != nil:
			return "", false, err
		case info.IsDir():
			return "", false, &fs.PathError{Op: "open", Path: name, Err: errors.New("is a folder; name a file")}
		case info.Mode()&fs.ModeSymlink == 0:
			return name, !info.Mode().IsRegular(), nil
		}
		folder, err := filepath.EvalSymlinks(filepath.Dir(name))
		if err != nil {
			return "", false, err
		}
		if folder == "/proc" || strings.HasPrefix(folder, "/proc/") || folder == "/dev/fd" { // such a link has no path behind it
			return name, true, nil
		}
		if name, err = os.Readlink(name); err != nil {
			return "", false, err
		}
		if !filepath.IsAbs(name) {
			name = filepath.Join(folder, name)
		}
	}
	return "", false, &fs.PathError{Op: "open", Path: name, Err: errLinks}
}

// writeThrough writes into what is there, which is neither created nor removed.
func writeThrough(name string, fill func(io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return exit.Misused(err)
	}
	return errors.Join(fill(file), file.Close())
}

// writeWhole writes a regular file, and removes what it wrote if that fails.
func (f File) writeWhole(name string, fill func(io.Writer) error) error {
	file, err := f.create(name)
	if err != nil {
		return exit.Misused(err)
	}
	err = fill(file)
	if f.Mode != 0 {
		err = errors.Join(err, file.Chmod(f.Mode))
	}
	err = errors.Join(err, file.Close())
	if err == nil && !f.Keep {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// create creates the file under its name, or beside the one that it replaces.
func (f File) create(name string) (*os.File, error) {
	if f.Keep {
		return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, Private)
	}
	return os.CreateTemp(filepath.Dir(name), ".helpline-*") // 0600
}
