package spool

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// disk is what the spool asks of a file system, so that a test can have it fail
// between any two steps.
type disk interface {
	create(path string) (file, error) // a new one, for its owner alone
	rename(from, to string) error
	remove(path string) error
	read(path string) ([]byte, error)
	list(dir string) ([]fs.DirEntry, error)
	sync(dir string) error // makes what happened to names in it last
}

type file interface {
	io.WriteCloser
	Sync() error
}

// system is the disk of this machine.
type system struct{}

func (system) create(path string) (file, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}
func (system) rename(from, to string) error           { return os.Rename(from, to) }
func (system) remove(path string) error               { return os.Remove(path) }
func (system) read(path string) ([]byte, error)       { return os.ReadFile(path) }
func (system) list(dir string) ([]fs.DirEntry, error) { return os.ReadDir(dir) }

func (system) sync(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// writeNew writes a file that lasts once it has returned without an error.
func writeNew(d disk, path string, content []byte) error {
	f, err := d.create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
