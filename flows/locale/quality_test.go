package locale

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// quality is one rule about words. find returns how a text breaks it.
type quality struct {
	name string
	find func(w written) []string
}

// written is one text to check: a key in a language.
type written struct {
	draft
	kind string // of testdata/prefixes.txt
}

func (w written) spoken() bool { return w.kind != "text" }

func longSentences(w written) []string { return listOf(w.longSentence()) }

func longTexts(w written) []string { return listOf(w.longText()) }

func listOf(fault string) []string {
	if fault == "" {
		return nil
	}
	return []string{fault}
}

func qualities() []quality {
	return []quality{
		{"a spoken sentence has at most 15 words", longSentences},
		{"a text fits the segments its language may take", longTexts},
		{"no answer is asked for that the carrier takes for itself", carrierWords},
		{"the option comes before the key", keyFirst},
		{"a pause stands before the key", pauseBeforeKey},
		{"a reference is spoken digit by digit", numbersNotDigits},
		{"an ear gets no abbreviations, an eye no spelling out", wrongFormats},
		{"a text does not reveal who, where, what or the visit word", revealing},
		{"a text from right to left begins with a letter of its own", startsLatin},
		{"a number in Turkish has no full stop behind it", ordinals},
		{"a text without its marks is no other word in Turkish", othersWithoutMarks},
		{"a day in French has its article", bareDays},
		{"nothing rendered is left unfilled", unfilled},
	}
}

func TestQualityOfTheWords(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	for _, rule := range qualities() {
		t.Run(rule.name, func(t *testing.T) {
			require.Empty(t, strings.Join(breaches(t, c, rule), "\n"))
		})
	}
}

// breaches returns every place where a catalogue breaks a rule.
func breaches(t *testing.T, c *Catalogue, rule quality) []string {
	t.Helper()
	kinds, zone := keyKinds(t), brussels(t)
	var found []string
	for _, language := range c.Languages() {
		for _, key := range c.Keys() {
			first, _, _ := strings.Cut(key, ".")
			for _, breach := range rule.find(written{draft{c, zone, language, key}, kinds[first]}) {
				found = append(found, fmt.Sprintf("%s.yaml: %s: %s", language, key, breach))
			}
		}
	}
	return found
}

// keyKinds reads testdata/prefixes.txt.
func keyKinds(t *testing.T) map[string]string {
	t.Helper()
	source, err := os.ReadFile("testdata/prefixes.txt")
	require.NoError(t, err)
	kinds := map[string]string{}
	for line := range strings.Lines(string(source)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		require.Len(t, fields, 2, line)
		require.Contains(t, []string{"spoken", "option", "text"}, fields[1])
		kinds[fields[0]] = fields[1]
	}
	return kinds
}

// startsLatin checks the first letter, by which a telephone decides on the direction of
// the text.
func startsLatin(w written) []string {
	if w.spoken() || !w.c.books[w.language].rightToLeft {
		return nil
	}
	first, _ := utf8.DecodeRuneInString(w.c.Text(w.language, w.key))
	if unicode.Is(unicode.Arabic, first) && unicode.IsLetter(first) {
		return nil
	}
	return []string{fmt.Sprintf("begins with what is written from left to right: %q", w.c.Text(w.language, w.key))}
}

// carrierOwn matches words that the carrier acts upon itself: whoever answers one is
// unsubscribed, subscribed or sent a standard text, and we never see it.
const carrierOwn = `(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT|START|YES|UNSTOP|HELP|INFO|ARRET)`

var (
	shouted = regexp.MustCompile(`(^|[^\pL])` + carrierOwn + `($|[^\pL])`)
	asked   = regexp.MustCompile(`(?i)(antwoord|stuur|sms|répondez|envoyez|reply|send|text|cevap|gönderin|أرسلوا|أجيبوا)( met| par| with| ب)?:?[ "'«]+` + carrierOwn + `($|[^\pL])`)
)

func carrierWords(w written) []string {
	text := w.c.Text(w.language, w.key)
	if w.key == "sms.stopped" { // whoever is unsubscribed must read how to come back
		text = strings.ReplaceAll(text, "START", "")
	}
	if !w.spoken() && (shouted.MatchString(text) || asked.MatchString(text)) {
		return []string{fmt.Sprintf("asks for a word the carrier acts upon; ask for digits or JA/NEE: %q", text)}
	}
	return nil
}

// keyLast matches a text that ends in a key to press, with words before it and at most a
// full stop behind it.
var keyLast = regexp.MustCompile(`^[^{}].*\{key(:[a-z]+)?\} ?[.!]?$`)

