package line

import (
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// ProgrammesFlag is which programmes are served.
type ProgrammesFlag struct {
	Programmes string `env:"HELPLINE_PROGRAMMES" placeholder:"DIR" help:"Folder of programme files; without it the shipped ones: antwerpen, gent, hasselt."`
}

// Load reads and checks the programmes and the words.
func (f ProgrammesFlag) Load() (scheduling.Programmes, *locale.Catalogue, error) {
	catalogue, err := locale.Load()
	if err != nil {
		return nil, nil, err
	}
	all, err := programmes.LoadOrShipped(f.Programmes, catalogue.Languages()...)
	if err != nil {
		return nil, nil, exit.Misused(err)
	}
	return all, catalogue, nil
}

// DefaultProgramme is the one that was named, the only one, or antwerpen.
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

// ProgrammeNames lists the names of programmes, in their order.
func ProgrammeNames(all scheduling.Programmes) []string {
	names := make([]string, len(all))
	for i, programme := range all {
		names[i] = programme.Name
	}
	return names
}

// ZoneOf is a programme's time zone; of one that is served no longer, UTC.
func ZoneOf(all scheduling.Programmes, name string) *time.Location {
	if p, err := all.Named(name); err == nil {
		return p.Zone
	}
	return time.UTC
}

// Numbers lists the numbers to dial.
func Numbers(all scheduling.Programmes) []string {
	numbers := make([]string, 0, 2*len(all))
	for _, p := range all {
		numbers = append(numbers, p.Numbers.SMS, p.Numbers.CallerID)
	}
	return numbers
}
