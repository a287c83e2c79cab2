package locale

import (
	"maps"

	"github.com/click-call-connect/helpline/scheduling"
)

// Message is a sentence: a key of the catalogue and its arguments. Arguments are plain
// text in one canonical form each (instants RFC 3339, numbers in digits, topics and words
// by key), so that a message can be stored.
type Message struct {
	Key  string            `json:"k"`
	Args map[string]string `json:"a,omitempty"`

	programme string // whose own words count; empty: those of the line
}

// In returns the message as a programme says it in a language: in its own words if it has them,
// and with what its arguments are called there, because a city may have another name.
func (m Message) In(language scheduling.Language, p *scheduling.Programme) Message {
	m.programme = p.Name
	if m.Args["city"] != p.City || p.CityIn(language) == p.City {
		return m
	}
	m.Args = maps.Clone(m.Args)
	m.Args["city"] = p.CityIn(language)
	return m
}
