package locale

import (
	"strconv"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// dutch is the language that every other one is compared with, and the one that is spoken
// if there is no other.
const dutch = scheduling.Language("nl")

// dutchSpeaker speaks as an older Fleming does: twelve hours, half and kwart, and the
// part of the day only if the hour is ambiguous.
type dutchSpeaker struct{}

var (
	dutchDays = [...]string{
		"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag",
	}
	dutchMonths = [...]string{
		"januari", "februari", "maart", "april", "mei", "juni",
		"juli", "augustus", "september", "oktober", "november", "december",
	}
	dutchNumbers = [...]string{
		"nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen",
		"tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
	}
	// dutchUnits precede the tens: tweeën-twintig.
	dutchUnits = [...]string{
		"", "eenen", "tweeën", "drieën", "vieren", "vijfen", "zesen", "zevenen", "achten", "negenen",
	}
	dutchTens = [...]string{2: "twintig", 3: "dertig", 4: "veertig", 5: "vijftig"}
)

func (dutchSpeaker) traits() traits { return traits{code: dutch, students: true} }

func (dutchSpeaker) key(digit string) string { return keyWord(dutchNumbers[:10], digit) }

func (dutchSpeaker) day(spoken []byte, local time.Time) []byte {
	spoken = append(append(spoken, dutchDays[local.Weekday()]...), ' ')
	spoken = strconv.AppendInt(spoken, int64(local.Day()), 10)
	return append(append(spoken, ' '), dutchMonths[local.Month()-1]...)
}

func (dutchSpeaker) clock(spoken []byte, hour, minute int) []byte {
	this, next := dutchNumbers[twelve(hour)], dutchNumbers[twelve(hour+1)]
	when := dutchPart(hour)
	switch minute {
	case 0:
		if hour == 0 {
			return append(spoken, "middernacht"...)
		}
		return appendJoined(spoken, this, "uur", when)
	case 15:
		return appendJoined(spoken, "kwart na", this, when)
	case 30:
		return appendJoined(spoken, "half", next, when)
	case 45:
		return appendJoined(spoken, "kwart voor", next, when)
	}
	return appendJoined(spoken, this, "uur", dutchNumber(minute), when)
}

// dutchPart returns the part of the day that an hour is in, or "" from nine to one, when
// it is clear without.
func dutchPart(hour int) string {
	switch {
	case hour < 6:
		return "'s nachts"
	case hour < 9:
		return "'s morgens"
	case hour < 13:
		return ""
	case hour < 18:
		return "in de namiddag"
	}
	return "'s avonds"
}

// dutchNumber returns a number from 0 to 59 in words.
func dutchNumber(n int) string {
	if n < len(dutchNumbers) {
		return dutchNumbers[n]
	}
	return dutchUnits[n%10] + dutchTens[n/10]
}

func (dutchSpeaker) short(spoken []byte, local time.Time) []byte {
	spoken = append(append(spoken, dutchDays[local.Weekday()][:2]...), ' ')
	spoken = append(appendDayMonth(spoken, local), " om "...)
	return appendHours(spoken, local, 'u')
}

// appendHours writes 10u30, or 10u on the hour.
func appendHours(spoken []byte, local time.Time, letter byte) []byte {
	spoken = append(strconv.AppendInt(spoken, int64(local.Hour()), 10), letter)
	if local.Minute() == 0 {
		return spoken
	}
	return appendMinutes(spoken, local.Minute())
}

// twelve returns an hour as a clock with hands shows it, 1 to 12.
func twelve(hour int) int { return (hour+11)%12 + 1 }
