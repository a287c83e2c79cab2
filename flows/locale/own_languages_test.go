package locale

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// withPO returns the line's words with those of a folder that holds files.
func withPO(t *testing.T, files map[string]string) (*Catalogue, []*programmes.Problem, error) {
	t.Helper()
	c, err := Load()
	require.NoError(t, err)
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return c.WithLanguages(folder, "cities")
}

// entries returns a PO file in Polish with some entries: key, Dutch, translation.
func entries(texts ...string) string {
	file := "msgid \"\"\nmsgstr \"Language: pl\\n\"\n"
	for i := 0; i+2 < len(texts); i += 3 {
		file += fmt.Sprintf("msgctxt %q\nmsgid %q\nmsgstr %q\n", texts[i], texts[i+1], texts[i+2])
	}
	return file
}

// A language of a folder is spoken where it is translated, and Dutch elsewhere.
func TestALanguageOfAFolder(t *testing.T) {
	t.Parallel()
	few := entries(
		"goodbye", "Bedankt voor uw telefoontje. Tot ziens!", "Do widzenia!", "sms.thanks", "Graag gedaan.", "Bardzo proszę.",
		"option.book", "Om een afspraak te maken: druk {key}.", "Aby umówić wizytę: proszę wcisnąć {key}.",
		"voucher.left[one]", "U hebt nog één cheque.", "Został jeden czek.",
	)
	c, gaps, err := withPO(t, map[string]string{"words/pl.po": few, "words/.hidden": "", "nl.yaml": "not read"})
	require.NoError(t, err)
	say := func(key string) string {
		return c.Render("pl", time.UTC, Message{Key: key, Args: args("key", "2", "count", "1")})
	}
	require.Equal(t, []string{"Do widzenia!", "Aby umówić wizytę: proszę wcisnąć 2."}, []string{say("goodbye"), say("option.book")})
	require.Equal(t, "U hebt nog één cheque.", say("voucher.left"), "one form of four")
	require.True(t, c.Writes("pl") && c.Speaks("pl", "goodbye") && !c.Speaks("pl", "welcome") && !c.Writes("ti"))
	require.Equal(t, "appel", c.Render("pl", time.UTC, Message{Key: "word.apple"}))
	missing := make([]string, len(gaps))
	for i, gap := range gaps {
		missing[i] = gap.Error()
	}
	all := strings.Join(missing, "\n")
	require.Contains(t, missing, `cities/words/pl.po:14:1: welcome: is missing; export again and translate "Dag! Dit is {title}, van de stad {city}."`)
	require.NotContains(t, all, "sms.student.")
	require.NotContains(t, all, "word.apple:")
	require.Contains(t, c.Untranslated("pl"), "voucher.left")
	require.Empty(t, c.Untranslated("fr"))

	none, gaps, err := withPO(t, nil)
	require.NoError(t, err)
	require.Empty(t, gaps)
	require.False(t, none.Writes("pl"))
}

// What cannot be said as it is written is named with its line, by the rules for the line's words.
func TestMistakesInALanguageOfAFolder(t *testing.T) {
	t.Parallel()
	for says, files := range map[string]map[string]string{
		"cities/words/pl.po:3:1: goodbye: has {name}, which the Dutch text has not": {"words/pl.po": entries("goodbye", "Bedankt voor uw telefoontje. Tot ziens!", "Hej {name}")},
		"cities/words/pl.po:3:1: option.book: lacks {key}":                          {"words/pl.po": entries("option.book", "Om een afspraak te maken: druk {key}.", "Wizyta")},
		"option.book: must end in {key}, after what it does":                        {"words/pl.po": entries("option.book", "Om een afspraak te maken: druk {key}.", "Klawisz {key}: wizyta")},
		"goodbye: has a sentence of 16 words":                                       {"words/pl.po": entries("goodbye", "Bedankt voor uw telefoontje. Tot ziens!", strings.Repeat("raz ", 15)+"dwa")},
		"sms.thanks: takes 161 GSM-7 units":                                         {"words/pl.po": entries("sms.thanks", "Graag gedaan.", strings.Repeat("ż", 161))},
		"sms.thanks: asks for a word the carrier acts upon":                         {"words/pl.po": entries("sms.thanks", "Graag gedaan.", "Odpowiedź YES")},
		"cities/words/pl.po:4:1: \"msgid_plural\" is not read here":                 {"words/pl.po": entries() + "msgid \"x\"\nmsgid_plural \"y\""},
		"cities/words/de.po:1:1: says Language: pl; call the file pl.po":            {"words/de.po": entries()},
		"cities/words/fr.po: the line has its own words in fr; take the file out":   {"words/fr.po": strings.Replace(entries(), "pl", "fr", 1)},
		"cities/words/pl.txt: is passed over; rename it to end in .po":              {"words/pl.txt": entries()},
		"cities/words/pl.po:1:1: says Language: nl; write the code of another":      {"words/pl.po": strings.Replace(entries(), "pl", "nl", 1)},
		"cities/words/pl.po: is not UTF-8; save it as UTF-8":                        {"words/pl.po": "\xff"},
		"goodbye: is already on line 3; keep one":                                   {"words/pl.po": entries("goodbye", "Bedankt voor uw telefoontje. Tot ziens!", "A", "goodbye", "Bedankt voor uw telefoontje. Tot ziens!", "B")},
		"goodbye: { is not closed; write {name}, {name:format}, or {{ for a brace":  {"words/pl.po": entries("goodbye", "Bedankt voor uw telefoontje. Tot ziens!", "{")},
	} {
		_, _, err := withPO(t, files)
		require.Error(t, err, says)
		found := programmes.Problems(err)
		require.NotEmpty(t, found)
		require.ErrorIs(t, err, scheduling.ErrInvalid)
		require.Contains(t, err.Error(), says)
	}
}

