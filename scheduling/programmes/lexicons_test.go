package programmes_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

const polishLexicon = `language: pl
names: [polski, po polsku]
yes: [tak, dobrze]
no: nie
stop: [koniec, nie pisać]
danger: [pomocy, upadłam]
human: [człowiek]
book: [wizyta]
days: [[poniedziałek, poniedziałku], wtorek, [środa, środę], czwartek, piątek, sobota, niedziela]
months: [stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, listopada, grudnia]
topics: {internet: [internet, wifi], energie: rachunek za prąd}
`

func TestALexiconOfAFolder(t *testing.T) {
	t.Parallel()
	l, err := programmes.ParseLexicon("lexicon/pl.yaml", []byte(polishLexicon))
	require.NoError(t, err)
	require.Equal(t, scheduling.Language("pl"), l.Language)
	require.Equal(t, []string{"polski", "po polsku"}, l.Names)
	require.Equal(t, []string{"nie"}, l.Phrases[scheduling.MeansNo])
	require.Equal(t, []string{"środa", "środę"}, l.Days[2])
	require.Len(t, l.Months, 12)
	require.Equal(t, []string{"rachunek za prąd"}, l.Topics["energie"])

	file, err := programmes.ShippedFile("hasselt")
	require.NoError(t, err)
	with := strings.Replace(string(file), "  - {code: ar, tag: arb, voice: Polly.Zeina, slow: 85%}", "  - {code: pl, tag: pl-PL, voice: Polly.Ola-Neural}", 1)
	with = strings.ReplaceAll(with, "    ar: ", "    pl: ")
	with = strings.Replace(with, ", ar: هاسلت", "", 1)
	all, err := programmes.LoadFS(fstest.MapFS{
		"hasselt.yaml":    {Data: []byte(with)},
		"lexicon/pl.yaml": {Data: []byte(polishLexicon)},
	}, "cities", "nl", "fr", "en", "pl")
	require.NoError(t, err)
	require.Equal(t, l, all[0].Lexicons["pl"])
}

// Every mistake in a lexicon is named with its line, and what to do.
func TestMistakesInALexicon(t *testing.T) {
	t.Parallel()
	for says, change := range map[string][2]string{
		"lexicon/pl.yaml:1:11: lexicon.language: \"de\" is not the name of the file": {"language: pl", "language: de"},
		"human is missing; add human: [tak, dobrze]":                                 {"human: [człowiek]\n", ""},
		"the key \"ja\" is not known; use language, names, days":                     {"no: nie", "no: nie\nja: tak"},
		"3:5: lexicon.no: \"nie\" is already on line 4, under yes":                   {"yes: [tak, dobrze]\nno: nie", "no: nie\nyes: nie"},
		"has 6 days; write all seven, from Monday on":                                {", niedziela]\nmonths", "]\nmonths"},
		"has 11 months; write all twelve":                                            {", grudnia", ""},
		"\"?!\" does not fit here":                                                   {"no: nie", `no: "?!"`},
		"\"Energie\" is not the code of a topic":                                     {"energie:", "Energie:"},
		"is not YAML":                                                                {"yes: [tak", "yes: [[tak"},
	} {
		source := strings.Replace(polishLexicon, change[0], change[1], 1)
		require.NotEqual(t, polishLexicon, source, says)
		_, err := programmes.ParseLexicon("lexicon/pl.yaml", []byte(source))
		require.ErrorIs(t, err, scheduling.ErrInvalid, says)
		require.ErrorContains(t, err, says)
	}
	_, err := programmes.LoadFS(fstest.MapFS{"a.yaml": {Data: []byte("name: a")}, "lexicon/pl.yml": {Data: []byte("yes: [")}}, "cities")
	require.ErrorContains(t, err, "cities/lexicon/pl.yml: is passed over; rename it to end in .yaml")
}

func FuzzParseLexicon(f *testing.F) {
	f.Add([]byte(polishLexicon))
	f.Add([]byte("language: pl\nyes: {a: b}\ndays: [1,[2],{3: 4}]\ntopics: {a: {b: c}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := programmes.ParseLexicon("pl.yaml", data); err == nil {
			require.Equal(t, scheduling.Language("pl"), l.Language)
		} else {
			require.ErrorIs(t, err, scheduling.ErrInvalid)
		}
	})
}
