package flows

import (
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
)

// Whisper returns what whoever is rung is told before they accept a call: whether somebody
// is at the door, why the caller calls, in which language, and which visit it is about.
// What cannot wait comes first, and the key last. It is in Dutch, which the office speaks,
// with words of the office.
//
// A machine may record it: it has no name, address, number or reference.
func Whisper(p *scheduling.Programme, errand Errand, words *locale.Catalogue) []Line {
	told := whispered{p.Languages[0].Code, words, nil}
	told.say("whisper.hello", "title", p.Title)
	switch {
	case errand.isAtTheDoor():
		told.say("whisper.door")
	case errand.Reason != "":
		told.say(told.worded("whisper.reason.", string(errand.Reason)))
	}
	if errand.Language != "" {
		told.say(told.worded("whisper.language.", string(errand.Language)))
	}
	if !errand.Start.IsZero() {
		told.say("whisper.visit", "visit", FormatInstant(errand.Start))
	}
	told.say("whisper.accept")
	return told.lines
}

// WhisperUnknown returns what whoever is rung is told if nothing is known of the call,
// because its session cannot be read.
func WhisperUnknown(p *scheduling.Programme) []Line {
	told := whispered{language: p.Languages[0].Code}
	told.say("whisper.nothing_known")
	told.say("whisper.accept")
	return told.lines
}

// Accepted returns what a person who has accepted a call is told before they are joined
// with the caller: the reference of the visit, by which they find it.
func Accepted(p *scheduling.Programme, errand Errand) []Line {
	told := whispered{language: p.Languages[0].Code}
	if errand.Reference != "" {
		told.say("whisper.reference", "reference", errand.Reference)
	}
	told.say("whisper.joined")
	return told.lines
}

// isAtTheDoor reports whether somebody may be standing at the caller's door.
func (e *Errand) isAtTheDoor() bool {
	return e.AtDoor || e.Reason == scheduling.ReasonAtDoor
}

// whispered collects lines to the office.
type whispered struct {
	language scheduling.Language
	words    *locale.Catalogue
	lines    []Line
}

// say adds a sentence with an argument, if it has one.
func (w *whispered) say(key string, argument ...string) {
	message := locale.Message{Key: key}
	if len(argument) == 2 {
		message.Args = map[string]string{argument[0]: argument[1]}
	}
	w.lines = append(w.lines, Line{Language: w.language, Message: message})
}

// worded returns the key of a name, or of other if the name has no words.
func (w *whispered) worded(prefix, name string) string {
	if !w.words.Has(prefix + name) {
		name = "other"
	}
	return prefix + name
}
