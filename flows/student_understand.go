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
	studentDone        studentMeaning = "done"
	studentCalendar    studentMeaning = "calendar"
	studentNewCalendar studentMeaning = "new calendar"
	studentHelp        studentMeaning = "help"
	studentAddress     studentMeaning = "address"
)

// studentText is what a text of a student was taken to mean. A day without hours
// is the whole day.
type studentText struct {
	means    studentMeaning
	language scheduling.Language
	day      scheduling.Day
	from, to scheduling.Clock
	took     time.Duration // of done; 0: not said
}

// studentMoment is when and to whom a text comes.
type studentMoment struct {
	today    scheduling.Day
	clock    scheduling.Clock
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
	{"fr", studentYes, []string{"pas de probleme", "sans probleme"}},
	{"en", studentYes, []string{"no problem"}},
	{"nl", studentHelp, []string{"niemand thuis", "doet niet open", "niet thuis", "vind het niet", "vind het huis niet", "te laat", "later"}},
	{"fr", studentHelp, []string{"personne", "n ouvre pas", "trouve pas", "en retard", "arrive dans", "arrive pas"}},
	{"en", studentHelp, []string{"nobody home", "not home", "does not open", "cannot find", "can t find", "late"}},

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
	{"fr", studentDone, []string{"fini", "termine"}},
	{"en", studentDone, []string{"done", "finished"}},
	{"nl", studentHere, []string{"hier", "aangekomen", "ik ben er", "ben er"}},
	{"fr", studentHere, []string{"ici", "arrive", "arrivee", "j y suis"}},
	{"en", studentHere, []string{"here", "arrived", "i am there"}},
	{"", studentExtra, []string{"extra"}},
	{"nl", studentExtra, []string{"ook"}},
	{"fr", studentExtra, []string{"en plus", "aussi"}},
	{"en", studentExtra, []string{"also"}},
	{"nl", studentAway, []string{"niet", "geen"}},
	{"fr", studentAway, []string{"pas"}},
	{"en", studentAway, []string{"not", "cannot", "away"}},
}

// negations turn "klaar" into "nog niet klaar", and "ziek" into "niet ziek".
var negations = []string{"niet", "geen", "pas", "not", "no", "t"}

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
	day, dated := dayIn(plain, text, at, said.language)
	switch said.means {
	case studentUnclear:
		return said.answer(text)
	case studentAway, studentExtra:
		if dated && !(at.asked && isYes(text)) {
			return said.hours(text, plain, day, at)
		}
		return said.answer(text)
	case studentSick, studentHere, studentDone:
		return said.done(text, plain, day, dated, at)
	}
	return said
}

