package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/people"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/exports"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// afterResidents does what follows an import of residents: visits ahead follow those who
// moved, and the list is written back with the codes that were made.
func (c *importCmd) afterResidents(ctx context.Context, term *terminal.Terminal, where *settings.Database, p *scheduling.Programme) error {
	moved, err := people.RegistryOf(where, c.Clock(ctx, term.Now)).FollowAll(ctx, p)
	if moved > 0 {
		fmt.Fprintf(term.Out, "%s with visits ahead moved: the visits follow. See helpline callbacks --open for those that nobody can make.\n",
			people.Counted2(moved, "resident", "residents"))
	}
	if c.Out == "" {
		return err
	}
	return errors.Join(err, c.writeBack(ctx, term, where.Store, p))
}

// writeBack writes the list again, with the letter codes that people have.
func (c *importCmd) writeBack(ctx context.Context, term *terminal.Terminal, store *postgres.Store, p *scheduling.Programme) error {
	file, err := os.Open(c.File)
	if err != nil {
		return exit.Misused(err)
	}
	defer file.Close()
	err = output.File{Name: c.Out, Here: term.Out}.Write(func(w io.Writer) error {
		out := bufio.NewWriter(w)
		return errors.Join(exports.Residents(out, p, withCodes(ctx, store, p, file)), out.Flush())
	})
	if err == nil && c.Out != "-" {
		fmt.Fprintf(term.Out, "The list with letter codes is in %s.\n", c.Out)
	}
	return err
}

// codesAtOnce is how many rows get their codes at once.
const codesAtOnce = 500

// withCodes returns the residents of a file with their codes, in its order and in constant
// memory.
func withCodes(ctx context.Context, store *postgres.Store, p *scheduling.Programme, file io.Reader) iter.Seq2[scheduling.Resident, error] {
	return func(yield func(scheduling.Resident, error) bool) {
		var some []scheduling.Resident
		flush := func() bool {
			codes, err := store.LetterCodes(ctx, p.Name, some)
			if err != nil {
				return yield(scheduling.Resident{}, err)
			}
			for i, r := range some {
				r.LetterCode = codes[i]
				if !yield(r, nil) {
					return false
				}
			}
			some = some[:0]
			return true
		}
		for r, err := range imports.ReadResidents(file, p) {
			if err != nil {
				yield(r, err)
				return
			}
			if some = append(some, r); len(some) == codesAtOnce && !flush() {
				return
			}
		}
		flush()
	}
}

// withLines has the error of an import name lines of the file.
func withLines(err error, file io.ReadSeeker) error {
	var clash *imports.ClashError
	if !errors.As(err, &clash) {
		return err
	}
	if _, failed := file.Seek(0, io.SeekStart); failed != nil {
		return errors.Join(err, failed)
	}
	return exit.Misused(fmt.Errorf("%w\nNothing was imported", clash.At(file)))
}
