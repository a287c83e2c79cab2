package programmes

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// LexiconFolder is the folder, beside programme files, of what texts mean in languages that the
// line has no lexicon of: <code>.yaml.
const LexiconFolder = "lexicon"

// lexiconPath begins the paths of the keys of a lexicon.
const lexiconPath = "lexicon"

const (
	daysOfWeek   = 7
	monthsOfYear = 12
)

// phraseShape matches what somebody can text in place of a key.
var phraseShape = regexp.MustCompile(`^[\p{L}\p{M}\p{N}]([\p{L}\p{M}\p{N} '’-]*[\p{L}\p{M}\p{N}])?$`)

// lexiconKeys lists all keys of a lexicon.
func lexiconKeys() []key {
	all := []key{
		{lexiconPath + ".language", "pl", false},
		{lexiconPath + ".names", "[polski, po polsku]", false},
		{lexiconPath + ".names[]", "polski", false},
		{lexiconPath + ".days", "[poniedziałek, wtorek, środa, czwartek, piątek, sobota, niedziela]", true},
		{lexiconPath + ".days[]", "poniedziałek", false},
		{lexiconPath + ".days[][]", "poniedziałek", false},
		{lexiconPath + ".months", "[stycznia, lutego]", true},
		{lexiconPath + ".months[]", "stycznia", false},
		{lexiconPath + ".topics", "{internet: [internet, wifi]}", true},
		{lexiconPath + ".topics[]", "[internet, wifi]", false},
		{lexiconPath + ".topics[][]", "internet", false},
	}
	for _, meaning := range scheduling.LexiconMeanings() {
		all = append(
			all, key{lexiconPath + "." + meaning, "[tak, dobrze]", !slices.Contains(scheduling.RequiredMeanings(), meaning)},
			key{lexiconPath + "." + meaning + "[]", "tak", false},
		)
	}
	return all
}

// LexiconSchema returns the JSON Schema of a lexicon, as Schema does of a programme file.
func LexiconSchema() ([]byte, error) {
	return schemaFile(object(lexiconPath), "What texts in a language mean to the helpline")
}

// LexiconTemplate returns a lexicon to fill in, with what each key means in Dutch.
func LexiconTemplate(language scheduling.Language) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# What texts in this language mean. Behind each key: words and phrases that have the meaning in the\n"+
		"# comment, as people text them, such as [tak, \"zgadza się\"]; with or without marks and capitals. A phrase\n"+
		"# stands in one place only. The first %d have to be filled in; what is left empty is chosen by number.\n"+
		"language: %s\nnames: [] # of the language, in itself and in Dutch\n\n", len(scheduling.RequiredMeanings()), language)
	for i, meaning := range scheduling.LexiconMeanings() {
		if i == len(scheduling.RequiredMeanings()) {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s: [] # %s\n", meaning, dutchMeaning(meaning))
	}
	b.WriteString("\n# The seven days from Monday on, the form that is spoken first: [[poniedziałek, pon], wtorek, …].\n" +
		"# And the twelve months as they are spoken behind a number: 14 maja. Without both, dates are spoken as digits.\n" +
		"# days: []\n# months: []\n\n# Words for topics of the programme.\n# topics: {internet: [internet, wifi]}\n")
	return []byte(b.String())
}

// dutchMeaning returns what a meaning is in Dutch, for whoever fills in a lexicon.
func dutchMeaning(meaning string) string {
	return map[string]string{
		scheduling.MeansYes: "ja", scheduling.MeansNo: "nee", scheduling.MeansStop: "stop: geen sms meer", scheduling.MeansStart: "weer sms",
		scheduling.MeansDanger: "help, ik ben gevallen, brand, er staat iemand aan de deur", scheduling.MeansHuman: "een medewerker, bel mij",
		scheduling.MeansBook: "een afspraak", scheduling.MeansVisit: "mijn afspraak, wanneer komt de student",
		scheduling.MeansCancel: "afzeggen", scheduling.MeansMove: "verplaatsen", scheduling.MeansOther: "een andere dag, later",
		scheduling.MeansKeep: "toch houden", scheduling.MeansThanks: "dank u", scheduling.MeansHello: "dag, hallo",
		scheduling.MeansRepeat: "nog eens", scheduling.MeansMenu: "menu", scheduling.MeansDigipunt: "digipunt, hulp in mijn buurt",
		scheduling.MeansNoLetter: "geen brief", scheduling.MeansTomorrow: "morgen", scheduling.MeansMorning: "voormiddag",
		scheduling.MeansAfternoon: "namiddag", scheduling.MeansNot: "niet, beside another word", scheduling.MeansIf: "als, op voorwaarde dat",
		scheduling.MeansAsk: "waarom, hoe, wie: begins a question", scheduling.MeansNothing: "alstublieft, op, om, in: changes nothing",
	}[meaning]
}

