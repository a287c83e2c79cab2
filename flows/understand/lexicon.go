package understand

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/scheduling"
)

// Lexicon is all that a text in one language can mean. Words are written as fold writes
// them; patterns are read in small letters and capitals alike.
type Lexicon struct {
	Language scheduling.Language           // empty: what means the same in every language
	phrases  map[string]sense              // words and phrases, and what they say
	topics   map[scheduling.Topic][]string // what people write for a topic
	numerals map[string]string             // numbers in words; they count only where nothing else is said
	days     [7]string                     // in full, Sunday first
	// shortDays are the days as they are abbreviated in texts of the language: "ma" is the
	// Monday of who writes Dutch and the Tuesday of who writes French.
	shortDays [7]string
	names     map[string]scheduling.Language // what the languages are called in this one
	ownNames  WordList                       // of them, this language's own
	speaking  WordList                       // words around the name of a language that ask for it
	// tells are words by which it shows that a text is in this language; empty: students are
	// not read in it.
	markers  WordList
	script   *unicode.RangeTable // letters that only this language uses; nil: it shares them
	minBytes int                 // length under which its words may be another language's

	articles    WordList // numerals that mostly are something else
	ordinals    WordList // what makes 2 the second
	determiners WordList // articles in the names of options
	asking      WordList // small words that make a question or a condition of what follows
	contrasting WordList // begin what takes a yes back
	denying     WordList
	hourWords   WordList // before an hour
	hourUnits   WordList // after an hour
	preferring  WordList // around a day that they choose; "na", "niet" and "ik heb" rule it out
	noWords     WordList // all that a bare no consists of
	confirming  WordList // all that a yes to "shall we cancel" consists of
	arriving    WordList // all that "he is there" consists of
	missing     WordList // all that "nobody yet" consists of

	alarms         WordList // an alarm alone, and a name or less among other words
	shortWithTypos WordList // words under five letters whose slips are put right
	rulesOutDay    WordList // before a day that somebody cannot: "voor woensdag"
	takenBack      WordList // a no that can stand before a yes: "nee hij is er toch"
	rather         WordList // begin a wish for something else in place of messages
	optInSpellings []string // what asks for messages again, where fold would make another word of it

	noBefore     string // pattern: a no that can stand before nobodyAlone
	nobodyAlone  string // pattern: nobody has come, if nothing else is said
	nobodyBeside string // pattern: nobody has come, whatever else is said
	presence     string // pattern: somebody has come
	firmly       string // pattern: a yes that is not for the question
	houseWords   string // pattern: what stands before a house number

	optOuts        []string // what asks for no more messages
	optIns         WordList // what asks for messages again; a near miss is none
	carrierWords   WordList // what the carrier takes for an opt-out; only as the whole message
	nearStops      WordList // words that ask for no more messages with a slip too
	notStop        WordList // words and abbreviations that are one slip away from nearStops
	interrogatives WordList // ask without a question mark
	courtesy       WordList // ask nothing, and mean something else in other places
	fillers        WordList // say who wants it, of whom, and that it is meant
	receiving      WordList // of them, who uses one gets no messages, and does not ask for that
	messages       WordList // words for what we send

	Students StudentWords
	When     WhenWords
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
	Phrases    map[StudentPhrase][]string
	Negations  WordList // turn "klaar" into "nog niet klaar", and "ziek" into "niet ziek"
	SharedAway WordList // say that somebody is away in this language, and something else in another
	OtherSense WordList // words of SharedAway of another language that mean something else in this one
	Soon       string   // who is there soon is not yet there
	Within     string   // before how long it takes, or when
	About      string   // between the two
	NotYetDone string
	NotSick    string // with degree and sick behind it: who is not sick
	Degree     string
	Sick       string
	Hours      string // after how many hours it took
	At         string // before the time on the clock
}

