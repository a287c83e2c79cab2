package students

import (
	"strings"

	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
)

// weighing is a text of a student while what it asks for is weighed against what else it
// says.
type weighing struct {
	text  string
	at    moment
	signs lexicon.Signs
	said  understand.Understood
}

func (w *weighing) shows(signs lexicon.Signs) bool { return w.signs&signs != 0 }

// read returns what the text means. Danger comes first, then a number from a question,
// and then what the first phrase asks for, unless something speaks against that.
func (w *weighing) read() message {
	said := taken(w.text, w.at)
	switch {
	case w.shows(lexicon.SignDanger | lexicon.SignDespair), w.said.Meaning == understand.MeaningDanger:
		said.means = studentDanger
	case w.shows(lexicon.SignDeath | lexicon.SignHospital):
		said.means = studentGrave
	case w.at.measured && isLength(w.text):
		said = w.done(said)
	case w.isChoice():
	case w.shows(lexicon.SignAutomatic):
		said.means = studentAutomatic
	case w.at.asked && w.isAnswer(said):
		said = w.answer(said)
	default:
		said = w.report(said)
	}
	if w.said.Doubt && isForHuman(said.means) && understand.WordCount(w.text) > maxSlip {
		said.means = studentDoubt
	}
	return said
}

// maxSlip is how many words a text can have that is asked about again before it alarms anybody.
const maxSlip = 2

// isForHuman reports whether a human reads a text of a meaning anyway, or its writer is asked
// again: nothing is lost if it is read at once.
func isForHuman(means meaning) bool {
	switch means {
	case studentUnclear, studentHelp, studentTells:
		return true
	}
	return false
}

// isChoice reports whether the text is a number from the question, and nothing else.
func (w *weighing) isChoice() bool {
	return w.said.Digits != "" && understand.WordCount(w.text) == 1
}

// isAnswer reports whether a text answers the question whether the student can do a visit.
func (w *weighing) isAnswer(said message) bool {
	switch said.means {
	case studentYes, studentNo, studentUnclear:
		return true
	}
	return w.saysYes(said) || w.saysNo(said) || w.shows(lexicon.SignLate) && w.saysFirst(isAgreement)
}

func (w *weighing) saysYes(said message) bool {
	return said.means == studentYes || w.said.Meaning == understand.MeaningYes
}

func (w *weighing) saysNo(said message) bool {
	switch w.said.Meaning {
	case understand.MeaningNo, understand.MeaningCancel:
		return true
	}
	return said.means == studentNo || w.shows(lexicon.SignCannot) && !w.shows(lexicon.SignWilling)
}

// answer reads the answer to the question whether the student can do a visit. What leaves
// doubt is asked again; a question is read by a human.
func (w *weighing) answer(said message) message {
	refuses := w.saysFirst(isRefusal)
	switch {
	case w.shows(lexicon.SignEnds):
		said.means = studentTells
	case w.shows(lexicon.SignUnsure|lexicon.SignCondition) && !refuses:
		said.means = w.doubt()
	case w.shows(lexicon.SignHope) && w.shows(lexicon.SignNegation|lexicon.SignCannot):
		said.means = studentNo
	case said.means == studentSick && !w.shows(lexicon.SignOther|lexicon.SignPast):
		return said
	case w.saysNo(said) && (refuses || w.said.Meaning != understand.MeaningYes):
		said.means = w.decline(refuses)
	case w.saysYes(said):
		said = w.accept(said)
	default:
		said.means = w.doubt()
	}
	return said
}

// doubt is what becomes of a text that is no answer: it is asked about again, unless it
// asks something itself.
func (w *weighing) doubt() meaning {
	if w.shows(lexicon.SignQuestion) && understand.WordCount(w.text) > 2 {
		return studentTells
	}
	return studentUnclear
}

// decline takes a no, unless the text says something else as well.
func (w *weighing) decline(refuses bool) meaning {
	switch {
	case refuses && !w.shows(lexicon.SignContrast):
		return studentNo
	case w.shows(lexicon.SignQuestion | lexicon.SignInstead):
		return studentTells
	case w.shows(lexicon.SignContrast):
		return studentUnclear
	}
	return studentNo
}

// accept takes a yes, unless the text says something else as well.
func (w *weighing) accept(said message) message {
	const beside = lexicon.SignContrast | lexicon.SignInstead | lexicon.SignPast | lexicon.SignCannot | lexicon.SignOther
	fine := w.said.Meaning != understand.MeaningYes // "geen probleem" denies nothing
	first := w.saysFirst(isAgreement)
	switch {
	case w.shows(beside), w.namesOtherHours(), !fine && w.shows(lexicon.SignNegation):
		said.means = studentUnclear
	case w.shows(lexicon.SignQuestion) && first:
		said.means, said.rest = studentYes, true
	case w.shows(lexicon.SignQuestion), !first && understand.UnknownWords(w.text) > maxUnknownBesideYes:
		said.means = studentTells
	default:
		said.means = studentYes
	}
	return said
}

// maxUnknownBesideYes is how many words that no lexicon has may stand beside a yes that
// does not stand first.
const maxUnknownBesideYes = 2

func isRefusal(clause string) bool {
	return understand.IsBareNo(clause) && understand.Understand(clause).Meaning == understand.MeaningNo
}

func isAgreement(clause string) bool {
	return understand.Understand(clause).Meaning == understand.MeaningYes && understand.UnknownWords(clause) == 0
}

// namesOtherHours reports whether the text names a number that is no choice: an hour that
// suits better, or a part of the visit.
func (w *weighing) namesOtherHours() bool {
	return strings.ContainsAny(w.text, "0123456789٠١٢٣٤٥٦٧٨٩") && w.said.Digits != "1"
}

// saysFirst reports whether the first clause of the text, or its first word, says
// something by itself.
func (w *weighing) saysFirst(says func(string) bool) bool {
	first := w.text
	if end := strings.IndexAny(w.text, ",;.!?\n،؛؟"); end > 0 {
		first = w.text[:end]
	}
	if says(first) {
		return true
	}
	word, _, more := strings.Cut(strings.TrimSpace(w.text), " ")
	return more && says(word)
}

// unclear is what becomes of a text that asks for nothing: a long one is read by a human.
func (w *weighing) unclear() meaning {
	words := understand.WordCount(w.text)
	if words > maxWordsAskedAgain || words >= maxWordsAskedAgain && w.shows(lexicon.SignQuestion) { // a question gets an answer, or a human
		return studentTells
	}
	return studentUnclear
}

// maxWordsAskedAgain is how many words a text can have whose writer is asked again: a
// longer one tells something.
const maxWordsAskedAgain = 4
