package understand

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// OptOut is what a text asks about our messages as a whole.
type OptOut string

// The values of OptOut: nothing, no more messages, and messages again.
const (
	OptOutNone  OptOut = ""
	OptOutStop  OptOut = "stop"
	OptOutStart OptOut = "start"
)

// ReadOptOut returns whether a text asks for no more messages, or for messages again. It
// is called before anything else reads the text, and counts only if the whole message
// says so: "de lift doet stop" is a story. YES, which the carrier takes for an opt-in, is
// an answer here.
func ReadOptOut(text string) OptOut {
	if isStopSign(text) {
		return OptOutStop
	}
	words, readable := readWords(text)
	if !readable {
		return OptOutNone
	}
	plain := withoutCourtesies(words)
	_, stops := stopsIn(words)
	switch {
	case optIns[plain], isVocalisedStart(text):
		return OptOutStart
	case stops, carrierWords[joinWords(words)], isNearly(plain), isSignedStop(words), asksToStop(words):
		return OptOutStop
	}
	return OptOutNone
}

// isSignedStop reports whether a text is an opt-out with a signature or a greeting: "STOP.
// Groeten, Jan Peeters".
func isSignedStop(words []textWord) bool {
	if len(words) < 2 || !carrierStops(words[0].text) || strings.ContainsAny(words[len(words)-1].after, "?؟") {
		return false
	}
	unknown := 0
	read := readingOf(slices.Clone(words)).words
	for i, w := range read[1:] {
		switch _, named := optOuts[words[i+1].text]; {
		case named, w.says&(lexicon.SaysPolite|lexicon.SaysThanks) != 0, stopFillers.Has(w.text):
		case w.says != 0 || w.number, !endsClause(words[0].after) && unknown == 0 && read[i].says&(lexicon.SaysPolite|lexicon.SaysThanks) == 0:
			return false
		default:
			unknown++
		}
	}
	return unknown <= maxNameWords
}

func endsClause(gap string) bool { return strings.ContainsAny(gap, ",;.!?\n-–—،؛؟") }

// carrierStops reports whether a word alone asks for no more messages.
func carrierStops(word string) bool {
	_, stops := optOuts[word]
	return stops
}

// maxNameWords is how many words a name under a text has.
const maxNameWords = 3

// asksToStop reports whether a text asks for no more messages in words of its own, and
// neither asks something nor sets a condition.
func asksToStop(words []textWord) bool {
	words = slices.Clone(words)
	signs, _ := cuesIn(words)
	const against = lexicon.SignQuestion | lexicon.SignCondition | lexicon.SignUnsure | lexicon.SignDanger | lexicon.SignDespair
	return signs&lexicon.SignStop != 0 && (signs|formOf(words))&against == 0
}

// OptOutLanguage returns the language of a text that asks for no more messages, or for
// messages again. It returns "" if its words fit several.
func OptOutLanguage(text string) scheduling.Language {
	words, _ := readWords(text)
	if language, _ := stopsIn(words); language != "" {
		return language
	}
	return Understand(text).Language
}

// stopsIn looks for an opt-out in words as they are written, and without the words around
// it that change nothing: "ik wil geen sms meer van jullie". It returns the language of
// the opt-out.
func stopsIn(words []textWord) (scheduling.Language, bool) {
	if language, stops := optOuts[withoutCourtesies(words)]; stops {
		return language, true
	}
	bare := withoutFillers(words)
	if language, stops := optOuts[bare]; stops && strings.Contains(bare, " ") { // "de stop" is where the bus stops
		return language, true
	}
	return clauseStops(words)
}

// clauseStops looks for a clause that by itself asks for no more messages and names them,
// whatever else is said: "geen sms meer aub, ik bel liever". A question does not count.
func clauseStops(words []textWord) (scheduling.Language, bool) {
	if asks(words) || slices.ContainsFunc(words, func(w textWord) bool { return interrogatives.Has(w.text) }) {
		return "", false
	}
	for from, to := 0, 0; to < len(words); from = to {
		for to = from + 1; to < len(words) && !words[to].breaks(); to++ {
		}
		clause := withoutWords(words[from:to], func(word string) bool { return courteous(word) || fillers[word] && !receiving[word] })
		language, stops := optOuts[clause]
		if stops && clauseCounts(clause, words[from:to], from == 0, words[to:]) {
			return language, true
		}
	}
	return "", false
}

// clauseCounts reports whether an opt-out that is only one clause of a text counts. "stop
// ..." and "liever geen sms" have to be the first clause; "stop" alone and "liever ..."
// count only if the rest asks for a call. Every other clause has to name messages.
func clauseCounts(clause string, words []textWord, first bool, rest []textWord) bool {
	named := slices.ContainsFunc(words, func(w textWord) bool { return messages[w.text] })
	switch {
	case beginsRather(clause), clause == "stop":
		return first && len(rest) > 0 && wantsHuman(rest)
	case strings.HasPrefix(clause, "stop"):
		return first && len(rest) > 0 && named
	}
	return named
}

func beginsRather(clause string) bool {
	for word := range rather {
		if strings.HasPrefix(clause, word) {
			return true
		}
	}
	return false
}

func wantsHuman(words []textWord) bool {
	return decide(readingOf(slices.Clone(words)).said()) == MeaningHuman
}

// SaysMoreThanStop reports whether a text that asks for no more messages says something
// else as well, which a human should read.
func SaysMoreThanStop(text string) bool {
	words, readable := readWords(text)
	if !readable {
		return false
	}
	_, plain := optOuts[withoutCourtesies(words)]
	_, bare := optOuts[withoutFillers(words)]
	_, clause := clauseStops(words)
	return (clause || asksToStop(words) || IsUrgent(text)) && !plain && !bare
}

// isVocalisedStart reports whether a text is an opt-in in a spelling that fold changes:
// without its hamza the Arabic word is another one.
func isVocalisedStart(text string) bool {
	whole := strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
			return -1
		}
		return r
	}, norm.NFC.String(text))
	return slices.ContainsFunc(lexicon.Lexicons(), func(l *lexicon.Lexicon) bool { return slices.Contains(l.OptInSpellings, whole) })
}

// isStopSign reports whether a text is nothing but one or more stop signs.
func isStopSign(text string) bool {
	return strings.Contains(text, "🛑") && strings.Trim(text, "🛑\ufe0f! \t\r\n") == ""
}

func joinWords(words []textWord) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// withoutCourtesies returns a text without courtesies, and without repeated words.
func withoutCourtesies(words []textWord) string { return withoutWords(words, courteous) }

// withoutFillers returns a text without courtesies and fillers.
func withoutFillers(words []textWord) string {
	return withoutWords(words, func(word string) bool { return courteous(word) || fillers[word] })
}

func withoutWords(words []textWord, drop func(string) bool) string {
	texts := strings.Fields(joinWords(words))
	return strings.Join(slices.Compact(slices.DeleteFunc(texts, drop)), " ")
}

// courteous reports whether a word is a courtesy: "stop aub".
func courteous(word string) bool {
	return lookUp(word, allLanguages)&lexicon.SaysPolite != 0 || courtesy[word]
}

// isNearly reports whether a word is a typo of one that stops, and no ordinary word.
func isNearly(word string) bool {
	if notStop[word] {
		return false
	}
	for stop := range nearStops {
		if isTypo(word, stop) {
			return true
		}
	}
	return false
}
