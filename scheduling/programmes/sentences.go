package programmes

import (
	"github.com/click-call-connect/helpline/scheduling"
)

// readSentences reads what the line says in the programme's own words. Whether a key has words,
// and whether they can be said so, is checked where the words of the line are (flows/locale).
func readSentences(v value, languages []scheduling.LanguageRule) map[string]map[scheduling.Language]scheduling.Sentence {
	if !v.present() {
		return nil
	}
	keys, several := v.named()
	if !several {
		v.fail("is not a list of keys with sentences", "")
		return nil
	}
	own := make(map[string]map[scheduling.Language]scheduling.Sentence, len(keys))
	for key, said := range keys {
		words, several := said.named()
		if !several {
			said.fail(key+" is not in languages", "")
			continue
		}
		own[key] = make(map[scheduling.Language]scheduling.Sentence, len(words))
		for code, in := range words {
			text, _ := in.text()
			at := scheduling.Origin{File: v.doc.file, Line: in.line, Column: in.column}
			own[key][scheduling.Language(code)] = scheduling.Sentence{Text: text, At: at}
		}
		requireLanguages(said, words, languages)
	}
	return own
}

// requireLanguages records a problem for every language of the programme that words lack. One
// that is played from recordings needs none.
func requireLanguages(v value, words map[string]value, languages []scheduling.LanguageRule) {
	for _, rule := range languages {
		if _, ok := words[string(rule.Code)]; !ok && rule.Audio == "" {
			v.fail(string(rule.Code)+" is missing", "add "+string(rule.Code))
		}
	}
}
