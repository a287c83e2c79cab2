package resident

import (
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// saidLanguage chooses the language of a greeting.
func saidLanguage(c *flows.Conversation, said understand.Understood) (flows.Option, bool) {
	if said.Language == "" || said.Meaning != understand.MeaningNone || said.Digits != "" {
		return flows.Option{}, false
	}
	options := languageOptions(c)
	i := slices.IndexFunc(options, func(o flows.Option) bool { return o.Spoken == said.Language })
	if i < 0 {
		return flows.Option{}, false
	}
	return options[i], true
}

// namedOwnTopic returns the only topic of the programme's own that a text names, in any of its
// languages, or "".
func namedOwnTopic(c *flows.Conversation) scheduling.Topic {
	named := scheduling.Topic("")
	for topic, words := range c.Programme.OwnTopics {
		for _, name := range words {
			switch {
			case topic == named || !understand.Mentions(c.Input.Original(), name):
			case named != "":
				return ""
			default:
				named = topic
			}
		}
	}
	return named
}

// namedTopic is the programme's topic that a text names. A topic that the programme does not
// list is another question, if the programme takes those.
func namedTopic(c *flows.Conversation) (scheduling.Topic, bool) {
	topic, own := understand.Topic(c.Input.Text), namedOwnTopic(c)
	switch {
	case own != "":
		return own, topic == "" // two were named
	case topic == "":
		return "", false
	case slices.Contains(c.Programme.Topics, topic):
		return topic, true
	}
	return scheduling.TopicOther, slices.Contains(c.Programme.Topics, scheduling.TopicOther)
}
