package resident

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// openText decides what a first text is about: the visit its number expects, a
// goal, or nothing that we know yet.
func openText(ctx context.Context, e *flows.Engine, c *flows.Conversation, expected *contact.Expected) {
	said, named := c.Understood(), namedLanguage(c)
	known := c.UseLanguage(cmp.Or(named, said.Language))
	c.Session.ByText = said.ByText
	option, goal := firstGoal(e, c, said, expected)
	switch {
	case said.Meaning == understand.MeaningDanger:
		expectVisits(c, expected)
		e.Enter(ctx, c, e.Dialogue.Danger)
	case named != "" && !justReminded(c, expected):
		welcome(ctx, e, c, known)
	case goal:
		beginGoal(ctx, e, c, option, said)
	case justReminded(c, expected), len(expected.Visits) > 0 && answersReminder(said):
		openReminder(ctx, e, c, expected)
	case said.Digits == "0" || said.Meaning == understand.MeaningHuman:
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	case said.ByText:
		c.Say(flows.Say{Key: "sms.by_text"})
		e.Enter(ctx, c, StateMain)
	case said.Meaning == understand.MeaningThanks: // for what was said a day ago
		c.Session.State = StateLanguage
		c.Say(flows.Say{Key: "sms.thanks", Kind: flows.ReplyCourteous})
		c.Reply(c.Expect(e.Dialogue.States[StateLanguage]))
	default:
		welcome(ctx, e, c, known)
		keepFirstText(c)
	}
}

// firstGoal is the goal that a first text begins, unless it is about a visit that is
// expected. Where there is a letter's code, it is to book.
func firstGoal(e *flows.Engine, c *flows.Conversation, said understand.Understood, expected *contact.Expected) (option flows.Option, ok bool) {
	option, ok = e.Dialogue.Goals[said.Meaning]
	switch said.Meaning {
	case understand.MeaningCancel, understand.MeaningMove, understand.MeaningNoLetter:
		ok = ok && len(expected.Visits) == 0
	case understand.MeaningVisit: // the numbers of a reminder stay what they are
		ok = ok && !justReminded(c, expected)
	case understand.MeaningMenu: // the first choice is of a language
		ok = false
	}
	if givesCode(c, said) {
		return e.Dialogue.Goals[understand.MeaningBook], true
	}
	return option, ok
}

// justReminded: what comes now can be an answer.
func justReminded(c *flows.Conversation, expected *contact.Expected) bool {
	return expected.RemindedAt.After(c.Input.At.Add(-reminderWindow))
}

// welcome says who we are, and what there is, or else in which languages.
func welcome(ctx context.Context, e *flows.Engine, c *flows.Conversation, known bool) {
	if !known {
		e.Enter(ctx, c, StateLanguage)
		return
	}
	c.Say(flows.Say{Key: "welcome", Kind: flows.ReplyUnclear, Facts: []flows.Fact{flows.FactTitle, flows.FactCity}})
	e.Enter(ctx, c, StateMain)
}

// keepFirstText keeps a first text that says more than hello, for who reads the next one
// that is not understood.
func keepFirstText(c *flows.Conversation) {
	if understand.WordCount(c.Input.Text) > 2 {
		c.Session.Unclear = flows.TextNote(c.Input.Text)
	}
}

// reminderWindow is how long after a reminder a text that is not understood is taken
// for an answer to it.
const reminderWindow = 3 * 24 * time.Hour

// answersReminder reports whether a text can be an answer to a reminder.
func answersReminder(u understand.Understood) bool {
	switch u.Digits {
	case "1", "2", "3":
		return true
	}
	changes := []understand.Meaning{understand.MeaningYes, understand.MeaningNo, understand.MeaningKeep, understand.MeaningOther, understand.MeaningCancel, understand.MeaningMove}
	return u.Digits == "" && slices.Contains(changes, u.Meaning)
}

// openReminder goes to the reminder that a text answers, and takes the text as
// the answer.
func openReminder(ctx context.Context, e *flows.Engine, c *flows.Conversation, expected *contact.Expected) {
	expectVisits(c, expected)
	visit, ok := expected.About()
	if !ok {
		e.Enter(ctx, c, StateVisits)
		return
	}
	aboutVisit(c, visit)
	asked := StateReminder
	if isLate(c) {
		asked = StateLate
	}
	e.Enter(ctx, c, asked) // as the reminder asked
	c.Lines = nil
	readText(ctx, e, c, e.Dialogue.States[asked])
}
