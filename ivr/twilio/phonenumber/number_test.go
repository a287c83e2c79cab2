package phonenumber_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
)

// A number in a tel: or sip: address is that number, whoever's host it stands at.
func TestAddressesOfANumber(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"sip:+3280012001@stad.sip.phonenumber.com":          "+3280012001",
		"sips:+3280012001@stad.sip.phonenumber.com:5061":    "+3280012001",
		"SIP:+32470000777@pbx.example;transport=tls":        "+32470000777",
		"sip:+32470000777;npdi;rn=+32x@pbx.example":         "+32470000777",
		"sip:+32470000777:secret@pbx.example":               "+32470000777",
		"sip:%2B32470000777@pbx.example":                    "+32470000777",
		"sip:0470000777@pbx.example":                        "+32470000777",
		"sip:0032470000777@10.0.0.1":                        "+32470000777",
		"sip:32470000777@pbx.example":                       "+32470000777",
		"sip:3280012001@stad.sip.phonenumber.com":           "+3280012001",
		"<sip:+32470000777@pbx.example>":                    "+32470000777",
		"\"An\" <sip:+32470000777@pbx.example>":             "+32470000777",
		"tel:+32-470-00-07-77":                              "+32470000777",
		"tel:+32470000777;ext=12":                           "+32470000777",
		"tel:0470000777;phone-context=+32":                  "+32470000777",
		"TEL:+32 (470) 00.07.77":                            "+32470000777",
		"sip:desk@stad.example":                             "",
		"sip:12@pbx.example":                                "",
		"sip:anonymous@anonymous.invalid":                   "",
		"sip:+266696687@gateway.example":                    "",
		"sip:+17378742833@gateway.example":                  "",
		"sip:+3280012001":                                   "",
		"sip:@pbx.example":                                  "",
		"sip:%zz@pbx.example":                               "",
		"sip:bob+32470000777@pbx.example":                   "",
		"sip:+32470000777+1@pbx.example":                    "",
		"<sip:+32470000777@" + long("a", 300) + ".example>": "",
	} {
		number, ok := phonenumber.Normal(raw)
		require.Equal(t, want, number, raw)
		require.Equal(t, want != "", ok, raw)
	}
}

// An address of another channel is no telephone number, even if it has one's digits.
func TestOtherChannelsAreNoNumbers(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"messenger:470990001", "messenger:+32470990001", "whatsapp:+32470990001", "whatsapp:BE.470000802", "client:0470000805",
		"rcs:digipunt_agent", "rcs:+32470990001", "viber:32470990001", "X470990001", "Bank 0470000807", "0470000807 Bank", "tel 0470000807",
		"http://0470000807", "+32470990001x1", "+32 470 99 00 01 ext. 2", "0470-BANK-01", "470990001@example.be", "+32470990001,+32470990002",
		"0470000807;1", "++32470990001", "+32+470990001", "٠٤٧٠٩٩٠٠٠١", "messenger: 0470990001", ":0470990001", "tel:", "-", "()",
	} {
		number, ok := phonenumber.Normal(raw)
		require.False(t, ok, raw)
		require.Empty(t, number, raw)
	}
}

// What spells a word on a keypad is withheld, whatever an exchange puts around it.
func TestWithheldNumbersWithAPrefix(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"+17378742833", "+1266696687", "+12666966870", "+18656696", "+18656696000", "+12562533000", "+186282452253", "+32266696687",
		"+327378742833", "00266696687", "001266696687", "0266696687", "266696687", "1266696687", "+7748283", "+17748283", "+1 737 874 2833",
		"tel:+1-266-696687", "Anonymous", "Unknown", "+anonymous", "UNAVAILABLE", "Private number", "No Caller ID", "+0", "0",
	} {
		_, ok := phonenumber.Normal(raw)
		require.False(t, ok, raw)
	}
	for raw, want := range map[string]string{ // they have the digits, and are somebody's
		"+3225625330": "+3225625330", "02 562 53 30": "+3225625330", "+3286566960": "+3286566960", "012 56 25 33": "+3212562533",
		"+17378742834": "+17378742834", "+12666966871": "+12666966871", "+12025550123": "+12025550123",
	} {
		number, _ := phonenumber.Normal(raw)
		require.Equal(t, want, number, raw)
	}
}

func long(text string, times int) (repeated string) {
	for range times {
		repeated += text
	}
	return repeated
}

func TestKindOf(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]phonenumber.Kind{
		"+3232010101": phonenumber.Geographic, "+3225551234": phonenumber.Geographic, "+32470000001": phonenumber.Mobile, "+32460201001": phonenumber.Mobile,
		"+3280012001": phonenumber.TollFree, "+3278151515": phonenumber.National, "+3290123456": phonenumber.National, "+31612345678": phonenumber.Abroad,
		"+12125550123": phonenumber.Abroad, "+3248000000": phonenumber.UnknownKind, "+32": phonenumber.UnknownKind, "0470000001": phonenumber.UnknownKind, "": phonenumber.UnknownKind,
	} {
		require.Equal(t, want, phonenumber.KindOf(number), number)
		require.Equal(t, want == phonenumber.Mobile, phonenumber.IsHomeMobile(number), number)
	}
}
