package resident

import "github.com/nyaruka/phonenumbers"

// homeCountry is the country whose numbers are typed without a prefix.
const homeCountry = "BE"

// toE164 returns a typed number in the form that numbers are stored in. One that is in no
// numbering plan stays as it was typed: a human reads it, and may see what was meant.
func toE164(digits string) string {
	number, err := phonenumbers.Parse(digits, homeCountry)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return digits
	}
	return phonenumbers.Format(number, phonenumbers.E164)
}
