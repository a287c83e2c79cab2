package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// HouseNumber returns the house number that a text as a whole is (7A, 12/3, nr 58 bus
// 12), or "".
func HouseNumber(whole string) string {
	whole = strings.Join(strings.Fields(strings.Map(digit, whole)), " ")
	found := houseText.FindStringSubmatch(strings.TrimRight(whole, " .!,"))
	if found == nil {
		return ""
	}
	number := strings.TrimSpace(found[1])
	if strings.Trim(number, "0") == "" || utf8.RuneCountInString(number) > HouseLength {
		return ""
	}
	return number
}

// digit returns a digit of any style as the digit on a telephone, and every other rune as
// it is.
func digit(r rune) rune {
	if folded := fold(string(r)); unicode.IsDigit(r) && len(folded) == 1 {
		return rune(folded[0])
	}
	return r
}

// HouseLength is the maximum length of a house number in characters, with what follows
// the number: 58 bus 12.
const HouseLength = 12
