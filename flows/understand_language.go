package flows

import (
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

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

// ownNames are those that a language has in itself.
const ownNames wordList = "nederlands francais english turkce عربي العربيه بالعربيه عربيه"

// NamedLanguage is the language that a text asks for by name; empty: none. Frans is a
// name as well: in another language than its own, somebody asks for it with a word more,
// or was asked which language they want.
func NamedLanguage(text string, asked bool) scheduling.Language {
	words, readable := readWords(text)
	if !readable {
		return ""
	}
	named := scheduling.Language("")
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

// WrittenIn is the language that a text shows that its writer uses; known is the one that
// its words are in. Empty: it does not show.
func WrittenIn(text string, known scheduling.Language) scheduling.Language {
	arabic := func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }
	switch {
	case known == "" && strings.ContainsFunc(text, arabic):
		return "ar"
	case known == "en" && len(text) < shortText: // "its me", "do" and "no" are of many
		return ""
	}
	return known
}

// shortText is the length in bytes under which English words may be another language's.
const shortText = 10
