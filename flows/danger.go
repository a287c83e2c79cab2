package flows

import (
	"context"
	"slices"

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
			Say{Key: "visit.not_now", If: func(s *Session) bool { return s.ResidentID != 0 && !nowPlanned(s) }},
			Say{Key: "callback.noted", Facts: []Fact{FactDue}},
		),
	}
}

// nowPlanned: somebody of ours may be at the door.
func nowPlanned(s *Session) bool { return s.Visit.Now }

// danger has a human read the text at once.
func danger(ctx context.Context, c *Conversation) (Result, error) {
	s := c.Session
	c.openCallback()
	s.Reason = scheduling.ReasonHuman
	callback := c.callback()
	callback.Note, callback.Due = c.note(c.Input.Text), c.Input.At
	if _, err := c.office.CallBack(ctx, c.Programme, callback); err != nil {
		return "", err
	}
	s.Due, s.Callback, s.Reason = c.Programme.CallbackDue(c.Input.At), "", ""
	now := slices.ContainsFunc(s.Planned, func(v PlannedVisit) bool { return v.now(c.Input.At) })
	s.Visit = PlannedVisit{Now: now}
	if s.Outcome == "" {
		return OK, c.office.RecordDemand(ctx, c.settle(scheduling.OutcomeHuman))
	}
	return OK, nil
}