// WhenWords is how days and hours are said in a language. What is not a word list is
// alternatives of a pattern.
type WhenWords struct {
	// ambiguous are abbreviations of days that are words as well: they are days only where a
	// word about time, or nothing, follows.
	ambiguous                                           WordList
	PlainDays                                           [7]string         // abbreviations that mean one day in whatever language
	NotDay                                              map[string]string // by ambiguous abbreviation: pattern of what behind it makes it a word
	BorrowedDays                                        [7]string         // abbreviations of another language that are no words of this one
	NotBesideDays                                       WordList          // words of two letters that are no abbreviation after the name of a day
	DayAnyway                                           string            // pattern: what behind one does not
	BesideDays                                          WordList          // words that follow the name of a day; "je" does so in "ma je peux pas"
	Relative                                            map[string]int    // days from today
	Morning, Afternoon, Evening                         WordList
	OfToday                                             WordList   // parts of a day that are today's
	Months                                              [12]string // whole and short
	Beyond                                              WordList   // say more of days than their names: every, except
	After, Before, Between, Since, And, But, Fine, Dash WordList

	Noon, Midnight     string
	UpTo               string // until, the end as well
	Until, From        string
	Nothing            string // words about time that say nothing of it
	PartOfDay          string // a part of a day, with a word before it that says of which
	Weekend            string // Saturday and Sunday of this week
	NextWeekend        string
	NextWeek, ThisWeek string
	Clock              string            // after an hour
	Ordinal            string            // ends a day of a month before its month
	AfterMonth         string            // ends a day of a month behind its month
	OfMonth            string            // between a day and its month
	Joined             []string          // pairs: words in two parts, and as one
	Endings            map[string]string // of a day and its part in one word, and the part
}

// WordList is words with spaces between.
type WordList string

// WordSet is words of all languages together.
type WordSet map[string]bool

func (s WordSet) Has(word string) bool { return s[word] }

// lexicons are the languages that people text in, and last what is of none.
var lexicons = [...]*Lexicon{&dutch, &french, &english, &turkish, &arabic, &anyLanguage}

// Lexicons is the lexicons of all languages, and last what is of none.
func Lexicons() []*Lexicon { return lexicons[:] }

// languages is how many languages people text in.
const languageCount = len(lexicons) - 1

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

var numerals = JoinMaps(func(l *Lexicon) map[string]string { return l.numerals })

// languageNames are what people call a language, in it and in the others.
var languageNames = JoinMaps(func(l *Lexicon) map[string]scheduling.Language { return l.names })

func JoinMaps[T any](pick func(*Lexicon) map[string]T) map[string]T {
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
			all[phrase] = l.Language
		}
	}
	return all
}

// shortWithTypos is a list and no set: every known word is looked up in it.
var shortWithTypos = shortTypoWords()

func shortTypoWords() []string {
	var all []string
	for _, l := range lexicons {
		all = append(all, strings.Fields(string(l.shortWithTypos))...)
	}
	return all
}

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
	receiving      = Union(func(l *Lexicon) WordList { return l.receiving })
	messages       = Union(func(l *Lexicon) WordList { return l.messages })
	ownNames       = Union(func(l *Lexicon) WordList { return l.ownNames })
	alarms         = Union(func(l *Lexicon) WordList { return l.alarms })
	rulesOutDay    = Union(func(l *Lexicon) WordList { return l.rulesOutDay })
	takenBack      = Union(func(l *Lexicon) WordList { return l.takenBack })
	rather         = Union(func(l *Lexicon) WordList { return l.rather })
	speaking       = Union(func(l *Lexicon) WordList { return l.speaking })
)

// Patterns joins what the lexicons have of one kind: any of them matches.
func Patterns(pick func(*Lexicon) string) string {
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
	`^\W*((` + Patterns(func(l *Lexicon) string { return l.noBefore }) + `)\W+)?` +
	`(` + Patterns(func(l *Lexicon) string { return l.nobodyAlone }) + `)\W*$|` +
	Patterns(func(l *Lexicon) string { return l.nobodyBeside }))

var presence = regexp.MustCompile(`(?i)` + Patterns(func(l *Lexicon) string { return l.presence }))

// firmly: "ok" alone may be for the question.
var firmly = regexp.MustCompile(`(?i)` + Patterns(func(l *Lexicon) string { return l.firmly }) + `|` + presence.String())

// houseText is a house number as people write it, with or without a word before it.
var houseText = regexp.MustCompile(`^(?i:` + Patterns(func(l *Lexicon) string { return l.houseWords }) + `)?` +
	`[.:]?\s*([0-9][\pL0-9 ./,°-]*)$`)
