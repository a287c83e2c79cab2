package flows

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// spokenOnly are sentences that make no sense in a text: there is no pen to fetch,
// and nothing to hang up.
func spokenOnly(key string) bool {
	return slices.Contains([]string{
		"booked.pen", "point.closes", "booked.text_follows", "confirm.about",
		"else.ask", "again.silence", "human.closed", "human.missed", "sorry.lost", "text.sent",
	}, key)
}

// apart is what never travels with the day of a visit: the word that opens a door.
func apart(key string) bool { return key == "booked.word" || key == "booked.safe" }

// textWords begin the keys of what a text says where that differs from what is
// spoken. The second kind names a topic, which no text that we send by ourselves
// may do: a menu offers it.
func textWords() []string { return []string{"sms.say.", "text.say."} }

// Texts is a reply as it is read: one text, and a second one for the visit word.
// Options stand on lines of their own, and below them what 0 does. It is pure.
func Texts(c *locale.Catalogue, p *scheduling.Programme, reply Reply) []string {
	var said, options, hints, secret []string
	for _, line := range reply.Lines {
		if spokenOnly(line.Key) {
			continue
		}
		words := textLine(c, p, line)
		switch {
		case apart(line.Key):
			secret = append(secret, words)
		case line.Args[string(FactKey)] != "":
			options = append(options, words)
		case line.Key == "menu.human" || line.Key == "menu.repeat":
			hints = append(hints, words)
		default:
			said = append(said, words)
		}
	}
	var texts []string
	for _, parts := range [][]string{slices.Concat([]string{strings.Join(said, " ")}, options, hints), {strings.Join(secret, " ")}} {
		if text := strings.TrimSpace(strings.Join(parts, "\n")); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

func textLine(c *locale.Catalogue, p *scheduling.Programme, line Line) string {
	message := line.Message
	for _, prefix := range textWords() {
		if c.Has(prefix + message.Key) {
			message.Key = prefix + message.Key
			break
		}
	}
	language := p.Language(line.Language).Code
	words := c.Render(language, p.Zone, message)
	if locale.KeepsMarks(language) {
		return words
	}
	return strings.Map(plain, strings.ReplaceAll(words, "œ", "oe"))
}

// plain is a letter as GSM-7 has it: one of the others cuts the text of everybody's
// segment by half.
func plain(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	marked, bare := []rune("êëçâáîïíôóûúÊËÂÀÁÎÏÍÔÓÛÚ’‘«»\u00a0\u202f"), []rune("eecaaiiioouuEEAAAIIIOOUU''\"\"  ")
	if i := slices.Index(marked, r); i >= 0 {
		return bare[i]
	}
	return r
}
