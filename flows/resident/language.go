package resident

import (
	"context"
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// Somebody who texts chooses a language by its name, at any time, or by the words of a
// first text. A letter's code is in no language: as long as none was chosen, the language
// of each text is followed.

// namedLanguage is the language that a text asks for by name; empty: none.
func namedLanguage(c *flows.Conversation) scheduling.Language {
	return understand.NamedLanguage(c.Input.Text, c.Session.State == "" || c.Session.State == StateLanguage)
}

// namesLanguage reports whether the text asks for a language of the programme by its name.
func (t *text) namesLanguage() bool { return t.c.HasLanguage(namedLanguage(t.c)) }

// switchLanguage goes on in the language that the text names.
func (t *text) switchLanguage(ctx context.Context) {
	t.c.UseLanguage(namedLanguage(t.c))
	if t.at(StateLanguage) {
		t.engine.Enter(ctx, t.c, StateMain)
		return
	}
	t.c.Reply(t.c.Ask(t.state))
}

// adoptLanguage takes over the language of what is written, as long as nobody has chosen
// one.
func adoptLanguage(c *flows.Conversation, said understand.Understood) {
	if !c.Session.Spoken && said.Meaning != understand.MeaningThanks {
		c.UseLanguage(understand.WrittenIn(c.Input.Text, said.Language))
	}
}

// saidLanguage chooses the language of a greeting.
func saidLanguage(c *flows.Conversation, said understand.Understood) (flows.Option, bool) {
	if said.Language == "" || said.Meaning != understand.MeaningNone || said.Digits != "" {
		return flows.Option{}, false
	}
	i := slices.IndexFunc(c.Programme.Languages, func(rule scheduling.LanguageRule) bool { return rule.Code == said.Language })
	if i < 0 {
		return flows.Option{}, false
	}
	return languageOptions(c)[i], true
}

// namedTopic is the programme's topic that a text names. A topic that the programme does not
// list is another question, if the programme takes those.
func namedTopic(c *flows.Conversation) (scheduling.Topic, bool) {
	topic := understand.Topic(c.Input.Text)
	switch {
	case topic == "":
		return "", false
	case slices.Contains(c.Programme.Topics, topic):
		return topic, true
	}
	return scheduling.TopicOther, slices.Contains(c.Programme.Topics, scheduling.TopicOther)
}
