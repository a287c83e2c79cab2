package understand

import (
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// questionSigns are the signs of what a programme has answers for. Who comes is asked with
// the names of people in it, and so it is looked for last.
var questionSigns = [...]struct {
	sign     lexicon.Signs
	question scheduling.Question
}{
	{lexicon.SignAsksLength, scheduling.QuestionLength},
	{lexicon.SignAsksCost, scheduling.QuestionCost},
	{lexicon.SignAsksReady, scheduling.QuestionReady},
	{lexicon.SignAsksTongue, scheduling.QuestionLanguage},
	{lexicon.SignAsksCall, scheduling.QuestionCall},
	{lexicon.SignAsksWho, scheduling.QuestionWho},
}

// maxQuestionWords is how many words a question has that a prepared answer fits. A longer
// one tells something as well.
const maxQuestionWords = 14

// Asks returns the question that a text asks, and nothing else; "" if it asks none of those
// that a programme can answer.
func Asks(text string) scheduling.Question {
	words, readable := readWords(text)
	if !readable || len(words) > maxQuestionWords {
		return ""
	}
	signs := SignsOf(text)
	const more = lexicon.SignContrast | lexicon.SignOther | lexicon.SignOtherPlan | lexicon.SignCondition |
		lexicon.SignDeath | lexicon.SignHospital | lexicon.SignDanger | lexicon.SignDespair | lexicon.SignPast
	if signs&lexicon.SignQuestion == 0 || signs&more != 0 {
		return ""
	}
	for _, q := range questionSigns {
		if signs&q.sign != 0 {
			return q.question
		}
	}
	return ""
}
