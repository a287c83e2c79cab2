package students

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/click-call-connect/helpline/flows/students/when"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// meaning is what a student wants.
type meaning string

// The meanings of students' texts. None of their words is one that carriers reserve.
const (
	studentUnclear     meaning = ""
	studentYes         meaning = "yes"
	studentNo          meaning = "no"
	studentVisits      meaning = "visits"
	studentSick        meaning = "sick"
	studentAway        meaning = "away"
	studentExtra       meaning = "extra"
	studentHere        meaning = "here"
	studentComing      meaning = "coming" // on the way, and not there yet
	studentDone        meaning = "done"
	studentCalendar    meaning = "calendar"
	studentNewCalendar meaning = "new calendar"
	studentHelp        meaning = "help"
	studentAddress     meaning = "address"
	studentDanger      meaning = "danger"  // somebody is in danger: the student, or whom they visit
	studentDoubt       meaning = "doubt"   // somebody may be in danger
	studentLate        meaning = "late"    // comes later than agreed
	studentNobody      meaning = "nobody"  // nobody opens
	studentBusy        meaning = "busy"    // at the visit, which is not over
	studentHowLong     meaning = "minutes" // done, and how long is not understood
	studentTells       meaning = "tells"   // what a human should read
	studentAutomatic   meaning = "automatic"
	studentGrave       meaning = "grave"   // somebody died, or is in hospital
	studentEarly       meaning = "early"   // comes earlier than agreed
	studentLost        meaning = "lost"    // cannot find the place
	studentRefused     meaning = "refused" // the resident is ill, or lets nobody in
	studentSwapped     meaning = "swapped" // somebody else goes: they agreed it
	studentInstead     meaning = "instead" // somebody else should go
)

// message is what a text of a student was taken to mean.
type message struct {
	means    meaning
	language scheduling.Language
	on       []when.Span   // days and hours of sick, away and extra
	took     time.Duration // duration of done; 0 if not given
	rest     bool          // the text says more, which a human should read
}

// moment is the context of a text: when it comes, and from whom.
type moment struct {
	when.Moment
	asked    bool                // the student has a question to answer
	measured bool                // the student was asked how long a visit took
	language scheduling.Language // in which the student is texted
}

// studentMeanings are the meanings of phrases.
var studentMeanings = [lexicon.StudentPhrases]meaning{
	lexicon.StudentFine:        studentYes,
	lexicon.StudentStuck:       studentHelp,
	lexicon.StudentHelp:        studentHelp,
	lexicon.StudentSick:        studentSick,
	lexicon.StudentNewCalendar: studentNewCalendar,
	lexicon.StudentCalendar:    studentCalendar,
	lexicon.StudentAddress:     studentAddress,
	lexicon.StudentVisits:      studentVisits,
	lexicon.StudentDone:        studentDone,
	lexicon.StudentComing:      studentComing,
	lexicon.StudentFinished:    studentDone,
	lexicon.StudentHere:        studentHere,
	lexicon.StudentExtra:       studentExtra,
	lexicon.StudentAway:        studentAway,
}

// negations turn "klaar" into "nog niet klaar", and "ziek" into "niet ziek".
var negations = lexicon.Union(func(l *lexicon.Lexicon) lexicon.WordList { return l.Students.Negations })

// understandStudent reads the text of a student. If the student has a question to answer,
// a yes or a no is about the question. What changes something is only done if nothing in
// the whole text speaks against it. If in doubt, it does not guess.
func understandStudent(text string, at moment) message {
	if len(understand.PlainWords(text)) == 0 {
		switch said := understand.Understand(text); { // a text that is too long to be an answer
		case said.Meaning == understand.MeaningDanger:
			return message{means: studentDanger, language: at.language}
		case said.Doubt:
			return message{means: studentDoubt, language: at.language}
		}
		return message{language: at.language}
	}
	w := weighing{text: text, at: at, signs: understand.SignsOf(text), said: understand.Understand(text)}
	return w.read()
}

