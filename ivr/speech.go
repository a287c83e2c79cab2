package ivr

import (
	"cmp"
	"io/fs"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/ivr/twilio/twiml"
	"github.com/click-call-connect/helpline/scheduling"
)

// speech renders lines in the voices of a programme.
type speech struct {
	catalogue *locale.Catalogue
	programme *scheduling.Programme
	audio     fs.FS
	address   func(path string) string // public, of a path
}

func (s *Server) words(p *scheduling.Programme) speech {
	return speech{s.Catalogue, p, s.Audio, s.address}
}

// Say implements [twiml.Words]. Dutch names in a line of another language are spoken by
// the Dutch voice: another one makes a street of them that nobody finds. A city's own name in
// the language of the line is no Dutch name.
func (w speech) Say(line flows.Line, slow bool) []twiml.Utterance {
	rule := w.programme.Language(line.Language)
	if rule.Audio != "" {
		return w.recorded(rule, line, slow)
	}
	if !w.catalogue.Speaks(rule.Code, line.Key) { // it is not translated
		rule = w.programme.Languages[0]
	}
	var said []twiml.Utterance
	exonym := w.programme.Exonyms[rule.Code]
	for _, piece := range w.catalogue.Spoken(rule.Code, w.programme.Zone, line.Message.In(rule.Code, w.programme)) {
		voice := rule
		if piece.Name && (exonym == "" || !strings.HasPrefix(piece.Text, exonym)) {
			voice = w.programme.Languages[0]
		}
		said = append(said, speak(voice, piece.Text, slow))
	}
	return said
}

// speak returns words in the voice of a language.
func speak(rule scheduling.LanguageRule, text string, slow bool) twiml.Utterance {
	said := twiml.Utterance{Text: text, Language: rule.Tag, Voice: rule.Voice, Rate: rule.Speed, Marks: rule.Marks()}
	if slow {
		said.Rate = cmp.Or(rule.Slow, rule.Speed)
	}
	return said
}

// Silence implements [twiml.Words].
func (w speech) Silence(length time.Duration) string {
	return w.address(silencePath(length))
}
