package flows

import (
	"regexp"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// Lexicon is all that a text in one language can mean. Words are written as fold writes
// them; patterns are read in small letters and capitals alike.
type Lexicon struct {
	language scheduling.Language           // empty: what means the same in every language
	phrases  map[string]sense              // words and phrases, and what they say
	topics   map[scheduling.Topic][]string // what people write for a topic
	numerals map[string]string             // numbers in words; they count only where nothing else is said
	days     [7]string                     // in full, Sunday first
	// shortDays are the days as they are abbreviated in texts of the language: "ma" is the
	// Monday of who writes Dutch and the Tuesday of who writes French.
	shortDays [7]string
	names     map[string]scheduling.Language // what the languages are called in this one
	ownNames  wordList                       // of them, this language's own
	speaking  wordList                       // words around the name of a language that ask for it
	// tells are words by which it shows that a text is in this language; empty: students are
	// not read in it.
	tells wordList

	articles    wordList // numerals that mostly are something else
	ordinals    wordList // what makes 2 the second
	determiners wordList // articles in the names of options
	asking      wordList // small words that make a question or a condition of what follows
	contrasting wordList // begin what takes a yes back
	denying     wordList
	hourWords   wordList // before an hour
	hourUnits   wordList // after an hour
	preferring  wordList // around a day that they choose; "na", "niet" and "ik heb" rule it out
	noWords     wordList // all that a bare no consists of
	confirming  wordList // all that a yes to "shall we cancel" consists of
	arriving    wordList // all that "he is there" consists of
	missing     wordList // all that "nobody yet" consists of

	alarms         wordList // an alarm alone, and a name or less among other words
	shortSlips     wordList // words under five letters whose slips are put right
	rulesOutDay    wordList // before a day that somebody cannot: "voor woensdag"
	takenBack      wordList // a no that can stand before a yes: "nee hij is er toch"
	rather         wordList // begin a wish for something else in place of messages
	optInSpellings []string // what asks for messages again, where fold would make another word of it

	noBefore     string // pattern: a no that can stand before nobodyAlone
	nobodyAlone  string // pattern: nobody has come, if nothing else is said
	nobodyBeside string // pattern: nobody has come, whatever else is said
	presence     string // pattern: somebody has come
	firmly       string // pattern: a yes that is not for the question
	houseWords   string // pattern: what stands before a house number

	optOuts        []string // what asks for no more messages
	optIns         wordList // what asks for messages again; a near miss is none
	carrierWords   wordList // what the carrier takes for an opt-out; only as the whole message
	nearStops      wordList // words that ask for no more messages with a slip too
	notStop        wordList // words and abbreviations that are one slip away from nearStops
	interrogatives wordList // ask without a question mark
	courtesy       wordList // ask nothing, and mean something else in other places
	fillers        wordList // say who wants it, of whom, and that it is meant
	receiving      wordList // of them, who uses one gets no messages, and does not ask for that
	messages       wordList // words for what we send

	students StudentWords
	when     WhenWords
}

// StudentPhrase is what a phrase of a student is about. The first that is found in a text
// counts, in this order.
type StudentPhrase uint8

// What students text. StudentFine and StudentStuck sound like something else.
const (
	StudentFine StudentPhrase = iota
	StudentStuck
	StudentHelp
	StudentSick
	StudentNewCalendar
	StudentCalendar
	StudentAddress
	StudentVisits
	StudentDone // also on the way home
	StudentComing
	StudentFinished // unless on the way
	StudentHere
	StudentExtra
	StudentAway
	StudentPhrases // how many there are
)

// StudentWords is what students text in a language. What is not a word list or phrases is
// alternatives of a pattern.
type StudentWords struct {
	phrases    map[StudentPhrase][]string
	negations  wordList // turn "klaar" into "nog niet klaar", and "ziek" into "niet ziek"
	soon       string   // who is there soon is not yet there
	within     string   // before how long it takes, or when
	about      string   // between the two
	notYetDone string
	notSick    string // with degree and sick behind it: who is not sick
	degree     string
	sick       string
	hours      string // after how many hours it took
	at         string // before the time on the clock
}

// WhenWords is how days and hours are said in a language. What is not a word list is
// alternatives of a pattern.
type WhenWords struct {
	// ambiguous are abbreviations of days that are words as well: they are days only where a
	// word about time, or nothing, follows.
	ambiguous                                           wordList
	plainDays                                           [7]string      // abbreviations that mean one day in whatever language
	notDay                                              string         // pattern: what behind an ambiguous abbreviation makes it a word
	dayAnyway                                           string         // pattern: what behind one does not
	besideDays                                          wordList       // words that follow the name of a day; "je" does so in "ma je peux pas"
	relative                                            map[string]int // days from today
	morning, afternoon, evening                         wordList
	ofToday                                             wordList   // parts of a day that are today's
	months                                              [12]string // whole and short
	beyond                                              wordList   // say more of days than their names: every, except
	after, before, between, since, and, but, fine, dash wordList

	noon, midnight     string
	upTo               string // until, the end as well
	until, from        string
	nothing            string // words about time that say nothing of it
	partOfDay          string // a part of a day, with a word before it that says of which
	nextWeekend        string
	nextWeek, thisWeek string
	clock              string            // after an hour
	ordinal            string            // ends a day of a month before its month
	afterMonth         string            // ends a day of a month behind its month
	ofMonth            string            // between a day and its month
	joined             []string          // pairs: words in two parts, and as one
	endings            map[string]string // of a day and its part in one word, and the part
}

// wordList is words with spaces between.
type wordList string

// wordSet is words of all languages together.
type wordSet map[string]bool

func (s wordSet) has(word string) bool { return s[word] }

// lexicons are the languages that people text in, and last what is of none.
var lexicons = [...]*Lexicon{&dutch, &french, &english, &turkish, &arabic, &anyLanguage}

// allLexicons is the lexicons of all languages, and last what is of none.
func allLexicons() []*Lexicon { return lexicons[:] }

// languages is how many languages people text in.
const languages = len(lexicons) - 1

// Reads reports whether texts in a language are understood; else they choose by number.
func Reads(language scheduling.Language) bool { return language != "" && lexiconOf(language) != nil }

// Every set below is what the lexicons have together: a text may mix languages, and few
// words tell in which one it is.

var topicWords = topicsByWord()

func topicsByWord() map[string]scheduling.Topic {
	all := map[string]scheduling.Topic{}
	for _, l := range lexicons {
		for topic, phrases := range l.topics {
			for _, phrase := range phrases {
				all[phrase] = topic
			}
		}
	}
	return all
}

var numerals = joinMaps(func(l *Lexicon) map[string]string { return l.numerals })

// languageNames are what people call a language, in it and in the others.
var languageNames = joinMaps(func(l *Lexicon) map[string]scheduling.Language { return l.names })

func joinMaps[T any](pick func(*Lexicon) map[string]T) map[string]T {
	all := map[string]T{}
	for _, l := range lexicons {
		for word, value := range pick(l) {
			all[word] = value
		}
	}
	return all
}

// optOuts are the carrier's words and what people text in their place, with the language
// they are in; empty: in several.
var optOuts = optOutsByPhrase()

func optOutsByPhrase() map[string]scheduling.Language {
	all := map[string]scheduling.Language{}
	for _, l := range lexicons {
		for _, phrase := range l.optOuts {
			all[phrase] = l.language
		}
	}
	return all
}

// shortSlips is a list and no set: every known word is looked up in it.
var shortSlips = slipsByLanguage()

func slipsByLanguage() []string {
	var all []string
	for _, l := range lexicons {
		all = append(all, strings.Fields(string(l.shortSlips))...)
	}
	return all
}

func union(pick func(*Lexicon) wordList) wordSet {
	all := wordSet{}
	for _, l := range lexicons {
		for word := range strings.FieldsSeq(string(pick(l))) {
			all[word] = true
		}
	}
	return all
}

var (
	articles       = union(func(l *Lexicon) wordList { return l.articles })
	ordinals       = union(func(l *Lexicon) wordList { return l.ordinals })
	determiners    = union(func(l *Lexicon) wordList { return l.determiners })
	asking         = union(func(l *Lexicon) wordList { return l.asking })
	contrasting    = union(func(l *Lexicon) wordList { return l.contrasting })
	denying        = union(func(l *Lexicon) wordList { return l.denying })
	hourWords      = union(func(l *Lexicon) wordList { return l.hourWords })
	hourUnits      = union(func(l *Lexicon) wordList { return l.hourUnits })
	preferring     = union(func(l *Lexicon) wordList { return l.preferring })
	noWords        = union(func(l *Lexicon) wordList { return l.noWords })
	confirming     = union(func(l *Lexicon) wordList { return l.confirming })
	arriving       = union(func(l *Lexicon) wordList { return l.arriving })
	missingWords   = union(func(l *Lexicon) wordList { return l.missing })
	optIns         = union(func(l *Lexicon) wordList { return l.optIns })
	carrierWords   = union(func(l *Lexicon) wordList { return l.carrierWords })
	nearStops      = union(func(l *Lexicon) wordList { return l.nearStops })
	notStop        = union(func(l *Lexicon) wordList { return l.notStop })
	interrogatives = union(func(l *Lexicon) wordList { return l.interrogatives })
	courtesy       = union(func(l *Lexicon) wordList { return l.courtesy })
	fillers        = union(func(l *Lexicon) wordList { return l.fillers })
	receiving      = union(func(l *Lexicon) wordList { return l.receiving })
	messages       = union(func(l *Lexicon) wordList { return l.messages })
	ownNames       = union(func(l *Lexicon) wordList { return l.ownNames })
	alarms         = union(func(l *Lexicon) wordList { return l.alarms })
	rulesOutDay    = union(func(l *Lexicon) wordList { return l.rulesOutDay })
	takenBack      = union(func(l *Lexicon) wordList { return l.takenBack })
	rather         = union(func(l *Lexicon) wordList { return l.rather })
	speaking       = union(func(l *Lexicon) wordList { return l.speaking })
)

// patterns joins what the lexicons have of one kind: any of them matches.
func patterns(pick func(*Lexicon) string) string {
	var all []string
	for _, l := range lexicons {
		if pattern := pick(l); pattern != "" {
			all = append(all, pattern)
		}
	}
	return strings.Join(all, "|")
}

// nobodyHere are words for it that mean nothing elsewhere. "Nobody" and "not yet" alone
// do, and else what has a word of coming beside it: "itsme werkt nog niet" is about
// something else.
var nobodyHere = regexp.MustCompile(`(?i)` +
	`^\W*((` + patterns(func(l *Lexicon) string { return l.noBefore }) + `)\W+)?` +
	`(` + patterns(func(l *Lexicon) string { return l.nobodyAlone }) + `)\W*$|` +
	patterns(func(l *Lexicon) string { return l.nobodyBeside }))

var presence = regexp.MustCompile(`(?i)` + patterns(func(l *Lexicon) string { return l.presence }))

// firmly: "ok" alone may be for the question.
var firmly = regexp.MustCompile(`(?i)` + patterns(func(l *Lexicon) string { return l.firmly }) + `|` + presence.String())

// houseText is a house number as people write it, with or without a word before it.
var houseText = regexp.MustCompile(`^(?i:` + patterns(func(l *Lexicon) string { return l.houseWords }) + `)?` +
	`[.:]?\s*([0-9][\pL0-9 ./,°-]*)$`)
