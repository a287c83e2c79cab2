package students

import (
	"strings"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// report reads what a student tells unasked.
func (w *weighing) report(said message) message {
	switch said.means {
	case studentSick, studentAway, studentExtra:
		if w.isNotOwnAbsence(said) {
			said.means = w.notAbsent()
		}
		return said
	case studentCalendar, studentNewCalendar, studentVisits:
		if said.means == studentVisits && understand.UnknownWords(w.text) > 0 && understand.WordCount(w.text) > maxWordsAskedAgain {
			said.means = studentTells
		}
		return said
	}
	if means, found := w.day(); found {
		said.means = means
		return said
	}
	switch {
	case w.isDone(), said.means == studentDone && !w.shows(lexicon.SignNotYet):
		said = w.done(said)
	case said.means == studentHere:
		said = w.here(said)
	case said.means == studentComing:
		if w.shows(lexicon.SignCondition | lexicon.SignQuestion | lexicon.SignCannot | lexicon.SignInstead) {
			said.means = studentTells
		}
	case said.means == studentNo, said.means == studentYes:
		said = w.unasked(said)
	case said.means == studentUnclear:
		said.means = w.remainder()
	}
	return said
}

// isNotOwnAbsence reports whether an illness is not the student's, or over, or days are
// named in a question or a condition.
func (w *weighing) isNotOwnAbsence(said message) bool {
	if said.means != studentSick {
		return w.shows(lexicon.SignCondition | lexicon.SignQuestion | lexicon.SignUnsure | lexicon.SignInstead |
			lexicon.SignOtherPlan)
	}
	unread := !understand.ReadsStudents(said.language) && understand.NamesDay(w.text) // whose days are not read
	comes := w.shows(lexicon.SignContrast) && w.shows(lexicon.SignWilling)
	return unread || comes || w.shows(lexicon.SignOther|lexicon.SignPast|lexicon.SignCondition|lexicon.SignUnsure)
}

// day finds what happens on the day of a visit, in whatever words: nobody opens, a student
// is late, lost, or stops.
func (w *weighing) day() (meaning, bool) {
	switch {
	case w.shows(lexicon.SignEnds):
		return studentTells, true
	case w.shows(lexicon.SignReady) && !w.isDone(): // "bijna klaar"
		return w.notReady(), true
	case w.isDone():
		return "", false
	}
	return w.onTheWay()
}

// notReady is what a text is about that says that a visit is not over: "bijna klaar".
func (w *weighing) notReady() meaning {
	const against = lexicon.SignQuestion | lexicon.SignContrast | lexicon.SignCannot | lexicon.SignNegation
	if w.shows(against) || understand.UnknownWords(w.text) > 0 {
		return w.unclear()
	}
	return studentBusy
}

// onTheWay finds what keeps a student from a visit, or from its hour.
func (w *weighing) onTheWay() (meaning, bool) {
	const elsewhere = lexicon.SignInstead | lexicon.SignCannot | lexicon.SignQuestion
	for _, sign := range [...]struct {
		shown, against lexicon.Signs
		means          meaning
	}{
		{lexicon.SignSwapped, 0, studentSwapped},
		{lexicon.SignRefused, 0, studentRefused},
		{lexicon.SignEarly, 0, studentEarly},
		{lexicon.SignLost, 0, studentLost},
		{lexicon.SignNobody, 0, studentNobody},
		{lexicon.SignLate, elsewhere, studentLate},
		{lexicon.SignInstead, 0, studentInstead},
		{lexicon.SignAddress, 0, studentAddress},
	} {
		if w.shows(sign.shown) && !w.shows(sign.against) {
			return sign.means, true
		}
	}
	return "", false
}

// notAbsent is what a text is about that names an absence, and means another one.
func (w *weighing) notAbsent() meaning {
	switch {
	case w.shows(lexicon.SignSwapped):
		return studentSwapped
	case w.shows(lexicon.SignRefused):
		return studentRefused
	case w.shows(lexicon.SignInstead):
		return studentInstead
	}
	return studentTells
}

// remainder reads a text that asks for nothing.
func (w *weighing) remainder() meaning {
	const against = lexicon.SignCondition | lexicon.SignQuestion | lexicon.SignContrast | lexicon.SignCannot
	switch {
	case w.namesTimes() && !w.shows(lexicon.SignInstead|lexicon.SignOther):
		return studentUnclear // which days or hours are meant is not guessed
	case w.shows(lexicon.SignNotYet) && !w.shows(against):
		return studentComing
	case w.shows(lexicon.SignInstead | lexicon.SignCannot | lexicon.SignOther | lexicon.SignWaits):
		return studentTells
	}
	return w.unclear()
}

// namesTimes reports whether the text is about when the student can come, or cannot.
func (w *weighing) namesTimes() bool {
	switch phraseOf(understand.PlainWords(w.text), w.at.language).means {
	case studentAway, studentExtra, studentSick:
		return understand.NamesDay(w.text) || strings.ContainsAny(w.text, "0123456789") || !w.shows(lexicon.SignCannot)
	}
	return false
}

func (w *weighing) isDone() bool {
	return w.shows(lexicon.SignReady) && !w.shows(lexicon.SignNotYet)
}

// here takes the text for an arrival, unless something else is said: then a human reads
// it.
func (w *weighing) here(said message) message {
	const against = lexicon.SignNegation | lexicon.SignQuestion | lexicon.SignCondition | lexicon.SignWaits |
		lexicon.SignOther | lexicon.SignPast | lexicon.SignUnsure | lexicon.SignCannot | lexicon.SignInstead
	unknown := understand.UnknownWords(w.text)
	switch {
	case w.shows(lexicon.SignNotYet):
		said.means = studentComing
	case w.shows(against), unknown > maxUnknownBesideHere, unknown > 1 && understand.WordCount(w.text) > maxWordsAskedAgain:
		said.means = studentTells
	case w.shows(lexicon.SignContrast):
		said.rest = true
	}
	return said
}

// maxUnknownBesideHere is how many words that no lexicon has may stand beside an arrival.
const maxUnknownBesideHere = 3

// done takes the text for the end of a visit, and reads how long it took. If the text
// says that something is left, a human reads it.
func (w *weighing) done(said message) message {
	took, known := minutesIn(w.text)
	switch {
	case w.shows(lexicon.SignQuestion | lexicon.SignCondition | lexicon.SignUnsure | lexicon.SignInstead):
		said.means = studentTells
	case w.shows(lexicon.SignNegation|lexicon.SignContrast|lexicon.SignOther) && took == 0:
		said.means = studentTells
	case !known, took == 0:
		said.means = studentHowLong
	default:
		said.means, said.took = studentDone, took
		said.rest = w.shows(lexicon.SignContrast|lexicon.SignNegation) || understand.UnknownWords(w.text) > maxUnknownBesideDone
	}
	return said
}

// maxUnknownBesideDone is how many words that no lexicon has may stand beside the end of a
// visit before a human reads the text.
const maxUnknownBesideDone = 5

// isLength reports whether a text is a length of time, and nothing else.
func isLength(text string) bool {
	took, known := minutesIn(text)
	return known && took > 0 && understand.UnknownWords(inDigits(understand.PlainText(text))) == 0
}

// unasked reads a yes or a no to nothing that is open. While a visit should go on, it is
// about that visit, and has to be clear.
func (w *weighing) unasked(said message) message {
	against := lexicon.SignQuestion | lexicon.SignCondition | lexicon.SignUnsure | lexicon.SignContrast |
		lexicon.SignInstead | lexicon.SignWaits | lexicon.SignPast | lexicon.SignOther
	unknown := understand.UnknownWords(w.text)
	if said.means == studentYes {
		against |= lexicon.SignCannot
	}
	switch {
	case said.means == studentNo && w.shows(lexicon.SignCannot) && unknown > 0, // with its reason
		w.shows(against) && w.shows(lexicon.SignCannot|lexicon.SignInstead|lexicon.SignContrast):
		said.means = studentTells
	case w.shows(against), unknown > maxUnknownBesideYes:
		said.means = w.unclear()
	}
	return said
}
