package flows

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// openText decides what a first text is about: the visit its number expects, a
// goal, or nothing that we know yet.
func openText(ctx context.Context, e *Engine, c *Conversation, expected *scheduling.Expected) {
	said, named := c.understood(), namedLanguage(c)
	known := c.speaks(cmp.Or(named, said.Language))
	c.Session.ByText = said.ByText
	option, goal := firstGoal(e, c, said, expected)
	switch {
	case said.Meaning == MeaningDanger:
		expectVisits(c, expected)
		e.enter(ctx, c, e.Dialogue.Danger)
	case named != "" && !justReminded(c, expected):
		welcome(ctx, e, c, known)
	case goal:
		beginGoal(ctx, e, c, option, said)
	case justReminded(c, expected), len(expected.Visits) > 0 && answersReminder(said):
		openReminder(ctx, e, c, expected)
	case said.Digits == "0" || said.Meaning == MeaningHuman:
		e.human(ctx, c, scheduling.ReasonHuman)
	case said.ByText:
		c.say(Say{Key: "sms.by_text"})
		e.enter(ctx, c, StateMain)
	case said.Meaning == MeaningThanks: // for what was said a day ago
		c.Session.State = StateLanguage
		c.say(Say{Key: "sms.thanks", Kind: ReplyCourteous})
		c.reply(c.expect(e.Dialogue.States[StateLanguage]))
	default:
		welcome(ctx, e, c, known)
		keepFirstText(c)
	}
}

// firstGoal is the goal that a first text begins, unless it is about a visit that is
// expected. Where there is a letter's code, it is to book.
func firstGoal(e *Engine, c *Conversation, said Understood, expected *scheduling.Expected) (option Option, ok bool) {
	option, ok = e.Dialogue.Goals[said.Meaning]
	switch said.Meaning {
	case MeaningCancel, MeaningMove, MeaningNoLetter:
		ok = ok && len(expected.Visits) == 0
	case MeaningVisit: // the numbers of a reminder stay what they are
		ok = ok && !justReminded(c, expected)
	case MeaningMenu: // the first choice is of a language
		ok = false
	}
	if givesCode(c, said) {
		return e.Dialogue.Goals[MeaningBook], true
	}
	return option, ok
}

// justReminded: what comes now can be an answer.
func justReminded(c *Conversation, expected *scheduling.Expected) bool {
	return expected.RemindedAt.After(c.Input.At.Add(-answerable))
}

// welcome says who we are, and what there is, or else in which languages.
func welcome(ctx context.Context, e *Engine, c *Conversation, known bool) {
	if !known {
		e.enter(ctx, c, StateLanguage)
		return
	}
	c.say(Say{Key: "welcome", Kind: ReplyUnclear, Facts: []Fact{FactTitle, FactCity}})
	e.enter(ctx, c, StateMain)
}

// keepFirstText keeps a first text that says more than hello, for who reads the next one
// that is not understood.
func keepFirstText(c *Conversation) {
	if wordCount(c.Input.Text) > 2 {
		c.Session.Unclear = TextNote(c.Input.Text)
	}
}

// answerable is how long after a reminder a text that is not understood is taken
// for an answer to it.
const answerable = 3 * 24 * time.Hour

// answersReminder reports whether a text can be an answer to a reminder.
func answersReminder(u Understood) bool {
	switch u.Digits {
	case "1", "2", "3":
		return true
	}
	changes := []Meaning{MeaningYes, MeaningNo, MeaningKeep, MeaningOther, MeaningCancel, MeaningMove}
	return u.Digits == "" && slices.Contains(changes, u.Meaning)
}

// openReminder goes to the reminder that a text answers, and takes the text as
// the answer.
func openReminder(ctx context.Context, e *Engine, c *Conversation, expected *scheduling.Expected) {
	expectVisits(c, expected)
	visit, ok := expected.About()
	if !ok {
		e.enter(ctx, c, StateVisits)
		return
	}
	aboutVisit(c, visit)
	asked := StateReminder
	if isLate(c) {
		asked = StateLate
	}
	e.enter(ctx, c, asked) // as the reminder asked
	c.said = nil
	readText(ctx, e, c, e.Dialogue.States[asked])
}
