package flows

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// studentMeaning is what a student wants.
type studentMeaning string

// What students text. Nothing of it is a word that carriers take for themselves.
const (
	studentUnclear     studentMeaning = ""
	studentYes         studentMeaning = "yes"
	studentNo          studentMeaning = "no"
	studentVisits      studentMeaning = "visits"
	studentSick        studentMeaning = "sick"
	studentAway        studentMeaning = "away"
	studentExtra       studentMeaning = "extra"
	studentHere        studentMeaning = "here"
	studentComing      studentMeaning = "coming" // and not there yet
	studentDone        studentMeaning = "done"
	studentCalendar    studentMeaning = "calendar"
	studentNewCalendar studentMeaning = "new calendar"
	studentHelp        studentMeaning = "help"
	studentAddress     studentMeaning = "address"
)

// studentText is what a text of a student was taken to mean.
type studentText struct {
	means    studentMeaning
	language scheduling.Language
	on       []studentSpan // of sick, away and extra
	took     time.Duration // of done; 0: not said
}

// studentMoment is when and to whom a text comes.
type studentMoment struct {
	whenMoment
	asked    bool                // they have a question to answer
	language scheduling.Language // they are texted in
}

// studentMeanings are what phrases mean.
var studentMeanings = [StudentPhrases]studentMeaning{
	StudentFine: studentYes, StudentStuck: studentHelp, StudentHelp: studentHelp, StudentSick: studentSick,
	StudentNewCalendar: studentNewCalendar, StudentCalendar: studentCalendar, StudentAddress: studentAddress,
	StudentVisits: studentVisits, StudentDone: studentDone, StudentComing: studentComing, StudentFinished: studentDone,
	StudentHere: studentHere, StudentExtra: studentExtra, StudentAway: studentAway,
}

// negations turn "klaar" into "nog niet klaar", and "ziek" into "niet ziek".
var negations = union(func(l *Lexicon) wordList { return l.students.negations })

// understandStudent reads what a student texts. Who has a question to answer and says
// yes or no means the question. It would rather not understand than guess.
func understandStudent(text string, at studentMoment) studentText {
	plain := plainWords(text)
	if len(plain) == 0 {
		return studentText{language: at.language}
	}
	said := phraseOf(plain, at.language)
	switch said.means {
	case studentUnclear:
		return said.answer(text)
	case studentAway, studentExtra:
		return said.hours(text, plain, at)
	case studentSick, studentHere, studentDone:
		return said.done(text, plain, at)
	}
	return said
}

// hours reads when a student cannot come, or can as well. "ook niet" and "geen extra"
// are not what they begin with.
func (s studentText) hours(text string, plain []string, at studentMoment) studentText {
	language, _ := textLanguage(plain, at.language)
	if _, named, _ := readWhen(text, at.whenMoment, language); !named || at.asked && isYes(text) {
		return s.answer(text)
	}
	if s.means == studentExtra && isNegated(plain) {
		if slices.Contains(plain, "extra") {
			return studentText{language: s.language}
		}
		s.means = studentAway
	}
	return s.when(text, plain, at)
}

func isNegated(plain []string) bool {
	return slices.ContainsFunc(plain, negations.has)
}

// done reads what a student says has happened, unless a "not" turns it around.
func (s studentText) done(text string, plain []string, at studentMoment) studentText {
	sick := s.means == studentSick
	if sick && !notSick.MatchString(strings.Join(plain, " ")) {
		return s.sick(text, plain, at)
	}
	if sick || isNegated(plain) {
		return studentText{language: s.language} // "nog niet klaar": what, then?
	}
	switch joined := strings.Join(plain, " "); {
	case s.means == studentHere && notYetHere.MatchString(joined):
		s.means = studentComing
	case s.means == studentDone && notYetDone.MatchString(joined):
		return studentText{language: s.language}
	}
	if s.means == studentDone {
		s.took = minutesIn(text)
	}
	if at.asked && isYes(text) {
		return s.answer(text)
	}
	return s
}

// Who is nearly there is not, and somebody waits for them. "Ben er om 12u" says when.
var (
	notYetHere = regexp.MustCompile(`\b(?:` + patterns(func(l *Lexicon) string { return l.students.soon }) + `)\b|` +
		`\b(?:` + patterns(func(l *Lexicon) string { return l.students.within }) + `) ` +
		`(?:(?:` + patterns(func(l *Lexicon) string { return l.students.about }) + `) )?\d`)
	notYetDone = regexp.MustCompile(`\b(?:` + patterns(func(l *Lexicon) string { return l.students.notYetDone }) + `)\b`)
)

