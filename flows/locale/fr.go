package locale

import (
	"strconv"
	"time"
)

// frenchSpeaker speaks as in Belgium: quarters and halves until midi et demi, then the
// twenty-four hours of a timetable.
type frenchSpeaker struct{}

var (
	frenchDays = [...]string{
		"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
	}
	frenchMonths = [...]string{
		"janvier", "février", "mars", "avril", "mai", "juin",
		"juillet", "août", "septembre", "octobre", "novembre", "décembre",
	}
	// frenchNumbers count hours and minutes, and are feminine like them: une.
	frenchNumbers = [...]string{
		"zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
		"dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
	}
	frenchTens = [...]string{2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante"}
	// frenchKeys are the keys of a telephone.
	frenchKeys = [...]string{"zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"}
)

func (frenchSpeaker) traits() traits { return traits{code: "fr", students: true} }

func (frenchSpeaker) key(digit string) string { return keyWord(frenchKeys[:], digit) }

func (frenchSpeaker) day(spoken []byte, local time.Time) []byte {
	spoken = append(append(spoken, frenchDays[local.Weekday()]...), ' ')
	if local.Day() == 1 {
		spoken = append(spoken, "premier"...)
	} else {
		spoken = strconv.AppendInt(spoken, int64(local.Day()), 10)
	}
	return append(append(spoken, ' '), frenchMonths[local.Month()-1]...)
}

func (frenchSpeaker) clock(spoken []byte, hour, minute int) []byte {
	switch {
	case minute == 0:
		return appendJoined(spoken, frenchHours(hour))
	case minute == 15 && hour <= 12:
		return appendJoined(spoken, frenchHours(hour), "et quart")
	case minute == 30 && hour%12 == 0:
		return appendJoined(spoken, frenchHours(hour), "et demi") // midi and minuit are masculine
	case minute == 30 && hour < 12:
		return appendJoined(spoken, frenchHours(hour), "et demie")
	case minute == 45 && hour < 12:
		return appendJoined(spoken, frenchHours(hour+1), "moins quart")
	}
	return appendJoined(spoken, frenchNumber(hour), frenchUnit(hour), frenchNumber(minute))
}

// frenchHours returns a whole hour in words: dix heures, midi, minuit.
func frenchHours(hour int) string {
	switch hour {
	case 0:
		return "minuit"
	case 12:
		return "midi"
	}
	return frenchNumber(hour) + " " + frenchUnit(hour)
}

func frenchUnit(hour int) string {
	if hour < 2 {
		return "heure"
	}
	return "heures"
}

// frenchNumber returns a number from 0 to 59 in words, feminine.
func frenchNumber(n int) string {
	if n < len(frenchNumbers) {
		return frenchNumbers[n]
	}
	switch tens, units := frenchTens[n/10], n%10; units {
	case 0:
		return tens
	case 1:
		return tens + " et une"
	default:
		return tens + "-" + frenchNumbers[units]
	}
}

// short writes three letters of a day: two are words of their own in French (je, me, sa), and
// in Belgium "ma" and "di" are other days in Dutch.
func (frenchSpeaker) short(spoken []byte, local time.Time) []byte {
	spoken = append(append(spoken, frenchDays[local.Weekday()][:3]...), ' ')
	spoken = append(appendDayMonth(spoken, local), " à "...)
	return appendHours(spoken, local, 'h')
}
