package understand

import (
	"slices"
	"strings"
	"unicode"
)

// maxSignatureLines is how many lines a signature has: a name, a number, an address.
const maxSignatureLines = 6

// withoutSignature returns a text without what a telephone puts below each text, or a
// person below a letter: the lines from "--" on, "Verzonden vanaf mijn iPhone", and
// "Groetjes" with a name and a number. A text that is nothing else is returned as it is.
// The first line is never part of a signature.
func withoutSignature(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n")
	for i := 1; i < len(lines); i++ {
		if strings.TrimSpace(strings.Join(lines[:i], "")) == "" {
			continue
		}
		if isRule(lines[i]) || isFromDevice(lines[i]) || isClosing(lines[i:]) {
			return strings.TrimSpace(strings.Join(lines[:i], "\n"))
		}
	}
	return text
}

// belowSignature returns what withoutSignature leaves out; "" if it leaves out nothing.
func belowSignature(text string) string {
	text = strings.TrimSpace(text)
	kept := withoutSignature(text)
	return strings.TrimLeft(strings.TrimSpace(strings.TrimPrefix(strings.ReplaceAll(text, "\r", "\n"), kept)), "-_=*~–— \n")
}

// isRule reports whether a line is drawn between a text and a signature: "--", "__", "***".
func isRule(line string) bool {
	line = strings.TrimSpace(line)
	return strings.Trim(line, "-_=*~–—") == "" && (len([]rune(line)) > 1 || line == "—" || line == "–")
}

// isFromDevice reports whether a line names the telephone or program that sent the text.
func isFromDevice(line string) bool {
	line = strings.TrimLeftFunc(fold(line), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc([]string{
		"verzonden vanaf", "verzonden met", "verzonden via", "verstuurd vanaf", "verstuurd met", "verstuurd via", "gestuurd vanaf",
		"envoye de ", "envoye depuis", "envoye a partir", "envoye avec", "envoye via", "telecharger outlook", "obtenez outlook",
		"sent from", "sent via", "sent with", "get outlook", "outlook voor", "download outlook", "gesendet von",
	}, func(start string) bool { return strings.HasPrefix(line, fold(start)) }) || isSentInTurkishOrArabic(line)
}

func isSentInTurkishOrArabic(line string) bool {
	return strings.HasSuffix(strings.TrimRightFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }), fold("gönderildi")) ||
		strings.HasPrefix(line, fold("أرسلت من")) || strings.HasPrefix(line, fold("مرسل من"))
}

// isClosing reports whether lines are a greeting at the end of a letter, with no more
// behind it than whose it is.
func isClosing(lines []string) bool {
	const maxWords = 5 // in a line: a greeting and a name
	if len(lines) > maxSignatureLines || !opensClosing(lines[0]) {
		return false
	}
	for _, line := range lines {
		if len(strings.Fields(line)) > maxWords || strings.ContainsAny(line, "?؟!") {
			return false
		}
	}
	return true
}

func opensClosing(line string) bool {
	said := strings.TrimFunc(fold(line), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc([]string{
		"groet", "groeten", "groetjes", "mvg", "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet",
		"vriendelijke groeten", "hartelijke groet", "hartelijke groeten", "vele groeten", "veel groeten",
		"cordialement", "bien a vous", "bien cordialement", "salutations", "cdt", "sinceres salutations",
		"regards", "kind regards", "best regards", "best wishes", "greetings", "yours sincerely",
		"saygilar", "saygilarimla", "selamlar", "sevgiler", "تحياتي", "مع تحياتي", "مع أطيب التحيات",
	}, func(closing string) bool {
		closing = fold(closing)
		after, found := strings.CutPrefix(said, closing)
		return found && (after == "" || !unicode.IsLetter([]rune(after)[0]))
	})
}
