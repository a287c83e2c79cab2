package scheduling

import (
	"fmt"
	"time"
)

// Waits reports whether quiet hours hold a message back: it is no answer, and nobody
// looked at the hour before it was written. Who writes the text of a Notice does.
func (m *Message) Waits() bool {
	switch m.Kind {
	case Reminder, Invitation:
		return true
	case Notice:
		return m.Channel == Voice && !m.Urgent()
	}
	return false
}

// Otherwise is how somebody hears what a message could not say.
type Otherwise string

// The ways.
const (
	NotAtAll Otherwise = ""      // it need not be known
	ByCall   Otherwise = "call"  // the line calls them
	ByHuman  Otherwise = "human" // somebody of the office does
)

// Spoken reports whether a call can say this: a call tells of a visit as it is,
// and of one that was cancelled there is nothing to tell.
func (m *Message) Spoken() bool { return m.Key != CancelledKey }

// HumanKnows reports whether the office has a callback about the same: nobody comes,
// or came.
func (m *Message) HumanKnows() bool {
	return m.Key == NobodyKey || m.Urgent()
}

// Urgent reports whether this is about a visit that begins soon or should have: no
// day off holds it back.
func (m *Message) Urgent() bool { return m.Key == NobodyComesKey || m.Key == LateKey }

// Otherwise is what comes after a message that cannot be said as it was meant.
// Whoever answers no reminder is found by Reminding; a Notice comes once, so that
// it is a human who says what no call could.
func (m *Message) Otherwise() Otherwise {
	switch {
	case m.Kind == Assignment && m.VisitID != 0: // a student who does not hear where to go
		return ByHuman
	case m.VisitID == 0 || m.Kind != Reminder && m.Kind != Notice:
		return NotAtAll
	case m.Channel == SMS && m.Spoken():
		return ByCall
	case m.HumanKnows():
		return NotAtAll
	case m.Kind == Notice:
		return ByHuman
	}
	return NotAtAll
}

// Callback asks a human to say what the message could not: before the visit, where
// that is sooner than any other callback is due.
func (m *Message) Callback(p *Programme, now time.Time) Callback {
	due := p.CallbackDue(now)
	if start, err := time.Parse(time.RFC3339, m.Args["start"]); err == nil && start.After(now) && start.Before(due) {
		due = start
	}
	what := "was moved"
	switch {
	case m.Kind == Assignment:
		what = fmt.Sprintf("(id %d): a text does not reach its student", m.VisitID)
	case m.Key == CancelledKey:
		what = "was cancelled"
	case m.Key == FoundKey:
		what = "has a student again, and takes place"
	}
	return Callback{
		Key: fmt.Sprintf("message:%d", m.ID), Programme: p.Name, Reason: ReasonNotTold, Status: CallbackOpen,
		Phone: m.To, Due: due, CreatedAt: now, Note: "visit " + m.Args["reference"] + " " + what,
	}
}
