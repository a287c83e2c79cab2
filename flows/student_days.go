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
var wordy = []string{
	"zo", "do", "je", "me", "ma", "sa", "di",
}

// besideDays are words that follow the name of a day. "je" does so in "ma je peux pas".
var besideDays = []string{
	"en", "et", "and", "of", "ou", "or", "tot", "au", "a", "to", "until", "na", "apres", "after", "voor", "avant",
	"before", "van", "vanaf", "de", "du", "from", "entre", "tussen", "kan", "ben", "lukt", "gaat", "ik", "niet", "nie",
	"geen", "pas", "not", "sorry", "aub", "svp", "desole", "merci", "dank", "bedankt", "ziek", "malade", "sick",
	"volgende", "komende", "maar", "mais", "but",
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

// weekdayOf is the weekday that a word names in a text of a language, slips included;
// rest is what follows.
func weekdayOf(word, rest string, language scheduling.Language) (time.Weekday, bool) {
	if weekday, ok := inFullIn(word); ok {
		return weekday, true
	}
	if slices.Contains(wordy, word) && !mayFollowDay(rest) || word == "zo" && soIll.MatchString(rest) {
		return 0, false
	}
	if weekday, ok := shortIn(shortDays[language], word); ok {
		return weekday, true
	}
	// "do" is an English word, and "di" has been a French day.
	if !slices.Contains(wordy, word) || language == "en" && word != "do" {
		if weekday, ok := shortIn(shortDays["nl"], word); ok {
			return weekday, true
		}
	}
	return shortIn(plainDays, word)
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

var soIll = regexp.MustCompile(`^\s+(?:ziek|niet)\b`) // "zo ziek", "zo niet"

var nextWord = regexp.MustCompile(`^\s+(\pL+)`)

var iCannot = regexp.MustCompile(`^\s+je\s+(?:ne|n|peux|suis|sais)\b`) // "ma je peux pas"

func mayFollowDay(rest string) bool {
	next := nextWord.FindStringSubmatch(rest)
	if len(next) == 0 || slices.Contains(besideDays, next[1]) {
		return true
	}
	_, half := halfDays[next[1]]
	return half || len(next[1]) == 2 && !tellsLanguage["fr"].has(next[1]) || iCannot.MatchString(rest)
}

var relativeDays = map[string]int{
	"vandaag": 0, "aujourd": 0, "today": 0, "morgen": 1, "demain": 1, "tomorrow": 1, "overmorgen": 2,
}

// halfDays are parts of a day.
var halfDays = map[string][2]scheduling.Clock{
	"voormiddag":    {0, 12 * 60},
	"ochtend":       {0, 12 * 60},
	"matin":         {0, 12 * 60},
	"matinee":       {0, 12 * 60},
	"morning":       {0, 12 * 60},
	"vanochtend":    {0, 12 * 60},
	"vanmorgen":     {0, 12 * 60},
	"vanvoormiddag": {0, 12 * 60},
	"morgens":       {0, 12 * 60},
	"ochtends":      {0, 12 * 60},
	"voormiddags":   {0, 12 * 60},
	"namiddag":      {12 * 60, 18 * 60},
	"middag":        {12 * 60, 18 * 60},
	"aprem":         {12 * 60, 18 * 60},
	"apresmidi":     {12 * 60, 18 * 60},
	"afternoon":     {12 * 60, 18 * 60},
	"vanmiddag":     {12 * 60, 18 * 60},
	"vannamiddag":   {12 * 60, 18 * 60},
	"middags":       {12 * 60, 18 * 60},
	"namiddags":     {12 * 60, 18 * 60},
	"avond":         {18 * 60, 24 * 60},
	"soir":          {18 * 60, 24 * 60},
	"soiree":        {18 * 60, 24 * 60},
	"evening":       {18 * 60, 24 * 60},
	"tonight":       {18 * 60, 24 * 60},
	"vanavond":      {18 * 60, 24 * 60},
	"avonds":        {18 * 60, 24 * 60},
}

// months are the names of months, whole and short.
var months = map[string]time.Month{
	"januari": 1, "janvier": 1, "january": 1, "jan": 1,
	"februari": 2, "fevrier": 2, "february": 2, "feb": 2, "fev": 2,
	"maart": 3, "mars": 3, "march": 3, "mrt": 3,
	"april": 4, "avril": 4, "apr": 4, "avr": 4,
	"mei": 5, "mai": 5, "may": 5,
	"juni": 6, "juin": 6, "june": 6, "jun": 6,
	"juli": 7, "juillet": 7, "july": 7, "jul": 7, "juil": 7,
	"augustus": 8, "aout": 8, "august": 8, "aug": 8,
	"september": 9, "septembre": 9, "sept": 9, "sep": 9,
	"oktober": 10, "octobre": 10, "october": 10, "okt": 10, "oct": 10,
	"november": 11, "novembre": 11, "nov": 11,
	"december": 12, "decembre": 12, "dec": 12, //nolint:misspell // French
}

// monthNames are those of months, as a pattern.
func monthNames() string {
	var names []string
	for name := range months {
		names = append(names, name)
	}
	return strings.Join(names, "|")
}

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
