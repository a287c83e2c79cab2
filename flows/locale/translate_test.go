package locale

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// A PO file that comes back from a translator unchanged gives the same words.
func TestWordsComeBackAsTheyWentOut(t *testing.T) {
	builtIn, err := Load()
	require.NoError(t, err)
	plurals := load(t, map[string]string{
		"nl": `z.tries: {one: "één keer", other: "{count} keer"}
			a.quote: "Zeg \"{name}\" \\ & <{{>."`,
		"ar": `z.tries: {zero: "0", one: "1", two: "2", few: "few {count}", many: "many {count}", other: "other {count}"}
			a.quote: "\"{name}\" ' : # {{"`,
	})
	for _, c := range []*Catalogue{builtIn, plurals} {
		for _, language := range c.Languages()[1:] {
			t.Run(string(language), func(t *testing.T) {
				file, err := c.WritePO(language)
				require.NoError(t, err)
				back, source, err := c.ReadPO("x.po", file)
				require.NoError(t, err)
				require.Equal(t, language, back)
				words, err := parseFile(string(language)+".yaml", source)
				require.NoError(t, err)
				var wrong problems
				require.Equal(t, c.books[language].entries, compileBook(words, &wrong).entries)
				require.NoError(t, wrong.err())
			})
		}
	}
}

// The PO file of a new language has every text, with hints.
func TestANewLanguageHasEverythingToTranslate(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	file, err := c.WritePO("rif")
	require.NoError(t, err)
	require.Contains(t, string(file), `
#. Read back and booked
#. {start:clock} is a time: half elf
#. {start:day} is a day: dinsdag 14 mei
#. Heard: at most 15 words a sentence.
msgctxt "booked.when"
msgid "Uw afspraak staat vast: {start:day}, om {start:clock}."
msgstr ""
`)
	require.Contains(t, string(file), "#. Printed in a letter: at most 15 words a sentence.\nmsgctxt \"letter_page.offer\"")
	require.Contains(t, string(file), "#. Read, in a text message: at most 15 words a sentence.\nmsgctxt \"text.say.option.topic\"")
	require.Contains(t, string(file), "#. Text message: at most 134 characters when it is filled in.")
	require.Contains(t, string(file), "#. First what it does, then the key: it ends in {key}.")
	_, _, err = c.ReadPO("rif.po", file)
	require.ErrorContains(t, err, `rif.po:13: welcome: has no translation; translate "Dag! Dit is {title}, van de stad {city}."`)
	require.Len(t, strings.Split(err.Error(), "\n"), len(c.Keys()), "all of it at once")

	for _, language := range []scheduling.Language{"nl", "", "Turks", "../x", "tr-TR"} {
		_, err := c.WritePO(language)
		require.ErrorIs(t, err, scheduling.ErrInvalid, language)
	}
}

func TestATranslationIsRefused(t *testing.T) {
	c := load(t, map[string]string{
		"nl": `welcome: "Dag {city}."
			slots.short: "Kies een moment."
			sms.call: "Bel {phone:phone}."
			tries: {one: "één keer", other: "{count} keer"}`,
		"ar": `welcome: "مرحبا {city}."
			slots.short: "اختاروا وقتا."
			sms.call: "اتصلوا {phone:phone}."
			tries: {zero: "صفر", one: "مرة", two: "مرتان", few: "{count} مرات", many: "{count} مرة", other: "{count} مرة"}`,
	})
	source, err := c.WritePO("ar")
	require.NoError(t, err)
	for _, test := range []struct{ name, old, new, want string }{
		{"a placeholder lost", `مرحبا {city}.`, `مرحبا.`, `ar.po:12: welcome: lacks {city}, which the Dutch text has; add it`},
		{"a placeholder invented", `اختاروا وقتا.`, `اختاروا {street}.`, `ar.po:18: slots.short: has {street}, which the Dutch text has not; remove it`},
		{"a placeholder translated", `مرحبا {city}`, `مرحبا {مدينة}`, `ar.po:12: welcome: {مدينة} has no good name`},
		{"a format that is none", `{phone:phone}."` + "\n\n", `{phone:ear}."` + "\n\n", `ar.po:25: sms.call: {phone:ear} has an unknown format`},
		{"no translation", `"اختاروا وقتا."`, `""`, `ar.po:18: slots.short: has no translation; translate "Kies een moment."`},
		{"a key that is gone", `msgctxt "slots.short"`, `msgctxt "slots.long"`, `ar.po:18: slots.long: is not a key of the words`},
		{"a key twice", `msgctxt "slots.short"`, `msgctxt "sms.call"`, `ar.po:25: sms.call: is already on line 18; keep one`},
		{"a mark", `msgctxt "slots.short"`, "#, fuzzy\nmsgctxt \"slots.short\"", `ar.po:19: slots.short: is marked fuzzy; look at it`},
		{"another Dutch text", "Kies een moment", "Kies een uur", `ar.po:18: slots.short: was translated from "Kies een uur.", but the Dutch is "Kies een moment."`},
		{"a sentence too long", `اختاروا وقتا`, strings.Repeat("وقت ", 15) + "وقت", `ar.po:18: slots.short: has a sentence of 16 words`},
		{"a text too long", `اتصلوا {phone`, strings.Repeat("اتصلوا ", 19) + `{phone`, `ar.po:25: sms.call: takes 1`},
		{"a plural form lost", `msgctxt "tries[few]"`, `msgctxt "tries[two]"`, `tries[few]: is missing; export again and translate "{count} keer"`},
		{"a plural that does not count", "msgctxt \"tries[other]\"\nmsgid \"{count} keer\"\nmsgstr \"{count} ", "msgctxt \"tries[other]\"\nmsgid \"{count} keer\"\nmsgstr \"", `tries: has no {count} in the form other`},
		{"a plural form empty", `"مرتان"`, `""`, `tries[two]: has no translation; translate "{count} keer"`},
		{"an accent apart", `اختاروا وقتا`, "e\u0301", `ar.po:18: slots.short: holds an accent as a character of its own`},
		{"a line break", `اختاروا وقتا`, `a\nb`, `ar.po:18: slots.short: holds a tab, line break`},
		{"Dutch", `Language: ar`, `Language: nl`, `ar.po:1: says Language: nl`},
		{"no PO", `msgctxt "slots.short"`, `slots.short`, `ar.po:18: "slots.short" is not read here`},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, string(source), test.old)
			_, _, err := c.ReadPO("ar.po", []byte(strings.Replace(string(source), test.old, test.new, 1)))
			require.ErrorIs(t, err, scheduling.ErrInvalid)
			require.ErrorContains(t, err, test.want)
		})
	}
}

// A translator's file is refused, or its result can be loaded.
func FuzzReadPO(f *testing.F) {
	c := load(f, map[string]string{
		"nl": `a: "Dag {name}."
			b: {one: "één", other: "{count}"}`,
		"fr": `a: "Bonjour {name}."
			b: {one: "un", other: "{count}"}`,
	})
	for _, language := range []scheduling.Language{"fr", "tr"} {
		source, err := c.WritePO(language)
		require.NoError(f, err)
		f.Add(string(source))
	}
	dutchWords := folder(map[string]string{"nl": `a: "Dag {name}."
		b: {one: "één", other: "{count}"}`})
	f.Fuzz(func(t *testing.T, source string) {
		language, made, err := c.ReadPO("x.po", []byte(source))
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		files := fstest.MapFS{dutchFile: dutchWords[dutchFile], string(language) + ".yaml": {Data: made}}
		_, err = LoadFS(files)
		require.NoError(t, err)
	})
}
