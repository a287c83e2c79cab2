package understand_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// A yes to Wednesday at ten is none to another day or hour, and none if it asks or has
// conditions.
func TestWhatAYesAgreesTo(t *testing.T) {
	wednesday := time.Date(2027, 3, 24, 10, 0, 0, 0, time.UTC)
	for text, agrees := range map[string]bool{
		"ja":                               true,
		"ja woensdag":                      true,
		"ja woensdag om 10u":               true,
		"ok om 10":                         true,
		"ja om 10 uur":                     true,
		"ja donderdag":                     false,
		"oui jeudi":                        false,
		"ok om 14u":                        false,
		"ok om 9":                          false,
		"ja 11u":                           false,
		"ja, 12 personen":                  true,
		"ja maar niet om 10u":              false,
		"ja maar om 10u":                   false,
		"ja maar niet te laat":             false,
		"ja maar de bel doet het":          true,
		"ja?":                              false,
		"ja 2018":                          true,
		"ja om 30":                         true,
		"ja, kom maar niet te vroeg om 10": false,
	} {
		assert.Equal(t, agrees, understand.AgreesTo(text, understand.MeaningYes, wednesday), text)
		assert.True(t, understand.AgreesTo(text, understand.MeaningNo, wednesday), "a no to %q is one", text)
	}
	assert.False(t, understand.AgreesTo("hou donderdag", understand.MeaningKeep, wednesday))
	evening := wednesday.Add(4 * time.Hour)
	assert.True(t, understand.AgreesTo("ja om 2u", understand.MeaningYes, evening), "fourteen hours")
	assert.True(t, understand.AgreesTo("ja om 14u", understand.MeaningYes, evening))
	assert.False(t, understand.AgreesTo("ja om 10u", understand.MeaningYes, evening))
}

// A language is asked for by its name in itself, or with a word more, or where it was
// asked for; two languages ask for none.
func TestWhichLanguageIsNamed(t *testing.T) {
	for text, c := range map[string]struct{ asked, unasked scheduling.Language }{
		"Frans":            {"fr", ""},
		"in het Frans":     {"fr", "fr"},
		"français":         {"fr", "fr"},
		"Frans" + " Frans": {"fr", ""},
		"Nederlands":       {"nl", "nl"},
		"Frans Engels":     {"", ""},
		"Frans Janssens":   {"", ""},
		"dag":              {"", ""},
		"":                 {"", ""},
		"français\x00":     {"", ""},
		"english please":   {"en", "en"},
		"Nederlands Frans": {"", ""},
	} {
		assert.Equal(t, c.asked, understand.NamedLanguage(text, true), "%q, asked", text)
		assert.Equal(t, c.unasked, understand.NamedLanguage(text, false), text)
	}
}

// The language of what is written: Arabic by its letters, English only where there is
// enough of it.
func TestWhichLanguageIsWritten(t *testing.T) {
	for _, c := range []struct {
		text        string
		known, want scheduling.Language
	}{
		{"نعم", "", "ar"},
		{"١٢٣", "", ""},
		{"نعم", "fr", "fr"},
		{"ja", "nl", "nl"},
		{"oui", "fr", "fr"},
		{"no", "en", ""},
		{"it is fin", "en", ""},
		{"it is fine", "en", "en"},
		{"12", "", ""},
	} {
		assert.Equal(t, c.want, understand.WrittenIn(c.text, c.known), "%q", c.text)
	}
}

// A student's language is the one most of their words tell; in doubt, the one they read.
func TestWhichLanguageAStudentWrites(t *testing.T) {
	for text, c := range map[string]struct {
		reads, want scheduling.Language
		sure        bool
	}{
		"ik ben ziek":       {"fr", "nl", true},
		"je suis malade":    {"nl", "fr", true},
		"i am sick":         {"nl", "en", true},
		"xyz":               {"fr", "fr", false},
		"":                  {"nl", "nl", false},
		"je ne peux pas ik": {"nl", "fr", true},
		"ik kan niet je":    {"fr", "nl", true},
		"ma":                {"nl", "nl", false},
	} {
		language, sure := understand.TextLanguage(understand.PlainWords(text), c.reads)
		assert.Equal(t, c.want, language, text)
		assert.Equal(t, c.sure, sure, text)
	}
}

// A text that stops our messages and says more is read by a human as well.
func TestWhatSaysMoreThanStop(t *testing.T) {
	for text, more := range map[string]bool{
		"stop": false, "stop aub": false, "ik wil geen sms meer van jullie": false, "geen sms meer aub": false,
		"geen sms meer aub, ik bel liever": true, "geen sms meer, mijn man is overleden": true,
		"dag": false, "": false, "stop\x00": false,
	} {
		assert.Equal(t, more, understand.SaysMoreThanStop(text), text)
		if more {
			assert.Equal(t, understand.OptOutStop, understand.ReadOptOut(text), text)
		}
	}
}

