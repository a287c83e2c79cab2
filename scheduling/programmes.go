package scheduling

import (
	"fmt"
)

// Programmes are the programmes of one deployment.
type Programmes []*Programme

// Named returns the programme with this name, or ErrNotFound if there is none.
func (ps Programmes) Named(name string) (*Programme, error) {
	for _, p := range ps {
		if p.Name == name {
			return p, nil
		}
	}
	return nil, fmt.Errorf("programme %q: %w", name, ErrNotFound)
}

// Dialled returns the programme with this voice, SMS or caller id number, or
// ErrNotFound if there is none.
func (ps Programmes) Dialled(number string) (*Programme, error) {
	for _, p := range ps {
		if number != "" && (p.Numbers.Voice == number || p.Numbers.SMS == number || p.Numbers.CallerID == number) {
			return p, nil
		}
	}
	return nil, fmt.Errorf("programme for the dialled number: %w", ErrNotFound)
}
