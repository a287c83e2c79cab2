package texts

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// What the rules of textrules.go ask about a text, and do with it. Each rule's condition
// stands before what the rule does.

// isDanger reports whether somebody is not safe. A house number such as "112" is no alarm.
func (t *text) isDanger() bool { return t.is(understand.MeaningDanger) && !t.isWholeAnswer() }

// warn has a human read the text at once.
func (t *text) warn(ctx context.Context) {
	if t.expected != nil {
		resident.ExpectVisits(t.c, t.expected)
	}
	t.engine.Enter(ctx, t.c, t.engine.Dialogue.Danger)
}

// tellsMoreAfterWarning reports whether a text after a warning belongs to it. A digit chooses, and
// so does a text that asks for the menu, or for help.
func (t *text) tellsMoreAfterWarning() bool {
	choices := []understand.Meaning{understand.MeaningMenu, understand.MeaningThanks, understand.MeaningBook, understand.MeaningDigipunt}
	return t.at(resident.StateWarned) && utf8.RuneCountInString(t.whole) > 1 && !t.is(choices...)
}

// isWholeAnswer reports whether the text as a whole answers the question.
func (t *text) isWholeAnswer() bool {
	n := t.number()
	return n != nil && n.Text != nil && n.Text(t.whole) != ""
}

func (t *text) answerWhole(ctx context.Context) {
	t.engine.AnswerNumber(ctx, t.c, t.state, t.state.Number.Text(t.whole))
}

// isZero reports whether the text is 0. If a number was asked for, a 0 beside words can be
// part of it.
func (t *text) isZero() bool { return t.whole == "0" || t.said.Digits == "0" && t.number() == nil }

func (t *text) asksForHuman() bool { return t.is(understand.MeaningHuman) }

func (t *text) leadToHuman(ctx context.Context) {
	if resident.IsGrave(t.c) {
		t.stopReminders(ctx)
	}
	t.engine.LeadToHuman(ctx, t.c, scheduling.ReasonHuman)
}

func (t *text) isStar() bool { return t.whole == "*" }

func (t *text) asksToRepeat() bool { return t.is(understand.MeaningRepeat) }

func (t *text) repeat(context.Context) { t.engine.Repeat(t.c, t.state) }

// isGoalWord finds the goal that all of a text names: in place of a message, it is a change of
// mind.
func (t *text) isGoalWord() bool {
	option, ok := t.engine.Dialogue.Goals[understand.GoalWord(t.c.Input.Text)]
	t.option = option
	return ok
}

// isOnlyThanks reports whether the text only thanks. A thank you beside unknown words is a
// message.
func (t *text) isOnlyThanks() bool {
	return t.is(understand.MeaningThanks) && understand.OnlyKnownWords(t.c.Input.Text)
}

// keepMessage takes the text for what is spoken after the tone.
func (t *text) keepMessage(ctx context.Context) {
	t.c.Input.Recording = flows.Recording{Text: strings.TrimSpace(t.c.Input.Original())}
	t.engine.Enter(ctx, t.c, t.state.Record.Next)
}

// isCallTime reports whether the text gives another time after a message: it is when to call,
// as in "bel liever na 17u".
func (t *text) isCallTime() bool {
	return t.at(resident.StateVoicemailDone) && t.is(understand.MeaningOther)
}

// asksAboutVisit reports whether the text asks about the visit of a reminder, whose numbers stay
// as they are: "hoe laat komt hij?".
func (t *text) asksAboutVisit() bool {
	return t.is(understand.MeaningVisit) && t.at(resident.StateReminder, resident.StateLate, resident.StateExpected)
}

// cancelsVaguely reports whether the text calls off in words that are not clear enough to choose
// the option.
func (t *text) cancelsVaguely() bool {
	return t.is(understand.MeaningCancel) && t.at(resident.StateCancelSure)
}

// keepsVisit reports whether the text keeps the visit that is spoken of, and that is still
// planned: "toch houden" among other times.
func (t *text) keepsVisit() bool {
	s := t.c.Session
	return t.is(understand.MeaningKeep) && slices.ContainsFunc(s.Planned, func(v flows.PlannedVisit) bool { return v.ID == s.Visit.ID })
}

func (t *text) keepVisit(ctx context.Context) {
	t.c.Session.Done = true
	t.engine.Enter(ctx, t.c, resident.StateShow)
}

// isWordForNumber reports whether a word stands for the number that was asked for.
func (t *text) isWordForNumber() bool {
	return t.number() != nil && t.number().Means[t.said.Meaning] != ""
}

