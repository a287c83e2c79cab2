package flows

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Emergency returns the reply for a conversation whose session cannot be kept: an
// apology, and a voicemail. language may be empty: then all languages of the programme
// are spoken. caller is the caller's number in E.164, or empty if it is withheld.
func Emergency(p *scheduling.Programme, language scheduling.Language, caller string) Reply {
	return replyWithoutSession(p, language, caller, faultKey)
}

// faultKey has the words of an apology for a fault of ours.
const faultKey = "sorry.fault"

// LeftOnMachine returns what is left on a machine that answers a call of ours: who called,
// and nothing about whom it was for or why. language may be empty, as in [Emergency].
func LeftOnMachine(p *scheduling.Programme, language scheduling.Language) Reply {
	reply := Reply{Expect: Expect{Kind: ExpectNothing}}
	for _, code := range spokenTo(p, language) {
		c := sessionless(p, code)
		for _, s := range MachineWords() {
			c.Say(s)
		}
		reply.Lines = append(reply.Lines, c.Lines...)
	}
	return reply
}

// MachineWords returns the sentences that are left on a machine.
func MachineWords() []Say {
	return []Say{{Key: "reminder.machine", Facts: []Fact{FactTitle, FactPhone}}, {Key: "reminder.trust"}}
}

// TooManyCalls returns the reply to a number that calls more often than people do: the
// reason in each language of the programme, because none was chosen, and a voicemail as
// in [Emergency].
func TooManyCalls(p *scheduling.Programme, caller string) Reply {
	return replyWithoutSession(p, "", caller, "sorry.many_calls")
}

func replyWithoutSession(p *scheduling.Programme, language scheduling.Language, caller, why string) Reply {
	reply := Reply{Expect: Expect{Kind: ExpectRecording, MaxLength: maxVoicemail}}
	for _, code := range spokenTo(p, language) {
		c := sessionless(p, code)
		c.Session.Caller = caller
		for _, s := range []Say{
			{Key: why}, {Key: "human.danger"}, {Key: "voicemail.speak"}, {Key: "voicemail.speak_number", If: HasNoNumber},
		} {
			c.Say(s)
		}
		if language == "" {
			c.Lines = inLanguage(c.Lines, code)
		}
		reply.Lines = append(reply.Lines, c.Lines...)
	}
	return reply
}

// spokenTo returns the languages that a caller may follow.
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

// Farewell returns the reply that ends a conversation without a session: a few sentences,
// which may mention when a human calls, and the goodbye. language may be empty, as in
// [Emergency].
func Farewell(p *scheduling.Programme, language scheduling.Language, due time.Time, keys ...string) Reply {
	reply := Reply{Expect: Expect{Kind: ExpectNothing}}
	for _, code := range spokenTo(p, language) {
		c := sessionless(p, code)
		c.Session.Due = due
		for _, key := range keys {
			c.Say(Say{Key: key, Facts: []Fact{FactDue, FactPhone}})
		}
		c.Say(Say{Key: "goodbye"})
		reply.Lines = append(reply.Lines, c.Lines...)
	}
	return reply
}

// sessionless returns a conversation of which only the language is known.
func sessionless(p *scheduling.Programme, language scheduling.Language) *Conversation {
	return &Conversation{Session: &Session{Language: p.Language(language).Code}, Programme: p}
}
