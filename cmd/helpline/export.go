package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/exports"
	"github.com/click-call-connect/helpline/storage/postgres"
)

// exportCmd exports lists.
type exportCmd struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	What      string `arg:"" enum:"students,residents,digipunten" help:"What to list: students, residents or digipunten."`
	Programme string `placeholder:"NAME" help:"Whose they are. Without it: the only programme, or antwerpen."`
	Out       string `default:"-" placeholder:"FILE" help:"File to write, which only you can read; - writes it here."`
}

// Help is shown below the flags.
func (exportCmd) Help() string {
	return `The list is CSV, with the columns that "helpline import" reads, and can be imported again. Students are those who
take visits; residents without a name or an address are left out. A spreadsheet shows it and calculates nothing:
a cell that begins with =, +, - or @ has an apostrophe before it, which an import removes.

Example:
  helpline export residents --programme gent --out bewoners.csv`
}

// Run implements kong's command.
func (c *exportCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	_, p, err := c.One(c.Programme)
	if err != nil {
		return err
	}
	where, err := c.Ready(ctx, term.Err)
	if err != nil {
		return err
	}
	defer where.Close()
	err = output.File{Name: c.Out, Here: term.Out}.Write(func(file io.Writer) error {
		out := bufio.NewWriter(file)
		return errors.Join(c.write(ctx, out, where.Store, p), out.Flush())
	})
	if err == nil && c.Out != "-" {
		fmt.Fprintf(term.Out, "%s, %s: the list is in %s.\n", p.Name, c.What, c.Out)
	}
	return err
}

func (c *exportCmd) write(ctx context.Context, w io.Writer, store *postgres.Store, p *scheduling.Programme) error {
	switch c.What {
	case "students":
		return exports.Students(w, store.ExportStudents(ctx, p.Name))
	case "residents":
		return exports.Residents(w, p, store.ExportResidents(ctx, p.Name))
	default:
		return exports.Digipunten(w, store.ExportDigipunten(ctx, p.Name))
	}
}
