package locale

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/scheduling"
)

// quality is one rule about words. find returns how a text breaks it.
type quality struct {
	name string
	find func(d draft) []string
}

func longSentences(d draft) []string { return listOf(d.longSentence()) }

func longTexts(d draft) []string { return listOf(d.longText()) }

func listOf(fault string) []string {
	if fault == "" {
		return nil
	}
	return []string{fault}
}

// qualities are the rules for words, in every language.
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
		{"nothing rendered is left unfilled", unfilled},
	}
}

// isOption reports whether a text offers something for a key.
func (d draft) isOption() bool { return strings.HasPrefix(d.key, "option.") }

// faults returns how a text breaks the rules for words.
func (d draft) faults() []string {
	var found []string
	for _, rule := range qualities() {
		found = append(found, rule.find(d)...)
	}
	return found
}

// startsLatin checks the first letter, by which a telephone decides on the direction of
// the text.
func startsLatin(d draft) []string {
	if d.spoken() || !d.c.books[d.language].rightToLeft {
		return nil
	}
	first, _ := utf8.DecodeRuneInString(d.c.Text(d.language, d.key))
	if unicode.Is(unicode.Arabic, first) && unicode.IsLetter(first) {
		return nil
	}
	return []string{fmt.Sprintf("begins with what is written from left to right: %q", d.c.Text(d.language, d.key))}
}

// carrierOwn matches words that the carrier acts upon itself: whoever answers one is
// unsubscribed, subscribed or sent a standard text, and we never see it.
const carrierOwn = `(STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT|START|YES|UNSTOP|HELP|INFO|ARRET)`

var (
	shouted = regexp.MustCompile(`(^|[^\pL])` + carrierOwn + `($|[^\pL])`)
	asked   = regexp.MustCompile(`(?i)(antwoord|stuur|sms|répondez|envoyez|reply|send|text|cevap|gönderin|أرسلوا|أجيبوا)` +
		`( met| par| with| ب)?:?[ "'«]+` + carrierOwn + `($|[^\pL])`)
)

func carrierWords(d draft) []string {
	text := d.c.Text(d.language, d.key)
	if d.key == "sms.stopped" { // whoever is unsubscribed must read how to come back
		text = strings.ReplaceAll(text, "START", "")
	}
	if !d.spoken() && (shouted.MatchString(text) || asked.MatchString(text)) {
		return []string{fmt.Sprintf("asks for a word the carrier acts upon; ask for digits or JA/NEE: %q", text)}
	}
	return nil
}

// keyLast matches a text that ends in a key to press, with words before it and at most a
// full stop behind it.
var keyLast = regexp.MustCompile(`^[^{}].*\{key(:[a-z]+)?\} ?[.!]?$`)

func keyFirst(d draft) []string {
	if !d.isOption() {
		return nil
	}
	text := d.c.Text(d.language, d.key)
	if strings.Count(text, "{key") == 1 && keyLast.MatchString(text) {
		return nil
	}
	return []string{fmt.Sprintf("must end in {key}, after what it does: %q", text)}
}

// pauseBeforeKey checks that what a key does is followed by a colon, which is spoken as a
// pause, and that the key comes soon behind it.
func pauseBeforeKey(d draft) []string {
	if !d.isOption() && d.key != "menu.human" && d.key != "menu.repeat" {
		return nil
	}
	text := d.c.Text(d.language, d.key)
	at := strings.LastIndex(text, ": ")
	if at > 0 && strings.Count(text, ": ") == 1 && len(strings.Fields(text[at:])) <= 5 {
		return nil
	}
	return []string{fmt.Sprintf("has no pause before the key; write a colon there, and nowhere else: %q", text)}
}

func numbersNotDigits(d draft) []string {
	for _, p := range d.c.placeholders(d.language, d.key) {
		if d.spoken() && (p.Name == "reference" || p.Name == "code") && p.Format != "digits" {
			return []string{fmt.Sprintf("speaks {%s} as one large number; write {%s:digits}", p.Name, p.Name)}
		}
	}
	return nil
}

func wrongFormats(d draft) []string {
	var found []string
	for _, p := range d.c.placeholders(d.language, d.key) {
		switch {
		case d.spoken() && p.Format == "short":
			found = append(found, fmt.Sprintf("speaks {%s:short}; write {%[1]s:day} and {%[1]s:clock}", p.Name))
		case !d.spoken() && (p.Format == "digits" || p.Format == "clock"):
			found = append(found, fmt.Sprintf("spells out {%s:%s}; that is for the ear", p.Name, p.Format))
		}
	}
	return found
}

// revealing checks that a text withholds what another reader of the telephone should not
// learn. A student needs to read what the visit is about, whose it is and where, and the
// word; the word stands in a text of its own.
func revealing(d draft) []string {
	secret := []string{"street", "house_number", "address", "name", "word", "topic"}
	switch {
	case d.key == "sms.student.word", d.key == "sms.student.word_said", d.key == "sms.word":
		secret = []string{"street", "name", "start", "postcode", "topic"}
	case strings.HasPrefix(d.key, "sms.student."):
		secret = []string{"word"}
	}
	for _, p := range d.c.placeholders(d.language, d.key) {
		if !d.spoken() && slices.Contains(secret, p.Name) {
			return []string{fmt.Sprintf("reveals {%s}", p.Name)}
		}
	}
	return nil
}

func unfilled(d draft) []string {
	var missing []string
	listening := &Catalogue{books: d.c.books, OnMissing: func(_ scheduling.Language, what string) {
		missing = append(missing, "cannot be filled in: "+what)
	}}
	d.c = listening
	d.renderings()
	return slices.Compact(missing)
}
