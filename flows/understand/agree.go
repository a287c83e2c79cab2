package understand

import (
	"slices"
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// AgreesTo reports whether a yes is one to a visit at a time, in the zone of that time:
// "ja maar niet om 10u", "ok om 14u" and "ja als mijn dochter kan" do not agree to
// Wednesday at ten. It returns true for any meaning that is no yes.
func AgreesTo(text string, means Meaning, at time.Time) bool {
	words, readable := readWords(text)
	if !readable || means != MeaningYes && means != MeaningKeep {
		return true
	}
	timed := false
	for i, w := range words {
		if day, named := weekdayInFull(w.text); named && day != at.Weekday() {
			return false
		}
		hour, named := hourAt(words, i)
		if named && hour != at.Hour() && hour+12 != at.Hour() {
			return false
		}
		timed = timed || named
	}
	return !asksAboutYes(words) && !(anyIn(words, contrasting) && (timed || anyIn(words, denying) || namesTime(words)))
}

// namesTime reports whether words name a day, a part of one, or another time: "ja, maar na
// de middag".
func namesTime(words []textWord) bool {
	for i := range words {
		if _, length := partAt(words[i:]); length > 0 {
			return true
		}
	}
	return readingOf(slices.Clone(words)).plain()&(lexicon.SaysDay|lexicon.SaysOther|lexicon.SaysMove|lexicon.SaysRather) != 0
}

// asksAboutYes reports whether a text sets a condition, or asks something in the sentence
// of its yes: "Ja. Mag de hond blijven?" asks about something else.
func asksAboutYes(words []textWord) bool {
	if anyIn(words, asking) {
		return true
	}
	first := slices.IndexFunc(words, func(w textWord) bool { return endsSentence(w.after) })
	sentence := words[:first+1]
	if first < 0 || lookUp(words[0].text, allLanguages)&lexicon.SaysYes == 0 {
		sentence = words
	}
	return asks(sentence)
}

func anyIn(words []textWord, list lexicon.WordSet) bool {
	return slices.ContainsFunc(words, func(w textWord) bool { return list.Has(w.text) })
}

// hourAt returns the hour that a word stands for: 14u, om 11.
func hourAt(words []textWord, i int) (int, bool) {
	if !words[i].number || len(words[i].text) > 2 {
		return 0, false
	}
	before := i > 0 && hourWords.Has(words[i-1].text)
	after := i+1 < len(words) && hourUnits.Has(words[i+1].text)
	hour, err := strconv.Atoi(words[i].text)
	return hour, err == nil && (before || after) && hour < 24
}
