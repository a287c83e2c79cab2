package flows

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/click-call-connect/helpline/scheduling"
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
	if isStopSign(text) {
		return OptOutStop
	}
	words, readable := readWords(text)
	if !readable {
		return OptOutNone
	}
	plain := plainly(words)
	_, stops := stopsIn(words)
	switch {
	case optIns[plain], isStartInArabic(text):
		return OptOutStart
	case stops, carrierWords[joined(words)], isNearly(plain):
		return OptOutStop
	}
	return OptOutNone
}

// OptOutLanguage is the language of a text that asks for no more messages, or for
// messages again; empty: its words do not tell.
func OptOutLanguage(text string) scheduling.Language {
	words, _ := readWords(text)
	if language, _ := stopsIn(words); language != "" {
		return language
	}
	return Understand(text).Language
}

// stopsIn looks for what stops: as it is written, and without the words around it
// that change nothing: "ik wil geen sms meer van jullie".
func stopsIn(words []textWord) (scheduling.Language, bool) {
	if language, stops := optOuts[plainly(words)]; stops {
		return language, true
	}
	bare := barely(words)
	if language, stops := optOuts[bare]; stops && strings.Contains(bare, " ") { // "de stop" is where the bus stops
		return language, true
	}
	return clauseStops(words)
}

// clauseStops looks for a clause that by itself asks for no more messages, and names
// them, whatever else is said: "geen sms meer aub, ik bel liever". A question does not.
func clauseStops(words []textWord) (scheduling.Language, bool) {
	if asks(words) || slices.ContainsFunc(words, func(w textWord) bool { return interrogatives.has(w.text) }) {
		return "", false
	}
	for from, to := 0, 0; to < len(words); from = to {
		for to = from + 1; to < len(words) && !words[to].breaks(); to++ {
		}
		clause := without(words[from:to], func(word string) bool { return courteous(word) || fillers[word] && !receiving[word] })
		language, stops := optOuts[clause]
		if stops && clauseCounts(clause, words[from:to], from == 0, words[to:]) {
			return language, true
		}
	}
	return "", false
}

// clauseCounts: "stop" and what begins with it, and "liever geen sms", say it first, and
// alone only where somebody wants to be called; the others name what they want no more.
func clauseCounts(clause string, words []textWord, first bool, rest []textWord) bool {
	named := slices.ContainsFunc(words, func(w textWord) bool { return messages[w.text] })
	switch {
	case strings.HasPrefix(clause, "liever"), clause == "stop":
		return first && len(rest) > 0 && wantsHuman(rest)
	case strings.HasPrefix(clause, "stop"):
		return first && len(rest) > 0 && named
	}
	return named
}

// interrogatives ask without a question mark.
const interrogatives wordList = "waar wanneer waarom ou quand pourquoi where when why nerede أين اين متي"

func wantsHuman(words []textWord) bool {
	return decide(readingOf(slices.Clone(words)).said()) == MeaningHuman
}

// SaysMore reports whether a text that asks for no more messages says something else
// as well, which a human should read.
func SaysMore(text string) bool {
	words, readable := readWords(text)
	if !readable {
		return false
	}
	_, plain := optOuts[plainly(words)]
	_, bare := optOuts[barely(words)]
	_, clause := clauseStops(words)
	return clause && !plain && !bare
}

// receiving: who says that they get none does not ask for that.
var receiving = map[string]bool{"krijgen": true, "ontvangen": true, "recevoir": true, "get": true, "receive": true}

// messages are words for what we send.
var messages = map[string]bool{
	"sms": true, "smsen": true, "smsjes": true, "bericht": true, "berichten": true, "message": true, "messages": true,
	"text":  true,
	"texts": true, "mesaj": true, "mesajlari": true, "رسايل": true, "الرسايل": true,
}

// isStartInArabic knows the word by its hamza: without it, it means never.
func isStartInArabic(text string) bool {
	whole := strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
			return -1
		}
		return r
	}, norm.NFC.String(text))
	return slices.Contains([]string{"ابدأ", "إبدأ", "ابدأوا", "ابدؤوا"}, whole)
}

// isStopSign: nothing but the sign, once or more often.
func isStopSign(text string) bool {
	return strings.Contains(text, "🛑") && strings.Trim(text, "🛑\ufe0f! \t\r\n") == ""
}

func joined(words []textWord) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// plainly is a text without courtesies, and without a word said twice.
func plainly(words []textWord) string { return without(words, courteous) }

// barely leaves out as well who asks whom.
func barely(words []textWord) string {
	return without(words, func(word string) bool { return courteous(word) || fillers[word] })
}

func without(words []textWord, drop func(string) bool) string {
	texts := strings.Fields(joined(words))
	return strings.Join(slices.Compact(slices.DeleteFunc(texts, drop)), " ")
}

// courteous is for words that ask nothing: "stop aub".
func courteous(word string) bool {
	return lookUp(word, allTongues)&saysPolite != 0 || slices.Contains(courtesy[:], word)
}

// courtesy is made of words that mean something else in other places.
var courtesy = [...]string{"s", "il", "vous", "te", "plait", "u", "wel", "je", "graag", "thank", "you", "nu", "من", "فضلك"}

// fillers say who wants it, of whom, and that it is meant.
var fillers = map[string]bool{
	"ik": true, "wil": true, "wens": true, "zou": true, "willen": true, "mij": true, "me": true, "van": true, "jullie": true,
	"deze": true, "gelieve": true,
	"die": true, "de": true, "het": true, "met": true, "naar": true, "nog": true, "echt": true, "krijgen": true,
	"ontvangen": true,
	"veux":      true, "voudrais": true, "ne": true, "n": true, "m": true, "les": true, "des": true, "ces": true, "votre": true,
	"vos":      true,
	"recevoir": true,
	"i":        true, "want": true, "the": true, "these": true, "any": true, "to": true, "from": true, "get": true,
	"receive": true,
	"bana":    true, "artik": true, "lutfen": true, "بعد": true, "الان": true, "لي": true, "الي": true,
}

