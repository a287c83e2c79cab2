package flows

import (
	"context"
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
)

// Whoever texts chooses a language by its name, at any time, or by the words of a
// first text. A letter's code has none: until something does, we follow what is
// written.

// namedLanguage is the language that a text asks for by name; empty: none.
func namedLanguage(c *Conversation) scheduling.Language {
	return NamedLanguage(c.Input.Text, c.Session.State == "" || c.Session.State == StateLanguage)
}

// switchLanguage goes on in the language that a text asks for by name.
func switchLanguage(ctx context.Context, e *Engine, c *Conversation, state *State) bool {
	if state.Record != nil || !c.speaks(namedLanguage(c)) {
		return false
	}
	if state.Name == StateLanguage {
		e.enter(ctx, c, StateMain)
		return true
	}
	c.reply(c.ask(state))
	return true
}

// adoptLanguage takes over the language of what is written, as long as nobody has chosen
// one.
func adoptLanguage(c *Conversation, said Understood) {
	if !c.Session.Spoken && said.Meaning != MeaningThanks {
		c.speaks(WrittenIn(c.Input.Text, said.Language))
	}
}

// saidLanguage chooses the language of a greeting.
func saidLanguage(c *Conversation, said Understood) (Option, bool) {
	if said.Language == "" || said.Meaning != MeaningNone || said.Digits != "" {
		return Option{}, false
	}
	i := slices.IndexFunc(c.Programme.Languages, func(rule scheduling.LanguageRule) bool { return rule.Code == said.Language })
	if i < 0 {
		return Option{}, false
	}
	return languageOptions(c)[i], true
}

// namedTopic is the programme's topic that a text names. What the programme does
// not list is another question, where it takes those.
func namedTopic(c *Conversation) (scheduling.Topic, bool) {
	topic := topicOf(c.Input.Text)
	switch {
	case topic == "":
		return "", false
	case slices.Contains(c.Programme.Topics, topic):
		return topic, true
	}
	return scheduling.TopicOther, slices.Contains(c.Programme.Topics, scheduling.TopicOther)
}
