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

// studentWords are the words that students use, in the languages they text in;
// some are of no language in particular.
// Longer ones go before shorter: "kan niet" is no "kan".
var studentWords = []struct {
	language scheduling.Language
	means    studentMeaning
	words    []string
}{
	{"en", studentHelp, []string{"need help"}},
	{"", studentHelp, []string{"help"}},
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

// understandStudent reads what a student texts. A language that the words do not
// tell is the one given.
func understandStudent(text string, today scheduling.Day, language scheduling.Language) studentText {
	words, readable := readWords(text)
	if !readable || len(words) == 0 {
		return studentText{language: language}
	}
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = w.text
	}
	said := studentText{language: language}
	for _, row := range studentWords {
		if slices.ContainsFunc(row.words, func(phrase string) bool { return containsWords(plain, strings.Fields(phrase)) }) {
			said.means, said.language = row.means, cmp.Or(row.language, language)
			break
		}
	}
	switch said.means {
	case studentUnclear, studentAway, studentExtra:
		return said.withDay(text, plain, today)
	case studentSick:
		day, ok := dayIn(plain, text, today, said.language)
		if said.day = today; ok {
			said.day = day
		}
		said.to = 24 * 60
	case studentDone:
		said.took = minutesIn(plain)
	}
	return said
}

// withDay reads which hours a text is about; without a day, it can only be a yes
// or a no.
func (s studentText) withDay(text string, plain []string, today scheduling.Day) studentText {
	day, ok := dayIn(plain, text, today, s.language)
	if ok && s.means != studentUnclear {
		s.day = day
		if s.from, s.to, ok = hoursIn(text); !ok {
			s.from, s.to = 0, 24*60
		}
		return s
	}
	about := s.means
	s.means = studentUnclear
	if about != studentUnclear && strings.ContainsAny(text, "0123456789") {
		return s // hours of a day that we do not know: no answer to anything
	}
	understood := Understand(text)
	if slices.Contains([]scheduling.Language{"nl", "fr", "en"}, understood.Language) {
		s.language = understood.Language
	}
	switch {
	case understood.Digits == "1" || understood.Meaning == MeaningYes:
		s.means = studentYes
	case understood.Digits == "2" || understood.Meaning == MeaningNo:
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
func dayIn(words []string, text string, today scheduling.Day, language scheduling.Language) (scheduling.Day, bool) {
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

// minutesIn reads 50, "50 minuten", "1 uur", "1u30".
func minutesIn(words []string) time.Duration {
	for i, word := range words {
		n, err := strconv.Atoi(word)
		if err != nil {
			continue
		}
		unit := ""
		if i+1 < len(words) {
			unit = words[i+1]
		}
		if !slices.Contains([]string{"u", "uur", "h", "heure", "heures", "hour", "hours"}, unit) {
			return time.Duration(n) * time.Minute
		}
		rest := 0
		if i+2 < len(words) {
			rest, _ = strconv.Atoi(words[i+2])
		}
		return time.Duration(60*n+rest) * time.Minute
	}
	return 0
}