// optIns are the carrier's words. A near miss of them is none: messages to
// somebody who did not ask for them are worse than one more try.
var optIns = map[string]bool{"start": true, "unstop": true}

// optOuts are the carrier's words and what people text in their place, with the
// language they are in; empty: in several.
var optOuts = map[string]scheduling.Language{
	"stop": "", "stopall": "", "stop all": "en", "stop alles": "nl", "stoppen": "nl", "unsubscribe": "en", "optout": "",
	"opt out":  "",
	"stop sms": "", "stop sms en": "nl", "stop sms sturen": "nl", "stop sturen sms": "nl", "stop sturen": "nl",
	"stop berichten":        "nl",
	"stop berichten sturen": "nl", "stop sturen berichten": "nl", "stop ermee": "nl", "stop er mee": "nl", "stop daarmee": "nl",
	"stop hiermee": "nl", "stop ze": "nl",
	"uitschrijven": "nl", "schrijf mij uit": "nl", "geen berichten meer": "nl", "geen bericht meer": "nl",
	"geen sms meer": "nl", "geen sms en meer": "nl", "geen smsen meer": "nl", "geen smsjes meer": "nl", "geen sms jes meer": "nl",
	"geen sms meer sturen": "nl", "geen berichten meer sturen": "nl", "stuur geen sms meer": "nl", "stuur geen sms en meer": "nl",
	"stuur geen smsjes meer": "nl", "stuur geen sms jes meer": "nl", "geen berichtjes meer": "nl", "niet meer sms en": "nl",
	"niet meer smsen": "nl", "hou op sms en": "nl", "hou op smsen": "nl", "stopt berichten": "nl", "niet meer contacteren": "nl",
	"laat met rust": "nl", "laat rust": "nl", "stuur geen berichten meer": "nl", "geen sms en meer sturen": "nl",
	"geen smsen meer sturen": "nl",
	"liever geen sms":        "nl", "liever geen sms en": "nl",
	"liever geen berichten": "nl",

	"arret": "fr", "arreter": "fr", "arretez": "fr", "arret sms": "fr", "arretez sms": "fr", "arretez messages": "fr",
	"arreter sms":            "fr",
	"arretez de envoyer sms": "fr", "arretez envoyer sms": "fr", "arretez de envoyer messages": "fr", "stop messages": "",
	"stop message":      "",
	"stop les messages": "fr", "stop les sms": "fr", "stop aux sms": "fr", "plus de messages": "fr", "plus de message": "fr",
	"plus de sms": "fr", "plus sms": "fr", "plus messages": "fr", "envoyez plus messages": "fr", "arretez envoyer messages": "fr",
	"laissez moi tranquille": "fr", "plus aucun sms": "fr", "plus aucun message": "fr", "envoyez plus de sms": "fr",
	"envoyez plus sms":         "fr",
	"envoyez plus de messages": "fr", "envoyez plus de message": "fr", "envoyez plus rien": "fr",
	"desabonner": "fr", "me desabonner": "fr", "desabonnement": "fr", "desabonnez moi": "fr", "desinscrire": "fr",
	"me desinscrire": "fr",
	"desinscription": "fr", "desinscrivez moi": "fr",

	"no more messages": "en", "no more texts": "en", "no more sms": "en", "no more text messages": "en", "stop texts": "en",
	"stop texting": "en", "stop sending texts": "en", "stop sending messages": "en", "stop sending sms": "en", "stop it": "en",
	"don t text": "en", "dont text": "en", "do not text": "en", "don t send texts": "en", "do not send texts": "en",

	"dur": "tr", "durdur": "tr", "durdurun": "tr", "mesaj istemiyorum": "tr", "sms istemiyorum": "tr", "mesaj gondermeyin": "tr",
	"sms gondermeyin": "tr", "mesaj atmayin": "tr", "mesajlari durdurun": "tr", "sms durdurun": "tr", "sms leri durdurun": "tr",

	"توقف": "ar", "توقفوا": "ar", "الغاء الاشتراك": "ar", "ايقاف": "ar", "ايقاف الرسايل": "ar", "اوقف": "ar", "اوقفوا": "ar",
	"اوقف الرسايل":   "ar",
	"اوقفوا الرسايل": "ar", "ستوب": "ar", "لا اريد رسايل": "ar", "لا اريد الرسايل": "ar",
	"لا ترسلوا رسايل": "ar", "لا ترسل رسايل": "ar", "وقفوا الرسايل": "ar",
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
	"stp": true, "shop": true, "slop": true, "sop": true, "stap": true, "step": true, "stip": true, "stoa": true, "stob": true,
	"stoep": true,
	"stof":  true, "stok": true, "stol": true, "stolp": true, "stom": true, "stomp": true, "stoop": true, "stor": true,
	"strop": true,
	"top":   true, "atop": true, "stow": true, "swop": true, "stoup": true, "stou": true,
	"shoppen": true, "soppen": true, "stappen": true, "steppen": true, "stippen": true, "stoepen": true, "stolpen": true,
	"stompen": true,
	"stoopen": true, "stoppel": true, "stroppen": true, "toppen": true,
	"arren": true, "arrest": true, "adret": true, "armet": true, "jarret": true, "garret": true, "barret": true,
}
