package when

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// besideDays are words that may follow the name of a day.
var besideDays = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.When.BesideDays })

// weekdayOf returns the weekday that a word names in a text of a language, with typos
// allowed. rest is what follows the word.
func weekdayOf(word, rest string, language scheduling.Language) (time.Weekday, bool) {
	if weekday, ok := understand.WeekdayWithTypos(word); ok {
		return weekday, true
	}
	if understand.IsAmbiguousDay(word) && (!mayFollowDay(rest) || isOtherWord(word, rest)) {
		return 0, false
	}
	if weekday, ok := understand.ShortDay(word, language); ok {
		return weekday, true
	}
	if weekday, ok := understand.BorrowedDay(word, language); ok {
		return weekday, true
	}
	return understand.PlainDay(word)
}

// notDay matches, by ambiguous abbreviation, what behind it makes it a word and not a
// day.
var notDay = patternsByWord()

func patternsByWord() map[string]*regexp.Regexp {
	all := map[string]*regexp.Regexp{}
	for word, pattern := range lexicon.JoinMaps(func(l *lexicon.Lexicon) map[string]string { return l.When.NotDay }) {
		all[word] = regexp.MustCompile(`^\s+(?:` + pattern + `)\b`)
	}
	return all
}

func isOtherWord(word, rest string) bool {
	pattern := notDay[word]
	return pattern != nil && pattern.MatchString(rest)
}

// notBesideDays are words of two letters that are no abbreviation of a second day.
var notBesideDays = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.When.NotBesideDays })

var nextWord = regexp.MustCompile(`^\s+(\pL+)`)

// dayAnyway matches what may follow an ambiguous day although it is no word about time.
var dayAnyway = regexp.MustCompile(`^\s+(?:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.When.DayAnyway }) + `)\b`)

// mayFollowDay reports whether rest may follow the name of a day.
func mayFollowDay(rest string) bool {
	next := nextWord.FindStringSubmatch(rest)
	if len(next) == 0 || besideDays.Has(next[1]) {
		return true
	}
	_, half := halfDays[next[1]]
	return half || len(next[1]) == 2 && !notBesideDays.Has(next[1]) || dayAnyway.MatchString(rest)
}

// relativeDays are words for days, as a number of days from today.
var relativeDays = lexicon.JoinMaps(func(l *lexicon.Lexicon) map[string]int { return l.When.Relative })

// halfDays are words for parts of a day.
var halfDays = partsOfDays()

func partsOfDays() map[string][2]calendar.Clock {
	all := map[string][2]calendar.Clock{}
	add := func(part lexicon.WordSet, from, to calendar.Clock) {
		for word := range part {
			all[word] = [2]calendar.Clock{from, to}
		}
	}
	const noon, evening = 12 * 60, 18 * 60
	add(lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.When.Morning }), 0, noon)
	add(lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.When.Afternoon }), noon, evening)
	add(lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.When.Evening }), evening, WholeDay)
	return all
}

// months are the names of months, in full and abbreviated.
var months = monthsByName()

func monthsByName() map[string]time.Month {
	all := map[string]time.Month{}
	for _, l := range lexicon.Lexicons() {
		for i, names := range l.When.Months {
			for name := range strings.FieldsSeq(names) {
				all[name] = time.Month(i + 1)
			}
		}
	}
	return all
}

// monthNames returns a pattern of the names of months.
func monthNames() string {
	var names []string
	for name := range months {
		names = append(names, name)
	}
	return strings.Join(names, "|")
}

// dateAfter returns the next date with this day and month, this year or the next. It
// returns false if there is no such date.
func dateAfter(day int, month time.Month, today calendar.Day) (calendar.Day, bool) {
	for _, year := range []int{today.Year, today.Year + 1} {
		date := calendar.Day{Year: year, Month: month, Day: day}
		if valid := date.Add(0) == date; valid && !date.Before(today) {
			return date, true
		}
	}
	return calendar.Day{}, false
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
