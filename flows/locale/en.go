package locale

import (
	"strconv"
	"time"
)

// englishSpeaker speaks as in Britain. A day is an ordinal, because some voices read "14
// May" as fourteen May. "the" and "of" are left out, because they would take two of the
// fifteen words that a sentence may have.
type englishSpeaker struct{}

var (
	englishNumbers = [...]string{
		"oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
		"ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
	}
	englishTens = [...]string{2: "twenty", 3: "thirty", 4: "forty", 5: "fifty"}
)

func (englishSpeaker) traits() traits { return traits{code: "en", students: true} }

func (englishSpeaker) key(digit string) string { return keyWord(englishNumbers[:], digit) }

func (englishSpeaker) day(spoken []byte, local time.Time) []byte {
	spoken = append(append(spoken, local.Weekday().String()...), ' ')
	spoken = strconv.AppendInt(spoken, int64(local.Day()), 10)
	spoken = append(append(spoken, englishOrdinal(local.Day())...), ' ')
	return append(spoken, local.Month().String()...)
}

// englishOrdinal returns the ending of a day of the month: 1st, 2nd, 3rd, 11th.
func englishOrdinal(day int) string {
	if day/10 == 1 {
		return "th"
	}
	switch day % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

func (englishSpeaker) clock(spoken []byte, hour, minute int) []byte {
	this, next := englishNumbers[twelve(hour)], englishNumbers[twelve(hour+1)]
	when := englishPart(hour)
	switch minute {
	case 0:
		if hour == 0 {
			return append(spoken, "midnight"...)
		}
		return appendJoined(spoken, this, "o'clock", when)
	case 15:
		return appendJoined(spoken, "quarter past", this, when)
	case 30:
		return appendJoined(spoken, "half past", this, when)
	case 45:
		return appendJoined(spoken, "quarter to", next, when)
	}
	return appendJoined(spoken, this, englishMinutes(minute), when)
}

// englishPart returns the part of the day that an hour is in, or "" from nine to one,
// when it is clear without.
func englishPart(hour int) string {
	switch {
	case hour < 6:
		return "at night"
	case hour < 9:
		return "in the morning"
	case hour < 13:
		return ""
	case hour < 18:
		return "in the afternoon"
	}
	return "in the evening"
}

// englishMinutes returns the minutes after the hour, 1 to 59, in words: ten oh five, ten
// twenty-two.
func englishMinutes(n int) string {
	switch {
	case n < 10:
		return "oh " + englishNumbers[n]
	case n < len(englishNumbers):
		return englishNumbers[n]
	case n%10 == 0:
		return englishTens[n/10]
	}
	return englishTens[n/10] + "-" + englishNumbers[n%10]
}

func (englishSpeaker) short(spoken []byte, local time.Time) []byte {
	spoken = append(append(spoken, local.Weekday().String()[:3]...), ' ')
	spoken = append(appendDayMonth(spoken, local), " at "...)
	return appendClock(spoken, local.Hour(), local.Minute())
}
