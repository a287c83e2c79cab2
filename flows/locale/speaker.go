package locale

import (
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// speaker is how a language says dates and times. The instant it is given is
// already in the zone it is to be spoken in.
type speaker interface {
	// day says weekday, day and month, without the year: no promise is a year away.
	day(spoken []byte, local time.Time) []byte
	// clock says a time of day as people do, in words.
	clock(spoken []byte, hour, minute int) []byte
	// short writes date and time for a text message, in GSM-7 characters alone
	// where the language's own letters are among them.
	short(spoken []byte, local time.Time) []byte
}

// speakerOf returns a language's speaker. A language without its own wording
// gets digits, which any voice reads.
func speakerOf(language scheduling.Language) speaker {
	switch language {
	case dutch:
		return dutchSpeaker{}
	case "fr":
		return frenchSpeaker{}
	case "en":
		return englishSpeaker{}
	case "tr":
		return turkishSpeaker{}
	case "ar":
		return arabicSpeaker{}
	}
	return digitSpeaker{}
}

// digitSpeaker writes 14/5 and 14:30.
type digitSpeaker struct{}

func (digitSpeaker) day(spoken []byte, local time.Time) []byte {
	return appendDayMonth(spoken, local)
}

func (digitSpeaker) clock(spoken []byte, hour, minute int) []byte {
	return appendClock(spoken, hour, minute)
}

func (digitSpeaker) short(spoken []byte, local time.Time) []byte {
	spoken = append(appendDayMonth(spoken, local), ' ')
	return appendClock(spoken, local.Hour(), local.Minute())
}

// appendDayMonth writes 14/5: day first, as in all of Europe.
func appendDayMonth(spoken []byte, local time.Time) []byte {
	spoken = strconv.AppendInt(spoken, int64(local.Day()), 10)
	spoken = append(spoken, '/')
	return strconv.AppendInt(spoken, int64(local.Month()), 10)
}

// appendClock writes 9:05.
func appendClock(spoken []byte, hour, minute int) []byte {
	spoken = strconv.AppendInt(spoken, int64(hour), 10)
	return appendMinutes(append(spoken, ':'), minute)
}

func appendMinutes(spoken []byte, minute int) []byte {
	return append(spoken, byte('0'+minute/10), byte('0'+minute%10))
}

// appendJoined adds words with spaces between them; an empty one is left out.
func appendJoined(spoken []byte, words ...string) []byte {
	space := ""
	for _, word := range words {
		if word == "" {
			continue
		}
		spoken = append(append(spoken, space...), word...)
		space = " "
	}
	return spoken
}
