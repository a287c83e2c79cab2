package locale

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// allQualities are the rules for the words of the line: those of every language, and those of one.
func allQualities() []quality {
	return append(
		qualities(),
		quality{"a number in Turkish has no full stop behind it", ordinals},
		quality{"a text without its marks is no other word in Turkish", othersWithoutMarks},
		quality{"a day in French has its article", bareDays},
	)
}

func TestQualityOfTheWords(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	for _, rule := range allQualities() {
		t.Run(rule.name, func(t *testing.T) {
			require.Empty(t, strings.Join(breaches(t, c, rule), "\n"))
		})
	}
}

// breaches returns every place where a catalogue breaks a rule.
func breaches(t *testing.T, c *Catalogue, rule quality) []string {
	t.Helper()
	zone := brussels(t)
	var found []string
	for _, language := range c.Languages() {
		for _, key := range c.Keys() {
			for _, breach := range rule.find(draft{c, zone, language, key}) {
				found = append(found, fmt.Sprintf("%s.yaml: %s: %s", language, key, breach))
			}
		}
	}
	return found
}

// aNumberStops matches a number, or an argument that is one, and a full stop. A clock may end a
// sentence: its minutes follow a colon.
var aNumberStops = regexp.MustCompile(`(\d|\{(digits|count|visits|reference|postcode|minutes)(:digits)?\}|\{\w+:phone\})\.(\s|$)`)

// ordinals checks that no number looks like an ordinal: in Turkish "8." is the eighth, and a
// voice reads it so.
func ordinals(d draft) []string {
	if text := d.c.Text(d.language, d.key); d.language == "tr" && aNumberStops.MatchString(text) {
		return []string{fmt.Sprintf("has a full stop behind a number, which is an ordinal: %q", text)}
	}
	return nil
}

// othersWithoutMarks checks words that are common with their marks, and obscene without.
func othersWithoutMarks(d draft) []string {
	if d.language != "tr" {
		return nil
	}
	for _, word := range strings.FieldsFunc(d.c.Text(d.language, d.key), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if strings.HasPrefix(strings.ToLower(InPlainLetters(d.language, word)), "sik") {
			return []string{fmt.Sprintf("is sent without marks, where %q is another word", word)}
		}
	}
	return nil
}

// aBareDay matches a day in French that follows a word other than its article.
var aBareDay = regexp.MustCompile(`(\pL+) \{\w+:(short|day)\}`)

func bareDays(d draft) []string {
	if d.language != "fr" {
		return nil
	}
	for _, found := range aBareDay.FindAllStringSubmatch(d.c.Text(d.language, d.key), -1) {
		if !slices.Contains([]string{"le", "du", "au"}, strings.ToLower(found[1])) {
			return []string{fmt.Sprintf("has a day without le, du or au: %q", found[0])}
		}
	}
	return nil
}

// Turkish is written with its marks, and sent without: a word that is written in two ways has
// lost them in one place.
func TestTurkishIsSpelledInOneWay(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	spelled := map[string]string{}
	for _, key := range c.Keys() {
		if strings.HasPrefix(key, soundPrefix) {
			continue
		}
		for _, word := range strings.FieldsFunc(c.Text("tr", key), func(r rune) bool { return !unicode.IsLetter(r) }) {
			word = strings.ToLowerSpecial(unicode.TurkishCase, word)
			plain := InPlainLetters("tr", word)
			if before, known := spelled[plain]; known && before != word && plain != "mi" && plain != "misin" { // the particle has the vowel before it
				t.Errorf("%s: %q is written %q elsewhere", key, word, before)
			}
			spelled[plain] = word
		}
	}
	require.Greater(t, len(spelled), 300)
}

func TestTheWordsNameEveryTopic(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	for _, topic := range scheduling.Topics() {
		require.Contains(t, c.Keys(), "topic."+string(topic))
	}
}

// The clock includes the word for the hour, and no text puts another before it.
func TestNoHourIsSaidTwice(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	zone := brussels(t)
	for language, hour := range map[scheduling.Language]string{"nl": "uur", "fr": "heures", "tr": "saat", "ar": "الساعة"} {
		for _, key := range c.Keys() {
			for _, text := range (draft{c, zone, language, key}).renderings() {
				require.NotContains(t, text, hour+" "+hour, "%s.yaml: %s", language, key)
			}
		}
	}
}

