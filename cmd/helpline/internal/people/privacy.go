package people

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/privacy"
	"github.com/click-call-connect/helpline/storage/spool"
)

// PrivacyCmd ends what is kept about people.
type PrivacyCmd struct {
	Run    privacyRunCmd    `cmd:"" help:"Erase what has reached its day, as every night."`
	Export privacyExportCmd `cmd:"" help:"Write everything that is kept about one person."`
	Erase  privacyEraseCmd  `cmd:"" help:"Erase one person, and leave figures."`
	Keys   privacyKeysCmd   `cmd:"" help:"Make the keys that seal what identifies people, or add one."`
	Rotate privacyRotateCmd `cmd:"" help:"Seal everything by the newest key, while the line runs."`
}

// spoolFlag names the folder in which promises wait while the database is away.
type spoolFlag struct {
	Spool string `env:"HELPLINE_SPOOL" placeholder:"DIR" help:"Folder that keeps promises on disk while the database is away."`
}

func (f spoolFlag) open() (*spool.Spool, error) {
	files, err := spool.Open(settings.Flags{Spool: f.Spool}.SpoolFolder())
	if err != nil {
		return nil, exit.Misused(fmt.Errorf("HELPLINE_SPOOL: %w", err))
	}
	return files, nil
}

// personFlags name one person.
type personFlags struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	spoolFlag
	Person    string `arg:"" help:"A letter code, a telephone number, or an id."`
	Programme string `placeholder:"NAME" help:"Whose they are. Without it: the only programme, or antwerpen."`
}

// personAtHand is one person, with what is kept about them.
type personAtHand struct {
	*settings.Database
	programme *scheduling.Programme
	person    privacy.Person
	files     *spool.Spool
	now       time.Time
}

// find opens the database and the spool, and finds the person. The caller closes the result.
func (f personFlags) find(ctx context.Context, term *terminal.Terminal) (*personAtHand, error) {
	_, p, err := f.One(f.Programme)
	if err != nil {
		return nil, err
	}
	files, err := f.spoolFlag.open()
	if err != nil {
		return nil, err
	}
	where, err := f.Ready(ctx, term.Err)
	if err != nil {
		return nil, err
	}
	archive := &privacy.Archive{Store: where.Store, Key: func(_, phone string) string { return ivr.TextKey(p, phone) }}
	person, err := archive.Find(ctx, p.Name, f.Person)
	if err != nil {
		where.Close()
		return nil, whoIsIt(err, p)
	}
	return &personAtHand{where, p, person, files, f.Clock(ctx, term.Now)}, nil
}

// whoIsIt adds a remedy to an error of finding a person, whom it does not name.
func whoIsIt(err error, p *scheduling.Programme) error {
	var several *privacy.SeveralError
	switch {
	case errors.As(err, &several):
		return exit.Misused(fmt.Errorf("several people of %s have this number: give one of the ids %v", p.Name, several.IDs))
	case errors.Is(err, scheduling.ErrNotFound):
		return exit.Misused(fmt.Errorf("nobody of %s has this letter code, telephone number or id, or they are erased already; "+
			"another programme is named with --programme", p.Name))
	}
	return err
}

// isTheirs reports whether a callback on disk is the person's.
func (a *personAtHand) isTheirs(c scheduling.Callback) bool {
	for _, id := range a.person.Residents {
		if c.ResidentID == id {
			return true
		}
	}
	for _, phone := range a.person.Phones {
		if c.Programme == a.programme.Name && c.Phone == phone {
			return true
		}
	}
	return false
}
