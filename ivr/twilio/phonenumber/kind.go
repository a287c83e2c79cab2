package phonenumber

import "github.com/nyaruka/phonenumbers"

// Kind is what a telephone number is for, in the country's numbering plan.
type Kind string

// The kinds of numbers.
const (
	Geographic  Kind = "geographic"
	Mobile      Kind = "mobile"
	TollFree    Kind = "toll-free"
	National    Kind = "national" // of no place: shared cost, premium rate, companies
	Abroad      Kind = "foreign"
	UnknownKind Kind = "unknown"
)

// KindOf returns the kind of a number in E.164. A number of another country than HomeRegion
// is Abroad, and one that no plan has is UnknownKind.
func KindOf(e164 string) Kind {
	number, err := phonenumbers.Parse(e164, phonenumbers.UNKNOWN_REGION)
	if err != nil {
		return UnknownKind
	}
	if int(number.GetCountryCode()) != phonenumbers.GetCountryCodeForRegion(HomeRegion) {
		return Abroad
	}
	switch phonenumbers.GetNumberType(number) {
	case phonenumbers.FIXED_LINE:
		return Geographic
	case phonenumbers.MOBILE:
		return Mobile
	case phonenumbers.TOLL_FREE:
		return TollFree
	case phonenumbers.UNKNOWN:
		return UnknownKind
	}
	return National
}

// IsHomeMobile reports whether a number in E.164 is a mobile number of HomeRegion: the only
// numbers that are texted. Texts to other countries are how fraud makes money, and answers
// to them are billed as any other text.
func IsHomeMobile(e164 string) bool { return KindOf(e164) == Mobile }
