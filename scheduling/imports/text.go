package imports

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain returns the text of a cell: without what a spreadsheet adds so that it does not
// read a number or a formula, without invisible marks, and with one space for any white
// space.
func plain(cell string) string {
	return strings.Join(strings.Fields(visible(unprotected(strings.TrimSpace(visible(cell))))), " ")
}

// unprotected removes the ="…" around a value, or the apostrophe before one.
func unprotected(text string) string {
	if inner, ok := strings.CutPrefix(text, `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `""`, `"`)
	}
	if rest, ok := strings.CutPrefix(text, "'"); ok && isProtected(rest) {
		return rest
	}
	return text
}

// Protected returns a cell that a spreadsheet reads as a text, and an import as the same
// value: with an apostrophe before what would be a formula.
func Protected(text string) string {
	rest, apostrophe := strings.CutPrefix(text, "'")
	if isFormula(text) || apostrophe && isProtected(rest) {
		return "'" + text
	}
	return text
}

// isFormula reports whether a spreadsheet would calculate with a text.
func isFormula(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20", first) && text != ""
}

// isProtected reports whether an apostrophe before a text is a spreadsheet's. That of 't
// Zand and 's-Gravenwezel is a letter's.
func isProtected(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return isFormula(text) || first == '\'' || unicode.IsDigit(first)
}

// visible removes the marks that are not seen, and could make two of one name. Joiners stay
// between letters of scripts that are written with them.
func visible(text string) string {
	if !strings.ContainsFunc(text, isInvisible) {
		return text
	}
	var kept strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		joins := (r == '\u200c' || r == '\u200d') && i > 0 && i < len(runes)-1 && isJoined(runes[i-1]) && isJoined(runes[i+1])
		if !isInvisible(r) || joins {
			kept.WriteRune(r)
		}
	}
	return kept.String()
}

func isInvisible(r rune) bool {
	return r >= utf8.RuneSelf &&
		(unicode.Is(unicode.Cf, r) || unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) || r == '\u2800')
}

func isJoined(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }

// spreadsheetErrors are what spreadsheets write in place of a value, in any language:
// #N/A, #N/B, #REF!, #WAARDE!, #NAAM?, #DEEL/0!, #####, Err:502.
var spreadsheetErrors = regexp.MustCompile(`^(#N/[A-Z]|#[\p{L}\d/_ ]+[!?]|#{2,}|Err:\d{3})$`)

// isMisread reports whether a text was read in another encoding than it was written in:
// ZoÃ« for Zoë. Then the two bytes of a letter are letters: one of ÂÃÄÅ, and one that no
// name has behind it.
func isMisread(text string) bool {
	before := ' '
	for _, r := range text {
		second := r >= 0x80 && r <= 0xbf || strings.ContainsRune("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘“”•–—˜™š›œžŸ", r)
		if second && strings.ContainsRune("ÂÃÄÅ", before) || before == 'â' && r == '€' {
			return true
		}
		before = r
	}
	return false
}