func keyFirst(w written) []string {
	if w.kind != "option" {
		return nil
	}
	text := w.c.Text(w.language, w.key)
	if strings.Count(text, "{key") == 1 && keyLast.MatchString(text) {
		return nil
	}
	return []string{fmt.Sprintf("must end in {key}, after what it does: %q", text)}
}

// pauseBeforeKey checks that what a key does is followed by a colon, which is spoken as a
// pause, and that the key comes soon behind it.
func pauseBeforeKey(w written) []string {
	if w.kind != "option" && w.key != "menu.human" && w.key != "menu.repeat" {
		return nil
	}
	text := w.c.Text(w.language, w.key)
	at := strings.LastIndex(text, ": ")
	if at > 0 && strings.Count(text, ": ") == 1 && len(strings.Fields(text[at:])) <= 5 {
		return nil
	}
	return []string{fmt.Sprintf("has no pause before the key; write a colon there, and nowhere else: %q", text)}
}

func numbersNotDigits(w written) []string {
	for _, p := range w.c.placeholders(w.language, w.key) {
		if w.spoken() && (p.Name == "reference" || p.Name == "code") && p.Format != "digits" {
			return []string{fmt.Sprintf("speaks {%s} as one large number; write {%s:digits}", p.Name, p.Name)}
		}
	}
	return nil
}

func wrongFormats(w written) []string {
	var found []string
	for _, p := range w.c.placeholders(w.language, w.key) {
		switch {
		case w.spoken() && p.Format == "short":
			found = append(found, fmt.Sprintf("speaks {%s:short}; write {%[1]s:day} and {%[1]s:clock}", p.Name))
		case !w.spoken() && (p.Format == "digits" || p.Format == "clock"):
			found = append(found, fmt.Sprintf("spells out {%s:%s}; that is for the ear", p.Name, p.Format))
		}
	}
	return found
}

// revealing checks that a text withholds what another reader of the telephone should not
// learn. A student needs to read what the visit is about, whose it is and where, and the
// word; the word stands in a text of its own.
func revealing(w written) []string {
	secret := []string{"street", "house_number", "address", "name", "word", "topic"}
	switch {
	case w.key == "sms.student.word", w.key == "sms.student.word_said", w.key == "sms.word":
		secret = []string{"street", "name", "start", "postcode", "topic"}
	case strings.HasPrefix(w.key, "sms.student."):
		secret = []string{"word"}
	}
	for _, p := range w.c.placeholders(w.language, w.key) {
		if !w.spoken() && slices.Contains(secret, p.Name) {
			return []string{fmt.Sprintf("reveals {%s}", p.Name)}
		}
	}
	return nil
}

// aNumberStops matches a number, or an argument that is one, and a full stop. A clock may end a
// sentence: its minutes follow a colon.
var aNumberStops = regexp.MustCompile(`(\d|\{(digits|count|visits|reference|postcode|minutes)(:digits)?\}|\{\w+:phone\})\.(\s|$)`)

// ordinals checks that no number looks like an ordinal: in Turkish "8." is the eighth, and a
// voice reads it so.
func ordinals(w written) []string {
	if text := w.c.Text(w.language, w.key); w.language == "tr" && aNumberStops.MatchString(text) {
		return []string{fmt.Sprintf("has a full stop behind a number, which is an ordinal: %q", text)}
	}
	return nil
}

// othersWithoutMarks checks words that are common with their marks, and obscene without.
func othersWithoutMarks(w written) []string {
	if w.language != "tr" || w.kind == "letter" {
		return nil
	}
	for _, word := range strings.FieldsFunc(w.c.Text(w.language, w.key), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if strings.HasPrefix(strings.ToLower(InPlainLetters(w.language, word)), "sik") {
			return []string{fmt.Sprintf("is sent without marks, where %q is another word", word)}
		}
	}
	return nil
}

// aBareDay matches a day in French that follows a word other than its article.
var aBareDay = regexp.MustCompile(`(\pL+) \{\w+:(short|day)\}`)

func bareDays(w written) []string {
	if w.language != "fr" {
		return nil
	}
	for _, found := range aBareDay.FindAllStringSubmatch(w.c.Text(w.language, w.key), -1) {
		if !slices.Contains([]string{"le", "du", "au"}, strings.ToLower(found[1])) {
			return []string{fmt.Sprintf("has a day without le, du or au: %q", found[0])}
		}
	}
	return nil
}

func unfilled(w written) []string {
	var missing []string
	listening := &Catalogue{books: w.c.books, OnMissing: func(_ scheduling.Language, what string) {
		missing = append(missing, "cannot be filled in: "+what)
	}}
	w.c = listening
	w.renderings()
	return slices.Compact(missing)
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
	for _, rule := range qualities() {
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
