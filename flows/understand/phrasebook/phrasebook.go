package phrasebook

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// Reading is a text that was read with a phrasebook.
type Reading struct {
	Language scheduling.Language // of the phrasebook; empty: none reads the text
	Dutch    string              // the text in Dutch words of the same meaning
	Names    bool                // the text does nothing but name the language
	Stops    bool                // the text does nothing but ask for no more messages
	Starts   bool                // the text does nothing but ask for messages again
	Danger   bool                // the text tells of danger
	known    int                 // words that mean something
	unknown  int                 // words that no phrase has
}

// unknownWord stands for a word that no phrase has. No lexicon has it either.
const unknownWord = "qxzq"

// dutchOf returns Dutch words that package understand reads with a meaning. A filler has none.
func dutchOf(meaning string) string {
	return map[string]string{
		scheduling.MeansYes: "ja", scheduling.MeansNo: "nee", scheduling.MeansStop: "stop", scheduling.MeansStart: "start",
		scheduling.MeansDanger: "ik ben in gevaar", scheduling.MeansHuman: "medewerker", scheduling.MeansBook: "afspraak maken",
		scheduling.MeansVisit: "mijn afspraak", scheduling.MeansCancel: "afspraak afzeggen", scheduling.MeansMove: "afspraak verplaatsen",
		scheduling.MeansOther: "andere dag", scheduling.MeansKeep: "toch houden", scheduling.MeansThanks: "dank u",
		scheduling.MeansHello: "dag", scheduling.MeansRepeat: "herhaal", scheduling.MeansMenu: "hoofdmenu",
		scheduling.MeansDigipunt: "digipunt", scheduling.MeansNoLetter: "geen brief", scheduling.MeansTomorrow: "morgen",
		scheduling.MeansMorning: "voormiddag", scheduling.MeansAfternoon: "namiddag", scheduling.MeansNot: "niet",
		scheduling.MeansIf: "als", scheduling.MeansAsk: "waarom",
	}[meaning]
}

// dutchTopic returns a Dutch word for a topic of all cities. One of a city's own is left as it
// is: its words are in the programme.
func dutchTopic(topic scheduling.Topic) string {
	return map[scheduling.Topic]string{
		scheduling.TopicItsme: "itsme", scheduling.TopicBanking: "bankieren", scheduling.TopicSocial: "facebook",
		scheduling.TopicSafety: "veiligheid", scheduling.TopicVideoCall: "videobellen", scheduling.TopicDocuments: "documenten",
		scheduling.TopicApps: "apps", scheduling.TopicInternet: "wifi", scheduling.TopicOther: "andere vraag",
	}[topic]
}

// dutchDays are the days of a week, Monday first.
func dutchDays() [7]string {
	return [7]string{"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"}
}

// phrase is what stands for some words.
type phrase struct {
	words   []string // folded
	meaning string   // empty: a day, or a topic
	dutch   string
}

// book is a lexicon, compiled.
type book struct {
	language scheduling.Language
	begin    map[string][]phrase // by their first word, longest first
	names    []string
}

// compile returns the phrases of a lexicon by their first words.
func compile(p *scheduling.Programme, l *scheduling.Lexicon) *book {
	b := &book{language: l.Language, begin: map[string][]phrase{}}
	for _, meaning := range scheduling.LexiconMeanings() {
		b.add(l.Phrases[meaning], phrase{meaning: meaning, dutch: dutchOf(meaning)})
	}
	for i, forms := range l.Days {
		b.add(forms, phrase{dutch: dutchDays()[i]})
	}
	for topic, forms := range l.Topics {
		b.add(forms, phrase{dutch: cmp.Or(p.OwnTopics[topic][p.Languages[0].Code], dutchTopic(topic))})
	}
	for _, name := range l.Names {
		b.names = append(b.names, strings.Join(foldedWords(name), " "))
	}
	for first := range b.begin {
		slices.SortStableFunc(b.begin[first], func(a, b phrase) int { return len(b.words) - len(a.words) })
	}
	return b
}

func (b *book) add(forms []string, as phrase) {
	for _, form := range forms {
		as.words = foldedWords(form)
		if len(as.words) > 0 {
			b.begin[as.words[0]] = append(b.begin[as.words[0]], as)
		}
	}
}

// token is a word of a text, and what stands behind it.
type token struct {
	text, folded, after string
}

// tokens splits a text into words.
func tokens(text string) []token {
	var all []token
	inside := false
	for _, r := range text {
		part := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\'' || r == '’'
		switch {
		case part && inside:
			all[len(all)-1].text += string(r)
		case part:
			all = append(all, token{text: string(r)})
		case len(all) > 0:
			all[len(all)-1].after += string(r)
		}
		inside = part
	}
	for i := range all {
		all[i].folded = fold(all[i].text)
	}
	return all
}

