package gsm7

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Plain returns a text with each character that is not in GSM-7 as plain letters that are:
// e for ë, ' for ’, - for a dash. One character outside GSM-7 more than halves the length
// of a segment. Characters that have no plain form, such as the letters of another script,
// are left as they are. Invisible characters and loose accents are dropped.
func Plain(text string) string {
	if isASCII(text) && !strings.ContainsAny(text, "`\t") {
		return text
	}
	var plain strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case septets(r) > 0:
			plain.WriteRune(r)
		case isInvisible(r), isLooseMark(r):
		default:
			plain.WriteString(plainForm(r))
		}
	}
	return plain.String()
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isInvisible reports whether a character has no form of its own: it joins or directs the
// others.
func isInvisible(r rune) bool { return unicode.Is(unicode.Cf, r) || '\ufe00' <= r && r <= '\ufe0f' }

// isLooseMark reports whether a character is an accent that found no letter to stand on.
func isLooseMark(r rune) bool { return '\u0300' <= r && r <= '\u036f' }

// plainForm returns a character in GSM-7, or as it is if it has no such form.
func plainForm(r rune) string {
	if form, found := plainLetter(r); found {
		return form
	}
	if unicode.Is(unicode.Zs, r) {
		return " "
	}
	var base strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		form, found := plainLetter(part)
		switch {
		case unicode.Is(unicode.Mn, part):
		case found:
			base.WriteString(form)
		case septets(part) > 0:
			base.WriteRune(part)
		default:
			return string(r)
		}
	}
	if base.Len() == 0 {
		return string(r)
	}
	return base.String()
}

// plainLetter returns the plain form of characters that are not a letter with a mark.
func plainLetter(r rune) (string, bool) {
	for _, like := range [...]struct{ letters, plain string }{
		{"’‘‚‛ʼʹ′´`‹›", "'"},
		{"“”„‟«»″", `"`},
		{"–—‒―‐‑−•·▪‣", "-"},
		{"\t", " "},
		{"\u2028\u2029\v\u0085", "\n"},
		{"⁄÷", "/"},
		{"×", "x"},
		{"œ", "oe"},
		{"Œ", "OE"},
		{"ı", "i"},
		{"ł", "l"},
		{"Ł", "L"},
		{"đð", "d"},
		{"ĐÐ", "D"},
		{"þ", "th"},
		{"Þ", "Th"},
		{"°", "o"},
	} {
		if strings.ContainsRune(like.letters, r) {
			return like.plain, true
		}
	}
	return "", false
}