// loadLexicons reads the lexicons of a folder, by language.
func loadLexicons(folder fs.FS, dir string) (map[scheduling.Language]*scheduling.Lexicon, []*Problem, error) {
	entries, err := fs.ReadDir(folder, LexiconFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the folder of lexicons: %w", err)
	}
	all, problems := map[scheduling.Language]*scheduling.Lexicon{}, []*Problem(nil)
	for _, entry := range entries {
		file := filepath.Join(dir, LexiconFolder, entry.Name())
		switch {
		case entry.IsDir() || strings.HasPrefix(entry.Name(), "."):
			continue
		case path.Ext(entry.Name()) != extension:
			problems = append(problems, &Problem{File: file, Reason: "is passed over; rename it to end in " + extension})
			continue
		}
		data, err := fs.ReadFile(folder, path.Join(LexiconFolder, entry.Name()))
		if err != nil {
			return nil, nil, fmt.Errorf("read lexicon: %w", err)
		}
		lexicon, found := parseLexicon(file, data)
		all[lexicon.Language] = lexicon
		problems = append(problems, found...)
	}
	return all, problems, nil
}

// ParseLexicon reads one lexicon. filename is used in errors and compared with its language.
// The error joins every Problem.
func ParseLexicon(filename string, data []byte) (*scheduling.Lexicon, error) {
	lexicon, problems := parseLexicon(filename, data)
	if err := join(problems); err != nil {
		return nil, err
	}
	return lexicon, nil
}

func parseLexicon(filename string, data []byte) (*scheduling.Lexicon, []*Problem) {
	doc := &document{file: filename}
	root := doc.open(data)
	root.path = lexiconPath
	f := root.fields()
	l := &scheduling.Lexicon{Language: scheduling.Language(f["language"].word(languageShape)), Phrases: map[string][]string{}}
	if want := strings.TrimSuffix(filepath.Base(filename), extension); l.Language != "" && string(l.Language) != want {
		f["language"].fail(fmt.Sprintf("%q is not the name of the file", l.Language), "write "+want+", or rename the file")
	}
	once := map[string]value{}
	l.Names = phrases(f["names"], once)
	for _, meaning := range scheduling.LexiconMeanings() {
		before := len(doc.problems)
		read := phrases(f[meaning], once)
		switch required := slices.Contains(scheduling.RequiredMeanings(), meaning); {
		case len(read) > 0:
			l.Phrases[meaning] = read
		case required && f[meaning].present() && len(doc.problems) == before:
			f[meaning].fail("is empty: nobody could text it", "write the words that mean: "+dutchMeaning(meaning))
		}
	}
	l.Topics = readTopicPhrases(f["topics"], once)
	readDays(f["days"], l, once)
	l.Months = readMonths(f["months"])
	return l, doc.problems
}

// phrases reads words and phrases. None may stand in two places: nobody could say which of them
// is meant.
func phrases(v value, once map[string]value) []string {
	var read []string
	for _, item := range v.oneOrMore() {
		phrase := item.word(phraseShape)
		if phrase == "" {
			continue
		}
		folded := strings.ToLower(phrase)
		if before, twice := once[folded]; twice {
			item.fail(fmt.Sprintf("%q is already on line %d, under %s", phrase, before.line, lastKey(before.path)), "keep one")
			continue
		}
		once[folded] = item
		read = append(read, phrase)
	}
	return read
}

// lastKey returns the key in a path.
func lastKey(at string) string {
	return strings.TrimRight(strings.TrimPrefix(at, lexiconPath+"."), "[]")
}

func readTopicPhrases(v value, once map[string]value) map[scheduling.Topic][]string {
	if !v.present() {
		return nil
	}
	topics, ok := v.named()
	if !ok {
		v.fail("is not a list of topics with words", "")
		return nil
	}
	read := make(map[scheduling.Topic][]string, len(topics))
	for code, words := range topics {
		if !topicShape.MatchString(code) {
			words.fail(fmt.Sprintf("%q is not the code of a topic", code), "write one of a programme's topics")
		}
		read[scheduling.Topic(code)] = phrases(words, once)
	}
	return read
}

func readDays(v value, l *scheduling.Lexicon, once map[string]value) {
	items := v.items()
	if v.present() && len(items) != daysOfWeek {
		v.fail(fmt.Sprintf("has %d days", len(items)), "write all seven, from Monday on")
		return
	}
	for i, item := range items {
		l.Days[i] = phrases(item, once)
	}
}

func readMonths(v value) []string {
	items := v.items()
	if v.present() && len(items) != monthsOfYear {
		v.fail(fmt.Sprintf("has %d months", len(items)), "write all twelve, from January on")
		return nil
	}
	var months []string
	for _, item := range items {
		months = append(months, item.word(phraseShape))
	}
	return months
}
