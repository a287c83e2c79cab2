package resident

import "github.com/nyaruka/phonenumbers"

// homeCountry is the country whose numbers are typed without a prefix.
const homeCountry = "BE"

// toE164 is a typed number as everything else keeps numbers. What no numbering plan
// knows stays as it was typed: a human reads it, and can make something of it.
func toE164(digits string) string {
	number, err := phonenumbers.Parse(digits, homeCountry)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return digits
	}
	return phonenumbers.Format(number, phonenumbers.E164)
}
