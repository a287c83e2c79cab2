package flows

import "github.com/click-call-connect/helpline/scheduling"

// Observed is one turn as metrics may count it, without personal data.
type Observed struct {
	Programme string
	Channel   scheduling.Channel
	Language  scheduling.Language
	Kind      InputKind
	From, To  StateName          // From is empty for the first turn, To for a hang-up
	Outcome   scheduling.Outcome // of the conversation so far; empty: none yet
	Ended     bool               // the conversation ended in this turn, with a goodbye or a hang-up
	Apology   bool               // a fault of ours led to an apology
	Rules     []string           // names of the TextRules that read a text, in the order in which they applied
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
		seen.To, seen.Ended = "", !said // the goodbye was counted as the end
	}
	e.Observe(seen)
}
