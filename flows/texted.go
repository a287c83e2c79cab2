package flows

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// readText decides what a text means in a state.
func readText(ctx context.Context, e *Engine, c *Conversation, state *State) {
	said, whole := c.understood(), strings.TrimSpace(c.Input.Text)
	c.unread, c.Session.Unclear = c.Session.Unclear, ""
	c.Session.ByText = c.Session.ByText || said.ByText
	adoptLanguage(c, said)
	switch {
	case said.Meaning == MeaningDanger && !acceptsWholeText(state, whole), state.Name == StateWarned && hasMoreToSay(c, said):
		e.enter(ctx, c, e.Dialogue.Danger)
	case switchLanguage(ctx, e, c, state):
	case acceptsWholeText(state, whole):
		e.number(ctx, c, state, state.Number.Text(whole))
	case whole == "0" || said.Digits == "0" && state.Number == nil:
		e.human(ctx, c, scheduling.ReasonHuman)
	case whole == "*":
		e.repeat(c, state)
	case state.Record != nil:
		readMessage(ctx, e, c, state, said)
	default:
		readInWords(ctx, e, c, state, said)
	}
}

// readInWords looks for what the menu offers before a human is asked for: "toujours
// personne" is no wish for a person.
func readInWords(ctx context.Context, e *Engine, c *Conversation, state *State, said Understood) {
	switch {
	case chooseByName(ctx, e, c, state.Menu), chooseByMenuWords(ctx, e, c, state.Menu, said), noteNobodyCame(ctx, e, c):
	case state.Name == StateVoicemailDone && said.Meaning == MeaningOther: // "bel liever na 17u"
		answerUnclear(ctx, e, c, state)
	case said.Meaning == MeaningHuman:
		e.human(ctx, c, scheduling.ReasonHuman)
	case said.Meaning == MeaningRepeat:
		e.repeat(c, state)
	default:
		readAnswer(ctx, e, c, state, said)
	}
}

// readAnswer takes a text for an answer to the question, for the beginning of
// something else, or for a kind word.
func readAnswer(ctx context.Context, e *Engine, c *Conversation, state *State, said Understood) {
	switch option, goal := goalOf(e, c, state, said); {
	case state.Menu != nil && chooseByText(ctx, e, c, state, said):
	case readAboutVisit(ctx, e, c, state, said):
	case state.Number != nil && state.Number.Means[said.Meaning] != "":
		e.number(ctx, c, state, state.Number.Means[said.Meaning])
	case goal:
		beginGoal(ctx, e, c, option, said)
	case state.Number != nil && typedDigits(state.Number, said) != "":
		e.number(ctx, c, state, typedDigits(state.Number, said))
	case state.Menu != nil && givesCode(c, said):
		takeCode(ctx, e, c, state, said)
	case said.ByText:
		c.say(Say{Key: "sms.by_text"})
		c.reply(c.ask(state))
	case isClosingRemark(c, state, said):
		answerThanks(e, c, state)
	default:
		answerUnclear(ctx, e, c, state)
	}
}

// readAboutVisit goes on about the visit that is spoken of: "hoe laat komt hij?" after a
// reminder, whose numbers stay what they were, and "toch houden" among other times.
func readAboutVisit(ctx context.Context, e *Engine, c *Conversation, state *State, said Understood) bool {
	switch {
	case said.Meaning == MeaningVisit && slices.Contains([]StateName{StateReminder, StateLate, StateExpected}, state.Name):
		e.repeat(c, state)
	case said.Meaning == MeaningCancel && state.Name == StateCancelSure: // not in so many words: it is asked again
		e.repeat(c, state)
	case said.Meaning == MeaningKeep && stillPlanned(c, c.Session.Visit.ID):
		c.Session.Done = true
		e.enter(ctx, c, StateShow)
	default:
		return false
	}
	return true
}

func stillPlanned(c *Conversation, visit int64) bool {
	return slices.ContainsFunc(c.Session.Planned, func(v PlannedVisit) bool { return v.ID == visit })
}

// isClosingRemark: a kind word, or, where nothing is asked, "ok, tot dan" and "nee dank u".
func isClosingRemark(c *Conversation, state *State, said Understood) bool {
	no := said.Meaning == MeaningNo && bareNo(c.Input.Text)
	if state.Menu != nil && state.Menu.Heed && wordCount(c.Input.Text) > 3 && said.Meaning != MeaningThanks {
		return false
	}
	return said.Meaning == MeaningThanks || isIdle(state) && (said.Meaning == MeaningYes || no)
}

// typedDigits is the digits that a text gives, or stands for.
func typedDigits(n *Number, said Understood) string {
	return cmp.Or(said.Digits, n.Means[said.Meaning])
}

// acceptsWholeText reports whether a text as a whole answers the question of a state.
func acceptsWholeText(s *State, whole string) bool {
	return s.Number != nil && s.Number.Text != nil && s.Number.Text(whole) != ""
}

// isIdle: nothing is asked. Whoever says something kind has said it all.
func isIdle(s *State) bool { return s.End || s.Menu != nil && s.Menu.Idle }

// goalOf is the goal that a text begins. Where nothing is asked, another day can be
// about nothing but the visit.
func goalOf(e *Engine, c *Conversation, state *State, said Understood) (Option, bool) {
	means := said.Meaning
	switch {
	case means == MeaningOther && isIdle(state):
		means = MeaningMove
	case means == MeaningNo && isIdle(state) && !bareNo(c.Input.Text): // "ik ben niet thuis"
		means = MeaningCancel
	}
	option, ok := e.Dialogue.Goals[means]
	if means == MeaningNoLetter { // elsewhere it answers something, or complains
		ok = isIdle(state) || slices.Contains([]StateName{StateLanguage, StateMain}, state.Name)
	}
	return option, ok
}

