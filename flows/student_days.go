package flows

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// plainDays are abbreviations that mean one day in whatever language.
var plainDays = [7]string{
	"dim sun", "lun", "mar tue", "mer wed wo", "jeu thu", "ven fri vr", "sam sat za",
}

// besideDays are words that follow the name of a day. "je" does so in "ma je peux pas".
var besideDays = []string{
	"en", "et", "and", "of", "ou", "or", "tot", "au", "a", "to", "until", "na", "apres", "after", "voor", "avant",
	"before", "van", "vanaf", "de", "du", "from", "entre", "tussen", "kan", "ben", "lukt", "gaat", "ik", "niet", "nie",
	"geen", "pas", "not", "sorry", "aub", "svp", "desole", "merci", "dank", "bedankt", "ziek", "malade", "sick",
	"volgende", "komende", "maar", "mais", "but",
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
	if weekday, ok := shortDay(word, language); ok {
		return weekday, true
	}
	// "do" is an English word, and "di" has been a French day.
	if !slices.Contains(wordy, word) || language == "en" && word != "do" {
		if weekday, ok := shortDay(word, "nl"); ok {
			return weekday, true
		}
	}
	return shortIn(plainDays, word)
}

var soIll = regexp.MustCompile(`^\s+(?:ziek|niet)\b`) // "zo ziek", "zo niet"

var nextWord = regexp.MustCompile(`^\s+(\pL+)`)

var iCannot = regexp.MustCompile(`^\s+je\s+(?:ne|n|peux|suis|sais)\b`) // "ma je peux pas"

func mayFollowDay(rest string) bool {
	next := nextWord.FindStringSubmatch(rest)
	if len(next) == 0 || slices.Contains(besideDays, next[1]) {
		return true
	}
	_, half := halfDays[next[1]]
	return half || len(next[1]) == 2 && !tellsLanguage(next[1], "fr") || iCannot.MatchString(rest)
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
