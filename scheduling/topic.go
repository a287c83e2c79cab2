package scheduling

import (
	"fmt"
	"slices"
	"strings"
)

// Language is an ISO 639-1 code: nl, fr, en, tr, ar.
type Language string

// Topic is what a visit is about (DOMAIN feature 10).
type Topic string

// The topics, each with words in flows/locale. TopicOther is a question that fits none
// of the others; every student may take it.
const (
	TopicItsme     Topic = "itsme"
	TopicBanking   Topic = "bankieren"
	TopicSocial    Topic = "sociale_media"
	TopicSafety    Topic = "veiligheid"
	TopicVideoCall Topic = "videobellen"
	TopicDocuments Topic = "documenten"
	TopicApps      Topic = "applicaties"
	TopicInternet  Topic = "internet"
	TopicOther     Topic = "andere"
)

// Topics returns every topic, in the order in which they are offered.
func Topics() []Topic {
	return []Topic{
		TopicItsme, TopicBanking, TopicVideoCall, TopicSocial, TopicSafety,
		TopicDocuments, TopicApps, TopicInternet, TopicOther,
	}
}

// KnownTopics returns every topic that a student of the programme can help with: Topics, and
// after them the programme's own.
func (p *Programme) KnownTopics() []Topic {
	known := Topics()
	for _, topic := range p.Topics {
		if !slices.Contains(known, topic) {
			known = append(known, topic)
		}
	}
	return known
}

// topicAliases maps spellings that occur in spreadsheets to topics.
var topicAliases = map[string]Topic{
	"banking": TopicBanking, "bank": TopicBanking, "digitaal_bankieren": TopicBanking,
	"social_media": TopicSocial, "socialemedia": TopicSocial, "social": TopicSocial,
	"safety": TopicSafety, "security": TopicSafety, "digitale_veiligheid": TopicSafety,
	"video": TopicVideoCall, "video_call": TopicVideoCall, "videobel": TopicVideoCall, "video_calling": TopicVideoCall,
	"documents": TopicDocuments, "apps": TopicApps, "applications": TopicApps,
	"other": TopicOther, "anders": TopicOther, "iets_anders": TopicOther,
}

// ParseTopic parses one of the known topics in any case, with spaces or hyphens, in Dutch or
// English. It returns an error that wraps ErrInvalid if the topic is unknown.
func ParseTopic(text string, known []Topic) (Topic, error) {
	folded := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(text)))
	if slices.Contains(known, Topic(folded)) {
		return Topic(folded), nil
	}
	if topic, ok := topicAliases[folded]; ok {
		return topic, nil
	}
	return "", fmt.Errorf("%w: topic %q is not known; use one of %s", ErrInvalid, text, joinTopics(known))
}

func joinTopics(topics []Topic) string {
	names := make([]string, len(topics))
	for i, topic := range topics {
		names[i] = string(topic)
	}
	return strings.Join(names, ", ")
}
