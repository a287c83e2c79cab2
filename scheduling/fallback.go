package scheduling

import (
	"fmt"
	"time"
)

// HoursApply reports whether contact hours hold a message back: it is no answer,
// and nobody looked at the hour before it was written. Who writes the text of a
// Notice does.
func HoursApply(m *Message) bool {
	switch m.Kind {
	case Reminder, Invitation:
		return true
	case Notice:
		return m.Channel == Voice && !isUrgent(m)
	}
	return false
}

// Fallback is how somebody is told what a message could not say.
type Fallback string

// The fallbacks.
const (
	NoFallback     Fallback = ""      // it need not be known
	FallbackCall   Fallback = "call"  // the line calls them
	FallbackPerson Fallback = "human" // somebody of the office does
)

// FitsCall reports whether a call can say this: a call tells of a visit as it
// is, and of one that was cancelled there is nothing to tell.
func FitsCall(m *Message) bool { return m.Key != CancelledKey }

// hasCallback reports whether the office has a callback about the same: nobody
// comes, or came.
func hasCallback(m *Message) bool { return m.Key == NobodyKey || isUrgent(m) }

// isUrgent reports whether this is about a visit that begins soon or should have:
// no day off holds it back.
func isUrgent(m *Message) bool { return m.Key == NobodyComesKey || m.Key == LateKey }

// FallbackFor is what comes after a message that cannot be said as it was meant.
// Whoever answers no reminder is found by Reminding; a Notice comes once, so
// that a person says what no call could.
func FallbackFor(m *Message) Fallback {
	switch {
	case m.Kind == Assignment && m.VisitID != 0: // the student does not learn where to go
		return FallbackPerson
	case m.VisitID == 0 || m.Kind != Reminder && m.Kind != Notice:
		return NoFallback
	case m.Channel == SMS && FitsCall(m):
		return FallbackCall
	case hasCallback(m):
		return NoFallback
	case m.Kind == Notice:
		return FallbackPerson
	}
	return NoFallback
}

// CallbackFor asks a person to say what the message could not: before the visit,
// if that is sooner than any other callback is due.
func CallbackFor(m *Message, p *Programme, now time.Time) Callback {
	due := p.CallbackDue(now)
	if start, err := time.Parse(time.RFC3339, m.Args["start"]); err == nil && start.After(now) && start.Before(due) {
		due = start
	}
	note := NoteNotToldMoved.With("reference", m.Args["reference"])
	switch {
	case m.Kind == Assignment:
		note = NoteStudentUnheard.With("visit", fmt.Sprint(m.VisitID))
	case m.Key == CancelledKey:
		note = NoteNotToldOff.With("reference", m.Args["reference"])
	case m.Key == FoundKey:
		note = NoteNotToldFound.With("reference", m.Args["reference"])
	}
	return Callback{
		Key: fmt.Sprintf("message:%d", m.ID), Programme: p.Name, Reason: ReasonNotTold, Status: CallbackOpen,
		Phone: m.To, Due: due, CreatedAt: now, Note: note,
	}
}
