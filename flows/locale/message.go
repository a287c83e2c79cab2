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
}

// In returns the message with what its arguments are called in a language: a city may have
// another name there.
func (m Message) In(language scheduling.Language, p *scheduling.Programme) Message {
	if m.Args["city"] != p.City || p.CityIn(language) == p.City {
		return m
	}
	m.Args = maps.Clone(m.Args)
	m.Args["city"] = p.CityIn(language)
	return m
}
