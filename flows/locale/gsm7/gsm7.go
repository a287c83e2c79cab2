package gsm7

import (
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// The encodings of a text message.
const (
	GSM7 = "GSM-7"
	UCS2 = "UCS-2"
)

// Measure is the length of a text as a carrier counts and charges it.
type Measure struct {
	Encoding string // GSM7, or UCS2 if any character is not in GSM-7
	Units    int    // septets of GSM-7, or 16-bit units of UCS-2
	Segments int    // number of messages it is sent in; at least 1
}

// Units that fit in a single message (3GPP TS 23.040: 140 octets), and in each of several,
// in which a header takes six octets.
const (
	// MaxSingleGSM7 is in septets.
	MaxSingleGSM7 = 160
	// MaxJoinedUCS2 is in 16-bit units.
	MaxJoinedUCS2 = 67

	gsmJoined = 153
	ucsSingle = 70
)

// Segments measures a text as the carrier does, without smart encoding: no character is
// replaced by one that looks like it. A character is never split between segments: a
// character of the GSM-7 extension with its escape, a surrogate pair, and in UCS-2 a
// letter with its accents or a joined emoji.
//
// The grapheme rules are the plain ones of Unicode TR 29, not those of Hangul jamo or
// Indic conjuncts. CR LF may be split, as it may at the carrier.
func Segments(text string) Measure {
	if septets, ok := countSeptets(text); ok {
		return Measure{GSM7, septets, pack(text, septets, MaxSingleGSM7, gsmJoined, nextSeptets)}
	}
	units := 0
	for _, r := range text {
		units += utf16Units(r)
	}
	return Measure{UCS2, units, pack(text, units, ucsSingle, MaxJoinedUCS2, nextCluster)}
}

// pack returns the number of segments of a text: one if it fits in a single message, else
// as many as its pieces fill in order.
func pack(text string, units, alone, joined int, next func(string, int) (bytes, units int)) int {
	if units <= alone {
		return 1
	}
	segments, used := 1, 0
	for text != "" {
		bytes, size := next(text, joined)
		if used+size > joined {
			segments, used = segments+1, 0
		}
		used += size
		text = text[bytes:]
	}
	return segments
}

// countSeptets returns the length of a text in GSM-7, or false if it has a character that
// is not in GSM-7.
func countSeptets(text string) (int, bool) {
	total := 0
	for _, r := range text {
		n := septets(r)
		if n == 0 {
			return 0, false
		}
		total += n
	}
	return total, true
}

func nextSeptets(text string, _ int) (bytes, units int) {
	r, size := utf8.DecodeRuneInString(text)
	return size, septets(r)
}

// septets returns how many septets a character takes in GSM-7: 2 for those of the
// extension table, which follow an escape; 0 if it is not in GSM-7 (3GPP TS 23.038,
// 6.2.1).
func septets(r rune) int {
	switch r {
	case '^', '{', '}', '\\', '[', '~', ']', '|', '€', '\f':
		return 2
	case '`':
		return 0
	case '\n', '\r', '£', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', 'Ø', 'ø', 'Å', 'å',
		'Δ', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', 'Æ', 'æ', 'ß', 'É',
		'¤', '¡', 'Ä', 'Ö', 'Ñ', 'Ü', '§', '¿', 'ä', 'ö', 'ñ', 'ü', 'à':
		return 1
	}
	if ' ' <= r && r <= '~' {
		return 1
	}
	return 0
}

func utf16Units(r rune) int {
	if n := utf16.RuneLen(r); n > 0 {
		return n
	}
	return 1 // an invalid rune is sent as U+FFFD
}

// nextCluster returns the length of the first grapheme cluster of a text. If a cluster
// fits in no segment, it is split into characters.
func nextCluster(text string, maxUnits int) (bytes, units int) {
	last, first := utf8.DecodeRuneInString(text)
	bytes, units = first, utf16Units(last)
	alone := utf16Units(last)
	flag := isFlagLetter(last)
	for bytes < len(text) {
		r, size := utf8.DecodeRuneInString(text[bytes:])
		second := flag && isFlagLetter(r)
		if !joins(last, r) && !second || isBreak(last) {
			break
		}
		flag = flag && !second && !isFlagLetter(r)
		bytes, units, last = bytes+size, units+utf16Units(r), r
		if units > maxUnits {
			return first, alone
		}
	}
	return bytes, units
}

const joiner = '\u200d' // zero width joiner: makes one emoji of two

// joins reports whether r and the character before it form one grapheme.
func joins(before, r rune) bool {
	switch {
	case r == joiner, r == '\u200c':
		return true
	case r == '\u0e33', r == '\u0eb3': // Thai and Lao am: letters that join as marks do
		return true
	case before == joiner:
		return isPicture(r)
	case '\U0001f3fb' <= r && r <= '\U0001f3ff': // skin tones
		return isPicture(before) || before == '\ufe0f'
	case '\U000e0020' <= r && r <= '\U000e007f': // tags of a flag
		return true
	}
	return unicode.In(r, unicode.M)
}

// isBreak reports whether no character joins to this one.
func isBreak(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }

// isPicture reports whether a character is an emoji, or may be one.
func isPicture(r rune) bool {
	return '\u2190' <= r && r <= '\u2bff' || '\U0001f000' <= r && r <= '\U0001faff'
}

// isFlagLetter reports whether a character is a regional indicator, two of which make a
// flag.
func isFlagLetter(r rune) bool { return '\U0001f1e6' <= r && r <= '\U0001f1ff' }
