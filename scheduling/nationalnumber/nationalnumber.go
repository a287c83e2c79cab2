package nationalnumber

import "strings"

// nationalNumberShape is how a Belgian national register number
// (rijksregisternummer) is grouped: year, month, day, sequence, check digits.
// People write it with or without dots, dashes and spaces between the groups.
var nationalNumberShape = [...]int{2, 2, 2, 3, 2}

// Redacted replaces a national register number in a text.
const Redacted = "[rijksregisternummer]"

// Contains reports whether a text contains a valid Belgian national
// register number or BIS number. No such number may be stored (DOMAIN, law and care).
func Contains(text string) bool {
	start, _ := findNationalNumber(text, 0)
	return start >= 0
}

// Redact replaces every valid national register number in a text and
// leaves the rest unchanged.
func Redact(text string) string {
	var clean strings.Builder
	rest := 0
	for {
		start, end := findNationalNumber(text, rest)
		if start < 0 {
			clean.WriteString(text[rest:])
			return clean.String()
		}
		clean.WriteString(text[rest:start] + Redacted)
		rest = end
	}
}

// findNationalNumber returns the start and end of the first number at or after from;
// start is -1 if there is none.
func findNationalNumber(text string, from int) (start, end int) {
	for i := from; i < len(text); i++ {
		if !isDigit(text[i]) || i > 0 && isDigit(text[i-1]) || international(text[:i]) {
			continue
		}
		if digits, end, ok := groupedDigits(text, i); ok && validNationalNumber(digits) {
			return i, end
		}
	}
	return -1, -1
}

// international reports whether what follows is an international telephone number: +32
// …, 00 32 ….
func international(before string) bool {
	before = strings.TrimRight(before, " ")
	return strings.HasSuffix(before, "+") || before == "00" || strings.HasSuffix(before, " 00")
}

// groupedDigits reads eleven digits from text[start:], with up to three separators
// between two groups and no digit after the last.
func groupedDigits(text string, start int) (digits string, end int, ok bool) {
	at := start
	for i, size := range nationalNumberShape {
		if i > 0 {
			at = skipSeparators(text, at)
		}
		for range size {
			if at >= len(text) || !isDigit(text[at]) {
				return "", 0, false
			}
			digits += text[at : at+1]
			at++
		}
	}
	return digits, at, at == len(text) || !isDigit(text[at])
}

// skipSeparators skips up to three dots, dashes, slashes or spaces of any kind.
func skipSeparators(text string, at int) int {
	for range 3 {
		for _, separator := range []string{" ", ".", "-", "/", "\u00a0", "\u202f", "\u2011", "–", "\t"} {
			if strings.HasPrefix(text[at:], separator) {
				at += len(separator)
				break
			}
		}
	}
	return at
}

// validNationalNumber checks the date and the check digits: 97 minus the first
// nine digits modulo 97, with a 2 before those nine for a birth since 2000.
func validNationalNumber(digits string) bool {
	first, check := number(digits[:9]), number(digits[9:])
	month, day := number(digits[2:4]), number(digits[4:6])
	if month >= 40 { // BIS number, sex known
		month -= 40
	} else if month >= 20 { // BIS number, sex not known
		month -= 20
	}
	if month > 12 || day > 31 || number(digits[6:9]) == 0 {
		return false
	}
	return check == 97-first%97 || check == 97-(2_000_000_000+first)%97
}

// number returns the value of a few ASCII digits.
func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
