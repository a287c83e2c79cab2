package flows

import (
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// moreWeekdayNames are the days in full in languages that students are not read in.
var moreWeekdayNames = map[scheduling.Language][7]string{ // Sunday first
	"tr": {"pazar", "pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi"},
	"ar": {"الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت"},
}

// dayInFull is the weekday that a word names in any language.
func dayInFull(word string) (time.Weekday, bool) {
	for _, names := range moreWeekdayNames {
		if weekday := slices.Index(names[:], word); weekday >= 0 {
			return time.Weekday(weekday), true
		}
	}
	return inFullIn(word)
}

// preferring are words around a day that choose it. "Na", "niet" and "ik heb" rule it out.
const preferring wordList = `ja graag liever past kan lukt best op de is goed dan maar me mij voor mij oui plutot
	prefere le la ca me va bien yes rather prefer on works for me fine lutfen olur evet نعم يوم في`

// ChosenDay is the one day that a text names, and says nothing else: "woensdag graag".
// reads is the language in which an abbreviation that stands alone is read.
func ChosenDay(text string, reads scheduling.Language) (time.Weekday, bool) {
	words, readable := readWords(text)
	if !readable || asks(words) {
		return 0, false
	}
	var days []time.Weekday
	for _, w := range words {
		day, named := dayInFull(w.text)
		if !named && len(words) == 1 { // "di" is the Tuesday of who reads Dutch
			day, named = shortIn(shortDays[reads], w.text)
		}
		switch {
		case named:
			days = append(days, day)
		case !preferring.has(w.text) && !courteous(w.text):
			return 0, false
		}
	}
	if len(days) != 1 || words[0].text == "voor" {
		return 0, false
	}
	return days[0], true
}

// weekdayNames are the days in full: nobody takes them for another language's.
var weekdayNames = map[scheduling.Language][7]string{ // Sunday first
	"nl": {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
	"fr": {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
	"en": {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"},
}

// shortDays are the days as they are abbreviated in texts of a language: "ma" is the
// Monday of who writes Dutch and the Tuesday of who writes French, "di" their Tuesday
// and their Sunday.
var shortDays = map[scheduling.Language][7]string{
	"nl": {"zo", "ma din", "di", "wo woe", "do", "vr", "za"},
	"fr": {"di", "lu", "ma", "me", "je", "ve", "sa"},
	"en": {"", "mon", "tues", "weds", "thur thurs", "", ""},
}

func inFullIn(word string) (time.Weekday, bool) {
	for _, names := range weekdayNames {
		for weekday, name := range names {
			if word == name || len(word) > 4 && !isPlural(word) && slip(word, name) {
				return time.Weekday(weekday), true
			}
		}
	}
	return 0, false
}

func shortIn(days [7]string, word string) (time.Weekday, bool) {
	weekday := slices.IndexFunc(days[:], func(short string) bool { return slices.Contains(strings.Fields(short), word) })
	return time.Weekday(weekday), weekday >= 0
}

// isPlural: "dinsdagen" and "mardis" are every Tuesday.
func isPlural(word string) bool { return strings.HasSuffix(word, "s") }
