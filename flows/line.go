package flows

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of the line, from the welcome to the goodbye. The booking dialogue
// is in booking.go, the ways to a human in human.go.
const (
	StateLanguage StateName = "language"
	StateMain     StateName = "main"
	StateGoodbye  StateName = "goodbye"
)

// Helpline is the dialogue of the line.
func Helpline() *Dialogue {
	return dialogueOf(StateLanguage, StateHuman, StateSorry, lineStates(), bookingStates(), refusalStates(), humanStates())
}

func lineStates() []*State {
	return []*State{
		{
			Name: StateLanguage,
			Say:  []Say{{Key: "welcome", Facts: []Fact{FactTitle, FactCity}}},
			Menu: &Menu{Options: languageOptions, Next: []StateName{StateMain}},
		},
		{
			Name: StateMain,
			Menu: &Menu{Short: Say{Key: "menu.short"}, Options: mainOptions, Next: []StateName{StateCheckOpen}, Hints: true},
		},
		{Name: StateGoodbye, Say: []Say{{Key: "goodbye"}}, End: true},
	}
}

// languageOptions says each language in that language. The choice is asked on
// every call and kept with this call and its visit only (DOMAIN.md, law).
func languageOptions(c *Conversation) []Option {
	options := make([]Option, len(c.Programme.Languages))
	for i, rule := range c.Programme.Languages {
		options[i] = Option{
			Say: Say{Key: "option.language"}, Spoken: rule.Code, Next: StateMain,
			Pick: func(s *Session) { s.Language = rule.Code },
		}
	}
	return options
}

func mainOptions(*Conversation) []Option {
	return []Option{{Say: Say{Key: "option.book"}, Next: StateCheckOpen, Pick: startOver}}
}

// startOver forgets what an earlier goal of the same call left behind.
func startOver(s *Session) {
	s.Reason, s.Callback, s.Topic, s.TopicPage = "", "", "", 0
	s.Offer, s.Chosen, s.Booked, s.Taken = nil, OfferedTime{}, BookedVisit{}, 0
	s.After = time.Time{}
}

// anythingElse is where a goal that was reached leads: the caller may go on, or
// hang up. Here silence is an answer too, and the line says goodbye.
func anythingElse(name StateName, say ...Say) *State {
	return &State{
		Name: name, Say: say,
		Menu: &Menu{
			Ask: "else.ask", Options: elseOptions,
			Next: []StateName{StateMain}, Silent: StateGoodbye, Tries: 2, Whole: true, Hints: true,
		},
	}
}

func elseOptions(*Conversation) []Option {
	return []Option{{Say: Say{Key: "option.main"}, Next: StateMain, Pick: startOver}}
}

// settle notes what the conversation came to. A booked visit stays the outcome,
// whatever the caller asks for next.
func (c *Conversation) settle(outcome scheduling.Outcome) scheduling.Demand {
	if c.Session.Outcome != scheduling.OutcomeBooked {
		c.Session.Outcome = outcome
	}
	return c.demand(c.Session.Outcome)
}
