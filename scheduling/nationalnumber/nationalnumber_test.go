package nationalnumber

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestContainsNationalNumber(t *testing.T) {
	for name, text := range map[string]string{
		"the state's own example":     "85.07.30-033.28",
		"without separators":          "85073003328",
		"with spaces":                 "85 07 30 033 28",
		"with dashes":                 "850730-033-28",
		"with hard spaces":            "85\u00a007\u00a030\u00a0033\u00a028",
		"with a spaced dash":          "85.07.30 - 033.28",
		"born since 2000":             "17.07.30-033.84",
		"BIS number, sex not known":   withCheck("852730033", false),
		"BIS number, sex known":       withCheck("854730033", false),
		"birthday not known":          withCheck("850000033", false),
		"in a sentence":               "Mevrouw Peeters (rr 85.07.30-033.28), bel 's morgens",
		"glued to letters":            "rr85073003328x",
		"after another number":        "bus 12 85.07.30-033.28",
		"after a house number of 100": "Kerkstraat 100 85.07.30-033.28",
		"after a look-alike":          "85.07.30-033.29 85.07.30-033.28",
	} {
		require.True(t, Contains(text), name)
		require.NotContains(t, Redact(text), "28", name)
	}
}

func TestOtherNumbersAreNoNationalNumbers(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":                     "",
		"wrong check digits":          "85.07.30-033.29",
		"check digits of 1900 + 1":    "85073003329",
		"no such month":               withCheck("851330033", false),
		"no such day":                 withCheck("850732033", false),
		"no sequence":                 withCheck("850730000", false),
		"one digit more":              "850730033280",
		"one digit before":            "185073003328",
		"a mobile number":             "0470 12 34 56",
		"the number of a call abroad": "+" + withCheck("324701234", false),
		"the same, 00 before it":      "00 " + withCheck("324701234", false),
		"a letter code":               "234567",
		"an account":                  "BE68 5390 0754 7034",
		"too far apart":               "85.07.30 ... 033.28",
	} {
		require.False(t, Contains(text), name)
		require.Equal(t, text, Redact(text), name)
	}
}

func TestRedactLeavesTheRest(t *testing.T) {
	require.Equal(t, "A [rijksregisternummer], B [rijksregisternummer] en 85.07.30-033.29.",
		Redact("A 85.07.30-033.28, B 17073003384 en 85.07.30-033.29."))
}

func TestEveryValidNumberIsFoundAndRedacted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := withCheck(fmt.Sprintf("%02d%02d%02d%03d",
			rapid.IntRange(0, 99).Draw(t, "year"), rapid.IntRange(0, 12).Draw(t, "month"),
			rapid.IntRange(0, 31).Draw(t, "day"), rapid.IntRange(1, 998).Draw(t, "sequence")),
			rapid.Bool().Draw(t, "since2000"))
		separator := rapid.SampledFrom([]string{"", " ", ".", "-", "/", " - "}).Draw(t, "separator")
		written := strings.Join([]string{digits[:2], digits[2:4], digits[4:6], digits[6:9], digits[9:]}, separator)
		words := rapid.StringMatching(`[a-z ]{0,10}`)
		text := words.Draw(t, "before") + "(" + written + ")" + words.Draw(t, "after")
		require.True(t, Contains(text))
		require.NotContains(t, Redact(text), written)
	})
}

// withCheck adds the check digits to nine digits.
func withCheck(nine string, since2000 bool) string {
	n := number(nine)
	if since2000 {
		n += 2_000_000_000
	}
	return fmt.Sprintf("%s%02d", nine, 97-n%97)
}

func FuzzRedactNationalNumbers(f *testing.F) {
	f.Add("85.07.30-033.28")
	f.Add("\u00a085 07 30 033 28 00")
	f.Fuzz(func(t *testing.T, text string) {
		clean := Redact(text)
		require.Equal(t, Contains(text), clean != text)
		require.False(t, Contains(clean))
	})
}
