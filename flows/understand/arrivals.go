package understand

import (
	"strings"
)

// SaysNobodyCame reports whether a text says that nobody has come, in words that have no
// other meaning.
func SaysNobodyCame(text string) bool {
	return nobodyHere.MatchString(text) || nobodyHere.MatchString(PlainText(text))
}

// SaysAtDoor reports whether a text of somebody who is not safe is about their door: about
// who is there, or about the word.
func SaysAtDoor(text string) bool { return atDoor.MatchString(text) }

// SaysSomebodyCame reports whether a text says that somebody has come, even if it begins
// with a no that it takes back.
func SaysSomebodyCame(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	if first, rest, more := strings.Cut(text, " "); more && takenBack.Has(first) {
		text = rest
	}
	return presence.MatchString(text) && onlyWords(text, arriving)
}

// SaysFirmlyArrived reports whether a text says yes, somebody is there, and nothing else.
// A bare "ok" is not enough.
func SaysFirmlyArrived(text string) bool {
	return onlyWords(text, arriving) && firmly.MatchString(text)
}

// SaysOnlyMissing reports whether a text says that somebody is not there, and nothing
// else.
func SaysOnlyMissing(text string) bool { return onlyWords(text, missingWords) }
