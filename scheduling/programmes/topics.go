package programmes

import (
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"github.com/click-call-connect/helpline/scheduling"
)

// maxTopicWords is how many characters the words of a topic have: they are an option of a menu,
// and part of a text to a student.
const maxTopicWords = 40

var (
	topicShape = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	// topicWordsShape allows what can be spoken and texted: letters, digits and the marks
	// between them. What the words of the line are filled in with begins with a brace.
	topicWordsShape = regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{M}\p{N} ',/&-]*[\p{L}\p{M}\p{N}])?$`)
)

// readTopics reads the topics in the order in which they are offered. Each is a code that the
// line has words for, or the programme's own, with its words in each of the languages.
func readTopics(v value, languages []scheduling.LanguageRule) ([]scheduling.Topic, map[scheduling.Topic]map[scheduling.Language]string) {
	var topics []scheduling.Topic
	var own map[scheduling.Topic]map[scheduling.Language]string
	items := v.items()
	for _, item := range items {
		if _, isOwn := item.node.(ast.MapNode); !isOwn {
			topics = append(topics, readShippedTopic(item))
			continue
		}
		topic, words := readOwnTopic(item, languages)
		if own == nil {
			own = map[scheduling.Topic]map[scheduling.Language]string{}
		}
		topics, own[topic] = append(topics, topic), words
	}
	distinct(items, topics)
	countOf(v, len(topics), maxTopics, "topics")
	return topics, own
}

func readShippedTopic(item value) scheduling.Topic {
	text, ok := item.text()
	if ok && !slices.Contains(scheduling.Topics(), scheduling.Topic(text)) {
		item.fail(fmt.Sprintf("there are no words for the topic %q", text),
			"use one of "+listed(scheduling.Topics())+", or give it words: {code: energie, words: {nl: uw energiefactuur}}")
	}
	return scheduling.Topic(text)
}

func readOwnTopic(item value, languages []scheduling.LanguageRule) (scheduling.Topic, map[scheduling.Language]string) {
	f := item.fields()
	topic := scheduling.Topic(f["code"].word(topicShape))
	if slices.Contains(scheduling.Topics(), topic) {
		f["code"].fail(fmt.Sprintf("the line has its own words for %q", topic), "write only "+string(topic)+", or choose another code")
	}
	all := map[scheduling.Language]string{}
	words, several := f["words"].named()
	if !several {
		if f["words"].present() {
			f["words"].fail("is not in languages", "write "+example(f["words"].path))
		}
		return topic, all
	}
	for code, in := range words {
		text := in.word(topicWordsShape)
		if utf8.RuneCountInString(text) > maxTopicWords {
			in.fail(fmt.Sprintf("has more than %d characters", maxTopicWords), "say it shorter")
		}
		all[scheduling.Language(code)] = text
	}
	requireLanguages(f["words"], words, languages)
	return topic, all
}
