package understand

import (
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// Topic returns the only topic that a text names, or "" if it names none or several. A
// typo in a longer word is corrected.
func Topic(text string) scheduling.Topic {
	if found := TopicsOf(text); len(found) == 1 {
		return found[0]
	}
	return ""
}

// TopicsOf returns every topic that a text names, each once.
func TopicsOf(text string) []scheduling.Topic {
	words, readable := readWords(text)
	if !readable {
		return nil
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
	return slices.Compact(found)
}

// topicAt returns the topic of the longest phrase that words begin with, and how many
// words the phrase has.
func topicAt(words []textWord) (scheduling.Topic, int) {
	texts := make([]string, min(len(words), maxPhraseWords))
	for i := range texts {
		texts[i] = words[i].text
	}
	for end := len(texts); end > 0; end-- {
		if topic := topicOf(texts[:end]); topic != "" {
			return topic, end
		}
	}
	if lookUp(texts[0], allLanguages) == 0 {
		return topicWithTypo(words[0]), 1
	}
	return "", 1
}

// topicOf returns the topic that words name, the first of them perhaps with particles at
// its front.
func topicOf(texts []string) scheduling.Topic {
	behind := strings.Join(append([]string{""}, texts[1:]...), " ")
	for _, first := range spellings(textWord{text: texts[0]}) {
		if topic := topicWords[first+behind]; topic != "" {
			return topic
		}
	}
	return ""
}

// minTopicTypo is how many letters the name of a topic has in which typos are corrected.
const minTopicTypo = 5

// topicWithTypo returns the only topic that a word may be a typo of, or "".
func topicWithTypo(word textWord) scheduling.Topic {
	found := scheduling.Topic("")
	for known, topic := range topicWords {
		switch {
		case word.number || len([]rune(known)) < minTopicTypo || !isTypo(word.text, known) || topic == found:
		case found != "":
			return ""
		default:
			found = topic
		}
	}
	return found
}

// Mentions reports whether a text has one of the words that a name consists of, such as
// "energiefactuur" of "uw energiefactuur". Words that mean something by themselves, and short
// ones, name nothing. A typo is corrected.
func Mentions(text, name string) bool {
	words, readable := readWords(text)
	parts, _ := readWords(name)
	if !readable {
		return false
	}
	for _, part := range parts {
		if len([]rune(part.text)) < minTopicTypo || lookUp(part.text, allLanguages) != 0 {
			continue
		}
		for _, word := range words {
			if !word.number && (word.text == part.text || isTypo(word.text, part.text)) {
				return true
			}
		}
	}
	return false
}
