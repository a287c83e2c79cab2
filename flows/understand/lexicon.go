package understand

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

// Lexicon is all that a text in one language can mean. Words are written as [PlainWords]
// returns them. Patterns are matched against small letters and capitals alike.
type Lexicon struct {
	Language scheduling.Language           // empty for what means the same in every language
	phrases  map[string]sense              // of words and phrases
	topics   map[scheduling.Topic][]string // words and phrases for each topic
	numerals map[string]string             // numbers in words; they count only if nothing else is said
	days     [7]string                     // in full, Sunday first
	// shortDays are abbreviations of days, Sunday first: "ma" is Monday in Dutch and
	// Tuesday in French.
	shortDays [7]string
	names     map[string]scheduling.Language // names of the languages in this one
	ownNames  WordList                       // those of names that name this language
	speaking  WordList                       // words around the name of a language that ask for it
	// markers are words that mark a text as written in this language. If there are none,
	// students are not read in it.
	markers  WordList
	script   *unicode.RangeTable // letters that only this language uses; nil if there are none
	minBytes int                 // shorter texts do not show that they are in this language

	articles    WordList // numerals that usually are something else
	pleases     WordList // may stand beside an article that is a number: "een aub"
	ordinals    WordList // endings that make 2 the second
	determiners WordList // articles in the names of options
	asking      WordList // make what follows a question or a condition
	contrasting WordList // begin a clause that takes a yes back
	denying     WordList // mean "not"
	hourWords   WordList // stand before an hour
	hourUnits   WordList // stand behind an hour
	preferring  WordList // may stand around a chosen day; "na", "niet" and "ik heb" may not
	noWords     WordList // all words that a bare no can consist of
	confirming  WordList // all words that a yes to "shall we cancel" can consist of
	arriving    WordList // all words that "he is there" can consist of
	missing     WordList // all words that "nobody yet" can consist of

	alarms         WordList // an alarm if alone; among other words it may be a name
	shortWithTypos WordList // words under five letters in which typos are corrected
	mornings       []string // phrases for the time before noon
	afternoons     []string // phrases for the time after noon
	rulesOutDay    WordList // stand before a day that does not suit: "voor woensdag"
	takenBack      WordList // a no that a yes can follow: "nee hij is er toch"
	rather         WordList // begin a request for something else than messages
	optInSpellings []string // opt-ins that fold would change into another word

	noBefore     string // pattern of a no that can stand before nobodyExact
	nobodyExact  string // pattern of "nobody has come", if nothing else is said
	nobodyPhrase string // pattern of "nobody has come", whatever else is said
	presence     string // pattern of "somebody has come"
	firmly       string // pattern of a yes that is more than an answer to another question
	houseWords   string // pattern of what can stand before a house number
	atDoor       string // pattern of danger that is about somebody at the door

	optOuts        []string // phrases that ask for no more messages
	optIns         WordList // ask for messages again; a typo of one does not
	carrierWords   WordList // that the carrier takes for an opt-out if they are the whole message
	nearStops      WordList // ask for no more messages even with a typo
	notStop        WordList // ordinary words that are one typo away from nearStops
	interrogatives WordList // make a question without a question mark
	courtesy       WordList // courtesies in an opt-out that mean something else in other texts
	fillers        WordList // may stand around an opt-out and change nothing: who wants it, from whom
	stopFillers    WordList // may stand behind an opt-out: "en", "nog"
	receiving      WordList // fillers of somebody who gets no messages, and does not ask for that
	messages       WordList // names of what we send

	cues           map[Signs]cueTexts // what shows that a text says more, or something else
	contracted     map[string]string  // words that are written as one, and the words that they are
	clitics        WordList           // particles that are written at the front of a word
	lacking        *regexp.Regexp     // a thing that its owner has none of, which is no "no"; nil: the language has no such form
	denyingVerb    *regexp.Regexp     // verbs that deny; nil: the language denies with words
	notDenying     WordList           // words of the same form that do not
	deniesNext     WordList           // a yes alone; before another word they may deny it
	beginsQuestion WordList           // verbs that make a question at the beginning of a sentence, before one of subjects
	subjects       WordList           // stand behind the verb of a question

	Students StudentWords // for flows/students
	When     WhenWords    // for flows/students/when
}

// StudentPhrase is what a phrase of a student is about. If a text has several, the first
// in the order of the constants counts.
type StudentPhrase uint8

// The kinds of phrases. StudentFine and StudentStuck come first because their words look
// like other kinds: "geen probleem" is no problem.
const (
	StudentFine StudentPhrase = iota
	StudentStuck
	StudentHelp
	StudentSick
	StudentNewCalendar
	StudentCalendar
	StudentAddress
	StudentVisits
	StudentDone // even if the student is on the way home
	StudentComing
	StudentFinished // unless the student is on the way
	StudentHere
	StudentExtra
	StudentAway
	StudentPhrases // number of kinds
)

