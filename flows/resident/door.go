package resident

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
)

// StateDoor is entered when somebody is at the door whom the caller does not trust: what to
// do first, a callback that is due now, and a call to whoever is on duty. It is also the
// state that 0 leads to while a visit is planned. A text is answered as one from somebody
// who is not safe; see danger.
const StateDoor flows.StateName = "door"

const (
	resultAtDoor  flows.Result = "at_the_door"
	resultWritten flows.Result = "written"
)

// doorEarly is how long before its start a visit can be the one at the door: students come
// early, and residents call before they open. After its end that is [booking.DoorGrace].
const doorEarly = 30 * time.Minute

// maxDoorRings limits how often the numbers on duty are rung in vain in one call.
const maxDoorRings = 4

func doorStates() []*flows.State {
	return []*flows.State{
		{Name: StateDoor, Do: &flows.Action{Run: atDoor, Next: map[flows.Result]flows.StateName{
			flows.OK: StateVoicemail, resultOpen: StateConnect, resultNoNumber: StateHumanNumber, resultWritten: StateDanger,
		}}},
	}
}

// isAtDoor reports whether the conversation is about somebody at the door.
func isAtDoor(s *flows.Session) bool { return s.AtDoor.Now }

// notAtDoor reports the opposite of isAtDoor.
func notAtDoor(s *flows.Session) bool { return !s.AtDoor.Now }

// doorOption is the option of somebody at the door, wherever it is no visit's turn.
func doorOption() flows.Option {
	return flows.Option{Say: flows.Say{Key: "option.at_door"}, Next: StateDoor}
}

// doorVisit returns the visit of the caller that can be at the door now. It is only known
// of somebody who proved who they are, or whom we called or texted.
func doorVisit(c *flows.Conversation) (flows.PlannedVisit, bool) {
	s := c.Session
	for _, v := range slices.Concat([]flows.PlannedVisit{s.Visit}, s.Planned, s.Ended) {
		if v.ID != 0 && canBeAtDoor(&v, c.Input.At) {
			return v, true
		}
	}
	return flows.PlannedVisit{}, false
}

// canBeAtDoor reports whether the student of a visit may stand at the door.
func canBeAtDoor(v *flows.PlannedVisit, at time.Time) bool {
	return v.Status != scheduling.Requested && !v.Unstaffed &&
		!at.Before(v.Start.Add(-doorEarly)) && at.Before(v.End.Add(booking.DoorGrace))
}

// atDoor says what to do first, notes a callback of its own that is due now, and leads to
// the numbers on duty. If the callback cannot be saved, they are rung all the same.
func atDoor(ctx context.Context, c *flows.Conversation) (flows.Result, error) {
	s := c.Session
	if !s.AtDoor.Now {
		s.Rung = 0
	}
	s.AtDoor = flows.AtDoor{Now: true}
	if s.Channel == scheduling.SMS {
		return resultWritten, nil
	}
	if _, ok := doorVisit(c); !ok && s.ResidentID != 0 {
		c.Say(flows.Say{Key: "visit.not_now"})
	}
	c.Say(flows.Say{Key: "door.stay"})
	c.Say(flows.Say{Key: "human.danger"})
	s.Reason, s.Named, s.Callback = scheduling.ReasonAtDoor, false, c.OperationKey()
	noted := noteAtDoor(ctx, c)
	if ring(c, maxDoorRings) {
		if noted != nil {
			c.ReportFault("noting somebody at the door", noted)
		}
		return resultOpen, nil
	}
	c.Say(flows.Say{Key: "door.closed"})
	return askNumberOnce(c), noted
}

// noteAtDoor saves the callback of somebody at the door, due now.
func noteAtDoor(ctx context.Context, c *flows.Conversation) error {
	s := c.Session
	note := flows.JoinNotes(NoteOf(c, ""), doorNote(ctx, c))
	callback := CallbackOf(c)
	callback.Due, callback.Note = c.Input.At, note
	if _, err := c.Office.Callbacks.CallBack(ctx, c.Programme, callback); err != nil {
		return err
	}
	s.Done = true
	if s.Outcome == "" {
		return c.Office.Demand.RecordDemand(ctx, noteOutcome(c, scheduling.OutcomeHuman))
	}
	return nil
}

// doorNote returns the note about somebody at the door, and notes the visit for whoever is
// rung. If nobody proved who they are, the visits of the number are for the office only:
// nothing of them is said.
func doorNote(ctx context.Context, c *flows.Conversation) string {
	s := c.Session
	visit, ok := doorVisit(c)
	code := scheduling.NoteAtDoor
	if !ok && s.ResidentID == 0 {
		visit, ok = expectedAtDoor(ctx, c)
		code = scheduling.NoteAtDoorUnproved
	}
	switch {
	case ok:
		s.AtDoor.Visit, s.AtDoor.Reference, s.AtDoor.Start = visit.ID, visit.Reference, visit.Start
		return code.With("reference", visit.Reference, "start", visit.Start.UTC().Format(time.RFC3339))
	case s.ResidentID == 0:
		return scheduling.NoteAtDoorUnknown.With()
	}
	return scheduling.NoteAtDoorNoVisit.With()
}

// expectedAtDoor finds the visit of the caller's number that can be at the door now.
func expectedAtDoor(ctx context.Context, c *flows.Conversation) (flows.PlannedVisit, bool) {
	expected, err := c.Office.Visits.Expected(ctx, c.Programme, c.Session.Caller)
	if err != nil {
		c.ReportFault("finding the visits of a number", err)
	}
	for _, v := range planned(expected.Visits) {
		if canBeAtDoor(&v, c.Input.At) {
			return v, true
		}
	}
	return flows.PlannedVisit{}, false
}

// isAboutDoor reports whether a text of somebody who is not safe is about their door: it
// says so, or an option or a text before did.
func isAboutDoor(c *flows.Conversation) bool {
	return c.Session.AtDoor.Now || understand.SaysAtDoor(c.Input.Text)
}

// writtenAtDoor returns what somebody at the door wrote. A key alone is nothing to read.
func writtenAtDoor(c *flows.Conversation) string {
	if utf8.RuneCountInString(strings.TrimSpace(c.Input.Text)) <= 1 {
		return ""
	}
	return c.Input.Note()
}
