package resident

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
)

// readText decides what a text means in a state.
func readText(ctx context.Context, e *flows.Engine, c *flows.Conversation, state *flows.State) {
	said, whole := c.Understood(), strings.TrimSpace(c.Input.Text)
	c.UnclearBefore, c.Session.Unclear = c.Session.Unclear, ""
	c.Session.ByText = c.Session.ByText || said.ByText
	adoptLanguage(c, said)
	switch {
	case said.Meaning == understand.MeaningDanger && !acceptsWholeText(state, whole), state.Name == StateWarned && hasMoreToSay(c, said):
		e.Enter(ctx, c, e.Dialogue.Danger)
	case switchLanguage(ctx, e, c, state):
	case acceptsWholeText(state, whole):
		e.AnswerNumber(ctx, c, state, state.Number.Text(whole))
	case whole == "0" || said.Digits == "0" && state.Number == nil:
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	case whole == "*":
		e.Repeat(c, state)
	case state.Record != nil:
		readMessage(ctx, e, c, state, said)
	default:
		readInWords(ctx, e, c, state, said)
	}
}

// readInWords looks for what the menu offers before a human is asked for: "toujours
// personne" is no wish for a person.
func readInWords(ctx context.Context, e *flows.Engine, c *flows.Conversation, state *flows.State, said understand.Understood) {
	switch {
	case chooseByName(ctx, e, c, state.Menu), chooseByMenuWords(ctx, e, c, state.Menu, said), noteNobodyCame(ctx, e, c):
	case state.Name == StateVoicemailDone && said.Meaning == understand.MeaningOther: // "bel liever na 17u"
		answerUnclear(ctx, e, c, state)
	case said.Meaning == understand.MeaningHuman:
		e.LeadToHuman(ctx, c, scheduling.ReasonHuman)
	case said.Meaning == understand.MeaningRepeat:
		e.Repeat(c, state)
	default:
		readAnswer(ctx, e, c, state, said)
	}
}

// readAnswer takes a text for an answer to the question, for the beginning of
// something else, or for a kind word.
func readAnswer(ctx context.Context, e *flows.Engine, c *flows.Conversation, state *flows.State, said understand.Understood) {
	switch option, goal := goalOf(e, c, state, said); {
	case state.Menu != nil && chooseByText(ctx, e, c, state, said):
	case readAboutVisit(ctx, e, c, state, said):
	case state.Number != nil && state.Number.Means[said.Meaning] != "":
		e.AnswerNumber(ctx, c, state, state.Number.Means[said.Meaning])
	case goal:
		beginGoal(ctx, e, c, option, said)
	case state.Number != nil && typedDigits(state.Number, said) != "":
		e.AnswerNumber(ctx, c, state, typedDigits(state.Number, said))
	case state.Menu != nil && givesCode(c, said):
		takeCode(ctx, e, c, state, said)
	case said.ByText:
		c.Say(flows.Say{Key: "sms.by_text"})
		c.Reply(c.Ask(state))
	case isClosingRemark(c, state, said):
		answerThanks(e, c, state)
	default:
		answerUnclear(ctx, e, c, state)
	}
}

// readAboutVisit goes on about the visit that is spoken of: "hoe laat komt hij?" after a
// reminder, whose numbers stay what they were, and "toch houden" among other times.
func readAboutVisit(ctx context.Context, e *flows.Engine, c *flows.Conversation, state *flows.State, said understand.Understood) bool {
	switch {
	case said.Meaning == understand.MeaningVisit && slices.Contains([]flows.StateName{StateReminder, StateLate, StateExpected}, state.Name):
		e.Repeat(c, state)
	case said.Meaning == understand.MeaningCancel && state.Name == StateCancelSure: // not in so many words: it is asked again
		e.Repeat(c, state)
	case said.Meaning == understand.MeaningKeep && stillPlanned(c, c.Session.Visit.ID):
		c.Session.Done = true
		e.Enter(ctx, c, StateShow)
	default:
		return false
	}
	return true
}

