package scheduling

// Sentence is a sentence of the line in a programme's own words.
type Sentence struct {
	Text string
	At   Origin
}

// Origin is where something was read, for whoever has to change it.
type Origin struct {
	File         string
	Line, Column int // from 1
}

// Lexicon is what texts in a language mean of which the line itself has no lexicon. It is data
// of a programme's folder; flows/understand/phrasebook reads texts with it.
type Lexicon struct {
	Language Language
	Names    []string            // what the language is called, by whoever asks for it
	Phrases  map[string][]string // words and phrases by what they mean: see LexiconMeanings
	Topics   map[Topic][]string  // words and phrases for topics
	Days     [7][]string         // forms of each day, Monday first; the first form is spoken
	Months   []string            // as spoken behind the day of the month, January first; none: digits
}

// The meanings that a lexicon has phrases for. What is not among RequiredMeanings may be left
// out: it is then chosen by number.
const (
	MeansYes       = "yes"
	MeansNo        = "no"
	MeansStop      = "stop"  // no more messages
	MeansStart     = "start" // messages again
	MeansDanger    = "danger"
	MeansHuman     = "human"
	MeansBook      = "book"
	MeansVisit     = "visit" // when is my visit
	MeansCancel    = "cancel"
	MeansMove      = "move"
	MeansOther     = "other" // another day or time
	MeansKeep      = "keep"
	MeansThanks    = "thanks"
	MeansHello     = "hello"
	MeansRepeat    = "repeat"
	MeansMenu      = "menu"
	MeansDigipunt  = "digipunt"
	MeansNoLetter  = "no_letter"
	MeansTomorrow  = "tomorrow"
	MeansMorning   = "morning"
	MeansAfternoon = "afternoon"
	MeansNot       = "not"    // turns what stands beside it round
	MeansIf        = "if"     // sets a condition
	MeansAsk       = "ask"    // begins a question
	MeansNothing   = "filler" // changes nothing: please, on, at
)

// RequiredMeanings are those without which texts in a language are not read at all.
func RequiredMeanings() []string {
	return []string{MeansYes, MeansNo, MeansStop, MeansDanger, MeansHuman, MeansBook}
}

// LexiconMeanings returns every meaning, the required ones first.
func LexiconMeanings() []string {
	return append(
		RequiredMeanings(), MeansStart, MeansVisit, MeansCancel, MeansMove, MeansOther, MeansKeep, MeansThanks, MeansHello, MeansRepeat,
		MeansMenu, MeansDigipunt, MeansNoLetter, MeansTomorrow, MeansMorning, MeansAfternoon, MeansNot, MeansIf, MeansAsk, MeansNothing,
	)
}
