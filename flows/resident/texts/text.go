package texts

import (
	"context"
	"slices"
	"strings"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// textRule is a rule with what it takes to follow it. A rule that applies may note in the
// text which option it found, for do.
type textRule struct {
	flows.TextRule
	applies func(t *text) bool
	do      func(t *text, ctx context.Context)
}

// textReader reads texts by the table of textRules.
type textReader struct {
	rules map[flows.TextSituation][]textRule // those that stand for a situation, in order
}

// Reader returns what reads the texts of residents.
func Reader() flows.TextReader {
	r := &textReader{rules: map[flows.TextSituation][]textRule{}}
	for _, rule := range textRules() {
		for _, situation := range rule.In {
			r.rules[situation] = append(r.rules[situation], rule)
		}
	}
	return r
}

// TextRules describes the rules that read the texts of residents, in their order.
func TextRules() []flows.TextRule {
	rules := textRules()
	described := make([]flows.TextRule, len(rules))
	for i := range rules {
		described[i] = rules[i].TextRule
	}
	return described
}

// text is one text while it is read.
type text struct {
	reader   *textReader
	engine   *flows.Engine
	c        *flows.Conversation
	state    *flows.State // in which it comes; nil: a first text
	said     understand.Understood
	whole    string              // without the space around it
	expected *contact.Expected   // visits of the number, of a first text; nil: not a first text
	named    scheduling.Language // by a first text; empty: none
	spoken   bool                // the programme has the language of a first text
	option   flows.Option        // that the rule found which applies
	question scheduling.Question // that it found
}

// OpenText reads a first text.
func (r *textReader) OpenText(ctx context.Context, e *flows.Engine, c *flows.Conversation, expected *contact.Expected) {
	_ = resident.NoteClosed(ctx, c) // a text is no call, so that nothing is recorded
	t := r.textOf(e, c)
	t.expected, t.named = expected, namedLanguage(c)
	t.spoken = c.UseLanguage(firstLanguage(t))
	c.Session.ByText = t.said.ByText
	r.follow(ctx, t, flows.FirstText)
}

// ReadText reads a text in a state.
func (r *textReader) ReadText(ctx context.Context, e *flows.Engine, c *flows.Conversation, state *flows.State) {
	_ = resident.NoteClosed(ctx, c)
	t := r.textOf(e, c)
	t.state = state
	c.UnclearBefore, c.Session.Unclear = c.Session.Unclear, ""
	c.Session.ByText = c.Session.ByText || t.said.ByText
	adoptLanguage(c, t.said)
	if state.Record != nil {
		r.follow(ctx, t, flows.AskedMessage)
		return
	}
	r.follow(ctx, t, flows.AtQuestion)
}

func (r *textReader) textOf(e *flows.Engine, c *flows.Conversation) *text {
	return &text{reader: r, engine: e, c: c, said: c.Understood(), whole: strings.TrimSpace(c.Input.Text)}
}

// follow follows the first rule that applies. The last one of each situation always does.
func (r *textReader) follow(ctx context.Context, t *text, in flows.TextSituation) {
	rules := r.rules[in]
	for i := range rules {
		if rules[i].applies(t) {
			t.c.Rules = append(t.c.Rules, rules[i].Name)
			rules[i].do(t, ctx)
			return
		}
	}
}

// always is for the last rule of a situation.
func (t *text) always() bool { return true }

// is reports whether the text has one of the meanings.
func (t *text) is(meanings ...understand.Meaning) bool {
	return slices.Contains(meanings, t.said.Meaning)
}

// at reports whether the text comes in one of the states.
func (t *text) at(states ...flows.StateName) bool {
	return t.state != nil && slices.Contains(states, t.state.Name)
}

// menu is the menu that the text may choose from; nil: none was offered.
func (t *text) menu() *flows.Menu {
	if t.state == nil {
		return nil
	}
	return t.state.Menu
}

// number is the number that the text may give; nil: none was asked for.
func (t *text) number() *flows.Number {
	if t.state == nil {
		return nil
	}
	return t.state.Number
}

// isIdle reports whether the text answers nothing: after a goal that was reached, or a
// goodbye.
func (t *text) isIdle() bool { return t.state != nil && isIdle(t.state) }

// isIdle reports whether a state asks nothing.
func isIdle(s *flows.State) bool { return s.End || s.Menu != nil && s.Menu.Idle }
