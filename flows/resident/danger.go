package resident

import (
	"context"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/lexicon"
	"github.com/click-call-connect/helpline/scheduling"
)

// The states of a text from somebody who is not well, or not safe: what to do at once, and a
// human who reads it first. In a call, 112 is mentioned on the way to a human.
const (
	StateDanger flows.StateName = "danger"
	StateWarned flows.StateName = "warned"
)

func dangerStates() []*flows.State {
	return []*flows.State{
		{Name: StateDanger, Do: &flows.Action{Run: danger, Next: map[flows.Result]flows.StateName{flows.OK: StateWarned}}},
		goalReached(StateWarned,
			flows.Say{Key: "danger.warn"}, flows.Say{Key: "sms.despair", If: despairs}, flows.Say{Key: "visit.now", If: nowPlanned},
			flows.Say{Key: "visit.not_now", If: func(s *flows.Session) bool { return s.Visit.ID != 0 && !isNear(s) }},
			flows.Say{Key: "danger.noted", If: notAtDoor}, flows.Say{Key: "door.noted", If: isAtDoor},
		),
	}
}

func despairs(s *flows.Session) bool { return s.Despairs }

// nowPlanned reports whether the visit is said to be planned now.
func nowPlanned(s *flows.Session) bool { return s.Visit.Now }

// danger has a human read the text at once. It makes a callback of its own: one that is open
// has a later hour, and may be done.
func danger(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	s.Despairs = understand.SignsOf(c.Input.Text)&lexicon.SignDespair != 0
	callback := CallbackOf(c)
	callback.Key, callback.Reason = c.OperationKey(), scheduling.ReasonHuman
	callback.Note, callback.Due = NoteOf(c, flows.JoinNotes(c.UnclearBefore, c.Input.Note())), c.Input.At
	findCurrentVisit(ctx, c)
	if isAboutDoor(c) {
		s.AtDoor = flows.AtDoor{Now: true}
		callback.Reason = scheduling.ReasonAtDoor
		callback.Note = NoteOf(c, flows.JoinNotes(c.UnclearBefore, writtenAtDoor(c)))
		if about := doorNote(ctx, c); s.AtDoor.Reference != "" || callback.Note == "" {
			callback.Note, callback.VisitID = flows.JoinNotes(callback.Note, about), s.AtDoor.Visit
		}
	}
	if _, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback); err != nil {
		return "", err
	}
	s.Due = callback.Due
	if s.Outcome == "" {
		return flows.OK, c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeHuman))
	}
	return flows.OK, nil
}

// findCurrentVisit finds the visit that is planned now, or whose student may come early or
// still be there, because whoever is at the door may not be a student of ours. On an error, nothing is said about it.
func findCurrentVisit(ctx context.Context, c *flows.Conversation) {
	s := c.Session
	s.Visit = flows.PlannedVisit{}
	expected, err := c.Office.Visits.Expected(ctx, c.Programme, s.Caller)
	if err != nil {
		c.ReportFault("finding the visits of a number", err)
		return
	}
	for _, v := range planned(expected.Visits) {
		v.Now, v.Near = isNow(&v, c.Input.At), canBeAtDoor(&v, c.Input.At)
		if v.Now || !s.Visit.Near {
			s.Visit = v
		}
		if v.Now {
			return
		}
	}
}

// IsGrave reports whether a text tells of a death, or of somebody in hospital: a human reads
// it at once.
func IsGrave(c *flows.Conversation) bool {
	return c.Input.Kind == flows.Text && understand.SignsOf(c.Input.Text)&(lexicon.SignDeath|lexicon.SignHospital) != 0
}