func stillPlanned(c *flows.Conversation, visit int64) bool {
	return slices.ContainsFunc(c.Session.Planned, func(v flows.PlannedVisit) bool { return v.ID == visit })
}

// isClosingRemark: a kind word, or, where nothing is asked, "ok, tot dan" and "nee dank u".
func isClosingRemark(c *flows.Conversation, state *flows.State, said understand.Understood) bool {
	no := said.Meaning == understand.MeaningNo && understand.IsBareNo(c.Input.Text)
	if state.Menu != nil && state.Menu.ReadByHuman && understand.WordCount(c.Input.Text) > 3 && said.Meaning != understand.MeaningThanks {
		return false
	}
	return said.Meaning == understand.MeaningThanks || isIdle(state) && (said.Meaning == understand.MeaningYes || no)
}

// typedDigits is the digits that a text gives, or stands for.
func typedDigits(n *flows.Number, said understand.Understood) string {
	return cmp.Or(said.Digits, n.Means[said.Meaning])
}

// acceptsWholeText reports whether a text as a whole answers the question of a state.
func acceptsWholeText(s *flows.State, whole string) bool {
	return s.Number != nil && s.Number.Text != nil && s.Number.Text(whole) != ""
}

// isIdle: nothing is asked. Whoever says something kind has said it all.
func isIdle(s *flows.State) bool { return s.End || s.Menu != nil && s.Menu.Idle }

// goalOf is the goal that a text begins. Where nothing is asked, another day can be
// about nothing but the visit.
func goalOf(e *flows.Engine, c *flows.Conversation, state *flows.State, said understand.Understood) (flows.Option, bool) {
	means := said.Meaning
	switch {
	case means == understand.MeaningOther && isIdle(state):
		means = understand.MeaningMove
	case means == understand.MeaningNo && isIdle(state) && !understand.IsBareNo(c.Input.Text): // "ik ben niet thuis"
		means = understand.MeaningCancel
	}
	option, ok := e.Dialogue.Goals[means]
	if means == understand.MeaningNoLetter { // elsewhere it answers something, or complains
		ok = isIdle(state) || slices.Contains([]flows.StateName{StateLanguage, StateMain}, state.Name)
	}
	return option, ok
}

// beginGoal begins what words alone ask for. A number in the same text answers the
// first question: "afspraak 234567"; and a topic the one after it: "hulp met itsme".
func beginGoal(ctx context.Context, e *flows.Engine, c *flows.Conversation, option flows.Option, said understand.Understood) {
	s := c.Session
	option.Choose(s)
	if topic := understand.Topic(c.Input.Text); s.Goal == flows.GoalBook && slices.Contains(c.Programme.Topics, topic) {
		s.Topic = topic
	}
	if s.Proof == flows.ProofReminded && said.Meaning != understand.MeaningVisit && s.Goal == flows.GoalVisit {
		e.Enter(ctx, c, StateVisits) // as the reminder offered, to the same number
		return
	}
	e.Enter(ctx, c, option.Next)
	if state := e.Dialogue.States[s.State]; state.Number != nil && typedDigits(state.Number, said) != "" {
		c.Lines = nil
		e.AnswerNumber(ctx, c, state, typedDigits(state.Number, said))
	}
}

// givesCode: the code of a letter, from somebody who has not given it yet.
func givesCode(c *flows.Conversation, said understand.Understood) bool {
	known := c.Session.ResidentID != 0 && c.Session.Proof != flows.ProofReminded
	return !known && said.Meaning == understand.MeaningNone && flows.IsCode(said.Digits)
}

