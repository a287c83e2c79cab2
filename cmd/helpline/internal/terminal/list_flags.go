package terminal

import (
	"context"
	"fmt"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// ListFlags are the flags of every list.
type ListFlags struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	JSON      bool   `name:"json" xor:"format" help:"One JSON array, for programs."`
	CSV       bool   `name:"csv" xor:"format" help:"CSV with the same fields, for spreadsheets."`
	Programme string `placeholder:"NAME" help:"Only this programme's."`
	Limit     int    `default:"0" help:"At most so many; 0: all."`
}

// OpenList opens the database and loads the programmes, and refuses an unknown programme.
func (f ListFlags) OpenList(ctx context.Context, term *Terminal) (*settings.Database, scheduling.Programmes, *locale.Catalogue, error) {
	all, catalogue, err := f.Load()
	if err != nil {
		return nil, nil, nil, err
	}
	if f.Limit < 0 {
		return nil, nil, nil, exit.Misused(fmt.Errorf("--limit: %d is no number of lines; leave it out for all", f.Limit))
	}
	if f.Programme != "" {
		if _, err := all.Named(f.Programme); err != nil {
			return nil, nil, nil, exit.Misused(err)
		}
	}
	where, err := f.Ready(ctx, term.Err)
	return where, all, catalogue, err
}

// Format returns how the list is printed.
func (f ListFlags) Format() output.Format {
	switch {
	case f.JSON:
		return output.ForPrograms
	case f.CSV:
		return output.ForSpreadsheets
	}
	return output.ForPeople
}
