package flows

import (
	"slices"
	"strings"
)

// OptOut is what somebody wants of our messages as a whole.
type OptOut string

// The wishes.
const (
	OptOutNone  OptOut = ""
	OptOutStop  OptOut = "stop"
	OptOutStart OptOut = "start"
)

// ReadOptOut tells whether a text asks for no more messages, or for messages
// again. It is read before anything else, and only where the whole message says
// so: "de lift doet stop" is a story. YES, which the carrier takes for an opt-in,
// is an answer here.
func ReadOptOut(text string) OptOut {
	words, readable := readWords(text)
	if !readable {
		return OptOutNone
	}
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.text
	}
	plain := strings.Join(slices.Compact(slices.DeleteFunc(slices.Clone(all), courteous)), " ")
	switch {
	case optIns[plain]:
		return OptOutStart
	case optOuts[plain], carrierWords[strings.Join(all, " ")], isNearly(plain):
		return OptOutStop
	}
	return OptOutNone
}

// courteous is for words that ask nothing: "stop aub".
func courteous(word string) bool {
	return lookUp(word, allTongues)&saysPolite != 0 || slices.Contains(courtesy[:], word)
}

// courtesy is made of words that mean something else in other places.
var courtesy = [...]string{"s", "il", "vous", "te", "plait", "u", "wel", "je", "graag", "thank", "you", "nu", "من", "فضلك"}

// optIns are the carrier's words. A near miss of them is none: messages to
// somebody who did not ask for them are worse than one more try.
var optIns = map[string]bool{"start": true, "unstop": true}

// optOuts are the carrier's words and what people text in their place.
var optOuts = map[string]bool{
	"stop": true, "stopall": true, "stop all": true, "stop alles": true, "stoppen": true, "unsubscribe": true, "optout": true, "opt out": true,
	"stop sms": true, "stop de sms": true, "stop met sms": true, "stop berichten": true, "stop met berichten": true,
	"uitschrijven": true, "schrijf mij uit": true, "geen berichten meer": true, "geen sms meer": true,
	"arret": true, "arreter": true, "arretez": true, "stop messages": true, "stop les messages": true,
	"plus de messages": true, "plus de sms": true,
	"desabonner": true, "me desabonner": true, "desabonnement": true, "desinscrire": true, "me desinscrire": true, "desinscription": true,
	"no more messages": true, "no more texts": true, "توقف": true, "الغاء الاشتراك": true,
}

// carrierWords are the carrier's as well, but only as the whole message: "cancel
// please" is about a visit.
var carrierWords = map[string]bool{"cancel": true, "end": true, "quit": true, "revoke": true}

// isNearly tells whether a word is a slip of one that stops, and not a word of
// its own.
func isNearly(word string) bool {
	return !notStop[word] && (slip(word, "stop") || slip(word, "stoppen") || slip(word, "arret"))
}

// notStop are the Dutch, French and English words, and abbreviations, one slip
// away from a word that stops. What asks to stop by itself is not among them:
// stopt, stoppe, arrête.
var notStop = map[string]bool{
	"stp": true, "shop": true, "slop": true, "sop": true, "stap": true, "step": true, "stip": true, "stoa": true, "stob": true, "stoep": true,
	"stof": true, "stok": true, "stol": true, "stolp": true, "stom": true, "stomp": true, "stoop": true, "stor": true, "strop": true,
	"top": true, "atop": true, "stow": true, "swop": true, "stoup": true, "stou": true,
	"shoppen": true, "soppen": true, "stappen": true, "steppen": true, "stippen": true, "stoepen": true, "stolpen": true, "stompen": true,
	"stoopen": true, "stoppel": true, "stroppen": true, "toppen": true,
	"arren": true, "arrest": true, "adret": true, "armet": true, "jarret": true, "garret": true, "barret": true,
}
