package locale

import (
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/scheduling"
)

// speaker is how a language speaks dates and times. Instants are passed in the zone in
// which they are spoken.
type speaker interface {
	// traits returns what else the language needs.
	traits() traits
	// day appends weekday, day and month. The year is left out, because no visit is a
	// year away.
	day(spoken []byte, local time.Time) []byte
	// clock appends a time of day in words, as people say it.
	clock(spoken []byte, hour, minute int) []byte
	// key returns a key of a telephone as a word.
	key(digit string) string
	// short appends date and time for a text message, in GSM-7 characters only if the
	// language's own letters are among them.
	short(spoken []byte, local time.Time) []byte
}

// speakerOf returns a language's speaker. A language without one gets digits, which any
// voice can read.
func speakerOf(language scheduling.Language) speaker {
	for _, s := range [...]speaker{dutchSpeaker{}, frenchSpeaker{}, englishSpeaker{}, turkishSpeaker{}, arabicSpeaker{}} {
		if s.traits().code == language {
			return s
		}
	}
	return digitSpeaker{}
}

// traits are the properties of a language that its words do not show.
type traits struct {
	code       scheduling.Language
	students   bool // whether students are texted in it
	plainTexts bool // whether its texts go without letters that its words are written with
	otherSigns bool // whether its script has no letters of GSM-7 at all
}

// InPlainLetters returns a text as it is sent: in letters of GSM-7, because with others it
// would take more segments. A text in another script is left as it is.
func InPlainLetters(language scheduling.Language, text string) string {
	if speakerOf(language).traits().otherSigns {
		return text
	}
	return gsm7.Plain(text)
}

// digitSpeaker writes 14/5 and 14:30.
type digitSpeaker struct{}

func (digitSpeaker) traits() traits { return traits{} }

func (digitSpeaker) key(digit string) string { return digit }

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

// appendJoined appends words with spaces between them. Empty words are left out.
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

// keyWord returns the word for a key, or what is no digit as it is.
func keyWord(words []string, digit string) string {
	if len(digit) != 1 || notDigit(rune(digit[0])) {
		return digit
	}
	return words[digit[0]-'0']
}
