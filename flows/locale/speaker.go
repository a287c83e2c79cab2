package locale

import (
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// speaker is how a language says dates and times. The instant it is given is
// already in the zone it is to be spoken in.
type speaker interface {
	// traits returns what else the language needs.
	traits() traits
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
	for _, s := range [...]speaker{dutchSpeaker{}, frenchSpeaker{}, englishSpeaker{}, turkishSpeaker{}, arabicSpeaker{}} {
		if s.traits().code == language {
			return s
		}
	}
	return digitSpeaker{}
}

// traits are the properties of a language that do not lie in its words.
type traits struct {
	code       scheduling.Language
	students   bool // students are texted in it
	keepsMarks bool // a letter without its mark is another letter
}

// KeepsMarks reports whether texts in a language keep the marks on their letters, because
// a letter without its mark is another letter. In other languages the marks that GSM-7
// lacks are dropped: with them a text would need more segments.
func KeepsMarks(language scheduling.Language) bool { return speakerOf(language).traits().keepsMarks }

// digitSpeaker writes 14/5 and 14:30.
type digitSpeaker struct{}

func (digitSpeaker) traits() traits { return traits{} }

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