// Nothing that an editor can write stops the line with a panic.
func FuzzALanguageOfAFolder(f *testing.F) {
	f.Add(entries("goodbye", "Bedankt voor uw telefoontje. Tot ziens!", "{"))
	f.Add(entries("voucher.left[few]", "U hebt nog {count} cheques.", "{count}"))
	builtIn, err := Load()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, source string) {
		c, _, err := builtIn.WithLanguages(fstest.MapFS{"words/pl.po": &fstest.MapFile{Data: []byte(source)}}, "cities")
		if err != nil {
			require.NotEmpty(t, programmes.Problems(err))
			return
		}
		for _, key := range []string{"goodbye", "voucher.left", "option.book", "sms.word"} {
			c.Render("pl", time.UTC, Message{Key: key, Args: args("count", "3", "word", "apple", "key", "1")})
		}
	})
}

// said returns a programme that says a key in its own words.
func said(key, nl, fr string) *scheduling.Programme {
	at := scheduling.Origin{File: "a.yaml", Line: 7, Column: 9}
	return &scheduling.Programme{
		Name: "a", City: "Mechelen", Zone: time.UTC, Languages: []scheduling.LanguageRule{{Code: "nl"}, {Code: "fr"}},
		Sentences: map[string]map[scheduling.Language]scheduling.Sentence{key: {"nl": {Text: nl, At: at}, "fr": {Text: fr, At: at}}},
	}
}

// A programme says its own sentences, in its calls, texts and recordings; another does not.
func TestSentencesOfAProgramme(t *testing.T) {
	t.Parallel()
	c, err := Load()
	require.NoError(t, err)
	p, other := said("welcome", "Hallo, hier {title}!", "Bonjour, ici {title} !"), &scheduling.Programme{Name: "b", City: "Gent"}
	with, err := c.Of(scheduling.Programmes{p, other})
	require.NoError(t, err)
	m := Message{Key: "welcome", Args: args("title", "Digihulp", "city", "Mechelen")}
	require.Equal(t, "Hallo, hier Digihulp!", with.Render("nl", time.UTC, m.In("nl", p)))
	require.Equal(t, "Bonjour, ici Digihulp !", with.Render("fr", time.UTC, m.In("fr", p)))
	require.Equal(t, c.Render("nl", time.UTC, m), with.Render("nl", time.UTC, m.In("nl", other)))
	require.Equal(t, "Bonjour, ici", with.Spoken("fr", time.UTC, m.In("fr", p))[0].Text)
	pieces, ok := with.Recordings(time.UTC, m.In("nl", p))
	require.True(t, ok)
	require.Equal(t, "Hallo, hier", pieces[0].Text)
	require.Contains(t, with.RecordingScript(p), Recording{Name: "welcome.1", Text: "Hallo, hier"})
	require.Contains(t, with.RecordingScript(other), Recording{Name: "welcome.1", Text: "Dag! Dit is"})
	require.Equal(t, c.Render("nl", time.UTC, m), c.Render("nl", time.UTC, m.In("nl", p)), "the words that were loaded are as they were")
}

