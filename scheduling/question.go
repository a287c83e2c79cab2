package scheduling

// Question is a question that residents ask by text, and that a programme can answer
// itself.
type Question string

// The questions.
const (
	QuestionLength   Question = "length"   // how long a visit takes
	QuestionWho      Question = "who"      // whether a woman or a man comes
	QuestionCost     Question = "cost"     // what it costs
	QuestionReady    Question = "ready"    // what to have ready
	QuestionLanguage Question = "language" // which language the student speaks
	QuestionCall     Question = "call"     // whether they can call
)

// Questions returns all questions.
func Questions() []Question {
	return []Question{QuestionLength, QuestionWho, QuestionCost, QuestionReady, QuestionLanguage, QuestionCall}
}

// AnswerTo returns the programme's answer to a question in a language, or "".
func (p *Programme) AnswerTo(q Question, language Language) string { return p.Answers[q][language] }