// takeCode takes the code of a letter where nobody asked for it: for what was begun, or
// else to book, where whoever has a visit hears so. It proves more than a reminder.
func takeCode(ctx context.Context, e *flows.Engine, c *flows.Conversation, state *flows.State, said understand.Understood) {
	option := e.Dialogue.Goals[understand.MeaningBook]
	if c.Session.Proof == flows.ProofReminded {
		option = e.Dialogue.Goals[understand.MeaningVisit]
		c.Session.Identity = flows.Identity{WrongCodes: c.Session.WrongCodes}
	}
	if begun := c.Session.Goal; !isIdle(state) && (begun == flows.GoalBook || begun == flows.GoalVisit) {
		option = flows.Option{Next: StateIdentify}
	}
	beginGoal(ctx, e, c, option, said)
}

// readMessage is what is texted in place of what is spoken after the tone: all of it
// counts, but for a change of mind in one word, and for a thank you.
func readMessage(ctx context.Context, e *flows.Engine, c *flows.Conversation, state *flows.State, said understand.Understood) {
	if option, ok := e.Dialogue.Goals[understand.GoalWord(c.Input.Text)]; ok {
		beginGoal(ctx, e, c, option, said)
		return
	}
	if said.Meaning == understand.MeaningThanks && understand.OnlyKnownWords(c.Input.Text) {
		answerThanks(e, c, state)
		return
	}
	c.Input.Recording = flows.Recording{Text: strings.TrimSpace(c.Input.Text)}
	e.Enter(ctx, c, state.Record.Next)
}

// chooseByText chooses by number, by what the text means, or by the menu's own words.
// It reports whether something was chosen.
func chooseByText(ctx context.Context, e *flows.Engine, c *flows.Conversation, state *flows.State, said understand.Understood) bool {
	option, ok := chosenByText(c, state.Menu, said)
	if !ok {
		return false
	}
	takeOption(ctx, e, c, option, said.Digits)
	return true
}

// chooseByMenuWords takes what a menu understands that is in none of its options.
func chooseByMenuWords(ctx context.Context, e *flows.Engine, c *flows.Conversation, menu *flows.Menu, said understand.Understood) bool {
	if menu == nil || menu.ChooseByWords == nil {
		return false
	}
	option, ok := menu.ChooseByWords(c, said)
	if ok {
		takeOption(ctx, e, c, option, said.Digits)
	}
	return ok
}

// takeOption goes where an option leads; digits are what the next state may look at.
func takeOption(ctx context.Context, e *flows.Engine, c *flows.Conversation, option flows.Option, digits string) {
	option.Choose(c.Session)
	c.Input.Digits = digits
	e.Enter(ctx, c, option.Next)
}

func chosenByText(c *flows.Conversation, menu *flows.Menu, said understand.Understood) (flows.Option, bool) {
	options, chosen := menu.Options(c), -1
	if n := len(said.Digits); n == 1 {
		chosen = int(said.Digits[0] - '1')
	} else if n == 0 && said.Meaning != understand.MeaningNone && (menu.IsClear == nil || menu.IsClear(c)) {
		chosen = slices.IndexFunc(options, func(o flows.Option) bool { return slices.Contains(o.Means, said.Meaning) })
	}
	if chosen < 0 || chosen >= len(options) {
		return flows.Option{}, false
	}
	return options[chosen], true
}

// answerThanks answers a kind word kindly, and shortly. It is no answer to a question,
// which is asked again, and no mistake either.
func answerThanks(e *flows.Engine, c *flows.Conversation, state *flows.State) {
	c.KeepWhole()
	c.Session.Unclear = c.UnclearBefore // a kind word answers nothing
	c.Say(flows.Say{Key: "sms.thanks", Kind: flows.ReplyCourteous})
	switch {
	case isIdle(state):
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
func answerUnclear(ctx context.Context, e *flows.Engine, c *flows.Conversation, state *flows.State) {
	s := c.Session
	s.Tries++
	s.Unclear = flows.JoinNotes(c.UnclearBefore, flows.TextNote(c.Input.Text))
	if s.Tries >= flows.MaxTextMistakes || state.End || state.Menu != nil && state.Menu.ReadByHuman {
		e.Enter(ctx, c, e.Dialogue.Unclear)
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
