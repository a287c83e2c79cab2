package flows

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// besideDays are words that follow the name of a day.
var besideDays = union(func(l *Lexicon) wordList { return l.when.besideDays })

// weekdayOf is the weekday that a word names in a text of a language, slips included;
// rest is what follows.
func weekdayOf(word, rest string, language scheduling.Language) (time.Weekday, bool) {
	if weekday, ok := inFullIn(word); ok {
		return weekday, true
	}
	if isAmbiguousDay(word) && !mayFollowDay(rest) || word == "zo" && notDay.MatchString(rest) {
		return 0, false
	}
	if weekday, ok := shortDay(word, language); ok {
		return weekday, true
	}
	// "do" is an English word, and "di" has been a French day.
	if !isAmbiguousDay(word) || language == "en" && word != "do" {
		if weekday, ok := shortDay(word, "nl"); ok {
			return weekday, true
		}
	}
	for _, l := range allLexicons() {
		if weekday, ok := shortIn(l.when.plainDays, word); ok {
			return weekday, true
		}
	}
	return 0, false
}

// notDay is what behind "zo" makes it a word.
var notDay = regexp.MustCompile(`^\s+(?:` + patterns(func(l *Lexicon) string { return l.when.notDay }) + `)\b`)

var nextWord = regexp.MustCompile(`^\s+(\pL+)`)

// dayAnyway is what may stand behind a day, although it looks like another word.
var dayAnyway = regexp.MustCompile(`^\s+(?:` + patterns(func(l *Lexicon) string { return l.when.dayAnyway }) + `)\b`)

func mayFollowDay(rest string) bool {
	next := nextWord.FindStringSubmatch(rest)
	if len(next) == 0 || besideDays.has(next[1]) {
		return true
	}
	_, half := halfDays[next[1]]
	return half || len(next[1]) == 2 && !tellsLanguage(next[1], "fr") || dayAnyway.MatchString(rest)
}

// relativeDays are days from today.
var relativeDays = joinMaps(func(l *Lexicon) map[string]int { return l.when.relative })

// halfDays are parts of a day.
var halfDays = partsOfDays()

func partsOfDays() map[string][2]scheduling.Clock {
	all := map[string][2]scheduling.Clock{}
	add := func(part wordSet, from, to scheduling.Clock) {
		for word := range part {
			all[word] = [2]scheduling.Clock{from, to}
		}
	}
	const noon, evening = 12 * 60, 18 * 60
	add(union(func(l *Lexicon) wordList { return l.when.morning }), 0, noon)
	add(union(func(l *Lexicon) wordList { return l.when.afternoon }), noon, evening)
	add(union(func(l *Lexicon) wordList { return l.when.evening }), evening, wholeDay)
	return all
}

// months are the names of months, whole and short.
var months = monthsByName()

func monthsByName() map[string]time.Month {
	all := map[string]time.Month{}
	for _, l := range allLexicons() {
		for i, names := range l.when.months {
			for name := range strings.FieldsSeq(names) {
				all[name] = time.Month(i + 1)
			}
		}
	}
	return all
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
