package locale

import (
	"strings"
	"time"
)

// format is how an argument is spoken.
type format uint8

const (
	asIs       format = iota
	asDay             // an instant: dinsdag 14 mei
	asClock           // an instant: half elf
	asShort           // an instant, in a text message: di 14/5 om 10u30
	asDigits          // digits one by one: 4, 7, 1
	asPhone           // a phone number in groups: 0 4 7 0, 1 2, 3 4, 5 6
	asTopic           // the words of key topic.<value>
	asWord            // the words of key word.<value>
	asLanguage        // the words of key language.<value>
	asSaid            // a visit word as it sounds in the language of its visit; see SaidWord

	asWrittenPhone // replaces asPhone in a text message: 0470 12 34 56
	asKey          // replaces asIs where a key is spoken: vier
	asName         // replaces asIs where a Dutch name is spoken: by the Dutch voice
)

// formats are the names of formats that translators use. One name may stand for two
// formats, a spoken and a written one.
var formats = [...]string{
	asIs: "", asDay: "day", asClock: "clock", asShort: "short", asDigits: "digits",
	asPhone: "phone", asTopic: "topic", asWord: "word", asLanguage: "language", asSaid: "sound",
	asWrittenPhone: "phone", asKey: "", asName: "",
}

func (f format) name() string { return formats[f] }

func formatNames() []string { return formats[asDay:asWrittenPhone] }

func formatNamed(name string) (format, bool) {
	for i, known := range formatNames() {
		if known == name {
			return format(i + 1), true
		}
	}
	return asIs, false
}

// noBreak keeps the groups of a number in order among letters that run from right to
// left. With a plain space the last group would be read first.
const noBreak = "\u00a0"

// appendValue appends a value in a format. If the format cannot read it, the value is
// appended as it is, and the result is false.
func (b *book) appendValue(spoken []byte, f format, value string, zone *time.Location) ([]byte, bool) {
	switch f {
	case asDay, asClock, asShort:
		return b.appendTime(spoken, f, value, zone)
	case asDigits:
		return appendDigits(spoken, value), true
	case asPhone:
		return appendPhone(spoken, value), true
	case asWrittenPhone:
		written, ok := writtenPhone(value)
		if b.rightToLeft {
			written = strings.ReplaceAll(written, " ", noBreak)
		}
		return append(spoken, written...), ok
	case asKey:
		return append(spoken, b.speaker.key(value)...), true
	case asTopic:
		return b.appendWords(spoken, topicPrefix+value, value)
	case asWord:
		return b.appendWords(spoken, wordPrefix+value, value)
	case asLanguage:
		return b.appendWords(spoken, "language."+value, value)
	case asSaid:
		return b.appendSaid(spoken, value)
	}
	return append(spoken, value...), true
}

func (b *book) appendTime(spoken []byte, f format, value string, zone *time.Location) ([]byte, bool) {
	instant, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return append(spoken, value...), false
	}
	local := instant.In(zone)
	switch f {
	case asDay:
		return b.speaker.day(spoken, local), true
	case asClock:
		return b.speaker.clock(spoken, local.Hour(), local.Minute()), true
	default:
		return b.speaker.short(spoken, local), true
	}
}

// appendWords appends the words of another key. Only keys without placeholders are
// allowed, so that words cannot refer to each other in a circle.
func (b *book) appendWords(spoken []byte, key, value string) ([]byte, bool) {
	e := b.entries[key]
	if other := b.all[dutch]; e == nil && other != nil { // not translated
		e = other.entries[key]
	}
	if e != nil {
		if text, ok := e.forms[0].plain(); ok {
			return append(spoken, text...), true
		}
	}
	return append(spoken, value...), false
}