var notSick = regexp.MustCompile(`\b(?:` + patterns(func(l *Lexicon) string { return l.students.notSick }) + `)` +
	`(?: (?:` + patterns(func(l *Lexicon) string { return l.students.degree }) + `))? ` +
	`(?:` + patterns(func(l *Lexicon) string { return l.students.sick }) + `)\b`)

// sick is today, whatever else is said of it; or the days that are named.
func (s studentText) sick(text string, plain []string, at studentMoment) studentText {
	language, _ := textLanguage(plain, at.language)
	spans, named, plainly := readWhen(text, at.whenMoment, language)
	for i := range spans {
		spans[i].from, spans[i].to = 0, wholeDay
	}
	if s.on = slices.Compact(spans); !named || !plainly {
		s.on = []studentSpan{{day: at.today, to: wholeDay}}
	}
	return s
}

// phraseOf is what the first phrase that a text holds means, in the language it is of.
func phraseOf(words []string, language scheduling.Language) studentText {
	for phrase := range StudentPhrases {
		for _, l := range studentLexicons() {
			if slices.ContainsFunc(l.students.phrases[phrase], func(said string) bool { return containsWords(words, strings.Fields(said)) }) {
				return studentText{means: studentMeanings[phrase], language: cmp.Or(l.language, language)}
			}
		}
	}
	return studentText{language: language}
}

func isYes(text string) bool {
	understood := Understand(text)
	return understood.Meaning == MeaningYes || understood.Digits == "1"
}

// when reads which days and hours a text is about. "pas dinsdag" is Dutch for "not
// before Tuesday": only French says away with it.
func (s studentText) when(text string, plain []string, at studentMoment) studentText {
	language, sure := textLanguage(plain, at.language)
	if s.means == studentAway && slices.Contains(plain, "pas") {
		if plain[0] == "pas" && !sure {
			language = "fr"
		}
		if language != "fr" || at.language == "nl" && !sure && !slices.ContainsFunc(plain, inFull) {
			return studentText{language: at.language} // "pas di": who knows?
		}
	}
	spans, named, plainly := readWhen(text, at.whenMoment, language)
	withoutHours := func(span studentSpan) bool { return span.from == 0 && span.to == wholeDay }
	if !named || !plainly || s.means == studentExtra && slices.ContainsFunc(spans, withoutHours) {
		return studentText{language: s.language} // from when to when?
	}
	s.on = spans
	return s
}

// inFull is a word that only French has.
func inFull(word string) bool { return tellsLanguage(word, "fr") && !isAmbiguousDay(word) }

// answer takes a text for a yes or a no, to whatever was asked.
func (s studentText) answer(text string) studentText {
	about := s.means
	s.means = studentUnclear
	understood := Understand(text)
	if readsStudents(understood.Language) {
		s.language = understood.Language
	}
	if about != studentUnclear && understood.Meaning != MeaningYes && strings.ContainsAny(text, "0123456789") {
		return s // hours of a day that we do not know: no answer to anything
	}
	switch {
	case understood.Digits == "1" || understood.Meaning == MeaningYes:
		s.means = studentYes
	case understood.Digits == "2" || understood.Meaning == MeaningNo || understood.Meaning == MeaningCancel:
		s.means = studentNo
	case understood.Digits == "0" || understood.Meaning == MeaningHuman:
		s.means = studentHelp
	}
	return s
}

func containsWords(words, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(words); i++ {
		if slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

var (
	hoursTook = regexp.MustCompile(`(?i)(\d{1,2})(?:[.,](\d))?\s*` +
		`(?:` + patterns(func(l *Lexicon) string { return l.students.hours }) + `)\s*(\d{1,2})?`)
	minutesTook = regexp.MustCompile(`(?i)\d{1,3}`)
	clockTime   = regexp.MustCompile(`(?i)\d{1,2}:\d{2}|\b(?:` + patterns(func(l *Lexicon) string { return l.students.at }) + `)\s+\d`)
)

// minutesIn reads 50, "50 minuten", "1 uur", "1u30", "1,5 uur". The time on the clock
// is not how long it took: 0.
func minutesIn(text string) time.Duration {
	if clockTime.MatchString(text) {
		return 0
	}
	if found := hoursTook.FindStringSubmatch(text); found != nil {
		hours, _ := strconv.Atoi(found[1])
		tenths, _ := strconv.Atoi(found[2])
		rest, _ := strconv.Atoi(found[3])
		return time.Duration(hours*60+tenths*6+rest) * time.Minute
	}
	minutes, _ := strconv.Atoi(minutesTook.FindString(text))
	return time.Duration(minutes) * time.Minute
}
