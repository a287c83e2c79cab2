package locale

import (
	"fmt"
	"maps"

	"golang.org/x/text/feature/plural"

	"github.com/click-call-connect/helpline/scheduling"
)

// topicPrefix begins the keys of the names of topics.
const topicPrefix = "topic."

// WithTopics returns the catalogue with the words of topics that are programmes' own. In a
// language for which a programme gives none, because it does not offer the language, a topic
// has its Dutch words. It returns [scheduling.ErrInvalid] if two programmes have the same topic
// with other words: the words of a message are found by its topic, not by its programme.
func (c *Catalogue) WithTopics(all scheduling.Programmes) (*Catalogue, error) {
	owners := map[scheduling.Topic]*scheduling.Programme{}
	for _, p := range all {
		for topic, words := range p.OwnTopics {
			owner := owners[topic]
			if owner != nil && !maps.Equal(owner.OwnTopics[topic], words) {
				return nil, fmt.Errorf("%w: the topic %q has other words in %s than in %s; use the same words, or another code",
					scheduling.ErrInvalid, topic, owner.Name, p.Name)
			}
			owners[topic] = p
		}
	}
	if len(owners) == 0 {
		return c, nil
	}
	return c.with(owners), nil
}

func (c *Catalogue) with(owners map[scheduling.Topic]*scheduling.Programme) *Catalogue {
	books := make(map[scheduling.Language]*book, len(c.books))
	for language, before := range c.books {
		b := *before
		b.entries, b.all = maps.Clone(before.entries), books
		for topic, p := range owners {
			words, ok := p.OwnTopics[topic][language]
			if !ok {
				words = p.OwnTopics[topic][dutch]
			}
			e := &entry{}
			e.forms[plural.Other] = compileText(words, func(string, ...any) {}) // a name has no gaps
			e.speak()
			b.entries[topicPrefix+string(topic)] = e
		}
		books[language] = &b
	}
	return &Catalogue{OnMissing: c.OnMissing, books: books}
}
