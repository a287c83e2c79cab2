package twilio

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// HomeRegion is the country of the line (ISO 3166-1): its national notation is accepted, and
// its mobiles are texted.
const HomeRegion = "BE"

// withheldNumber reports whether the carrier sent a word in place of a number, or the
// digits that spell ANONYMOUS, RESTRICTED, UNAVAILABLE, UNKNOWN or BLOCKED on a keypad
// (source: the carrier's list of reserved caller ids).
func withheldNumber(raw string) bool {
	switch strings.ToLower(strings.TrimSpace(raw)) {
	case "", "anonymous", "unknown", "restricted", "private", "unavailable", "blocked",
		"+266696687", "+7378742833", "+86282452253", "+8656696", "+2562533":
		return true
	}
	return false
}

// NormalNumber returns a telephone number in E.164. Without a country code it is read as
// Belgian. It returns false for a withheld number, and if the text is no number.
//
// A number with a country code only needs a possible length, because operators assign
// ranges before the tables of the library have them.
func NormalNumber(raw string) (string, bool) {
	raw = cut(raw, maxShort)
	if withheldNumber(raw) {
		return "", false
	}
	if plainE164(raw) {
		return raw, true
	}
	number, err := phonenumbers.Parse(raw, HomeRegion)
	if err != nil {
		return "", false
	}
	international := strings.HasPrefix(strings.TrimSpace(raw), "+")
	if !phonenumbers.IsValidNumber(number) && !(international && phonenumbers.IsPossibleNumber(number)) {
		return "", false
	}
	return phonenumbers.Format(number, phonenumbers.E164), true
}

// plainE164 reports whether a number has the form that the carrier nearly always sends: +
// and eight to fifteen digits, with no national 0 left in a Belgian one. The library
// takes five times as long as the rest of a webhook for the same check.
func plainE164(raw string) bool {
	if len(raw) < 9 || len(raw) > 16 || raw[0] != '+' || raw[1] == '0' || strings.HasPrefix(raw, "+320") {
		return false
	}
	for i := 1; i < len(raw); i++ {
		if raw[i] < '0' || raw[i] > '9' {
			return false
		}
	}
	return true
}

// IsMobile reports whether a number in E.164 can receive texts: a mobile number, or one
// in a country whose numbers do not show it (such as +1).
func IsMobile(e164 string) bool {
	number, err := phonenumbers.Parse(e164, phonenumbers.UNKNOWN_REGION)
	if err != nil {
		return false
	}
	switch phonenumbers.GetNumberType(number) {
	case phonenumbers.MOBILE, phonenumbers.FIXED_LINE_OR_MOBILE:
		return true
	}
	return false
}
