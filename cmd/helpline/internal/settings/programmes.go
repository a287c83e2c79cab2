package settings

import (
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// ProgrammesFlag chooses the programmes that are served.
type ProgrammesFlag struct {
	Programmes string `env:"HELPLINE_PROGRAMMES" placeholder:"DIR" help:"Folder of programme files; without it the shipped ones: antwerpen, gent, hasselt."`
}

// Load reads and checks the programmes and the words.
func (f ProgrammesFlag) Load() (scheduling.Programmes, *locale.Catalogue, error) {
	folder, err := ReadFolder(f.Programmes)
	if err != nil {
		return nil, nil, exit.Misused(err)
	}
	return folder.Programmes, folder.Catalogue, nil
}

// DefaultProgramme returns the named programme, the only one, or antwerpen.
func DefaultProgramme(all scheduling.Programmes, name string) (*scheduling.Programme, error) {
	if name == "" && len(all) == 1 {
		return all[0], nil
	}
	if name == "" {
		name = "antwerpen"
	}
	p, err := all.Named(name)
	if err != nil {
		return nil, exit.Misused(fmt.Errorf("%w; choose one with --programme", err))
	}
	return p, nil
}

// One loads the programmes, and returns them and the named one, as DefaultProgramme finds it.
func (f ProgrammesFlag) One(name string) (scheduling.Programmes, *scheduling.Programme, error) {
	all, _, err := f.Load()
	if err != nil {
		return nil, nil, err
	}
	p, err := DefaultProgramme(all, name)
	return all, p, err
}

// ProgrammeNames lists the names of programmes, in their order.
func ProgrammeNames(all scheduling.Programmes) []string {
	names := make([]string, len(all))
	for i, programme := range all {
		names[i] = programme.Name
	}
	return names
}

// ZoneOf returns a programme's time zone; UTC if it is not served any more.
func ZoneOf(all scheduling.Programmes, name string) *time.Location {
	if p, err := all.Named(name); err == nil {
		return p.Zone
	}
	return time.UTC
}

// Numbers lists the programmes' numbers to dial.
func Numbers(all scheduling.Programmes) []string {
	numbers := make([]string, 0, 2*len(all))
	for _, p := range all {
		numbers = append(numbers, p.Numbers.SMS, p.Numbers.CallerID)
	}
	return numbers
}
