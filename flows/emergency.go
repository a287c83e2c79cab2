package flows

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Emergency is what is said when nothing can be remembered: an apology, and a
// voicemail in no session. language and caller (E.164; empty: withheld) are known
// as far as the channel knows them; without a language, all of the programme's are
// spoken.
func Emergency(p *scheduling.Programme, language scheduling.Language, caller string) Reply {
	return replyWithoutSession(p, language, caller, "sorry.fault")
}

// TooManyCalls answers somebody whose number calls more often than people do: why, in
// each language of the programme, because none was chosen, and a voicemail as of
// Emergency.
func TooManyCalls(p *scheduling.Programme, caller string) Reply {
	return replyWithoutSession(p, "", caller, "sorry.many_calls")
}

func replyWithoutSession(p *scheduling.Programme, language scheduling.Language, caller, why string) Reply {
	reply := Reply{Expect: Expect{Kind: ExpectRecording, MaxLength: maxVoicemail}}
	for _, code := range spokenTo(p, language) {
		c := stranger(p, code)
		c.Session.Caller = caller
		for _, s := range []Say{
			{Key: why}, {Key: "human.danger"}, {Key: "voicemail.speak"}, {Key: "voicemail.speak_number", If: HasNoNumber},
		} {
			c.Say(s)
		}
		reply.Lines = append(reply.Lines, c.Lines...)
	}
	return reply
}

// spokenTo lists the languages that a caller may follow.
func spokenTo(p *scheduling.Programme, language scheduling.Language) []scheduling.Language {
	if language != "" {
		return []scheduling.Language{p.Language(language).Code}
	}
	all := make([]scheduling.Language, len(p.Languages))
	for i, rule := range p.Languages {
		all[i] = rule.Code
	}
	return all
}

// Farewell ends a conversation that has no session: a few sentences, which may
// mention when a human calls, and the goodbye. language as of Emergency.
func Farewell(p *scheduling.Programme, language scheduling.Language, due time.Time, keys ...string) Reply {
	reply := Reply{Expect: Expect{Kind: ExpectNothing}}
	for _, code := range spokenTo(p, language) {
		c := stranger(p, code)
		c.Session.Due = due
		for _, key := range keys {
			c.Say(Say{Key: key, Facts: []Fact{FactDue, FactPhone}})
		}
		c.Say(Say{Key: "goodbye"})
		reply.Lines = append(reply.Lines, c.Lines...)
	}
	return reply
}

// stranger is a conversation of which nothing is known but the language.
func stranger(p *scheduling.Programme, language scheduling.Language) *Conversation {
	return &Conversation{Session: &Session{Language: p.Language(language).Code}, Programme: p}
}
