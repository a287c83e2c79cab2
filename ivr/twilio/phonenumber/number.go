package phonenumber

import (
	"net/url"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// HomeRegion is the country of the line (ISO 3166-1): its national notation is accepted, and
// its mobiles are texted.
const HomeRegion = "BE"

// Normal returns a telephone number in E.164. It accepts a number, and the tel: and
// sip: addresses of one (RFC 3966, RFC 3261): digits with a + or in the country's own
// notation, and the marks that people put between them. Without a country code it is read
// as Belgian. It returns false for a withheld number, for an address of another channel
// ("messenger:470…", "client:…"), and for any other text, even if it has digits in it.
//
// A number with a country code only needs a possible length, because operators assign
// ranges before the tables of the library have them.
func Normal(raw string) (string, bool) {
	raw = raw[:min(len(raw), MaxAddress)]
	if plainE164(raw) { // as the carrier nearly always sends it
		if isWithheld(raw) {
			return "", false
		}
		return raw, true
	}
	written := userOf(strings.TrimSpace(raw))
	if !isWritten(written) || isWithheld(written) {
		return "", false
	}
	number, err := phonenumbers.Parse(written, HomeRegion)
	if err != nil {
		return "", false
	}
	international := strings.HasPrefix(written, "+")
	if !phonenumbers.IsValidNumber(number) && !(international && phonenumbers.IsPossibleNumber(number)) {
		return "", false
	}
	return phonenumbers.Format(number, phonenumbers.E164), true
}

// MaxAddress limits the length of an address, in bytes. The number stands at its beginning.
const MaxAddress = 256

// userOf returns the telephone number in a tel:, sip: or sips: address, without parameters
// and host. Any other text is returned as it is.
func userOf(raw string) string {
	if open := strings.LastIndexByte(raw, '<'); open >= 0 && strings.HasSuffix(raw, ">") { // "Name" <sip:…>
		raw = raw[open+1 : len(raw)-1]
	}
	scheme, rest, found := strings.Cut(raw, ":")
	if !found {
		return raw
	}
	switch strings.ToLower(scheme) {
	case "tel":
	case "sip", "sips":
		user, _, hosted := strings.Cut(rest, "@")
		if !hosted { // the host alone, which is nobody
			return ""
		}
		rest, _, _ = strings.Cut(user, ":") // a password
	default:
		return ""
	}
	rest, _, _ = strings.Cut(rest, ";")
	user, err := url.PathUnescape(rest)
	if err != nil {
		return ""
	}
	return user
}

// isWritten reports whether a text is written as a number: digits, a + before them, and the
// marks between them that RFC 3966 and people use.
func isWritten(number string) bool {
	rest := strings.TrimPrefix(number, "+")
	return strings.ContainsAny(rest, "0123456789") && strings.Trim(rest, "0123456789 .-/()\u00a0\u202f\u2011\u2013") == ""
}

func onlyDigits(number string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, number)
}

// withheldDigits spell ANONYMOUS, RESTRICTED, UNAVAILABLE, UNKNOWN, BLOCKED and PRIVATE on
// a keypad. Source: the carrier's list of reserved caller ids; the last one is an
// exchange's.
func withheldDigits() []string {
	return []string{"266696687", "7378742833", "86282452253", "8656696", "2562533", "7748283"}
}

// northAmerican is how many digits a number of country code 1 has behind it. Exchanges
// that put a 1 before reserved digits fill them up with zeros.
const northAmerican = 10

// isWithheld reports whether a number is a word in place of one: as the carrier reserves
// it, or behind a prefix and filled up with zeros by an exchange on the way. With zeros, a
// number of HomeRegion can be somebody's (+32 2 562 53 30). Ordinary words ("anonymous")
// are no numbers at all.
func isWithheld(number string) bool {
	digits, international := strings.CutPrefix(number, "+")
	digits = onlyDigits(digits)
	if after, found := strings.CutPrefix(digits, "00"); found && !international {
		digits, international = after, true
	}
	for _, reserved := range withheldDigits() {
		if digits == reserved || digits == "0"+reserved {
			return true
		}
		if international && (digits == "32"+reserved || isFilledUp(digits, "1"+reserved)) {
			return true
		}
	}
	return false
}

// isFilledUp reports whether digits are reserved ones of country code 1, with or without
// zeros to the length of a number there.
func isFilledUp(digits, reserved string) bool {
	zeros, same := strings.CutPrefix(digits, reserved)
	return same && strings.Trim(zeros, "0") == "" && (zeros == "" || len(digits) <= 1+northAmerican)
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
