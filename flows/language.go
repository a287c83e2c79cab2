package flows

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

// Whoever texts chooses a language by its name, at any time, or by the words of a
// first text. A letter's code has none: until something does, we follow what is
// written.

// languageNames are what people call a language, in it and in the others.
var languageNames = map[string]scheduling.Language{
	"nederlands": "nl", "vlaams": "nl", "neerlandais": "nl", "flamand": "nl", "dutch": "nl", "flemenkce": "nl", "hollandaca": "nl",
	"الهولنديه": "nl", "هولندي": "nl",
	"frans": "fr", "francais": "fr", "francaise": "fr", "french": "fr", "fransizca": "fr", "الفرنسيه": "fr", "فرنسي": "fr",
	"engels": "en", "anglais": "en", "english": "en", "ingilizce": "en", "الانجليزيه": "en", "انجليزي": "en",
	"turks": "tr", "turc": "tr", "turkish": "tr", "turkce": "tr", "التركيه": "tr", "تركي": "tr",
	"arabisch": "ar", "arabe": "ar", "arabic": "ar", "arapca": "ar", "عربي": "ar", "العربيه": "ar", "بالعربيه": "ar", "عربيه": "ar",
}

// speaking are words around the name of a language that ask for it.
var speaking = map[string]bool{
	"in": true, "het": true, "op": true, "en": true, "le": true, "ik": true, "spreek": true, "praat": true, "liever": true, "alleen": true,
	"je": true, "parle": true, "parlez": true, "vous": true, "seulement": true, "que": true, "prefere": true, "i": true, "speak": true,
	"only": true, "do": true, "you": true, "kan": true, "mag": true, "dat": true, "olarak": true, "konusuyorum": true, "لغه": true,
	"اتكلم": true, "من": true, "فضلك": true, "بالغه": true, "باللغه": true,
}

// languageNamed is the language that a text asks for by name; empty: none.
func (c *Conversation) languageNamed() scheduling.Language {
	words, readable := readWords(c.Input.Text)
	if !readable {
		return ""
	}
	named := scheduling.Language("")
	for _, w := range words {
		switch language := languageNames[w.text]; {
		case language != "" && named == "":
			named = language
		case language != "" && language != named, language == "" && !courteous(w.text) && !speaking[w.text]:
			return ""
		}
	}
	return named
}

// speaksOf goes on in the language that a text asks for by name.
func (e *Engine) speaksOf(ctx context.Context, c *Conversation, state *State) bool {
	if state.Record != nil || !c.speaks(c.languageNamed()) {
		return false
	}
	if state.Name == StateLanguage {
		e.enter(ctx, c, StateMain)
		return true
	}
	c.reply(c.ask(state))
	return true
}

// follows takes over the language of what is written, as long as nobody has chosen
// one.
func (c *Conversation) follows(said Understood) {
	language := said.Language
	arabic := func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }
	if language == "" && strings.ContainsFunc(c.Input.Text, arabic) {
		language = "ar"
	}
	if !c.Session.Spoken && said.Meaning != MeaningThanks {
		c.speaks(language)
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
