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

// studentPhrase is what some words mean, in a language; empty: in none in particular.
type studentPhrase struct {
	language scheduling.Language
	means    studentMeaning
	words    []string
}

// studentWords are the words that students use, in the languages they text in. The
// first that is found counts.
var studentWords = []studentPhrase{
	// What sounds like something else.
	{"nl", studentYes, []string{"geen probleem", "graag"}},
	{"fr", studentYes, []string{"pas de probleme", "sans probleme", "pas de souci", "pas de soucis"}},
	{"en", studentYes, []string{"no problem"}},
	{"nl", studentHelp, []string{"niemand", "doet niet open", "niet thuis", "vind het niet", "vind het huis niet", "te laat", "later"}},
	{"fr", studentHelp, []string{"personne", "n ouvre pas", "trouve pas", "en retard", "arrive dans", "arrive pas"}},
	{"en", studentHelp, []string{"nobody", "no one", "not home", "does not open", "cannot find", "can t find", "late"}},

	{"en", studentHelp, []string{"need help"}},
	{"", studentHelp, []string{"help", "sos"}},
	{"nl", studentHelp, []string{"hulp", "bel mij", "bel me", "probleem"}},
	{"fr", studentHelp, []string{"aide", "appelez moi", "probleme"}},
	{"en", studentHelp, []string{"call me", "problem"}},
	{"nl", studentSick, []string{"ziek"}},
	{"fr", studentSick, []string{"malade"}},
	{"en", studentSick, []string{"sick", "ill"}},
	{"nl", studentNewCalendar, []string{"nieuwe agenda", "agenda nieuw"}},
	{"fr", studentNewCalendar, []string{"nouvel agenda", "agenda nouveau"}},
	{"en", studentNewCalendar, []string{"new calendar", "calendar new"}},
	{"", studentCalendar, []string{"agenda"}},
	{"nl", studentCalendar, []string{"kalender"}},
	{"fr", studentCalendar, []string{"calendrier"}},
	{"en", studentCalendar, []string{"calendar"}},
	{"nl", studentAddress, []string{"adres"}},
	{"fr", studentAddress, []string{"adresse"}},
	{"en", studentAddress, []string{"address"}},
	{"nl", studentVisits, []string{"bezoeken", "planning", "mijn bezoek"}},
	{"fr", studentVisits, []string{"visites", "mes visites"}},
	{"en", studentVisits, []string{"visits", "my visit"}},
	{"nl", studentDone, []string{"klaar", "gedaan"}},
	{"nl", studentComing, []string{"onderweg", "kom eraan", "kom er aan"}},
	{"fr", studentComing, []string{"en route", "en chemin", "j arrive"}},
	{"en", studentComing, []string{"on my way", "on the way", "coming"}},
	{"fr", studentDone, []string{"fini", "termine"}},
	{"en", studentDone, []string{"done", "finished"}},
	{"nl", studentHere, []string{"hier", "aangekomen", "ik ben er", "ben er"}},
	{"fr", studentHere, []string{"ici", "arrive", "arrivee", "j y suis"}},
	{"en", studentHere, []string{"here", "arrived", "i am there"}},
	{"", studentExtra, []string{"extra"}},
	{"nl", studentExtra, []string{"ook"}},
	{"fr", studentExtra, []string{"en plus", "aussi"}},
	{"en", studentExtra, []string{"also"}},
	{"nl", studentAway, []string{"niet", "nie", "neit", "geen"}},
	{"fr", studentAway, []string{"pas"}},
	{"en", studentAway, []string{"not", "cannot", "can t", "away"}},
}

// negations turn "klaar" into "nog niet klaar", and "ziek" into "niet ziek".
var negations = []string{"niet", "nie", "geen", "pas", "not", "no", "t"}

// understandStudent reads what a student texts. Who has a question to answer and says
// yes or no means the question. It would rather not understand than guess.
func understandStudent(text string, at studentMoment) studentText {
	words, readable := readWords(text)
	if !readable || len(words) == 0 {
		return studentText{language: at.language}
	}
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = w.text
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
	return slices.ContainsFunc(negations, func(no string) bool { return slices.Contains(plain, no) })
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
	notYetHere = regexp.MustCompile(`\b(?:zo|presque|bijna|straks|almost|nearly|soon|bientot)\b|` +
		`\b(?:over|binnen|om|dans|in|at|a|nog|encore) (?:een |ongeveer |environ |about )?\d`)
	notYetDone = regexp.MustCompile(`\b(?:bijna|presque|almost|nearly|straks|bientot|soon|vertrek\w*|partir|leave|go)\b`)
)

var notSick = regexp.MustCompile(
	`\b(?:niet|nie|pas|plus|not|t|no longer)(?: (?:meer|echt|zo|vraiment|so|really))? (?:ziek|malade|sick|ill)\b`)

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

func phraseOf(words []string, language scheduling.Language) studentText {
	for _, row := range studentWords {
		if slices.ContainsFunc(row.words, func(phrase string) bool { return containsWords(words, strings.Fields(phrase)) }) {
			return studentText{means: row.means, language: cmp.Or(row.language, language)}
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
func inFull(word string) bool { return tellsLanguage(word, "fr") && !slices.Contains(wordy, word) }

// answer takes a text for a yes or a no, to whatever was asked.
func (s studentText) answer(text string) studentText {
	about := s.means
	s.means = studentUnclear
	understood := Understand(text)
	if slices.Contains([]scheduling.Language{"nl", "fr", "en"}, understood.Language) {
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
	hoursTook   = regexp.MustCompile(`(?i)(\d{1,2})(?:[.,](\d))?\s*(?:uur|u|heures?|hours?|h)\s*(\d{1,2})?`)
	minutesTook = regexp.MustCompile(`(?i)\d{1,3}`)
	clockTime   = regexp.MustCompile(`(?i)\d{1,2}:\d{2}|\b(?:om|at|à|a)\s+\d`)
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
