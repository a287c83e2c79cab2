package flows

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Emergency is what is said when nothing can be remembered: an apology, and a
// voicemail in no session. language is the caller's as far as it is known; empty,
// or one the programme does not have: Dutch.
func Emergency(p *scheduling.Programme, language scheduling.Language) Reply {
	c := stranger(p, language)
	c.say(Say{Key: "sorry.fault"})
	c.say(Say{Key: "human.danger"})
	c.say(Say{Key: "voicemail.speak"})
	return Reply{Lines: c.said, Expect: Expect{Kind: ExpectRecording, MaxLength: voicemail}}
}

// Farewell ends a conversation that has no session: one sentence, which may
// mention when a human calls. language as of Emergency.
func Farewell(p *scheduling.Programme, language scheduling.Language, key string, due time.Time) Reply {
	c := stranger(p, language)
	c.Session.Due = due
	c.say(Say{Key: key, Facts: []Fact{FactDue, FactPhone}})
	c.say(Say{Key: "goodbye"})
	return Reply{Lines: c.said, Expect: Expect{Kind: ExpectNothing}}
}

// Enough answers somebody whose number calls more often than people do: one
// sentence in each language of the programme, because none was chosen, and then
// key, as of Farewell.
func Enough(p *scheduling.Programme, key string, due time.Time) Reply {
	var said []Line
	for _, rule := range p.Languages {
		c := stranger(p, rule.Code)
		c.Session.Due = due
		c.say(Say{Key: "sorry.many_calls"})
		c.say(Say{Key: key, Facts: []Fact{FactDue, FactPhone}})
		said = append(said, c.said...)
	}
	return Reply{Lines: said, Expect: Expect{Kind: ExpectNothing}}
}

// stranger is a conversation of which nothing is known but the language.
func stranger(p *scheduling.Programme, language scheduling.Language) *Conversation {
	return &Conversation{Session: &Session{Language: p.Language(language).Code}, Programme: p}
}
