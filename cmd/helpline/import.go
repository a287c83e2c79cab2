package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// importCmd imports lists.
type importCmd struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	What      string `arg:"" enum:"students,residents,digipunten" help:"What the file lists: students, residents or digipunten."`
	File      string `arg:"" type:"existingfile" help:"CSV with a header row, UTF-8."`
	Programme string `placeholder:"NAME" help:"Whose they are. Without it: the only programme, or antwerpen."`
	Out       string `placeholder:"FILE" help:"Of residents: write the list back to this file, with the letter codes that were made; - writes it here."`
}

// Help is shown below the flags.
func (importCmd) Help() string {
	return `Every bad row is named with its line, column and reason, and then nothing is imported. A list may be
imported again: the same phone, letter code or name updates. Leave letter_code empty: the line makes
a code of nine digits, and whoever has one keeps it. A code of your own has six to nine digits from 1 to 9.

Columns:
  students    name,phone,postcode,languages,topics,availability,max_hours_week
  residents   letter_code,name,phone,street,house_number,postcode,ground,vouchers
  digipunten  name,street,postcode,phone,opening_hours

Several values in one cell are split by semicolons, hours look like mo 13:00-18:00; we 09:00-12:30:
  Ann Peeters,0470123456,2018,nl;fr,itsme;bankieren,mo 13:00-18:00; we 09:00-12:30,12

Example:
  helpline import students studenten.csv --programme gent
  helpline import residents bewoners.csv --programme gent --out bewoners-met-code.csv`
}

// Run implements kong's command.
func (c *importCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	all, _, err := c.Load()
	if err != nil {
		return err
	}
	if c.Out != "" && c.What != "residents" {
		return exit.Misused(errors.New("--out: only a list of residents is written back, for its letter codes"))
	}
	p, err := settings.DefaultProgramme(all, c.Programme)
	if err != nil {
		return err
	}
	where, err := c.Ready(ctx, term.Err)
	if err != nil {
		return err
	}
	defer where.Close()
	counts, err := c.take(ctx, term, where.Store, p)
	if err != nil {
		return err
	}
	fmt.Fprintf(term.Out, "%s, %s: %d added, %d updated, %d unchanged.\n",
		p.Name, c.What, counts.Added, counts.Updated, counts.Unchanged)
	if c.What != "residents" {
		return nil
	}
	return c.afterResidents(ctx, term, where, p)
}

// take reads the file twice, to report all mistakes and then to import it, so that
// its memory does not grow with the file.
func (c *importCmd) take(
	ctx context.Context, term *terminal.Terminal, store *postgres.Store, p *scheduling.Programme,
) (imports.Counts, error) {
	switch c.What {
	case "students":
		return take(ctx, c, term, p, imports.ReadStudents, store.ImportStudents)
	case "residents":
		return take(ctx, c, term, p, readResidents(term), store.ImportResidents)
	default:
		return take(ctx, c, term, p, imports.ReadDigipunten, store.ImportDigipunten)
	}
}

// readResidents reports, when the file is read for the first time, the residents
// outside the programme's area. They are imported, and refused when they call.
func readResidents(term *terminal.Terminal) reader[scheduling.Resident] {
	warned := false
	return func(file io.Reader, p *scheduling.Programme, notices ...imports.Notice) iter.Seq2[scheduling.Resident, error] {
		warn := !warned
		warned = true
		return func(yield func(scheduling.Resident, error) bool) {
			row := 0
			for resident, err := range imports.ReadResidents(file, p, notices...) {
				row++
				if warn && err == nil && !p.Serves(resident.Postcode) {
					fmt.Fprintf(term.Err, "warning: resident %d of the list: %s does not come to postcode %s, so they cannot be visited\n",
						row, p.Name, resident.Postcode)
				}
				if !yield(resident, err) {
					return
				}
			}
		}
	}
}

// reader reads a list, as the Read… functions of imports do.
type reader[T any] func(io.Reader, *scheduling.Programme, ...imports.Notice) iter.Seq2[T, error]

// maxWarnings is how many warnings of one file are printed.
const maxWarnings = 100

func take[T any](
	ctx context.Context, c *importCmd, term *terminal.Terminal, p *scheduling.Programme, read reader[T],
	save func(context.Context, string, iter.Seq2[T, error], time.Time) (imports.Counts, error),
) (imports.Counts, error) {
	var counts imports.Counts
	file, err := os.Open(c.File)
	if err != nil {
		return counts, exit.Misused(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return counts, exit.Misused(err)
	}
	rows := func(doing string, notices ...imports.Notice) (iter.Seq2[T, error], *output.Progress) {
		progress := output.NewProgress(term.Err, term.Now, doing, info.Size())
		return counted(read(progress.Reader(file), p, notices...), progress), progress
	}
	var odd []string
	checked, progress := rows("checking", func(row *imports.RowError) { odd = append(odd, row.Error()) })
	err = imports.Check(checked)
	progress.End()
	warn(term.Err, odd)
	if err != nil {
		return counts, exit.Misused(fmt.Errorf("%w\nNothing was imported", err))
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return counts, err
	}
	imported, progress := rows("importing")
	defer progress.End()
	counts, err = save(ctx, p.Name, imported, term.Now())
	return counts, withLines(err, file)
}

// warn prints what is odd about a list.
func warn(w io.Writer, odd []string) {
	for _, text := range odd[:min(len(odd), maxWarnings)] {
		fmt.Fprintln(w, "warning:", text)
	}
	if more := len(odd) - maxWarnings; more > 0 {
		fmt.Fprintf(w, "warning: and %d more\n", more)
	}
}

func counted[T any](rows iter.Seq2[T, error], progress *output.Progress) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			progress.Step()
			if !yield(row, err) {
				return
			}
		}
	}
}
