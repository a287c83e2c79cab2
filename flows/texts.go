package flows

import (
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// spokenOnly reports whether a sentence makes no sense in a text: there is no pen to
// fetch, and nothing to hang up.
func spokenOnly(key string) bool {
	return slices.Contains([]string{
		"booked.pen", "point.closes", "booked.text_follows", "confirm.about",
		"else.ask", "again.silence", "human.closed", "human.missed", "human.by_text", "sorry.lost", "text.sent",
	}, key)
}

// isSeparate reports whether a sentence is sent in a text of its own: the word for the
// door never travels with the day of a visit.
func isSeparate(key string) bool {
	return key == "booked.word" || key == "booked.safe" || key == "visit.safe"
}

// textWords returns the prefixes of keys whose words replace the spoken ones in a text.
// Words under "text.say." may name a topic, which no text that we send unasked may do.
func textWords() []string { return []string{"sms.say.", "text.say."} }

// Texts renders a reply as texts: one, and a second one for the visit word. Each option
// stands on a line of its own, and the line of 0 below them. Texts is pure.
func Texts(c *locale.Catalogue, p *scheduling.Programme, reply Reply) []string {
	var said, options, hints, secret []string
	for _, line := range reply.Lines {
		if spokenOnly(line.Key) {
			continue
		}
		words := textLine(c, p, line)
		switch {
		case isSeparate(line.Key):
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
	return locale.InPlainLetters(language, c.Render(language, p.Zone, message.In(language, p)))
}
