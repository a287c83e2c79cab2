package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// HouseNumber is the house number that a text is as a whole: 7A, 12/3, nr 58 bus 12.
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

// digit is a digit of any style as it is typed on a telephone.
func digit(r rune) rune {
	if folded := fold(string(r)); unicode.IsDigit(r) && len(folded) == 1 {
		return rune(folded[0])
	}
	return r
}

const HouseLength = 12 // characters, with what stands behind them: 58 bus 12
