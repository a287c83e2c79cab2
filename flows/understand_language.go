package flows

import (
	"slices"
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

// textLanguage is the language of a text by its words; where they do not tell, the one
// that the student reads. sure: they did tell.
func textLanguage(plain []string, reads scheduling.Language) (language scheduling.Language, sure bool) {
	most := 0
	for _, candidate := range []scheduling.Language{"nl", "fr", "en"} {
		count := 0
		for _, word := range plain {
			if tellsLanguage[candidate].has(word) && !slices.Contains(wordy, word) {
				count++
			}
		}
		if count > most || count == most && count > 0 && candidate == reads {
			language, most = candidate, count
		}
	}
	if most == 0 {
		return reads, false
	}
	return language, true
}

// tellsLanguage are words by which it shows in which language a text is. "pas" shows
// nothing: it is Dutch for "not before".
var tellsLanguage = map[scheduling.Language]wordList{
	"nl": `niet nie geen ik kan ook ben ziek tot van met en na voor vanaf tussen vandaag morgen overmorgen uur u om op het
		volgende voormiddag namiddag middag avond ochtend zondag maandag dinsdag woensdag donderdag vrijdag zaterdag lukt moet heb`,
	"fr": `je j peux suis ne n et du au aux le la les l jusqu malade apres avant entre demain aujourd hui heures semaine
		prochaine matin midi soir aprem dimanche lundi mardi mercredi jeudi vendredi samedi aussi desole svp dispo disponible mai`,
	"en": `i not cannot can sick ill on and to from until till after before between today tomorrow next morning
		afternoon evening am pm sunday monday tuesday wednesday thursday friday saturday also the sorry`,
}

// wordy are abbreviations that are words as well: "zo ziek", "je ne peux pas", "ma
// visite". They are days only where a word about time, or nothing, follows.
var wordy = []string{
	"zo", "do", "je", "me", "ma", "sa", "di",
}
