package flows

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/scheduling"
)

// The states of a text from somebody who is not well, or not safe: what to do at once,
// and a human who reads it first. Whoever calls hears 112 on the way to a human.
const (
	StateDanger StateName = "danger"
	StateWarned StateName = "warned"
)

func dangerStates() []*State {
	return []*State{
		{Name: StateDanger, Do: &Action{Run: danger, Next: map[Result]StateName{OK: StateWarned}}},
		anythingElse(StateWarned,
			Say{Key: "danger.warn"}, Say{Key: "visit.now", If: nowPlanned},
			Say{Key: "visit.not_now", If: func(s *Session) bool { return s.Visit.ID != 0 && !nowPlanned(s) }},
			Say{Key: "callback.noted", Facts: []Fact{FactDue}},
		),
	}
}

// nowPlanned: somebody of ours may be at the door.
func nowPlanned(s *Session) bool { return s.Visit.Now }

// hasMoreToSay reports whether a text after a warning says anything: it belongs to it. A digit
// chooses, and so does a wish for the menu, or for a human.
func hasMoreToSay(c *Conversation, said Understood) bool {
	choices := []Meaning{MeaningMenu, MeaningThanks, MeaningBook, MeaningDigipunt}
	return utf8.RuneCountInString(strings.TrimSpace(c.Input.Text)) > 1 && !slices.Contains(choices, said.Meaning)
}

// danger has a human read the text at once. It is a callback of its own: one that was
// begun has another hour, and may be done.
func danger(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	callback := callbackOf(c)
	callback.Key, callback.Reason = c.operation(), scheduling.ReasonHuman
	callback.Note, callback.Due = noteOf(c, joinNotes(c.unread, TextNote(c.Input.Text))), c.Input.At
	if _, err := c.office.Callbacks.CallBack(ctx, c.Programme, callback); err != nil {
		return "", err
	}
	s.Due = c.Programme.CallbackDue(c.Input.At)
	findCurrentVisit(ctx, c)
	if s.Outcome == "" {
		return OK, c.office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeHuman))
	}
	return OK, nil
}

// findCurrentVisit looks at the books as they are: whoever is at the door may be nobody of
// ours. In doubt nothing is said of it.
func findCurrentVisit(ctx context.Context, c *Conversation) {
	s := c.Session
	s.Visit = PlannedVisit{}
	expected, err := c.office.Visits.Expected(ctx, c.Programme, s.Caller)
	if err != nil {
		c.fault("finding the visits of a number", err)
		return
	}
	for _, v := range planned(expected.Visits) {
		s.Visit = v
		if s.Visit.Now = isNow(&v, c.Input.At); s.Visit.Now {
			return
		}
	}
}