// StudentWords are the words that students text in a language. A string that is no word
// list holds alternatives of a pattern.
type StudentWords struct {
	Phrases    map[StudentPhrase][]string
	Negations  WordList // turn "klaar" into "nog niet klaar", and "ziek" into "niet ziek"
	SharedAway WordList // mean "away" in this language and something else in another
	OtherSense WordList // are in SharedAway of another language, and mean something else in this one
	Soon       string   // beside "here": not there yet
	Within     string   // stands before a duration or a time
	About      string   // stands between Within and the number
	NotYetDone string   // beside "done": not done yet
	NotSick    string   // negates Sick; Degree may stand between them
	Degree     string
	Sick       string
	Hours      string // stands behind a number of hours
	At         string // stands before a time on the clock
	Minutes    string // stands behind a number of minutes
	UpTo       string // stands between two times
	And        string // stands between hours and minutes
	Lengths    []Length
	Numbers    map[string]string // numbers in words
}

// Length is a length of time in words, and its minutes.
type Length struct {
	Words   string // pattern, as [PlainText] writes it
	Minutes int
}

// StudentNumbers returns the numbers in words that students write beside minutes.
func StudentNumbers() map[string]string { return studentNumbers }

var studentNumbers = JoinMaps(func(l *Lexicon) map[string]string { return l.Students.Numbers })

// WhenWords are the words for days and hours in a language. A string that is no word list
// holds alternatives of a pattern.
type WhenWords struct {
	// ambiguous are abbreviations of days that are words as well: they are read as days
	// only if a word about time, or nothing, follows.
	ambiguous WordList
	// NotDay has, for an ambiguous abbreviation, the pattern behind it that makes it a word.
	NotDay        map[string]string
	DayAnyway     string    // pattern that may stand behind an ambiguous day
	PlainDays     [7]string // abbreviations that mean the same day in every language
	BorrowedDays  [7]string // abbreviations of another language that are no words of this one
	BesideDays    WordList  // words that may follow the name of a day
	NotBesideDays WordList  // words of two letters that are no abbreviation of a second day

	Relative                                            map[string]int // days from today
	Morning, Afternoon, Evening                         WordList
	OfToday                                             WordList   // parts of a day that are today's
	Months                                              [12]string // whole and short
	Beyond                                              WordList   // change the meaning of days in ways that are not read: every, except
	After, Before, Between, Since, And, But, Fine, Dash WordList

	Noon, Midnight     string
	UpTo               string // until, and including
	Until, From        string
	Nothing            string // words about time that may be ignored
	PartOfDay          string // a part of a day, with the word before it that names the day
	Weekend            string // Saturday and Sunday of this week
	NextWeekend        string
	NextWeek, ThisWeek string
	Clock              string            // stands behind an hour
	Ordinal            string            // ending of a day of the month before its month
	AfterMonth         string            // ending of a day of the month behind its month
	OfMonth            string            // stands between a day and its month
	Joined             []string          // pairs of a word in two parts and the same in one
	Endings            map[string]string // from the ending of a word for a day and its part to the word for the part
}

// WordList is a list of words with spaces between them.
type WordList string

// WordSet is a set of words of all languages.
type WordSet map[string]bool

// Has reports whether a word is in the set.
func (s WordSet) Has(word string) bool { return s[word] }

// lexicons has the languages that texts are read in. The last one is of no language in
// particular.
var lexicons = [...]*Lexicon{&dutch, &french, &english, &turkish, &arabic, &anyLanguage}

// Lexicons returns the lexicons of all languages. The last one is of no language in
// particular.
func Lexicons() []*Lexicon { return lexicons[:] }

// languageCount is the number of languages that texts are read in.
const languageCount = len(lexicons) - 1

// Reads reports whether texts in a language are read. In any other language people choose
// by number.
func Reads(language scheduling.Language) bool { return language != "" && lexiconOf(language) != nil }

// Every set below joins the words of all lexicons: a text may mix languages, and few words
// belong to one language only.

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

var contracted = JoinMaps(func(l *Lexicon) map[string]string { return l.contracted })

var numerals = JoinMaps(func(l *Lexicon) map[string]string { return l.numerals })

// languageNames are the names of the languages in each of them.
var languageNames = JoinMaps(func(l *Lexicon) map[string]scheduling.Language { return l.names })

// JoinMaps joins one map of every lexicon. If several have a word, the last lexicon's
// value counts.
func JoinMaps[T any](pick func(*Lexicon) map[string]T) map[string]T {
	all := map[string]T{}
	for _, l := range lexicons {
		for word, value := range pick(l) {
			all[word] = value
		}
	}
	return all
}

// optOuts has the phrases that ask for no more messages, with their language; "" if
// several languages have the phrase.
var optOuts = languagesByPhrase()

func languagesByPhrase() map[string]scheduling.Language {
	all := map[string]scheduling.Language{}
	for _, l := range lexicons {
		for _, phrase := range l.optOuts {
			all[phrase] = l.Language
		}
	}
	return all
}