// done reads what a student says has happened, unless a "not" turns it around.
func (s studentText) done(text string, words []string, day scheduling.Day, dated bool, at studentMoment) studentText {
	if slices.ContainsFunc(negations, func(no string) bool { return slices.Contains(words, no) }) {
		return studentText{language: s.language} // "nog niet klaar": what, then?
	}
	switch s.means {
	case studentSick:
		if s.day = at.today; dated {
			s.day = day
		}
		s.to = 24 * 60
		return s
	case studentDone:
		s.took = minutesIn(text)
	}
	if at.asked && isYes(text) {
		return s.answer(text)
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

// hours reads which hours of a day a text is about. "pas dinsdag" is Dutch for "not
// before Tuesday": only French says away with it.
func (s studentText) hours(text string, words []string, day scheduling.Day, at studentMoment) studentText {
	if s.means == studentAway && containsWords(words, []string{"pas"}) && !frenchPas(words, at.language) {
		return studentText{language: at.language}
	}
	s.day = day
	from, to, timed := hoursIn(text)
	switch {
	case timed:
		s.from, s.to = from, to
	case s.means == studentExtra || strings.ContainsAny(dateShape.ReplaceAllString(text, " "), "0123456789"):
		return studentText{language: s.language} // from when to when?
	default:
		s.from, s.to = 0, 24*60
	}
	if s.day == at.today && s.to <= at.clock && !dateShape.MatchString(text) { // "do 13-16", on a Thursday evening
		s.day = s.day.Add(7)
	}
	return s
}

func frenchPas(words []string, language scheduling.Language) bool {
	if language == "fr" || words[0] == "pas" {
		return true
	}
	days := weekdayWords["fr"]
	french := append(strings.Fields(strings.Join(days[:], " ")), "peux", "demain", "le")
	return slices.ContainsFunc(words, func(word string) bool { return slices.Contains(french, word) })
}

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

// weekdayWords are the days as students write them. "ma" is the Dutch Monday, "di"
// the Dutch Tuesday; who writes French writes three letters.
var weekdayWords = map[scheduling.Language][7]string{ // Sunday first
	"nl": {"zondag zo", "maandag ma", "dinsdag di", "woensdag wo", "donderdag do", "vrijdag vr", "zaterdag za"},
	"fr": {"dimanche dim", "lundi lun", "mardi mar", "mercredi mer", "jeudi jeu", "vendredi ven", "samedi sam"},
	"en": {"sunday sun", "monday mon", "tuesday tue", "wednesday wed", "thursday thu", "friday fri", "saturday sat"},
}

var relativeDays = map[string]int{
	"vandaag": 0, "aujourd": 0, "today": 0, "morgen": 1, "demain": 1, "tomorrow": 1, "overmorgen": 2,
}

var dateShape = regexp.MustCompile(`(?:^|\D)(\d{1,2})/(\d{1,2})(?:\D|$)`)

// dayIn finds the day that a text names: the next one of that name or date, today
// included. The text's own language is tried first.
func dayIn(words []string, text string, at studentMoment, language scheduling.Language) (scheduling.Day, bool) {
	today := at.today
	if date := dateShape.FindStringSubmatch(text); date != nil {
		return dateAfter(date[1], date[2], today)
	}
	for _, word := range words {
		if days, ok := relativeDays[word]; ok {
			return today.Add(days), true
		}
	}
	for _, tongue := range []scheduling.Language{language, "nl", "fr", "en"} {
		for weekday, names := range weekdayWords[tongue] {
			if slices.ContainsFunc(strings.Fields(names), func(name string) bool { return slices.Contains(words, name) }) {
				return today.Add((weekday - int(today.Weekday()) + 7) % 7), true
			}
		}
	}
	return scheduling.Day{}, false
}

// dateAfter is the next day and month, this year or the next.
func dateAfter(day, month string, today scheduling.Day) (scheduling.Day, bool) {
	d, _ := strconv.Atoi(day)
	m, _ := strconv.Atoi(month)
	for _, year := range []int{today.Year, today.Year + 1} {
		date := scheduling.Day{Year: year, Month: time.Month(m), Day: d}
		if valid := date.Add(0) == date; valid && !date.Before(today) {
			return date, true
		}
	}
	return scheduling.Day{}, false
}

const clockShape = `(\d{1,2})\s*(?:[:uh.]\s*(\d{2})?)?`

var hoursShape = regexp.MustCompile(`(?i)` + clockShape + `\s*(?:-|–|tot|à|a|to|until|till)\s*` + clockShape)

// hoursIn finds from when to when: 14-18, 14u tot 18u30, 9h à 12h.
func hoursIn(text string) (from, to scheduling.Clock, ok bool) {
	text = dateShape.ReplaceAllString(text, " ")
	found := hoursShape.FindStringSubmatch(text)
	if found == nil {
		return 0, 0, false
	}
	from, to = clockOf(found[1], found[2]), clockOf(found[3], found[4])
	return from, to, from < to && to <= 24*60
}

func clockOf(hours, minutes string) scheduling.Clock {
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	return scheduling.Clock(60*h + m)
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
