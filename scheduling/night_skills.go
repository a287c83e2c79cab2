package scheduling

import (
	"slices"
)

// Skills are languages and topics, numbered.
func skillsOf(s *Student) []int {
	var skills []int
	for _, language := range s.Languages {
		skills = append(skills, languageSkill(language))
	}
	for i, topic := range Topics() {
		if s.Helps(topic) {
			skills = append(skills, i)
		}
	}
	return skills
}

// languageSkill is a number above those of the topics: languages have two or three
// letters.
func languageSkill(language Language) int {
	skill := 1
	for _, letter := range []byte(language) {
		skill = skill<<8 + int(letter)
	}
	return skill
}

func needsSkills(v *Visit) []int {
	skills := []int{languageSkill(v.Language)}
	if at := slices.Index(Topics(), v.Topic); at >= 0 && v.Topic != TopicOther {
		skills = append(skills, at)
	}
	return skills
}
