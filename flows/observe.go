package flows

import "github.com/click-call-connect/helpline/scheduling"

// Observed is one turn, as far as it may be counted.
type Observed struct {
	Programme string
	Channel   scheduling.Channel
	Language  scheduling.Language
	Kind      InputKind
	From, To  StateName          // From is empty for the first turn; To for a hang-up
	Outcome   scheduling.Outcome // what the conversation came to so far; empty: nothing yet
	Ended     bool               // this turn ended the conversation: with a goodbye, or a hang-up
	Apology   bool               // something of ours failed
	Rules     []string           // that read a text: names of TextRule, in the order in which they applied
}

func (e *Engine) observe(c *Conversation) {
	if e.Observe == nil {
		return
	}
	s := c.Session
	seen := Observed{
		Programme: s.Programme, Channel: s.Channel, Language: s.Language, Kind: c.Input.Kind,
		From: c.from, To: s.State, Outcome: s.Outcome, Apology: c.failed, Rules: c.Rules,
	}
	state := e.Dialogue.States[s.State]
	said := state != nil && state.End // goodbye
	if seen.Ended = said; c.Input.Kind == HungUp {
		seen.To, seen.Ended = "", !said // it was counted when the goodbye was said
	}
	e.Observe(seen)
}
