package students

import (
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// minVisitLength is the shortest time that a visit is believed to have taken.
const minVisitLength = 5 * time.Minute

// durationPatterns match how long something took, in all languages together.
type durationPatterns struct {
	clockTime, someTime, fromUpTo, tenths, wholeHour, someMinutes *regexp.Regexp

	lengths []spokenLength
}

// spokenLength is a length in words: "drie kwartier".
type spokenLength struct {
	words   *regexp.Regexp
	minutes int
}

// durations are compiled when the first text is read.
var durations = sync.OnceValue(compileDurations)

func compileDurations() *durationPatterns {
	unit := func(pick func(*lexicon.StudentWords) string) string {
		return `(?:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return pick(&l.Students) }) + `)`
	}
	hours := unit(func(w *lexicon.StudentWords) string { return w.Hours })
	minutes := unit(func(w *lexicon.StudentWords) string { return w.Minutes })
	at := unit(func(w *lexicon.StudentWords) string { return w.At })
	upTo := unit(func(w *lexicon.StudentWords) string { return w.UpTo })
	and := unit(func(w *lexicon.StudentWords) string { return w.And })
	d := &durationPatterns{
		clockTime:   regexp.MustCompile(`(\d{1,2})(?:\s?` + hours + `\s?(\d{2})?\b|[:.](\d{2})\b)`),
		someTime:    regexp.MustCompile(`(?:^|\s)` + at + `\s+\d{1,2}`),
		fromUpTo:    regexp.MustCompile(`(?:^|\D)(\d{1,2})\s*(?:-|–|` + upTo + `)\s*(\d{1,2})(?:\s?` + hours + `)?(?:\D|$)`),
		tenths:      regexp.MustCompile(`(\d)[.,](\d{1,2})\s*` + hours),
		wholeHour:   regexp.MustCompile(`(\d)\s*` + hours + `(?:\s*` + and + `?\s*(\d{1,2})(?:\s*` + minutes + `)?)?`),
		someMinutes: regexp.MustCompile(`(\d{1,3})\s*` + minutes),
	}
	for _, l := range lexicon.Lexicons() {
		for _, length := range l.Students.Lengths {
			d.lengths = append(d.lengths, spokenLength{regexp.MustCompile(`(?:^|[^\pL])(?:` + length.Words + `)(?:$|[^\pL])`), length.Minutes})
		}
	}
	return d
}

// anyNumber and wordPattern match a number and a word.
var (
	anyNumber   = regexp.MustCompile(`\d+`)
	wordPattern = regexp.MustCompile(`\pL+`)
)

// minutesIn reads how long something took, as people write it: 50, "50 minuten", 1u30,
// "drie kwartier", "van 10u tot 10u50". It returns 0 if the text does not say, and false
// if it does and that is not understood, or not believed.
func minutesIn(text string) (took time.Duration, known bool) {
	plain := inDigits(understand.PlainText(understand.InArabicLetters(text)))
	if between, ok := betweenTimes(plain); ok {
		return believed(between)
	}
	if durations().someTime.MatchString(plain) && len(anyNumber.FindAllString(plain, -1)) <= 2 && !durations().someMinutes.MatchString(plain) {
		return 0, true // when it ended
	}
	minutes, rest, found := 0, plain, false
	for _, length := range durations().lengths {
		if at := length.words.FindStringIndex(rest); at != nil {
			minutes, found = minutes+length.minutes, true
			rest = rest[:at[0]] + " ; " + rest[at[1]:]
		}
	}
	more, measured := measuredMinutes(rest)
	if found || measured {
		return believed(minutes + more)
	}
	switch numbers := anyNumber.FindAllString(understand.WithoutMeasures(rest), -1); len(numbers) {
	case 0:
		return 0, true
	case 1:
		n, _ := strconv.Atoi(numbers[0])
		return believed(n)
	}
	return 0, false
}

func believed(minutes int) (time.Duration, bool) {
	took := time.Duration(minutes) * time.Minute
	if took < minVisitLength || took > scheduling.MaxVisitLength {
		return 0, false
	}
	return took, true
}

// betweenTimes returns the minutes between two times on the clock.
func betweenTimes(plain string) (int, bool) {
	times := durations().clockTime.FindAllStringSubmatch(plain, -1)
	var at []int
	for _, t := range times {
		hour, _ := strconv.Atoi(t[1])
		minute, _ := strconv.Atoi(t[2] + t[3])
		if hour >= earliestHour && hour < 24 && minute < 60 {
			at = append(at, hour*60+minute)
		}
	}
	if len(at) < 2 {
		pair := durations().fromUpTo.FindStringSubmatch(plain)
		if pair == nil {
			return 0, false
		}
		from, _ := strconv.Atoi(pair[1])
		to, _ := strconv.Atoi(pair[2])
		if len(at) == 1 && from*60 < at[0] && at[0]/60 == to { // "10 tot 10u50"
			return at[0] - from*60, from >= earliestHour
		}
		return (to - from) * 60, from >= earliestHour && to > from && to < 24
	}
	return at[1] - at[0], at[1] > at[0]
}

// earliestHour is the first hour that is read as a time on the clock: fewer hours are a
// length.
const earliestHour = 7

// measuredMinutes adds up the numbers that have a unit.
func measuredMinutes(text string) (minutes int, found bool) {
	if t := durations().tenths.FindStringSubmatch(text); t != nil {
		hours, _ := strconv.ParseFloat(t[1]+"."+t[2], 64)
		return int(hours * 60), true
	}
	if t := durations().wholeHour.FindStringSubmatchIndex(text); t != nil {
		hours, _ := strconv.Atoi(text[t[2]:t[3]])
		minutes, found = hours*60, true
		if t[4] >= 0 {
			rest, _ := strconv.Atoi(text[t[4]:t[5]])
			return minutes + rest, true
		}
		text = text[t[1]:]
	}
	if t := durations().someMinutes.FindStringSubmatch(text); t != nil {
		n, _ := strconv.Atoi(t[1])
		return minutes + n, true
	}
	return minutes, found
}

// inDigits writes numbers in words as digits.
func inDigits(plain string) string {
	numbers := lexicon.StudentNumbers()
	return wordPattern.ReplaceAllStringFunc(plain, func(word string) string {
		if digits, ok := numbers[word]; ok {
			return digits
		}
		return word
	})
}
