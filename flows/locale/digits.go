package locale

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// appendDigits speaks a number digit by digit, with a pause after each so that it can be
// written down. Spaces are dropped.
func appendDigits(spoken []byte, value string) []byte {
	pause := ""
	for _, r := range value {
		if r == ' ' {
			continue
		}
		spoken = append(spoken, pause...)
		spoken = append(spoken, string(r)...)
		pause = ", "
	}
	return spoken
}

// Country codes. A number without one is Belgian.
const (
	belgium     = "BE"
	belgiumCode = 32
)

// writtenPhone returns a phone number as people write it: a Belgian one as it is dialled
// in Belgium, another with 00 and its country code. It returns the value as it is, and
// false, if it is no phone number.
func writtenPhone(value string) (string, bool) {
	number, err := phonenumbers.Parse(value, belgium)
	if err != nil || !phonenumbers.IsPossibleNumber(number) {
		return value, false
	}
	if number.GetCountryCode() == belgiumCode {
		return phonenumbers.Format(number, phonenumbers.NATIONAL), true
	}
	return strings.Replace(phonenumbers.Format(number, phonenumbers.INTERNATIONAL), "+", "00", 1), true
}

// appendPhone speaks a phone number digit by digit, with a pause between its usual
// groups. A value that is no phone number is spoken as appendDigits does.
func appendPhone(spoken []byte, value string) []byte {
	written, ok := writtenPhone(value)
	if !ok {
		return appendDigits(spoken, value)
	}
	pause := ""
	for _, group := range strings.FieldsFunc(written, notDigit) {
		spoken = append(spoken, pause...)
		spoken = appendGroup(spoken, group)
		pause = ", "
	}
	return spoken
}

// appendGroup speaks the digits of a group. More than four at once are hard to remember,
// and get a pause after every second.
func appendGroup(spoken []byte, group string) []byte {
	for i := range len(group) {
		switch {
		case i == 0:
		case len(group) > 4 && i%2 == 0:
			spoken = append(spoken, ", "...)
		default:
			spoken = append(spoken, ' ')
		}
		spoken = append(spoken, group[i])
	}
	return spoken
}

func notDigit(r rune) bool { return r < '0' || r > '9' }
