package understand

import (
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// Topic is the one topic that a text names; empty: none, or several. A slip of
// the thumb in a longer word is put right.
func Topic(text string) scheduling.Topic {
	words, readable := readWords(text)
	if !readable {
		return ""
	}
	var found []scheduling.Topic
	for i := 0; i < len(words); {
		topic, taken := topicAt(words[i:])
		if topic != "" {
			found = append(found, topic)
		}
		i += taken
	}
	slices.Sort(found)
	if found = slices.Compact(found); len(found) != 1 {
		return ""
	}
	return found[0]
}

// topicAt is the topic of the longest phrase that words begin with, and how many
// of them it takes.
func topicAt(words []textWord) (scheduling.Topic, int) {
	texts := make([]string, min(len(words), maxPhraseWords))
	for i := range texts {
		texts[i] = words[i].text
	}
	for end := len(texts); end > 0; end-- {
		if topic := topicWords[strings.Join(texts[:end], " ")]; topic != "" {
			return topic, end
		}
	}
	if lookUp(texts[0], allLanguages) == 0 {
		return topicWithTypo(words[0]), 1
	}
	return "", 1
}

// topicWithTypo is the one topic whose word this may be a slip of; empty: none, or
// several.
func topicWithTypo(word textWord) scheduling.Topic {
	found := scheduling.Topic("")
	for known, topic := range topicWords {
		switch {
		case !mayBeTypo(word, known) || topic == found:
		case found != "":
			return ""
		default:
			found = topic
		}
	}
	return found
}
