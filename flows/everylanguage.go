package flows

import (
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
)

// As long as a caller has not chosen a language, nobody can tell which one they follow:
// what the line says then, it says in each language of the programme, one language after
// the other and shortly.

// LanguageKey is the key that leads to the choice of a language, in every menu that has it.
const LanguageKey = "8"

// hasNoLanguage reports whether a caller has chosen no language, where there are several.
func (c *Conversation) hasNoLanguage() bool {
	s := c.Session
	return s.Channel == scheduling.Voice && !s.Spoken && !s.WeCalled && len(c.Programme.Languages) > 1
}

// inEveryLanguage returns the lines in each language of the programme. The menu of
// languages speaks all of them itself.
func (c *Conversation) inEveryLanguage(lines []Line, state *State) []Line {
	if !c.hasNoLanguage() || state != nil && state.wordless() {
		return lines
	}
	var all []Line
	for _, rule := range c.Programme.Languages {
		all = append(all, inLanguage(lines, rule.Code)...)
	}
	return all
}

// inLanguage returns lines in one language, in the short words that they have for callers
// whose language is not known.
func inLanguage(lines []Line, language scheduling.Language) []Line {
	said := slices.Clone(lines)
	for i := range said {
		said[i].Language, said[i].Key = language, briefKey(said[i].Key)
	}
	return slices.DeleteFunc(said, func(line Line) bool { return line.Key == "" })
}

// briefKey returns the key of the short words for a sentence that is said in every
// language, or "" if it can be left out.
func briefKey(key string) string {
	switch key {
	case "human.closed", "human.missed", "human.cut", "human.unanswered", "human.dropped",
		"again.human", "again.silence", "again.wrong_key", "else.ask", "menu.human":
		return ""
	case "human.connecting", "human.danger", "voicemail.speak", "voicemail.thanks", "callback.number", "callback.number_short", "sorry.fault":
		return "brief." + key
	}
	return key
}

// sayLanguages adds the key that leads to the languages: in each of the others, because
// somebody who chose the wrong one does not follow this one.
func (c *Conversation) sayLanguages(menu *Menu, options int) {
	if !menu.Languages || options >= maxOptions || c.Session.Channel != scheduling.Voice {
		return
	}
	for _, rule := range c.Programme.Languages {
		if rule.Code != c.Session.Language {
			c.Say(Say{
				Key: "option.languages", With: map[string]string{string(FactKey): LanguageKey},
				In: func(*Session) scheduling.Language { return rule.Code },
			})
		}
	}
}

// maxOptions is how many options a menu may have besides 0 and * (DOMAIN.md).
const maxOptions = 4

// asksForLanguages reports whether a key leads to the languages.
func asksForLanguages(menu *Menu, digits string) bool { return menu.Languages && digits == LanguageKey }
