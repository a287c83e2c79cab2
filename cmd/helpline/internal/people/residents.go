package people

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/settings"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/terminal"
	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/residents"
)

// ResidentsCmd holds what a coordinator does with the records of residents.
type ResidentsCmd struct {
	Find    residentsFindCmd    `cmd:"" help:"Find residents by name, number, street, code or reference."`
	Show    residentsShowCmd    `cmd:"" help:"Show a resident, and everything that happened, in one list."`
	Add     residentsAddCmd     `cmd:"" help:"Add a resident, with a letter code that is made."`
	Moved   residentsMovedCmd   `cmd:"" help:"Give a resident another address; their visits ahead follow."`
	NewCode residentsNewCodeCmd `cmd:"" help:"Replace a resident's letter code."`
	Merge   residentsMergeCmd   `cmd:"" help:"Make one record of two that are the same person."`
	Stop    residentsStopCmd    `cmd:"" help:"End everything ahead of a resident who is not visited any more, quietly."`
}

// Help is shown below the commands.
func (ResidentsCmd) Help() string {
	return `A PERSON is a letter code, a telephone number, or the id that "find" shows.

Example:
  helpline residents find jansens kerkstraat --programme antwerpen
  helpline residents show 234567 --programme antwerpen
  helpline residents moved 234567 --street Dorpsstraat --house-number 4 --postcode 2060 --programme antwerpen
  helpline residents stop 234567 --why died --programme antwerpen`
}

// registryFlags choose the programme whose residents are changed.
type registryFlags struct {
	settings.DatabaseFlag
	settings.ProgrammesFlag
	Programme string `placeholder:"NAME" help:"Whose residents they are. Without it: the only programme, or antwerpen."`
}

// Registry is the residents of one programme.
type Registry struct {
	*settings.Database
	*residents.Service
	all       scheduling.Programmes
	programme *scheduling.Programme
	now       time.Time
}

// open opens the database. The caller closes the result.
func (f registryFlags) open(ctx context.Context, term *terminal.Terminal) (*Registry, error) {
	all, p, err := f.One(f.Programme)
	if err != nil {
		return nil, err
	}
	where, err := f.Ready(ctx, term.Err)
	if err != nil {
		return nil, err
	}
	now := f.Clock(ctx, term.Now)
	return NewRegistry(where, all, p, now), nil
}

// NewRegistry returns the residents of a programme, in an open database.
func NewRegistry(where *settings.Database, all scheduling.Programmes, p *scheduling.Programme, now time.Time) *Registry {
	return &Registry{where, RegistryOf(where, now), all, p, now}
}

// RegistryOf returns the service of residents at an instant.
func RegistryOf(where *settings.Database, now time.Time) *residents.Service {
	return &residents.Service{
		Store: where.Store, Diaries: &matching.Diaries{Store: where.Store, Mobile: phonenumber.IsHomeMobile}, Mobile: phonenumber.IsHomeMobile,
		Now: func() time.Time { return now },
	}
}

// residentFlags identify one resident.
type residentFlags struct {
	registryFlags
	Person string `arg:"" help:"Letter code, telephone number or id."`
}

// find opens the database and finds the person. The caller closes the registry.
func (f residentFlags) find(ctx context.Context, term *terminal.Terminal) (*Registry, residents.Record, error) {
	at, err := f.open(ctx, term)
	if err != nil {
		return nil, residents.Record{}, err
	}
	person, err := at.Person(ctx, term, f.Person)
	if err != nil {
		at.Close()
		return nil, person, err
	}
	return at, person, nil
}

// Person returns the one resident that a code, number or id names. Several with one number
// are listed to choose from.
func (at *Registry) Person(ctx context.Context, term *terminal.Terminal, text string) (residents.Record, error) {
	found, err := at.Named(ctx, at.programme.Name, text)
	switch {
	case errors.Is(err, scheduling.ErrNotFound):
		return residents.Record{}, exit.Misused(fmt.Errorf(
			"%s has no such resident; \"helpline residents find\" looks for a name, a street, a number or a reference", at.programme.Name))
	case err != nil:
		return residents.Record{}, err
	case len(found) > 1:
		if err := at.Print(term, false, found); err != nil {
			return residents.Record{}, err
		}
		return residents.Record{}, exit.Misused(errors.New("several residents have this number: choose one by its id, in the list above"))
	}
	return found[0], nil
}

// residentJSON is the public contract of one resident in a list.
type residentJSON struct {
	ID          int64             `json:"id"`
	Programme   string            `json:"programme"`
	LetterCode  string            `json:"letter_code"`
	Name        string            `json:"name"`
	Phone       string            `json:"phone"`
	Street      string            `json:"street"`
	HouseNumber string            `json:"house_number"`
	Postcode    string            `json:"postcode"`
	Ground      scheduling.Ground `json:"ground"`
	Minutes     int               `json:"minutes"` // of help that they can book
	Stopped     residents.Stop    `json:"stopped"` // why they are not visited any more; empty: they are
}

func residentToJSON(r residents.Record) residentJSON {
	return residentJSON{
		r.ID, r.Programme, r.LetterCode, r.Name, r.Phone, r.Street, r.HouseNumber, r.Postcode, r.Ground, r.Minutes, r.Stopped,
	}
}

// Print prints residents as a list.
func (at *Registry) Print(term *terminal.Terminal, json bool, found []residents.Record) error {
	heading := []string{"ID", "CODE", "NAME", "PHONE", "ADDRESS", "STOPPED"}
	return output.List(term.Out, json, found, residentToJSON, heading, func(r residents.Record) []string {
		return []string{
			fmt.Sprint(r.ID), output.OrDash(r.LetterCode), output.OrDash(r.Name), output.OrDash(r.Phone), addressLine(&r.Resident),
			output.OrDash(string(r.Stopped)),
		}
	})
}

func addressLine(r *scheduling.Resident) string {
	return strings.TrimSpace(r.Street+" "+r.HouseNumber) + ", " + r.Postcode
}

// residentsFindCmd finds residents.
type residentsFindCmd struct {
	registryFlags
	Words []string `arg:"" help:"Of a name or street; a postcode, house number, telephone number, letter code or reference."`
	JSON  bool     `name:"json" help:"One JSON array, for programs."`
	Limit int      `default:"20" help:"At most so many."`
}

// Help is shown below the flags.
func (residentsFindCmd) Help() string {
	return `The nearest come first. Accents and a typing error in each word are forgiven, and words may come in any order.

Example:
  helpline residents find jansens kerkstraat 12
  helpline residents find 0470 12 34 56 --json`
}

// Run implements kong's command.
func (c *residentsFindCmd) Run(ctx context.Context, term *terminal.Terminal) error {
	if c.Limit < 1 {
		return exit.Misused(fmt.Errorf("--limit: %d is no number of lines", c.Limit))
	}
	at, err := c.open(ctx, term)
	if err != nil {
		return err
	}
	defer at.Close()
	found, more, err := at.Find(ctx, at.programme.Name, strings.Join(c.Words, " "), c.Limit)
	if err != nil {
		return err
	}
	if err := at.Print(term, c.JSON, found); err != nil {
		return err
	}
	if more {
		fmt.Fprintln(term.Err, "There are more: add a word of the street, or a postcode.")
	}
	return nil
}
