package texts

import (
	"context"
	"slices"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// asksProgramme reports whether the text asks only what the programme has an answer for. An
// answer to what was asked counts before a question beside it.
func (t *text) asksProgramme() bool {
	answering := []understand.Meaning{
		understand.MeaningYes, understand.MeaningNo, understand.MeaningKeep, understand.MeaningCancel, understand.MeaningMove,
		understand.MeaningOther, understand.MeaningMenu, understand.MeaningNoLetter,
	}
	if t.said.Digits != "" || slices.Contains(answering, t.said.Meaning) {
		return false
	}
	t.question = understand.Asks(t.c.Input.Text)
	return t.programmeAnswer() != ""
}

func (t *text) programmeAnswer() string {
	return t.c.Programme.AnswerTo(t.question, t.c.Session.Language)
}

// answerQuestion answers with the programme's words, counts the question, and asks again what
// was asked.
func (t *text) answerQuestion(ctx context.Context) {
	c, state := t.c, t.state
	demand := c.Demand(scheduling.OutcomeAnswered)
	demand.Question, demand.Key = t.question, c.OperationKey()+":"+string(t.question)
	if err := c.Office.Demand.RecordDemand(ctx, demand); err != nil {
		c.ReportFault("counting a question", err)
	}
	answer := flows.Say{Key: "sms.answer", With: map[string]string{"answer": t.programmeAnswer()}}
	if state == nil {
		c.Session.State = resident.StateLanguage
		c.Say(answer)
		c.Reply(c.Expect(t.engine.Dialogue.States[resident.StateLanguage]))
		return
	}
	c.KeepWhole()
	c.Session.Unclear = c.UnclearBefore // a question answers nothing
	c.Say(answer)
	if t.isIdle() {
		c.Reply(c.Expect(state))
		return
	}
	c.Reply(c.AskAgain(state))
}
