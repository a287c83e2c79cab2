package lexicon

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
	Phrases  map[string]Sense              // of words and phrases
	Topics   map[scheduling.Topic][]string // words and phrases for each topic
	Numerals map[string]string             // numbers in words; they count only if nothing else is said
	Days     [7]string                     // in full, Sunday first
	// ShortDays are abbreviations of days, Sunday first: "ma" is Monday in Dutch and
	// Tuesday in French.
	ShortDays [7]string
	Names     map[string]scheduling.Language // names of the languages in this one
	OwnNames  WordList                       // those of names that name this language
	Speaking  WordList                       // words around the name of a language that ask for it
	// Markers are words that mark a text as written in this language. If there are none,
	// students are not read in it.
	Streets  []string // what the names of streets end in, in one word with the rest
	Markers  WordList
	Script   *unicode.RangeTable // letters that only this language uses; nil if there are none
	MinBytes int                 // shorter texts do not show that they are in this language

	Articles    WordList // numerals that usually are something else
	Pleases     WordList // may stand beside an article that is a number: "een aub"
	Ordinals    WordList // endings that make 2 the second
	Determiners WordList // articles in the names of options
	Asking      WordList // make what follows a question or a condition
	Contrasting WordList // begin a clause that takes a yes back
	Denying     WordList // mean "not"
	HourWords   WordList // stand before an hour
	HourUnits   WordList // stand behind an hour
	Preferring  WordList // may stand around a chosen day; "na", "niet" and "ik heb" may not
	NoWords     WordList // all words that a bare no can consist of
	Confirming  WordList // all words that a yes to "shall we cancel" can consist of
	Arriving    WordList // all words that "he is there" can consist of
	Missing     WordList // all words that "nobody yet" can consist of

	Alarms         WordList // an alarm if alone; among other words it may be a name
	ShortWithTypos WordList // words under five letters in which typos are corrected
	Mornings       []string // phrases for the time before noon
	Afternoons     []string // phrases for the time after noon
	RulesOutDay    WordList // stand before a day that does not suit: "voor woensdag"
	TakenBack      WordList // a no that a yes can follow: "nee hij is er toch"
	Rather         WordList // begin a request for something else than messages
	OptInSpellings []string // opt-ins that fold would change into another word

	NoBefore     string // pattern of a no that can stand before nobodyExact
	NobodyExact  string // pattern of "nobody has come", if nothing else is said
	NobodyPhrase string // pattern of "nobody has come", whatever else is said
	Presence     string // pattern of "somebody has come"
	Firmly       string // pattern of a yes that is more than an answer to another question
	HouseWords   string // pattern of what can stand before a house number
	AtDoor       string // pattern of danger that is about somebody at the door

	// Balances are whole texts, with _ between words, that ask what is left of the
	// vouchers: among other words they are about a bank.
	Balances WordList
	// Volunteering, Courses and Referring are whole texts, with _ between words, that ask for
	// what a programme offers beside visits.
	Volunteering, Courses, Referring WordList

	OptOuts        []string // phrases that ask for no more messages
	OptIns         WordList // ask for messages again; a typo of one does not
	CarrierWords   WordList // that the carrier takes for an opt-out if they are the whole message
	NearStops      WordList // ask for no more messages even with a typo
	NotStop        WordList // ordinary words that are one typo away from nearStops
	Interrogatives WordList // make a question without a question mark
	Courtesy       WordList // courtesies in an opt-out that mean something else in other texts
	Fillers        WordList // may stand around an opt-out and change nothing: who wants it, from whom
	StopFillers    WordList // may stand behind an opt-out: "en", "nog"
	Receiving      WordList // fillers of somebody who gets no messages, and does not ask for that
	Messages       WordList // names of what we send

	Cues           map[Signs]cueTexts // what shows that a text says more, or something else
	Contracted     map[string]string  // words that are written as one, and the words that they are
	Leaning        map[string]string  // pronouns that are written as the first letter of a verb
	Clitics        WordList           // particles that are written at the front of a word
	LatinClitics   WordList           // the same in Latin letters, if the language is written in them too
	LatinApart     WordSet            // those of them that many write apart
	Lacking        *regexp.Regexp     // a thing that its owner has none of, which is no "no"; nil: the language has no such form
	DenyingVerb    *regexp.Regexp     // verbs that deny; nil: the language denies with words
	NotDenying     WordList           // words of the same form that do not
	DeniesNext     WordList           // a yes alone; before another word they may deny it
	BeginsQuestion WordList           // verbs that make a question at the beginning of a sentence, before one of subjects
	Subjects       WordList           // stand behind the verb of a question

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
	// Ambiguous are abbreviations of days that are words as well: they are read as days
	// only if a word about time, or nothing, follows.
	Ambiguous WordList
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

// Any returns the lexicon of what means the same in every language.
func Any() *Lexicon { return &anyLanguage }

// Arabic returns the lexicon of Arabic, whose words are also read without what is written
// at their front and their end.
func Arabic() *Lexicon { return &arabic }

// LanguageCount is the number of languages that texts are read in.
const LanguageCount = len(lexicons) - 1

// Reads reports whether texts in a language are read. In any other language people choose
// by number.
func Reads(language scheduling.Language) bool { return language != "" && Of(language) != nil }

// Of returns the lexicon of a language, or nil.
func Of(language scheduling.Language) *Lexicon {
	for _, l := range lexicons {
		if l.Language == language {
			return l
		}
	}
	return nil
}

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