// beginGoal begins what words alone ask for. A number in the same text answers the
// first question: "afspraak 234567"; and a topic the one after it: "hulp met itsme".
func beginGoal(ctx context.Context, e *Engine, c *Conversation, option Option, said Understood) {
	s := c.Session
	option.pick(s)
	if topic := topicOf(c.Input.Text); s.Goal == GoalBook && slices.Contains(c.Programme.Topics, topic) {
		s.Topic = topic
	}
	if s.Proof == ProofReminded && said.Meaning != MeaningVisit && s.Goal == GoalVisit {
		e.enter(ctx, c, StateVisits) // as the reminder offered, to the same number
		return
	}
	e.enter(ctx, c, option.Next)
	if state := e.Dialogue.States[s.State]; state.Number != nil && typedDigits(state.Number, said) != "" {
		c.said = nil
		e.number(ctx, c, state, typedDigits(state.Number, said))
	}
}

// givesCode: the code of a letter, from somebody who has not given it yet.
func givesCode(c *Conversation, said Understood) bool {
	known := c.Session.ResidentID != 0 && c.Session.Proof != ProofReminded
	return !known && said.Meaning == MeaningNone && isCode(said.Digits)
}

// takeCode takes the code of a letter where nobody asked for it: for what was begun, or
// else to book, where whoever has a visit hears so. It proves more than a reminder.
func takeCode(ctx context.Context, e *Engine, c *Conversation, state *State, said Understood) {
	option := e.Dialogue.Goals[MeaningBook]
	if c.Session.Proof == ProofReminded {
		option = e.Dialogue.Goals[MeaningVisit]
		c.Session.Identity = Identity{WrongCodes: c.Session.WrongCodes}
	}
	if begun := c.Session.Goal; !isIdle(state) && (begun == GoalBook || begun == GoalVisit) {
		option = Option{Next: StateIdentify}
	}
	beginGoal(ctx, e, c, option, said)
}

// readMessage is what is texted in place of what is spoken after the tone: all of it
// counts, but for a change of mind in one word, and for a thank you.
func readMessage(ctx context.Context, e *Engine, c *Conversation, state *State, said Understood) {
	if option, ok := e.Dialogue.Goals[goalWord(c.Input.Text)]; ok {
		beginGoal(ctx, e, c, option, said)
		return
	}
	if said.Meaning == MeaningThanks && onlyKnownWords(c.Input.Text) {
		answerThanks(e, c, state)
		return
	}
	c.Input.Recording = Recording{Text: strings.TrimSpace(c.Input.Text)}
	e.enter(ctx, c, state.Record.Next)
}

// chooseByText chooses by number, by what the text means, or by the menu's own words.
// It reports whether something was chosen.
func chooseByText(ctx context.Context, e *Engine, c *Conversation, state *State, said Understood) bool {
	option, ok := chosenByText(c, state.Menu, said)
	if !ok {
		return false
	}
	takeOption(ctx, e, c, option, said.Digits)
	return true
}

// chooseByMenuWords takes what a menu understands that is in none of its options.
func chooseByMenuWords(ctx context.Context, e *Engine, c *Conversation, menu *Menu, said Understood) bool {
	if menu == nil || menu.Said == nil {
		return false
	}
	option, ok := menu.Said(c, said)
	if ok {
		takeOption(ctx, e, c, option, said.Digits)
	}
	return ok
}

// takeOption goes where an option leads; digits are what the next state may look at.
func takeOption(ctx context.Context, e *Engine, c *Conversation, option Option, digits string) {
	option.pick(c.Session)
	c.Input.Digits = digits
	e.enter(ctx, c, option.Next)
}

func chosenByText(c *Conversation, menu *Menu, said Understood) (Option, bool) {
	options, chosen := menu.Options(c), -1
	if n := len(said.Digits); n == 1 {
		chosen = int(said.Digits[0] - '1')
	} else if n == 0 && said.Meaning != MeaningNone && (menu.Clear == nil || menu.Clear(c)) {
		chosen = slices.IndexFunc(options, func(o Option) bool { return slices.Contains(o.Means, said.Meaning) })
	}
	if chosen < 0 || chosen >= len(options) {
		return Option{}, false
	}
	return options[chosen], true
}

// answerThanks answers a kind word kindly, and shortly. It is no answer to a question,
// which is asked again, and no mistake either.
func answerThanks(e *Engine, c *Conversation, state *State) {
	c.keepWhole()
	c.Session.Unclear = c.unread // a kind word answers nothing
	c.say(Say{Key: "sms.thanks", Kind: ReplyCourteous})
	switch {
	case isIdle(state):
		c.reply(c.expect(state))
	case state.Record != nil:
		for _, s := range state.Say {
			c.say(s)
		}
		c.reply(c.expect(state))
	default:
		c.reply(c.askAgain(state))
	}
}

// answerUnclear helps once; then a human reads the text.
func answerUnclear(ctx context.Context, e *Engine, c *Conversation, state *State) {
	s := c.Session
	s.Tries++
	s.Unclear = joinNotes(c.unread, TextNote(c.Input.Text))
	if s.Tries >= textMistakes || state.End || state.Menu != nil && state.Menu.Heed {
		e.enter(ctx, c, e.Dialogue.Unclear)
		return
	}
	c.keepWhole()
	if state.Menu == nil { // there is no list to choose from
		c.say(Say{Key: "sms.again", Kind: ReplyUnclear})
		c.reply(c.askAgain(state))
		return
	}
	c.say(Say{Key: "again.text", Kind: ReplyUnclear})
	expect := c.askAgain(state)
	c.say(Say{Key: "menu.human"})
	c.reply(expect)
}
