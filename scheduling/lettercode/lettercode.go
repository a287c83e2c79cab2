package lettercode

import (
	"crypto/rand"
	"fmt"
	"io"
	"math/big"
	"strings"
)

// Lengths of a code, in digits.
const (
	MinDigits  = 6
	MaxDigits  = 9
	MadeDigits = 9 // of the codes that New makes, with their check digit
)

// Possible is the number of codes that New can make. Whoever knows the check digit's rule
// guesses among these.
const Possible = 9 * 9 * 9 * 9 * 9 * 9 * 9 * 9

// New makes a code from random bytes, each with the same probability. It returns an error if
// random returns one.
func New(random io.Reader) (string, error) {
	code := make([]byte, 0, MadeDigits)
	for range MadeDigits - 1 {
		n, err := rand.Int(random, big.NewInt(base))
		if err != nil {
			return "", fmt.Errorf("making a letter code: %w", err)
		}
		code = append(code, '1'+byte(n.Int64()))
	}
	return string(append(code, checkDigit(code))), nil
}

// IsCode reports whether digits have the form of a code: six to nine digits from 1 to 9.
func IsCode(digits string) bool {
	if len(digits) < MinDigits || len(digits) > MaxDigits {
		return false
	}
	return strings.Trim(digits, "123456789") == ""
}

// IsMade reports whether digits can be a code that New made: nine of them, with the right
// check digit.
func IsMade(digits string) bool {
	last := len(digits) - 1
	return len(digits) == MadeDigits && IsCode(digits) && checkDigit([]byte(digits[:last])) == digits[last]
}

// Plain removes the spaces, dots and dashes with which people group the digits of a code.
func Plain(typed string) string {
	return strings.NewReplacer(" ", "", "\u00a0", "", ".", "", "-", "").Replace(typed)
}

// Groups returns the digits of a code in the groups in which it is printed: threes, or fours
// if nothing else fits.
func Groups(code string) []string {
	size := 3
	if len(code)%3 != 0 {
		size = 4
	}
	groups := make([]string, 0, MaxDigits/3)
	for len(code) > size {
		groups = append(groups, code[:size])
		code = code[size:]
	}
	return append(groups, code)
}
