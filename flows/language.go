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
	"nl": "nl", "fr": "fr",
	"nederlands": "nl", "vlaams": "nl", "neerlandais": "nl", "flamand": "nl", "dutch": "nl", "flemenkce": "nl", "hollandaca": "nl",
	"الهولنديه": "nl", "هولندي": "nl",
	"frans": "fr", "francais": "fr", "francaise": "fr", "french": "fr", "fransizca": "fr", "الفرنسيه": "fr", "فرنسي": "fr",
	"engels": "en", "anglais": "en", "english": "en", "ingilizce": "en", "الانجليزيه": "en", "انجليزي": "en",
	"turks": "tr", "turc": "tr", "turkish": "tr", "turkce": "tr", "التركيه": "tr", "تركي": "tr",
	"arabisch": "ar", "arabe": "ar", "arabic": "ar", "arapca": "ar", "عربي": "ar", "العربيه": "ar", "بالعربيه": "ar", "عربيه": "ar",
}

// speaking are words around the name of a language that ask for it.
var speaking = map[string]bool{
	"aub": true, "svp": true, "graag": true, "please": true, "s": true, "il": true, "plait": true, "lutfen": true, "verder": true,
	"in": true, "het": true, "op": true, "en": true, "le": true, "ik": true, "spreek": true, "praat": true, "liever": true, "alleen": true,
	"je": true, "parle": true, "parlez": true, "vous": true, "seulement": true, "que": true, "prefere": true, "i": true, "speak": true,
	"only": true, "do": true, "you": true, "kan": true, "mag": true, "dat": true, "olarak": true, "konusuyorum": true, "لغه": true,
	"اتكلم": true, "من": true, "فضلك": true, "بالغه": true, "باللغه": true,
}

// languageNamed is the language that a text asks for by name; empty: none. Frans is a
// name as well: in another language than its own, somebody asks for it with a word more,
// or is asked for one.
func (c *Conversation) languageNamed() scheduling.Language {
	words, readable := readWords(c.Input.Text)
	if !readable {
		return ""
	}
	named, asked := scheduling.Language(""), c.Session.State == "" || c.Session.State == StateLanguage
	for _, w := range words {
		switch language := languageNames[w.text]; {
		case language != "" && (named == "" || language == named):
			named = language
			asked = asked || ownNames.has(w.text)
		case language != "" || !speaking[w.text]:
			return ""
		default:
			asked = true
		}
	}
	if !asked {
		return ""
	}
	return named
}

// ownNames are those that a language has in itself.
const ownNames wordList = "nederlands francais english turkce عربي العربيه بالعربيه عربيه"

// switchLanguage goes on in the language that a text asks for by name.
func (e *Engine) switchLanguage(ctx context.Context, c *Conversation, state *State) bool {
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

// adoptLanguage takes over the language of what is written, as long as nobody has chosen
// one.
func (c *Conversation) adoptLanguage(said Understood) {
	language := said.Language
	arabic := func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }
	if language == "" && strings.ContainsFunc(c.Input.Text, arabic) {
		language = "ar"
	}
	short := language == "en" && len(c.Input.Text) < 10 // "its me", "do" and "no" are of many
	if !c.Session.Spoken && said.Meaning != MeaningThanks && !short {
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
