package flows

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

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

// plainDays are abbreviations that mean one day in whatever language.
var plainDays = [7]string{
	"dim sun", "lun", "mar tue", "mer wed wo", "jeu thu", "ven fri vr", "sam sat za",
}

// wordy are abbreviations that are words as well: "zo ziek", "je ne peux pas", "ma
// visite". They are days only where a word about time, or nothing, follows.
var wordy = words("zo do je me ma sa di")

// besideDays are words that follow the name of a day. "je" does so in "ma je peux pas".
var besideDays = words(`en et and of ou or tot au a to until na apres after voor avant before van vanaf de du from entre tussen
	kan ben lukt gaat ik niet nie geen pas not sorry aub svp desole merci dank bedankt ziek malade sick volgende komende`)

func words(list string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		all[word] = true
	}
	return all
}

// tellsLanguage are words by which it shows in which language a text is. "pas" shows
// nothing: it is Dutch for "not before".
var tellsLanguage = map[scheduling.Language]map[string]bool{
	"nl": words(`niet nie geen ik kan ook ben ziek tot van met en na voor vanaf tussen vandaag morgen overmorgen uur u om op het
		volgende voormiddag namiddag middag avond ochtend zondag maandag dinsdag woensdag donderdag vrijdag zaterdag lukt moet heb`),
	"fr": words(`je j peux suis ne n et du au aux le la les l jusqu malade apres avant entre demain aujourd hui heures semaine
		prochaine matin midi soir aprem dimanche lundi mardi mercredi jeudi vendredi samedi aussi desole svp dispo disponible mai`),
	"en": words(`i not cannot can sick ill on and to from until till after before between today tomorrow next morning
		afternoon evening am pm sunday monday tuesday wednesday thursday friday saturday also the sorry`),
}

// textLanguage is the language of a text by its words; where they do not tell, the one
// that the student reads. sure: they did tell.
func textLanguage(plain []string, reads scheduling.Language) (language scheduling.Language, sure bool) {
	most := 0
	for _, candidate := range []scheduling.Language{"nl", "fr", "en"} {
		count := 0
		for _, word := range plain {
			if tellsLanguage[candidate][word] && !wordy[word] {
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

// weekdayOf is the weekday that a word names in a text of a language, slips included;
// rest is what follows.
func weekdayOf(word, rest string, language scheduling.Language) (time.Weekday, bool) {
	for _, names := range weekdayNames {
		for weekday, name := range names {
			if word == name || len(word) > 4 && !isPlural(word) && slip(word, name) {
				return time.Weekday(weekday), true
			}
		}
	}
	if wordy[word] && !mayFollowDay(rest) || word == "zo" && soIll.MatchString(rest) {
		return 0, false
	}
	for _, tongue := range []scheduling.Language{language, "nl", ""} {
		short, known := shortDays[tongue]
		if !known {
			short = plainDays
		}
		if tongue != language && wordy[word] && (language == "fr" || word == "do") {
			continue // "do" is an English word, and "di" has been a French day
		}
		for weekday := range short {
			if slices.Contains(strings.Fields(short[weekday]), word) {
				return time.Weekday(weekday), true
			}
		}
	}
	return 0, false
}

// isPlural: "dinsdagen" and "mardis" are every Tuesday.
func isPlural(word string) bool { return strings.HasSuffix(word, "s") }

var soIll = regexp.MustCompile(`^\s+(?:ziek|niet)\b`) // "zo ziek", "zo niet"

var nextWord = regexp.MustCompile(`^\s+(\pL+)`)

var iCannot = regexp.MustCompile(`^\s+je\s+(?:ne|n|peux|suis|sais)\b`) // "ma je peux pas"

func mayFollowDay(rest string) bool {
	next := nextWord.FindStringSubmatch(rest)
	if next == nil || besideDays[next[1]] {
		return true
	}
	_, half := halfDays[next[1]]
	return half || len(next[1]) == 2 && !tellsLanguage["fr"][next[1]] || iCannot.MatchString(rest)
}

var relativeDays = map[string]int{
	"vandaag": 0, "aujourd": 0, "today": 0, "morgen": 1, "demain": 1, "tomorrow": 1, "overmorgen": 2,
}

// halfDays are parts of a day.
var halfDays = func() map[string][2]scheduling.Clock {
	all := map[string][2]scheduling.Clock{}
	for names, part := range map[string][2]scheduling.Clock{
		"voormiddag ochtend matin matinee morning":                        {0, 12 * 60},
		"namiddag middag aprem apresmidi afternoon":                       {12 * 60, 18 * 60},
		"avond soir soiree evening tonight":                               {18 * 60, 24 * 60},
		"vanochtend vanmorgen vanvoormiddag morgens ochtends voormiddags": {0, 12 * 60},
		"vanmiddag vannamiddag middags namiddags":                         {12 * 60, 18 * 60},
		"vanavond avonds": {18 * 60, 24 * 60},
	} {
		for name := range strings.FieldsSeq(names) {
			all[name] = part
		}
	}
	return all
}()

var months = func() map[string]time.Month {
	all := map[string]time.Month{}
	for i, names := range []string{
		"januari janvier january jan", "februari fevrier february feb fev", "maart mars march mrt", "april avril apr avr", "mei mai may",
		"juni juin june jun", "juli juillet july jul juil", "augustus aout august aug", "september septembre sept sep",
		"oktober octobre october okt oct", "november novembre nov", "december decembre dec",
	} {
		for name := range strings.FieldsSeq(names) {
			all[name] = time.Month(i + 1)
		}
	}
	return all
}()

// dateAfter is the next day and month, this year or the next.
func dateAfter(day int, month time.Month, today scheduling.Day) (scheduling.Day, bool) {
	for _, year := range []int{today.Year, today.Year + 1} {
		date := scheduling.Day{Year: year, Month: month, Day: day}
		if valid := date.Add(0) == date; valid && !date.Before(today) {
			return date, true
		}
	}
	return scheduling.Day{}, false
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
