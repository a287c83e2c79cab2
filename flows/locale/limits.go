package locale

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// draft is one text that is measured: a key in a language.
type draft struct {
	c        *Catalogue
	zone     *time.Location
	language scheduling.Language
	key      string
}

func (d draft) spoken() bool { return !strings.HasPrefix(d.key, writtenPrefix) }

var (
	sentenceEnd = regexp.MustCompile(`[.!?؟]+(\s|$)`)
	number      = regexp.MustCompile(`\d[\d, ]*\d`)
)

// maxSentenceWords is how many words a spoken sentence may have.
const maxSentenceWords = 15

// longSentence describes a spoken sentence that is too long to remember, or returns "".
func (d draft) longSentence() string {
	if !d.spoken() {
		return ""
	}
	longest, highest := "", maxSentenceWords
	for _, text := range d.renderings() {
		for _, sentence := range sentenceEnd.Split(text, -1) {
			if n := countWords(sentence); n > highest {
				longest, highest = sentence, n
			}
		}
	}
	if longest == "" {
		return ""
	}
	return fmt.Sprintf("has a sentence of %d words: %q; say it in %d, or in two sentences", highest, longest, maxSentenceWords)
}

// countWords counts the words of a sentence. A number is one word, however many digits
// are spoken.
func countWords(sentence string) int {
	words := strings.FieldsFunc(number.ReplaceAllString(sentence, "0"), unicode.IsSpace)
	return len(slices.DeleteFunc(words, func(word string) bool {
		return !strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	}))
}

// unread reports whether the length of a text does not matter: texts of students in
// languages that students are not texted in exist only because every language has every
// key, and a word alone takes one segment in any alphabet.
func (d draft) unread() bool {
	if d.key == "sms.student.word" {
		return true
	}
	return strings.HasPrefix(d.key, "sms.student.") && !speakerOf(d.language).traits().students
}

// longText describes a text message that costs more than it may, or returns "".
func (d draft) longText() string {
	if d.spoken() || d.unread() {
		return ""
	}
	encoding, maxSegments := segmentsOf(d.c.books[d.language].tag)
	if d.key == "sms.word" || d.key == "sms.student.word_said" { // the word can have any letters, and is seldom sent
		encoding, maxSegments = gsm7.UCS2, wordSegments
	}
	for _, text := range d.renderings() {
		if own := speakerOf(d.language).traits(); own.plainTexts || own.code == "" { // as it is sent
			text = InPlainLetters(d.language, text)
		}
		if m := gsm7.Segments(text); m.Segments > maxSegments || m.Encoding != encoding && encoding == gsm7.GSM7 {
			return fmt.Sprintf("takes %d %s units, %d segments: %q; it may take %d of %s",
				m.Units, m.Encoding, m.Segments, text, maxSegments, encoding)
		}
	}
	return ""
}

// wordSegments is how many segments the word for the door may take, in any alphabet.
const wordSegments = 2

// segmentsOf returns the encoding of a language's texts, and how many segments they may
// take. Languages in Latin letters use GSM-7; Turkish is sent without the marks of ç, ğ, ı and
// ş. In other scripts one segment holds 70 characters, and each of two holds 67.
func segmentsOf(tag language.Tag) (encoding string, maxSegments int) {
	if script, _ := tag.Script(); script.String() == "Latn" {
		return gsm7.GSM7, 1
	}
	return gsm7.UCS2, 2
}

// renderings returns everything a text can become, with realistic arguments up to their
// greatest length.
func (d draft) renderings() []string {
	messages := []Message{{Key: d.key}}
	for _, p := range d.arguments() {
		var more []Message
		for _, message := range messages {
			for _, value := range d.values(p) {
				longer := Message{Key: d.key, Args: map[string]string{p.Name: value}}
				for name, before := range message.Args {
					longer.Args[name] = before
				}
				more = append(more, longer)
			}
		}
		messages = more
	}
	texts := make([]string, len(messages))
	for i, message := range messages {
		texts[i] = d.c.Render(d.language, d.zone, message)
	}
	return texts
}

// arguments returns each argument once: start:day and start:clock are one start.
func (d draft) arguments() []placeholder {
	return slices.CompactFunc(d.c.placeholders(d.language, d.key), func(a, b placeholder) bool { return a.Name == b.Name })
}

func (d draft) values(p placeholder) []string {
	switch p.Format {
	case "day", "clock", "short":
		return everyQuarter(d.zone)
	case "digits":
		return []string{"47129"}
	case "phone":
		return []string{"+32470123456"}
	case "topic":
		return topicNames()
	case "word", "language":
		return d.known(p.Format + ".")
	case "sound":
		return d.said()
	}
	return d.plainValues(p.Name)
}

// plainValues returns values of an argument that is spoken as it is. If the name is
// unknown, they are as long as the longest title.
func (d draft) plainValues(name string) []string {
	switch name {
	case "key":
		return []string{"1", "9"}
	case "count", "digits":
		return []string{"0", "1", "2", "12"}
	case "reference":
		return []string{"47129"}
	case "city":
		return []string{"Antwerpen"}
	}
	return []string{"Digipunt aan huis"}
}

// everyQuarter returns every time a visit can begin, on a Wednesday in September, whose
// date is about the longest in every language.
func everyQuarter(zone *time.Location) []string {
	var instants []string
	for minute := 8 * 60; minute <= 20*60; minute += 15 {
		day := calendar.Day{Year: 2027, Month: time.September, Day: 22}
		instants = append(instants, day.At(calendar.Clock(minute), zone).UTC().Format(time.RFC3339))
	}
	return instants
}

// said returns the longest visit word of every language.
func (d draft) said() []string {
	var values []string
	for _, language := range d.c.Languages() {
		longest := slices.MaxFunc(d.known(wordPrefix), func(a, b string) int {
			return len(d.c.Text(language, wordPrefix+a)) - len(d.c.Text(language, wordPrefix+b))
		})
		values = append(values, SaidWord(language, longest))
	}
	return values
}

func topicNames() []string {
	var names []string
	for _, topic := range scheduling.Topics() {
		names = append(names, string(topic))
	}
	return names
}

// known returns the values that have words.
func (d draft) known(prefix string) []string {
	var values []string
	for _, key := range d.c.Keys() {
		if value, ok := strings.CutPrefix(key, prefix); ok {
			values = append(values, value)
		}
	}
	return values
}