// A visit word that could be mistaken for another proves nothing.
func TestVisitWordsDiffer(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	for _, language := range c.Languages() {
		said := map[string]string{}
		for _, key := range c.Keys() {
			if !strings.HasPrefix(key, "word.") {
				continue
			}
			word := c.Text(language, key)
			require.NotContains(t, said, word, "%s: %s", language, key)
			require.Len(t, strings.Fields(word), 1, "%s: %s", language, key)
			said[word] = key
		}
		require.NotEmpty(t, said)
	}
}

// inDutch returns a Dutch text with the key and the arguments of another one.
func inDutch(text string) string {
	key, _, _ := strings.Cut(text, ":")
	return key + `: "Dag. ` + strings.Join(regexp.MustCompile(`\{\w+(:\w+)?\}|$`).FindAllString(text, -1), ". ") + `."`
}

// Every rule finds what it is for, and nothing in good words.
func TestQualitiesFindFaults(t *testing.T) {
	faults := map[string][]string{
		"a spoken sentence has at most 15 words": {
			`welcome: "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien."`,
			`slots.ask: "Er kan iemand bij u thuis langskomen op {start:day} om {start:clock} als u wilt."`,
		},
		"a text fits the segments its language may take": {
			`sms.long: "` + strings.Repeat("Dag! ", 32) + `Dag!"`,
			`sms.trema: "Hebt u een vraag over uw financiën?"`,
			`ar sms.long: "` + strings.Repeat("مرحبا ", 22) + `مرحبا"`,
		},
		"no answer is asked for that the carrier takes for itself": {
			`sms.a: "Past het niet? CANCEL."`, `sms.b: "Antwoord met stop."`, `sms.c: "Reply \"yes\" please."`,
		},
		"the option comes before the key": {
			`option.book: "Druk: {key} voor een afspraak."`, `option.book: "Voor een afspraak: druk een."`,
		},
		"a pause stands before the key": {
			`option.book: "Om een afspraak te maken, druk {key}."`, `menu.human: "Voor een medewerker druk nul."`,
			`option.book: "Voor een afspraak: u kunt ook altijd meteen drukken op {key}."`, `option.book: "Let op: afspraak: druk {key}."`,
		},
		"a reference is spoken digit by digit":                 {`booked.reference: "Uw nummer is {reference}."`},
		"an ear gets no abbreviations, an eye no spelling out": {`booked.when: "Op {start:short}."`, `sms.a: "Nummer {reference:digits}."`},
		"a text does not reveal who, where, what or the visit word": {
			`sms.a: "Woord: {word}."`, `sms.a: "Naar {street}."`, `sms.a: "Dag {name}."`, `sms.a: "Over {topic}."`,
		},
		"a text from right to left begins with a letter of its own": {`ar sms.a: "Digipunt: موعدكم."`, `ar sms.a: "12 موعد."`},
		"a number in Turkish has no full stop behind it": {
			`tr sms.a: "Telefon: 112."`, `tr booked.reference: "Numara: {reference:digits}."`, `tr sms.a: "Ücretsiz: {phone:phone}. Tamam."`,
		},
		"a text without its marks is no other word in Turkish": {`tr sorry.a: "Bugün çok sık arandı."`, `tr sms.a: "Şık bir ev."`},
		"a day in French has its article":                      {`fr sms.a: "La visite de {start:short}."`, `fr sms.a: "Vous choisissez {start:short}."`},
		"nothing rendered is left unfilled":                    {`option.topic: "Voor {topic:topic}: druk {key}."`},
	}
	good := `welcome: "Dag! Een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien."
		option.book: "Om een afspraak te maken: druk {key}."
		booked.reference: "Uw nummer is {reference:digits}."
		booked.when: "Op {start:day}, om {start:clock}."
		sms.a: "Afspraak {start:short}. Nummer {reference}. Antwoord 1 of JA. De cursus stopt in mei."`
	for _, rule := range allQualities() {
		t.Run(rule.name, func(t *testing.T) {
			require.Empty(t, breaches(t, load(t, map[string]string{"nl": good}), rule))
			require.NotEmpty(t, faults[rule.name])
			for _, fault := range faults[rule.name] {
				files := map[string]string{"nl": fault}
				if language, text, ok := strings.Cut(fault, " "); ok && len(language) == 2 {
					files = map[string]string{"nl": inDutch(text), language: text}
				}
				require.Len(t, breaches(t, load(t, files), rule), 1, fault)
			}
		})
	}
}