// fold returns a word without capitals and marks, as people leave them out in texts.
func fold(word string) string {
	return strings.NewReplacer("ł", "l", "đ", "d", "ß", "ss", "’", "'").Replace(understand.PlainText(word))
}

func foldedWords(text string) []string {
	all := tokens(text)
	words := make([]string, len(all))
	for i, t := range all {
		words[i] = t.folded
	}
	return words
}

// read reads a text.
func (b *book) read(text string) Reading {
	r := Reading{Language: b.language}
	var dutch strings.Builder
	var meanings []string
	all := tokens(text)
	for i := 0; i < len(all); {
		found, length := b.at(all[i:])
		last := all[i+length-1]
		switch {
		case found == nil && strings.ContainsFunc(last.text, unicode.IsDigit): // a number, or a house
			dutch.WriteString(last.text)
		case found == nil:
			r.unknown++
			dutch.WriteString(unknownWord)
		case found.meaning != scheduling.MeansNothing:
			r.known++
			meanings = append(meanings, found.meaning)
			dutch.WriteString(found.dutch)
		}
		if found == nil || found.meaning != scheduling.MeansNothing || strings.TrimSpace(last.after) != "" {
			dutch.WriteString(cmp.Or(last.after, " "))
		}
		i += length
	}
	r.Dutch = strings.TrimSpace(dutch.String())
	only := func(meaning string) bool {
		return r.unknown == 0 && len(meanings) > 0 && !slices.ContainsFunc(meanings, func(m string) bool {
			return m != meaning && m != scheduling.MeansHello && m != scheduling.MeansThanks
		}) && slices.Contains(meanings, meaning)
	}
	r.Stops, r.Starts = only(scheduling.MeansStop), only(scheduling.MeansStart)
	r.Danger = slices.Contains(meanings, scheduling.MeansDanger)
	r.Names = slices.Contains(b.names, b.withoutFillers(all))
	return r
}

// at returns the longest phrase that a text begins with, and how many words it has; nil and one
// word if there is none.
func (b *book) at(all []token) (*phrase, int) {
	for i := range b.begin[all[0].folded] {
		p := &b.begin[all[0].folded][i]
		if len(p.words) <= len(all) && p.matches(all) {
			return p, len(p.words)
		}
	}
	return nil, 1
}

// matches reports whether the words of a phrase follow each other in a text, with no stop between
// them.
func (p *phrase) matches(all []token) bool {
	for i, word := range p.words {
		if all[i].folded != word || i < len(p.words)-1 && strings.TrimSpace(all[i].after) != "" && all[i].after != "-" {
			return false
		}
	}
	return true
}

func (b *book) withoutFillers(all []token) string {
	var words []string
	for i := 0; i < len(all); {
		found, length := b.at(all[i:])
		if found == nil || found.meaning != scheduling.MeansNothing {
			for _, t := range all[i : i+length] {
				words = append(words, t.folded)
			}
		}
		i += length
	}
	return strings.Join(words, " ")
}

// books returns the phrasebooks of a programme in the order of its languages, that of the
// conversation first.
func books(p *scheduling.Programme, spoken scheduling.Language) []*book {
	var all []*book
	for _, rule := range p.Languages {
		l := p.Lexicons[rule.Code]
		switch {
		case l == nil || lexicon.Reads(rule.Code):
		case rule.Code == spoken:
			all = slices.Insert(all, 0, compile(p, l))
		default:
			all = append(all, compile(p, l))
		}
	}
	return all
}

// Read reads a text of somebody who talks to a programme, in the language of the conversation if
// they have chosen one. It returns false if the text is left to package understand: no phrase
// fits, or the text tells of danger there, or nothing shows that it is in another language than
// the line reads itself.
func Read(p *scheduling.Programme, spoken scheduling.Language, text string) (Reading, bool) {
	if len(p.Lexicons) == 0 || understand.IsUrgent(text) {
		return Reading{}, false
	}
	for _, b := range books(p, spoken) {
		switch r := b.read(text); {
		case r.Names, r.Danger:
			return r, true
		case r.known == 0:
		case spoken == b.language:
			return r, true
		case spoken == "" && r.unknown <= r.known && understand.Understand(text).Language == "":
			return r, true
		}
	}
	return Reading{}, false
}

// Tells reads a text before any conversation does: whether it tells of danger, or asks for no
// more messages or for messages again, in any of the programme's own languages.
func Tells(p *scheduling.Programme, text string) Reading {
	if len(p.Lexicons) == 0 {
		return Reading{}
	}
	for _, b := range books(p, "") {
		if r := b.read(text); r.Danger || r.Stops || r.Starts {
			return r
		}
	}
	return Reading{}
}

// Reads reports whether texts in a language are read in a programme: by the line, or by a lexicon
// of the programme's folder.
func Reads(p *scheduling.Programme, language scheduling.Language) bool {
	return lexicon.Reads(language) || p.Lexicons[language] != nil
}