// A programme's sentence keeps the rules that the line's own words keep.
func TestSentencesThatCannotBeSaid(t *testing.T) {
	t.Parallel()
	c, err := Load()
	require.NoError(t, err)
	for says, p := range map[string]*scheduling.Programme{
		"a.yaml:7:9: sentences.welcom: is no sentence of the line":      said("welcom", "Dag.", "Salut."),
		"has {name}, which is not known there; use {city}, {title}":     said("welcome", "Dag {name}.", "Ici {title}."),
		"option.book: lacks {key}; add it":                              said("option.book", "Afspraak: druk.", "Rendez-vous : {key}."),
		"must end in {key}, after what it does":                         said("option.book", "Druk {key}: afspraak.", "Rendez-vous: tapez {key}."),
		"has no pause before the key":                                   said("option.book", "Afspraak druk {key}.", "Rendez-vous: tapez {key}."),
		"has a sentence of 16 words":                                    said("goodbye", strings.Repeat("dag ", 15)+"dag.", "Salut."),
		"2 segments":                                                    said("sms.thanks", strings.Repeat("dag ", 45)+"dag.", "Salut."),
		"takes 9 UCS-2 units":                                           said("sms.thanks", "Financië.", "Salut."),
		"asks for a word the carrier acts upon":                         said("sms.thanks", "Antwoord STOP.", "Salut."),
		"reveals":                                                       said("sms.office", "{title}: {words} {street}", "{title}: {words}"),
		"speaks {reference} as one large number":                        said("booked.reference", "Nummer {reference}.", "Numéro {reference:digits}."),
		"is the same in every programme; leave it out":                  said("word.panda", "beer", "ours"),
		"has a form for each number; it cannot be changed":              said("voucher.left", "Nog {count}.", "Encore {count}."),
		"is empty; write what is to be said":                            said("goodbye", "", "Salut."),
		"holds a tab, line break or other control character; remove it": said("goodbye", "Dag\nu.", "Salut."),
	} {
		_, err := c.Of(scheduling.Programmes{p})
		if says == "reveals" {
			says = "has {street}, which is not known there"
		}
		require.ErrorContains(t, err, says)
		require.NotEmpty(t, programmes.Problems(err), says)
	}
	german := said("goodbye", "Dag.", "Salut.")
	german.Sentences["goodbye"]["de"] = scheduling.Sentence{Text: "Tschüss."}
	_, err = c.Of(scheduling.Programmes{german})
	require.ErrorContains(t, err, "there are no words in de; use one of nl, ar, en, fr, tr")
}

// Days and months of a lexicon are spoken; times are digits.
func TestDaysOfALexicon(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("../../docs/cities/lexicon/pl.yaml")
	require.NoError(t, err)
	l, err := programmes.ParseLexicon("pl.yaml", source)
	require.NoError(t, err)
	c, _, err := withPO(t, map[string]string{"words/pl.po": entries(
		"confirm.read_back", "U kiest {start:day}, om {start:clock}.", "Termin: {start:day}, {start:clock}.",
	)})
	require.NoError(t, err)
	m := Message{Key: "confirm.read_back", Args: args("start", "2027-05-16T09:30:00Z")}
	require.Equal(t, "Termin: 16/5, 9:30.", c.Render("pl", time.UTC, m))
	spoken, err := c.Of(scheduling.Programmes{{Name: "a", Lexicons: map[scheduling.Language]*scheduling.Lexicon{"pl": l}}})
	require.NoError(t, err)
	require.Equal(t, "Termin: niedziela 16 maja, 9:30.", spoken.Render("pl", time.UTC, m))
}

// Nothing that a city writes for a sentence stops the line with a panic, and whatever is accepted
// can be said.
func FuzzASentenceOfAProgramme(f *testing.F) {
	f.Add("welcome", "Dag {title}.")
	f.Add("option.book", "Afspraak: druk {key}")
	f.Add("sms.word", "{word:word} {phone:phone}")
	f.Add("", "{{}}")
	c, err := Load()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, key, text string) {
		p := said(key, text, text)
		with, err := c.Of(scheduling.Programmes{p})
		if err != nil {
			require.NotEmpty(t, programmes.Problems(err))
			return
		}
		with.Spoken("nl", time.UTC, Message{Key: key}.In("nl", p))
	})
}