// The one day that a text chooses; two days, a question, or anything else choose none.
func TestWhichDayIsChosen(t *testing.T) {
	for text, want := range map[string]int{
		"woensdag": 3, "woensdag graag": 3, "liever donderdag": 4, "jeudi": 4, "wensdag": 3, "di": 2, "Tuesday please": 2,
		"woensdag of donderdag": -1, "woensdag?": -1, "woensdag komt mijn zoon": -1, "niet woensdag": -1, "woensdagen": -1, "mardis": -1,
		"di graag": -1, "graag": -1, "": -1, "mad": -1, "zondag\x00": -1,
	} {
		day, chosen := understand.ChosenDay(text, "nl")
		assert.Equal(t, want >= 0, chosen, text)
		if chosen {
			assert.Equal(t, time.Weekday(want), day, text)
		}
	}
	sunday, chosen := understand.ChosenDay("di", "fr")
	assert.True(t, chosen)
	assert.Equal(t, time.Sunday, sunday, "dimanche")
}

// A weekday with a slip in it is that day; short words and plurals are none.
func TestWeekdaysWithSlips(t *testing.T) {
	for word, want := range map[string]int{
		"maandag": 1, "mandag": 1, "maanadg": 1, "dinsdag": 2, "lundi": 1, "ludni": 1, "zondag": 0, "sunday": 0,
		"maandags": -1, "mardis": -1, "samedi": 6, "lund": -1, "lundy": 1, "march": -1, "": -1,
	} {
		day, named := understand.WeekdayWithTypos(word)
		assert.Equal(t, want >= 0, named, word)
		if named {
			assert.Equal(t, time.Weekday(want), day, word)
		}
	}
}

// The one topic that a text names; of two, none.
// A name and an address are no Arabic in Latin letters, and no danger.
func TestAnAddressIsNoArabic(t *testing.T) {
	for _, text := range []string{
		"Jan Peeters, Dorpsstraat", "Dorpsstraat 28", "Etienne Aerts, Dorpsstraat 28", "Peeters Kerkstraat", "De Bruyn, Driekoningenstraat 5",
		"An Maes, Bredabaan 12", "Mertens Plantin en Moretuslei", "Sara Dierckx, Turnhoutsebaan",
	} {
		assert.Equal(t, text, understand.InArabicLetters(text))
		assert.Equal(t, understand.MeaningNone, understand.Understand(text).Meaning, text)
	}
}

func TestWhichTopicIsNamed(t *testing.T) {
	for text, want := range map[string]scheduling.Topic{
		"itsme": scheduling.TopicItsme, "hulp met itsme graag": scheduling.TopicItsme, "itsmee": scheduling.TopicItsme,
		"itsme en bank": "", "bank": scheduling.TopicBanking, "bank of bank": scheduling.TopicBanking, "dag": "", "": "", "ja": "",
		"whatsapp": understand.Topic("whatsapp"), "\x00itsme": "",
	} {
		assert.Equal(t, want, understand.Topic(text), text)
	}
	assert.NotEmpty(t, understand.Topic("whatsapp"))
}

// Digits in groups are one number where people write one like that.
func TestDigitsInGroups(t *testing.T) {
	for text, want := range map[string]string{
		"123 456": "123456", "12 34 56": "123456", "1 2 3 4": "1234", "1 2": "", "1 2 3": "", "0470 12 34 56": "0470123456",
		"+32 470 12 34 56": "0032470123456", "2018 12": "", "2118 12": "211812", "0470 1 2 3 4 5 6": "0470123456", "123456789012345678": "",
		"12345678901234567": "12345678901234567", "12 3": "",
		"3-5-2027": "", "2027-05-03": "", "3/5": "", "10:30": "",
	} {
		assert.Equal(t, want, understand.Understand(text).Digits, text)
	}
}

// Letters that stand alone are one word where they are as in a.u.b.
func TestLettersThatStandAlone(t *testing.T) {
	for text, want := range map[string]string{
		"a.u.b.": "aub", "S T O P": "stop", "s  t  o  p": "s t o p", "a b": "a b", "j a a": "jaa", "jaaaa": "jaa", "  dag  ": "dag", "d'accord": "d accord",
	} {
		got := ""
		for i, word := range understand.PlainWords(text) {
			if i > 0 {
				got += " "
			}
			got += word
		}
		assert.Equal(t, want, got, text)
	}
	for _, apostrophe := range []string{"'", "’"} {
		assert.Equal(t, "l'heure", understand.PlainText("L"+apostrophe+"heure"), apostrophe)
	}
}