// taken reads a text by its first phrase.
func taken(text string, at moment) message {
	plain := understand.PlainWords(text)
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

// hours reads when a student cannot come, or can come as well. "ook niet" and "geen
// extra" do not mean what their first word means.
func (s message) hours(text string, plain []string, at moment) message {
	language, _ := understand.TextLanguage(plain, at.language)
	if _, named, _ := when.Read(text, at.Moment, language); !named || at.asked && isYes(text) {
		return s.answer(text)
	}
	if s.means == studentExtra && isNegated(plain) {
		if slices.ContainsFunc(plain, isExtra) {
			return message{language: s.language}
		}
		s.means = studentAway
	}
	return s.when(text, plain, at)
}

// isExtra reports whether a word offers extra hours in every language.
func isExtra(word string) bool {
	return slices.Contains(understand.StudentLexicons()[0].Students.Phrases[lexicon.StudentExtra], word)
}

func isNegated(plain []string) bool {
	return slices.ContainsFunc(plain, negations.Has)
}

// done reads what has happened, unless a negation turns it around.
func (s message) done(text string, plain []string, at moment) message {
	sick := s.means == studentSick
	if sick && !notSick.MatchString(strings.Join(plain, " ")) {
		return s.sick(text, plain, at)
	}
	if sick || isNegated(plain) {
		return message{language: s.language} // "nog niet klaar": no meaning
	}
	switch joined := strings.Join(plain, " "); {
	case s.means == studentHere && notYetHere.MatchString(joined):
		s.means = studentComing
	case s.means == studentDone && notYetDone.MatchString(joined):
		return message{language: s.language}
	}
	if at.asked && isYes(text) {
		return s.answer(text)
	}
	return s
}

// notYetHere and notYetDone match texts of students who are nearly there, or nearly done:
// "ben er bijna", "ben er om 12u".
var (
	notYetHere = regexp.MustCompile(`\b(?:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.Students.Soon }) + `)\b|` +
		`\b(?:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.Students.Within }) + `) ` +
		`(?:(?:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.Students.About }) + `) )?\d`)
	notYetDone = regexp.MustCompile(`\b(?:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.Students.NotYetDone }) + `)\b`)
)

// notSick matches a text that says that somebody is not sick.
var notSick = regexp.MustCompile(`\b(?:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.Students.NotSick }) + `)` +
	`(?: (?:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.Students.Degree }) + `))? ` +
	`(?:` + lexicon.Patterns(func(l *lexicon.Lexicon) string { return l.Students.Sick }) + `)\b`)

// sick reads the days on which a student is sick. If the text names none, or says more
// about time than was understood, it is today.
func (s message) sick(text string, plain []string, at moment) message {
	language, _ := understand.TextLanguage(plain, at.language)
	spans, named, plainly := when.Read(text, at.Moment, language)
	for i := range spans {
		spans[i].From, spans[i].To = 0, when.WholeDay
	}
	if s.on = slices.Compact(spans); !named || !plainly {
		s.on = []when.Span{{Day: at.Today, To: when.WholeDay}}
	}
	return s
}

// phraseOf returns the meaning of the first phrase that a text holds, in the language of
// the phrase.
func phraseOf(words []string, language scheduling.Language) message {
	for phrase := range lexicon.StudentPhrases {
		for _, l := range understand.StudentLexicons() {
			if slices.ContainsFunc(l.Students.Phrases[phrase], func(said string) bool { return containsWords(words, strings.Fields(said)) }) {
				return message{means: studentMeanings[phrase], language: cmp.Or(l.Language, language)}
			}
		}
	}
	return message{language: language}
}

func isYes(text string) bool {
	understood := understand.Understand(text)
	return understood.Meaning == understand.MeaningYes || understood.Digits == "1"
}

// when reads the days and hours of a text. "pas dinsdag" means not before Tuesday in
// Dutch: only in French does the word say that somebody is away.
func (s message) when(text string, plain []string, at moment) message {
	language, sure := understand.TextLanguage(plain, at.language)
	if word, saysAway := understand.SharedAwayWord(plain); s.means == studentAway && word != "" {
		if plain[0] == word && !sure {
			language = saysAway
		}
		marked := slices.ContainsFunc(plain, func(w string) bool {
			return understand.MarksLanguage(w, saysAway) && !understand.IsAmbiguousDay(w)
		})
		if language != saysAway || !sure && !marked && understand.HasOtherSense(word, at.language) {
			return message{language: at.language} // "pas di": it can be either
		}
	}
	spans, named, plainly := when.Read(text, at.Moment, language)
	withoutHours := func(span when.Span) bool { return span.From == 0 && span.To == when.WholeDay }
	if !named || !plainly || s.means == studentExtra && slices.ContainsFunc(spans, withoutHours) {
		return message{language: s.language} // the hours are not complete
	}
	s.on = spans
	return s
}

// answer reads a text as a yes or a no to whatever was asked.
func (s message) answer(text string) message {
	about := s.means
	s.means = studentUnclear
	understood := understand.Understand(text)
	if understand.ReadsStudents(understood.Language) {
		s.language = understood.Language
	}
	if about != studentUnclear && understood.Meaning != understand.MeaningYes && strings.ContainsAny(text, "0123456789") {
		return s // hours of an unknown day: no answer to anything
	}
	switch {
	case understood.Digits == "1" || understood.Meaning == understand.MeaningYes:
		s.means = studentYes
	case understood.Digits == "2" || understood.Meaning == understand.MeaningNo || understood.Meaning == understand.MeaningCancel:
		s.means = studentNo
	case understood.Digits == "0" || understood.Meaning == understand.MeaningHuman:
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
