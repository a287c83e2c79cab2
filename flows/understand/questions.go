package understand

import "github.com/click-call-connect/helpline/scheduling"

// questionSigns are the signs of what a programme has answers for. Who comes is asked with
// the names of people in it, and so it is looked for last.
var questionSigns = [...]struct {
	sign     Signs
	question scheduling.Question
}{
	{SignAsksLength, scheduling.QuestionLength},
	{SignAsksCost, scheduling.QuestionCost},
	{SignAsksReady, scheduling.QuestionReady},
	{SignAsksTongue, scheduling.QuestionLanguage},
	{SignAsksCall, scheduling.QuestionCall},
	{SignAsksWho, scheduling.QuestionWho},
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
	const more = SignContrast | SignOther | SignOtherPlan | SignCondition | SignDeath | SignHospital | SignDanger | SignDespair | SignPast
	if signs&SignQuestion == 0 || signs&more != 0 {
		return ""
	}
	for _, q := range questionSigns {
		if signs&q.sign != 0 {
			return q.question
		}
	}
	return ""
}
