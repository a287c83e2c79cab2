package locale

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/locale/po"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// WordsFolder is the folder, beside programme files, of the words of languages that the line has
// none of: <code>.po.
const WordsFolder = "words"

const poExtension = ".po"

// WithLanguages returns the catalogue with the languages of a folder of programmes: each
// words/<code>.po in it. A text that is not translated is Dutch, as are those of students, who
// are not texted in such a language; gaps names every such text of residents with its line. The
// error joins a [programmes.Problem] for everything that cannot be said as it is written. Both
// call the folder dir.
func (c *Catalogue) WithLanguages(folder fs.FS, dir string) (with *Catalogue, gaps []*programmes.Problem, err error) {
	entries, err := fs.ReadDir(folder, WordsFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the folder of words: %w", err)
	}
	l := &languageLoader{c: c, books: maps.Clone(c.books)}
	for _, entry := range entries {
		if entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		if err := l.load(folder, entry.Name(), filepath.Join(dir, WordsFolder, entry.Name())); err != nil {
			return nil, nil, err
		}
	}
	return l.catalogue(), l.gaps, errors.Join(l.wrong...)
}

// languageLoader adds languages to a catalogue.
type languageLoader struct {
	c     *Catalogue
	books map[scheduling.Language]*book
	gaps  []*programmes.Problem
	wrong []error
}

func (l *languageLoader) fail(file string, line int, reason string) {
	l.wrong = append(l.wrong, &programmes.Problem{File: file, Line: line, Column: min(line, 1), Reason: reason})
}

// load reads one PO file, which errors call file.
func (l *languageLoader) load(folder fs.FS, name, file string) error {
	code, isPO := strings.CutSuffix(name, poExtension)
	if !isPO {
		l.fail(file, 0, "is passed over; rename it to end in "+poExtension)
		return nil
	}
	source, err := fs.ReadFile(folder, path.Join(WordsFolder, name))
	if err != nil {
		return fmt.Errorf("read words: %w", err)
	}
	parsed, err := po.Read(source)
	if err != nil {
		line, reason := lineOf(err)
		l.fail(file, line, reason)
		return nil
	}
	r := newPOReader(l.c, file, parsed)
	switch {
	case r == nil:
		l.fail(file, 1, fmt.Sprintf("says Language: %s; write the code of another language than nl, as in pl", parsed.Language))
	case parsed.Language != code:
		l.fail(file, 1, fmt.Sprintf("says Language: %s; call the file %[1]s%s, or correct the header", parsed.Language, poExtension))
	case l.c.books[scheduling.Language(code)] != nil:
		l.fail(file, 0, "the line has its own words in "+code+
			"; take the file out, and change single sentences under sentences in the programme's file")
	default:
		l.add(r, file)
	}
	return nil
}

// lineOf returns the line that an error of package po begins with, and the rest of it.
func lineOf(err error) (line int, reason string) {
	number, reason, found := strings.Cut(err.Error(), ": ")
	if line, err := strconv.Atoi(number); found && err == nil {
		return line, reason
	}
	return 0, err.Error()
}

// add adds the book of a PO file.
func (l *languageLoader) add(r *poReader, file string) {
	b := r.read()
	slices.SortStableFunc(r.wrong, func(a, b lineProblem) int { return a.line - b.line })
	for _, w := range r.wrong {
		switch key, _, _ := strings.Cut(w.reason, ":"); {
		case !w.gap:
			l.fail(file, w.line, w.reason)
		case !neverSaid(key):
			l.gaps = append(l.gaps, &programmes.Problem{File: file, Line: w.line, Column: 1, Reason: w.reason})
		}
	}
	l.books[b.language] = b
}

// neverSaid reports whether a language that came later needs no text of a key: texts to
// students, and visit words that are not drawn any more.
func neverSaid(key string) bool {
	for _, prefix := range [...]string{wordPrefix, soundPrefix} {
		if word, ok := strings.CutPrefix(key, prefix); ok && slices.Contains(retiredWords(), word) {
			return true
		}
	}
	return strings.HasPrefix(key, "sms.student.")
}

func (l *languageLoader) catalogue() *Catalogue {
	return &Catalogue{OnMissing: l.c.OnMissing, books: joined(l.books)}
}

// joined returns copies of books that refer to each other.
func joined(books map[scheduling.Language]*book) map[scheduling.Language]*book {
	all := make(map[scheduling.Language]*book, len(books))
	for language, before := range books {
		b := *before
		b.all = all
		all[language] = &b
	}
	return all
}

// Speaks reports whether a language has words of its own for a key. Without them it is Dutch.
func (c *Catalogue) Speaks(language scheduling.Language, key string) bool {
	return c.entry(language, key) != nil
}

// Untranslated returns the keys that a language has no words for and should have.
func (c *Catalogue) Untranslated(language scheduling.Language) []string {
	return slices.DeleteFunc(c.Keys(), func(key string) bool { return c.Speaks(language, key) || neverSaid(key) })
}

// Writes reports whether there are words in a language at all.
func (c *Catalogue) Writes(language scheduling.Language) bool { return c.books[language] != nil }

// lexiconSpeaker speaks days and months as a lexicon has them, and times in digits.
type lexiconSpeaker struct {
	digitSpeaker
	days   [7]string // Monday first
	months []string
}

// measuringSpeaker speaks days in as many words as a lexicon does.
func measuringSpeaker() speaker {
	return lexiconSpeaker{days: [7]string{"D", "D", "D", "D", "D", "D", "D"}, months: strings.Fields(strings.Repeat("M ", int(time.December)))}
}

func speakerOfLexicon(l *scheduling.Lexicon) (speaker, bool) {
	s := lexiconSpeaker{months: l.Months}
	for i, forms := range l.Days {
		if len(forms) == 0 {
			return nil, false
		}
		s.days[i] = forms[0]
	}
	return s, len(l.Months) == len(dutchMonths)
}

func (s lexiconSpeaker) day(spoken []byte, local time.Time) []byte {
	weekday := (int(local.Weekday()) + len(s.days) - 1) % len(s.days)
	return appendJoined(spoken, s.days[weekday], strconv.Itoa(local.Day()), s.months[local.Month()-1])
}