// shortWithTypos is a list and no set because every known word is compared with it.
var shortWithTypos = wordsByLexicon()

func wordsByLexicon() []string {
	var all []string
	for _, l := range lexicons {
		all = append(all, strings.Fields(string(l.shortWithTypos))...)
	}
	return all
}

// Union returns the set of the words that the lexicons have in one list.
func Union(pick func(*Lexicon) WordList) WordSet {
	all := WordSet{}
	for _, l := range lexicons {
		for word := range strings.FieldsSeq(string(pick(l))) {
			all[word] = true
		}
	}
	return all
}

var (
	pleases        = Union(func(l *Lexicon) WordList { return l.pleases })
	articles       = Union(func(l *Lexicon) WordList { return l.articles })
	ordinals       = Union(func(l *Lexicon) WordList { return l.ordinals })
	determiners    = Union(func(l *Lexicon) WordList { return l.determiners })
	asking         = Union(func(l *Lexicon) WordList { return l.asking })
	contrasting    = Union(func(l *Lexicon) WordList { return l.contrasting })
	denying        = Union(func(l *Lexicon) WordList { return l.denying })
	hourWords      = Union(func(l *Lexicon) WordList { return l.hourWords })
	hourUnits      = Union(func(l *Lexicon) WordList { return l.hourUnits })
	preferring     = Union(func(l *Lexicon) WordList { return l.preferring })
	noWords        = Union(func(l *Lexicon) WordList { return l.noWords })
	confirming     = Union(func(l *Lexicon) WordList { return l.confirming })
	arriving       = Union(func(l *Lexicon) WordList { return l.arriving })
	missingWords   = Union(func(l *Lexicon) WordList { return l.missing })
	optIns         = Union(func(l *Lexicon) WordList { return l.optIns })
	carrierWords   = Union(func(l *Lexicon) WordList { return l.carrierWords })
	nearStops      = Union(func(l *Lexicon) WordList { return l.nearStops })
	notStop        = Union(func(l *Lexicon) WordList { return l.notStop })
	interrogatives = Union(func(l *Lexicon) WordList { return l.interrogatives })
	courtesy       = Union(func(l *Lexicon) WordList { return l.courtesy })
	fillers        = Union(func(l *Lexicon) WordList { return l.fillers })
	stopFillers    = Union(func(l *Lexicon) WordList { return l.stopFillers })
	receiving      = Union(func(l *Lexicon) WordList { return l.receiving })
	messages       = Union(func(l *Lexicon) WordList { return l.messages })
	ownNames       = Union(func(l *Lexicon) WordList { return l.ownNames })
	alarms         = Union(func(l *Lexicon) WordList { return l.alarms })
	rulesOutDay    = Union(func(l *Lexicon) WordList { return l.rulesOutDay })
	takenBack      = Union(func(l *Lexicon) WordList { return l.takenBack })
	rather         = Union(func(l *Lexicon) WordList { return l.rather })
	notDenying     = Union(func(l *Lexicon) WordList { return l.notDenying })
	deniesNext     = Union(func(l *Lexicon) WordList { return l.deniesNext })
	beginsQuestion = Union(func(l *Lexicon) WordList { return l.beginsQuestion })
	subjects       = Union(func(l *Lexicon) WordList { return l.subjects })
	speaking       = Union(func(l *Lexicon) WordList { return l.speaking })
)

// Patterns joins one pattern of every lexicon: the result matches what any of them
// matches.
func Patterns(pick func(*Lexicon) string) string {
	var all []string
	for _, l := range lexicons {
		if pattern := pick(l); pattern != "" {
			all = append(all, pattern)
		}
	}
	return strings.Join(all, "|")
}

// nobodyHere matches words that can only mean that nobody has come. "Nobody" and "not
// yet" count if they stand alone, or if a word of coming is beside them: "itsme werkt nog
// niet" is about something else.
var nobodyHere = regexp.MustCompile(`(?i)` +
	`^\W*((` + Patterns(func(l *Lexicon) string { return l.noBefore }) + `)\W+)?` +
	`(` + Patterns(func(l *Lexicon) string { return l.nobodyExact }) + `)\W*$|` +
	Patterns(func(l *Lexicon) string { return l.nobodyPhrase }))

var presence = regexp.MustCompile(`(?i)` + Patterns(func(l *Lexicon) string { return l.presence }))

// atDoor matches what makes danger one at the door.
var atDoor = regexp.MustCompile(`(?i)` + Patterns(func(l *Lexicon) string { return l.atDoor }))

// firmly matches a yes that is more than "ok", which may answer another question.
var firmly = regexp.MustCompile(`(?i)` + Patterns(func(l *Lexicon) string { return l.firmly }) + `|` + presence.String())

// houseText matches a house number as people write it, with or without a word before it.
var houseText = regexp.MustCompile(`^(?i:` + Patterns(func(l *Lexicon) string { return l.houseWords }) + `)?` +
	`[.:]?\s*([0-9][\pL0-9 ./,°-]*)$`)
