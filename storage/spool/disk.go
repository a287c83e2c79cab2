package spool

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// disk is the file system operations that the spool needs, so that tests can make any
// of them fail.
type disk interface {
	create(path string) (file, error) // creates a new file that only its owner can access
	rename(from, to string) error
	remove(path string) error
	read(path string) ([]byte, error)
	list(dir string) ([]fs.DirEntry, error)
	sync(dir string) error // makes changes of names in a folder durable
}

type file interface {
	io.WriteCloser
	Sync() error
}

// system is the file system of this machine.
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

// writeNew writes a file that is durable once writeNew has returned nil.
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
