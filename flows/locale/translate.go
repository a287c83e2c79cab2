package locale

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/flows/locale/po"
	"github.com/click-call-connect/helpline/scheduling"
)

// languageCode matches the code of a language, ISO 639-1 or 639-3, by which a file of
// words is named.
var languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)

// WritePO returns the words as a gettext PO file for a translator: each entry has the key
// as its context, the Dutch text, and the text in the language as its translation, which
// is empty if the language has none.
//
// A plural is one entry for each form the language has, key[few], because PO's own
// plurals need a formula that translators would have to get right.
func (c *Catalogue) WritePO(to scheduling.Language) ([]byte, error) {
	tag, err := language.Parse(string(to))
	switch {
	case to == dutch:
		return nil, fmt.Errorf("%w: nl is the language that is translated from; choose another", scheduling.ErrInvalid)
	case err != nil || !languageCode.MatchString(string(to)):
		return nil, fmt.Errorf("%w: %q is not a language code; write one of ISO 639, as in tr", scheduling.ErrInvalid, to)
	}
	file := po.File{Language: string(to)}
	section := ""
	for _, line := range c.layout() {
		if line.key == "" {
			section = line.comment
			continue
		}
		for _, form := range formsOf(c.books[dutch].entries[line.key], tag) {
			file.Entries = append(file.Entries, po.Entry{
				Comments: c.hints(line.key, form, section, tag),
				Context:  contextOf(line.key, form),
				ID:       c.formText(dutch, line.key, form),
				Text:     c.formText(to, line.key, form),
			})
		}
	}
	return po.Write(file), nil
}

// formsOf returns the forms of an entry to translate: the plural categories of a
// language, or "" for the only form.
func formsOf(e *entry, tag language.Tag) []string {
	if !e.plural {
		return []string{""}
	}
	return categoriesOf(tag)
}

func contextOf(key, form string) string {
	if form == "" {
		return key
	}
	return key + "[" + form + "]"
}

// formText returns the text of a form. Dutch has two forms, and uses other for the rest.
func (c *Catalogue) formText(in scheduling.Language, key, form string) string {
	e := c.entry(in, key)
	if e == nil {
		return ""
	}
	if category, ok := categoryNamed(form); ok && e.forms[category] != nil {
		return e.forms[category].raw
	}
	if in == dutch || form == "" {
		return e.raw()
	}
	return ""
}

// hints returns comments for a translator: where a text is heard, what is filled in, and
// how long it may get.
func (c *Catalogue) hints(key, form, section string, tag language.Tag) []string {
	var hints []string
	if section != "" {
		hints = append(hints, section)
	}
	for _, p := range c.placeholders(dutch, key) {
		hints = append(hints, placeholderHint(p))
	}
	if form != "" {
		hints = append(hints, "For these numbers: "+countsIn(tag, form))
	}
	switch encoding, segments := segmentsOf(tag); {
	case !strings.HasPrefix(key, writtenPrefix):
		hints = append(hints, fmt.Sprintf("%s: at most %d words a sentence.", metAs(key), maxSentenceWords))
	case encoding == gsm7.GSM7:
		hints = append(hints, fmt.Sprintf("Text message: at most %d characters of GSM-7 when it is filled in.", gsm7.MaxSingleGSM7))
	default:
		hints = append(hints, fmt.Sprintf("Text message: at most %d characters when it is filled in.", segments*gsm7.MaxJoinedUCS2))
	}
	if strings.HasPrefix(key, "option.") {
		hints = append(hints, "First what it does, then the key: it ends in {key}.")
	}
	return hints
}

// metAs returns how people meet a text that is no text message of its own.
func metAs(key string) string {
	switch {
	case strings.HasPrefix(key, "letter_page."):
		return "Printed in a letter"
	case strings.HasPrefix(key, "text.say."):
		return "Read, in a text message"
	}
	return "Heard"
}

func placeholderHint(p placeholder) string {
	what := map[string]string{
		"": "said as it is", "day": "a day: dinsdag 14 mei", "clock": "a time: half elf", "short": "day and time: di 14/5 om 10u30",
		"digits": "digit by digit: 4, 7, 1", "phone": "a telephone number", "topic": "one of the texts topic.…",
		"word": "one of the texts word.…", "sound": "a word as it sounds in another language", "language": "one of the texts language.…",
	}
	source := (&part{name: p.Name, format: formatOf(p)}).source()
	return source + " is " + what[p.Format]
}

func formatOf(p placeholder) format {
	f, _ := formatNamed(p.Format)
	return f
}

// countsIn returns some of the numbers that take a plural form.
func countsIn(tag language.Tag, form string) string {
	const some = 6
	var counts []string
	for count := 0; count < 200 && len(counts) < some; count++ {
		if categories[cardinal(tag, count)] == form {
			counts = append(counts, strconv.Itoa(count))
		}
	}
	if len(counts) == 0 {
		return "fractions"
	}
	return strings.Join(counts, ", ")
}

// layoutLine is a key, or a comment above keys, in the order of the Dutch file.
type layoutLine struct{ key, comment string }

var (
	keyLine     = regexp.MustCompile(`^  ([a-z0-9_.]+):`)
	commentLine = regexp.MustCompile(`^  # (.+)$`)
)

// layout returns the order in which translators see the keys: that of the Dutch file,
// then the keys that are not in it.
func (c *Catalogue) layout() []layoutLine {
	var lines []layoutLine
	// The file is built in, so that an error cannot occur; without it the order is by key.
	source, _ := words.ReadFile("words/" + dutchFile)
	seen, heading := map[string]bool{}, ""
	for line := range strings.Lines(string(source)) {
		line = strings.TrimRight(line, "\r\n")
		if m := commentLine.FindStringSubmatch(line); m != nil {
			heading = m[1]
		}
		if m := keyLine.FindStringSubmatch(line); len(m) > 1 && c.entry(dutch, m[1]) != nil {
			if heading != "" {
				lines, heading = append(lines, layoutLine{comment: heading}), ""
			}
			seen[m[1]] = true
			lines = append(lines, layoutLine{key: m[1]})
		}
	}
	for _, key := range c.Keys() {
		if !seen[key] {
			lines = append(lines, layoutLine{key: key})
		}
	}
	return lines
}