// givesNumber reports whether the text holds the number that was asked for.
func (t *text) givesNumber() bool { return t.number() != nil && typedDigits(t.number(), t.said) != "" }

func (t *text) answerNumber(ctx context.Context) {
	t.engine.AnswerNumber(ctx, t.c, t.state, typedDigits(t.state.Number, t.said))
}

// typedDigits is the digits that a text gives, or stands for.
func typedDigits(n *flows.Number, said understand.Understood) string {
	return cmp.Or(said.Digits, n.Means[said.Meaning])
}

// namesGoal finds the goal that a text begins. Where nothing is asked, another day, and a no
// with its reason, can be about nothing but the visit.
func (t *text) namesGoal() bool {
	means := t.said.Meaning
	switch {
	case means == understand.MeaningOther && t.isIdle():
		means = understand.MeaningMove
	case means == understand.MeaningNo && t.isIdle() && !understand.IsBareNo(t.c.Input.Text): // "ik ben niet thuis"
		means = understand.MeaningCancel
	}
	option, ok := t.engine.Dialogue.Goals[means]
	if means == understand.MeaningNoLetter { // elsewhere it answers something, or complains
		ok = t.isIdle() || t.at(resident.StateLanguage, resident.StateMain)
	}
	t.option = option
	return ok
}

// beginGoal begins the goal that was found. A number in the same text answers the first
// question: "afspraak 234567"; and a topic the one after it: "hulp met itsme".
func (t *text) beginGoal(ctx context.Context) {
	c, s := t.c, t.c.Session
	t.option.Choose(s)
	if topic := understand.Topic(c.Input.Text); s.Goal == flows.GoalBook && slices.Contains(c.Programme.Topics, topic) {
		s.Topic = topic
	}
	asksWhen := understand.SignsOf(c.Input.Text)&lexicon.SignQuestion != 0 // the reminder told the same number
	if s.Proof == flows.ProofReminded && (!t.is(understand.MeaningVisit) || asksWhen) && s.Goal == flows.GoalVisit {
		t.engine.Enter(ctx, c, resident.StateVisits) // as the reminder offered, to the same number
		return
	}
	t.engine.Enter(ctx, c, t.option.Next)
	if state := t.engine.Dialogue.States[s.State]; state.Number != nil && typedDigits(state.Number, t.said) != "" {
		c.Lines = nil
		t.engine.AnswerNumber(ctx, c, state, typedDigits(state.Number, t.said))
	}
}

// isCode reports whether the text is the code of a letter, from somebody who has not given it
// yet.
func (t *text) isCode() bool {
	known := t.c.Session.ResidentID != 0 && t.c.Session.Proof != flows.ProofReminded
	return !known && t.is(understand.MeaningNone) && lettercode.IsCode(t.said.Digits)
}

func (t *text) isCodeAtMenu() bool { return t.menu() != nil && t.isCode() }

// takeCode takes the code of a letter where nobody asked for it: for what was begun, or
// else to book, where whoever has a visit is told of it. It proves more than a reminder.
func (t *text) takeCode(ctx context.Context) {
	s := t.c.Session
	t.option = t.engine.Dialogue.Goals[understand.MeaningBook]
	if s.Proof == flows.ProofReminded {
		t.option = t.engine.Dialogue.Goals[understand.MeaningVisit]
		s.Identity = flows.Identity{WrongCodes: s.WrongCodes}
	}
	if !t.isIdle() && (s.Goal == flows.GoalBook || s.Goal == flows.GoalVisit) {
		t.option = flows.Option{Next: resident.StateIdentify}
	}
	t.beginGoal(ctx)
}

func (t *text) asksForTexts() bool { return t.said.ByText }

// promiseTexts says that we text, and asks again.
func (t *text) promiseTexts(ctx context.Context) {
	t.c.Say(flows.Say{Key: "sms.by_text"})
	if t.state == nil {
		t.engine.Enter(ctx, t.c, resident.StateMain)
		return
	}
	t.c.Reply(t.c.Ask(t.state))
}

// isKind reports whether the text is a thank you, or, where nothing is asked, "ok, tot dan" and
// "nee dank u". Where a human reads what is not understood, a long yes is for them.
func (t *text) isKind() bool {
	if t.is(understand.MeaningThanks) {
		return true
	}
	if t.state == nil || !t.isIdle() || t.menu() != nil && t.menu().ReadByHuman && understand.WordCount(t.c.Input.Text) > maxKindWords {
		return false
	}
	return t.is(understand.MeaningYes) || t.is(understand.MeaningNo) && understand.IsBareNo(t.c.Input.Text)
}

