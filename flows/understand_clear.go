package flows

import (
	"slices"
	"strings"
)

const noWords wordList = "nee neen nope niets meer niks hoor dat is alles non rien c est tout no nothing hayir yok لا"

// bareNo: "nee dank u", and not "nee, ik ben niet thuis".
func bareNo(text string) bool { return onlyWords(text, noWords) }

const confirming wordList = `ja jaja jawel jazeker hoor prima tuurlijk natuurlijk inderdaad doe
	moet zeg definitief zeker ok oke okay goed akkoord juist klopt dat is het mag maar ik wil graag mijn de deze
	die afspraak bezoek af zeggen afzeggen annuleren annuleer schrappen schrap
	oui d accord c est bien bon bonne je veux mon ma le la l rendez vous rdv visite annuler annulez annule
	yes sure please i want to my the appointment visit cancel call it off do right that s fine
	evet tamam olur iptal et edin randevu randevumu randevuyu
	نعم موافق موافقه تمام الغاء الموعد موعدي الغوا الغ 👍 👌 ✅ ✔`

// onlyWords: there is nothing but these words and courtesies in a text that asks nothing.
func onlyWords(text string, these wordList) bool {
	words, readable := readWords(text)
	return readable && len(words) > 0 && !asks(words) &&
		!slices.ContainsFunc(words, func(w textWord) bool { return !these.has(w.text) && !courteous(w.text) })
}

// wordList is words as fold writes them, with spaces between.
type wordList string

func (l wordList) has(word string) bool { return slices.Contains(strings.Fields(string(l)), word) }

// goalWord is the goal that a text is the word for, and nothing else.
func goalWord(text string) Meaning {
	words, readable := readWords(text)
	if !readable {
		return MeaningNone
	}
	const goals = saysBook | saysBookNow | saysVisit | saysNearby
	says := lookUp(joined(words), allTongues)
	if says&goals == 0 {
		says = lookUp(plainly(words), allTongues)
	}
	if says&goals == 0 {
		return MeaningNone
	}
	return decide(says)
}

// onlyKnownWords: none of them can be a name.
func onlyKnownWords(text string) bool {
	words, readable := readWords(text)
	return readable && len(words) > 0 && readingOf(words).strangers() == 0
}

// asks reports whether a text asks something.
func asks(words []textWord) bool {
	return slices.ContainsFunc(words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") || asking[w.text] })
}

// asking are small words that make a question or a condition of an option: "öğrenci
// geldi mi", "si l'étudiant est là".
var asking = map[string]bool{
	"als": true, "indien": true, "of": true, "si": true, "que": true, "if": true, "whether": true, "mi": true, "mu": true, "eger": true,
	"هل": true, "اذا": true, "لو": true,
}

// onlyConfirms reports whether a text calls a visit off, or says yes to that, and nothing
// beside it.
func onlyConfirms(text string) bool { return onlyWords(text, confirming) }

// wordCount is how many words and numbers a text has; 0: nobody typed it as an answer.
func wordCount(text string) int {
	words, _ := readWords(text)
	return len(words)
}

// asksMore reports whether a text that asks for a human says what for. A letter's code is
// no question.
func asksMore(text string, said Understood) bool {
	words, _ := readWords(text)
	switch {
	case said.Digits == "0":
		return len(words) > 3
	case said.Meaning != MeaningHuman:
		return false
	}
	tells := slices.ContainsFunc(words, func(w textWord) bool { return strings.ContainsAny(w.after, "?؟") || w.number && len(w.text) > 1 })
	r := readingOf(words)
	return tells || r.strangers() > 0 && len(words) > 3 || r.said()&saysNot != 0
}
