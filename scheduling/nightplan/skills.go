package nightplan

import (
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
)

// skillsOf returns a student's languages and topics as skill numbers. That of a topic is its
// place in topics.
func skillsOf(s *scheduling.Student, topics []scheduling.Topic) []int {
	var skills []int
	for _, language := range s.Languages {
		skills = append(skills, languageSkill(language))
	}
	for i, topic := range topics {
		if s.Helps(topic) {
			skills = append(skills, i)
		}
	}
	return skills
}

// languageSkill returns a number greater than those of the topics. Language codes have
// two or three letters.
func languageSkill(language scheduling.Language) int {
	skill := 1
	for _, letter := range []byte(language) {
		skill = skill<<8 + int(letter)
	}
	return skill
}

func needsSkills(v *scheduling.Visit, topics []scheduling.Topic) []int {
	skills := []int{languageSkill(v.Language)}
	if at := slices.Index(topics, v.Topic); at >= 0 && v.Topic != scheduling.TopicOther {
		skills = append(skills, at)
	}
	return skills
}