// maxKindWords is how many words a yes can have after a message that is for a human.
const maxKindWords = 3

// answerThanks answers a kind word kindly, and shortly. It is no answer to a question,
// which is asked again, and no mistake either.
func (t *text) answerThanks(context.Context) {
	c, state := t.c, t.state
	thanks := flows.Say{Key: "sms.thanks", Kind: flows.ReplyCourteous}
	if state == nil { // for what was said a day ago
		c.Session.State = resident.StateLanguage
		c.Say(thanks)
		c.Reply(c.Expect(t.engine.Dialogue.States[resident.StateLanguage]))
		return
	}
	c.KeepWhole()
	c.Session.Unclear = c.UnclearBefore // a kind word answers nothing
	c.Say(thanks)
	switch {
	case t.isIdle():
		c.Reply(c.Expect(state))
	case state.Record != nil:
		for _, s := range state.Say {
			c.Say(s)
		}
		c.Reply(c.Expect(state))
	default:
		c.Reply(c.AskAgain(state))
	}
}

// answerUnclear helps once; then a human reads the text.
func (t *text) answerUnclear(ctx context.Context) {
	c, s, state := t.c, t.c.Session, t.state
	s.Tries++
	s.Unclear = flows.JoinNotes(c.UnclearBefore, c.Input.Note())
	if s.Tries >= flows.MaxTextMistakes || state.End || state.Menu != nil && state.Menu.ReadByHuman {
		t.engine.Enter(ctx, c, t.engine.Dialogue.Unclear)
		return
	}
	c.KeepWhole()
	if state.Menu == nil { // there is no list to choose from
		c.Say(flows.Say{Key: "sms.again", Kind: flows.ReplyUnclear})
		c.Reply(c.AskAgain(state))
		return
	}
	c.Say(flows.Say{Key: "again.text", Kind: flows.ReplyUnclear})
	expect := c.AskAgain(state)
	c.Say(flows.Say{Key: "menu.human"})
	c.Reply(expect)
}

func (t *text) isAutomatic() bool {
	return understand.SignsOf(t.c.Input.Text)&lexicon.SignAutomatic != 0
}

// ignore answers nothing, because the answer would go to a machine.
func (t *text) ignore(context.Context) {
	if t.state == nil {
		t.c.Session.State = resident.StateLanguage
		t.c.Reply(t.c.Expect(t.engine.Dialogue.States[resident.StateLanguage]))
		return
	}
	t.c.Session.Unclear = t.c.UnclearBefore
	t.c.Reply(t.c.Expect(t.state))
}

// tells reports whether a text that answers a reminder, or nothing, is more than an answer:
// asking again would not help.
func (t *text) tells() bool {
	return (t.at(resident.StateReminder, resident.StateExpected, resident.StateLate) || t.isIdle()) && understand.Tells(t.c.Input.Text)
}

// haveRead has a human read the text. A question stays open: its numbers stay what they are.
func (t *text) haveRead(ctx context.Context) {
	c := t.c
	c.Say(flows.Say{Key: "sms.told", Kind: flows.ReplyNoted})
	if t.isIdle() {
		c.Session.Unclear = flows.JoinNotes(c.UnclearBefore, c.Input.Note())
		t.engine.Enter(ctx, c, t.engine.Dialogue.Unclear)
		return
	}
	callback := resident.CallbackOf(c)
	callback.Key, callback.Reason = c.OperationKey()+":told", scheduling.ReasonUnclear
	callback.Note = resident.NoteOf(c, flows.JoinNotes(c.UnclearBefore, c.Input.Note()))
	if _, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback); err != nil {
		c.ReportFault("keeping what a text tells", err)
		t.engine.Enter(ctx, c, t.engine.Dialogue.Unclear)
		return
	}
	c.KeepWhole()
	c.Reply(c.AskAgain(t.state))
}

// stopReminders notes that the visits of the number need no more reminders: a human asks what
// becomes of them. If that fails, they are reminded of as planned.
func (t *text) stopReminders(ctx context.Context) {
	c := t.c
	if t.expected != nil && len(c.Session.Planned) == 0 {
		resident.ExpectVisits(c, t.expected)
	}
	for _, v := range c.Session.Planned {
		if err := c.Office.Visits.Answered(ctx, scheduling.Visit{ID: v.ID, Start: v.Start}); err != nil {
			c.ReportFault("stopping reminders", err)
		}
	}
}
