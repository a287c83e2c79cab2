package understand

import (
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// weekdayInFull returns the weekday that a word names in any language.
func weekdayInFull(word string) (time.Weekday, bool) {
	for _, l := range lexicon.Lexicons() {
		if weekday := slices.Index(l.Days[:], word); weekday >= 0 {
			return time.Weekday(weekday), true
		}
	}
	return WeekdayWithTypos(word)
}

// ChosenDay returns the one day that a text names, if it says nothing else: "woensdag
// graag". reads is the language in which an abbreviation that stands alone is read.
func ChosenDay(text string, reads scheduling.Language) (time.Weekday, bool) {
	words, readable := readWords(text)
	if !readable || asks(words) {
		return 0, false
	}
	var days []time.Weekday
	for i, w := range words {
		if isHour(words, i) {
			continue
		}
		day, named := weekdayInFull(w.text)
		if !named && len(words) == 1 { // "di" is Tuesday in Dutch, and Sunday in French
			day, named = ShortDay(w.text, reads)
		}
		switch {
		case named:
			days = append(days, day)
		case !preferring.Has(w.text) && !courteous(w.text):
			return 0, false
		}
	}
	if len(days) != 1 || rulesOutDay.Has(words[0].text) {
		return 0, false
	}
	return days[0], true
}

// ChosenHour returns the one hour that a text names, if it says nothing else, but perhaps a
// day: "doe maar om 14u".
func ChosenHour(text string) (hour int, ok bool) {
	words, readable := readWords(text)
	if !readable || asks(words) {
		return 0, false
	}
	count := 0
	for i, w := range words {
		_, day := weekdayInFull(w.text)
		at, named := hourAt(words, i)
		switch {
		case named && (count == 0 || at == hour):
			hour, count = at, 1
		case named, !day && !preferring.Has(w.text) && !courteous(w.text) && !isHour(words, i):
			return 0, false
		}
	}
	return hour, count == 1
}

// isHour reports whether a word is an hour, or stands beside one: om, u, uur.
func isHour(words []textWord, i int) bool {
	_, named := hourAt(words, i)
	after := i > 0 && words[i-1].number && (hourUnits.Has(words[i].text) || words[i].number)
	before := i+1 < len(words) && words[i+1].number && hourWords.Has(words[i].text)
	return named || after || before
}

// WeekdayWithTypos returns the weekday that a word names in a language that students are
// read in. A typo is allowed in names of more than four letters: no such name is one typo
// away from a day of another language.
func WeekdayWithTypos(word string) (time.Weekday, bool) {
	for _, l := range lexicon.Lexicons() {
		if l.Markers == "" {
			continue
		}
		for weekday, name := range l.Days {
			if word == name || len(word) > 4 && !isPlural(word) && isTypo(word, name) {
				return time.Weekday(weekday), true
			}
		}
	}
	return 0, false
}

// ShortDay returns the weekday that an abbreviation stands for in a language.
func ShortDay(word string, language scheduling.Language) (time.Weekday, bool) {
	if l := lexicon.Of(language); l != nil {
		return weekdayShort(l.ShortDays, word)
	}
	return 0, false
}

// BorrowedDay returns the weekday that an abbreviation of another language stands for in
// a text in this one. It reports false if the abbreviation is a word of this language, or
// no day.
func BorrowedDay(word string, language scheduling.Language) (time.Weekday, bool) {
	if l := lexicon.Of(language); l != nil {
		return weekdayShort(l.When.BorrowedDays, word)
	}
	return 0, false
}

// PlainDay returns the weekday that an abbreviation stands for in every language.
func PlainDay(word string) (time.Weekday, bool) {
	for _, l := range lexicon.Lexicons() {
		if weekday, ok := weekdayShort(l.When.PlainDays, word); ok {
			return weekday, true
		}
	}
	return 0, false
}

// weekdayShort returns the weekday among whose abbreviations a word is. days has the
// abbreviations of each day with spaces between, Sunday first.
func weekdayShort(days [7]string, word string) (time.Weekday, bool) {
	weekday := slices.IndexFunc(days[:], func(short string) bool { return slices.Contains(strings.Fields(short), word) })
	return time.Weekday(weekday), weekday >= 0
}

// isPlural reports whether a word is a plural: "mardis" means every Tuesday, and is no
// typo of "mardi".
func isPlural(word string) bool { return strings.HasSuffix(word, "s") }
