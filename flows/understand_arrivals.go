package flows

import (
	"strings"
)

// saysNobodyCame reports whether a text says that nobody has come, in words that mean
// nothing elsewhere.
func saysNobodyCame(text string) bool { return nobodyHere.MatchString(text) }

// saysSomebodyCame reports whether a text says that somebody came, also after "nobody".
func saysSomebodyCame(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	if first, rest, more := strings.Cut(text, " "); more && takenBack.has(first) {
		text = rest
	}
	return presence.MatchString(text) && onlyWords(text, arriving)
}

// firmlyArrived reports whether a yes says that somebody is there, and nothing else.
func firmlyArrived(text string) bool { return onlyWords(text, arriving) && firmly.MatchString(text) }

// onlyMissing reports whether a text says that somebody is not there, and nothing else.
func onlyMissing(text string) bool { return onlyWords(text, missingWords) }
