package texts

import (
	"cmp"
	"context"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// firstLanguage is the language that a first text names, or else is written in.
func firstLanguage(t *text) scheduling.Language { return cmp.Or(t.named, t.said.Language) }

// namesFirstLanguage reports whether a first text names a language. After a reminder, it is read
// as an answer to the reminder.
func (t *text) namesFirstLanguage() bool { return t.named != "" && !t.isReminded() }

// isReminded reports whether the number was reminded of a visit so recently that any text can be an
// answer.
func (t *text) isReminded() bool {
	return t.expected.RemindedAt.After(t.c.Input.At.Add(-reminderWindow))
}

// reminderWindow is how long after a reminder a text that is not understood is taken
// for an answer to it.
const reminderWindow = 3 * 24 * time.Hour

// namesFirstGoal finds the goal that a first text begins, unless it is about a visit that is
// expected. The code of a letter is for booking.
func (t *text) namesFirstGoal() bool {
	goals := t.engine.Dialogue.Goals
	if t.isCode() {
		t.option = goals[understand.MeaningBook]
		return true
	}
	option, ok := goals[t.said.Meaning]
	switch t.said.Meaning {
	case understand.MeaningCancel, understand.MeaningMove, understand.MeaningNoLetter:
		ok = ok && len(t.expected.Visits) == 0
	case understand.MeaningVisit: // the numbers of a reminder stay what they are
		ok = ok && len(t.expected.Visits) == 0
	case understand.MeaningMenu: // the first choice is of a language
		ok = false
	}
	t.option = option
	return ok
}

// answersReminder reports whether a first text can be an answer to a reminder.
func (t *text) answersReminder() bool {
	if t.isReminded() {
		return true
	}
	return len(t.expected.Visits) > 0 && !t.is(understand.MeaningThanks, understand.MeaningHuman, understand.MeaningMenu) && t.whole != ""
}

// openReminder goes to the reminder that the text answers, and has it read there.
func (t *text) openReminder(ctx context.Context) {
	c := t.c
	if asked := t.expected.Feedback; asked.VisitID != 0 && c.Office.Feedback != nil {
		resident.AboutFeedback(c, &asked)
		t.openAt(ctx, resident.FeedbackState(&asked))
		return
	}
	resident.ExpectVisits(c, t.expected)
	visit, ok := t.expected.About()
	if !ok {
		t.engine.Enter(ctx, c, resident.StateVisits)
		return
	}
	resident.AboutVisit(c, visit)
	asked := resident.StateReminder
	if resident.IsLate(c) {
		asked = resident.StateLate
	}
	t.openAt(ctx, asked)
}

// openAt goes to the question of a message, and has the text read as its answer.
func (t *text) openAt(ctx context.Context, asked flows.StateName) {
	t.engine.Enter(ctx, t.c, asked) // as the message asked
	t.c.Lines = nil
	t.reader.ReadText(ctx, t.engine, t.c, t.engine.Dialogue.States[asked])
}

// welcome says who we are, and what there is, or else in which languages.
func (t *text) welcome(ctx context.Context) {
	if !t.spoken {
		t.engine.Enter(ctx, t.c, resident.StateLanguage)
		return
	}
	t.c.Say(flows.Say{Key: "welcome", Kind: flows.ReplyUnclear, Facts: []flows.Fact{flows.FactTitle, flows.FactCity}})
	t.engine.Enter(ctx, t.c, resident.StateMain)
}

// welcomeUnclear welcomes, and keeps a first text that says more than hello, for the human who
// reads the next one that is not understood.
func (t *text) welcomeUnclear(ctx context.Context) {
	t.welcome(ctx)
	if understand.WordCount(t.c.Input.Text) > maxGreetingWords {
		t.c.Session.Unclear = t.c.Input.Note()
	}
}

// maxGreetingWords is how many words a greeting has.
const maxGreetingWords = 2
