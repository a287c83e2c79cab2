package gsm7

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "",
		"Dag, tot dinsdag!":                   "Dag, tot dinsdag!",
		"Bib ’t Eiland – Café Zoë":            "Bib 't Eiland - Café Zoe",
		"é è à ù ö ü ñ ß æ Ç € [x]":           "é è à ù ö ü ñ ß æ Ç € [x]",
		"çÇ ïÏ âÂ œŒ ôÔ ûÛ ÿ êÊ":              "cÇ iI aA oeOE oO uU y eE",
		"Zoe\u0308 et Rene\u0301":             "Zoe et René",
		"« Le Coin »\u00a0: «\u202foui »":     `" Le Coin " : " oui "`,
		"“ja” … „nee‟":                        `"ja" ... "nee"`,
		"Şükrü Yılmaz, Łódź, Đorđe, Škoda":    "Sükrü Yilmaz, Lodz, Dorde, Skoda",
		"½ uur, 10 m², №5, ﬁets, ｊａ":          "1/2 uur, 10 m2, No5, fiets, ja",
		"zo\u200bmaar\ufeff\u00ad \u200ehier": "zomaar hier",
		"a\tb`c\u2028d":                       "a b'c\nd",
		"met een 👍 en مرحبا":                  "met een 👍 en مرحبا",
	} {
		require.Equal(t, want, Plain(text), text)
	}
}

// Letters of the languages that are written with Latin letters all have a plain form.
func TestPlainLettersAreInGSM7(t *testing.T) {
	for r := rune(0xa0); r < 0x180; r++ {
		switch r {
		case 'ª', '¢', '¦', '©', '®', '¬', '¯', '±', '¶', '¸', '¹', 'µ', '¨', 'ħ', 'Ħ', 'ĸ', 'Ŋ', 'ŋ', 'Ŧ', 'ŧ':
			continue // not letters of theirs
		}
		plain := Plain(string(r))
		require.Equal(t, GSM7, Segments(plain).Encoding, "%q is %q", r, plain)
	}
}

// What is plain already stays, and takes no more room than before.
func FuzzPlain(f *testing.F) {
	f.Add("Bib ’t Eiland – Café Zoë")
	f.Add("e\u0308\u0308")
	f.Fuzz(func(t *testing.T, text string) {
		plain := Plain(text)
		require.Equal(t, plain, Plain(plain))
		if Segments(text).Encoding == GSM7 {
			require.Equal(t, GSM7, Segments(plain).Encoding)
			require.LessOrEqual(t, Segments(plain).Segments, Segments(text).Segments)
		}
	})
}
