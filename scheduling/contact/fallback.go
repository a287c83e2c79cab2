package contact

import (
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// HoursApply reports whether contact hours hold a message back: it is no answer,
// and nobody looked at the hour before it was written. Who writes the text of a
// Notice does.
func HoursApply(m *scheduling.Message) bool {
	switch m.Kind {
	case scheduling.Reminder, scheduling.Invitation:
		return true
	case scheduling.Notice:
		return m.Channel == scheduling.Voice && !isUrgent(m)
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
func FitsCall(m *scheduling.Message) bool { return m.Key != CancelledKey }

// hasCallback reports whether the office has a callback about the same: nobody
// comes, or came.
func hasCallback(m *scheduling.Message) bool { return m.Key == NobodyKey || isUrgent(m) }

// isUrgent reports whether this is about a visit that begins soon or should have:
// no day off holds it back.
func isUrgent(m *scheduling.Message) bool { return m.Key == NobodyComesKey || m.Key == LateKey }

// FallbackFor is what comes after a message that cannot be said as it was meant.
// Whoever answers no reminder is found by Reminding; a Notice comes once, so
// that a person says what no call could.
func FallbackFor(m *scheduling.Message) Fallback {
	switch {
	case m.Kind == scheduling.Assignment && m.VisitID != 0: // the student does not learn where to go
		return FallbackPerson
	case m.VisitID == 0 || m.Kind != scheduling.Reminder && m.Kind != scheduling.Notice:
		return NoFallback
	case m.Channel == scheduling.SMS && FitsCall(m):
		return FallbackCall
	case hasCallback(m):
		return NoFallback
	case m.Kind == scheduling.Notice:
		return FallbackPerson
	}
	return NoFallback
}

// CallbackFor asks a person to say what the message could not: before the visit,
// if that is sooner than any other callback is due.
func CallbackFor(m *scheduling.Message, p *scheduling.Programme, now time.Time) scheduling.Callback {
	due := p.CallbackDue(now)
	if start, err := time.Parse(time.RFC3339, m.Args["start"]); err == nil && start.After(now) && start.Before(due) {
		due = start
	}
	note := scheduling.NoteNotToldMoved.With("reference", m.Args["reference"])
	switch {
	case m.Kind == scheduling.Assignment:
		note = scheduling.NoteStudentUnheard.With("visit", fmt.Sprint(m.VisitID))
	case m.Key == CancelledKey:
		note = scheduling.NoteNotToldOff.With("reference", m.Args["reference"])
	case m.Key == FoundKey:
		note = scheduling.NoteNotToldFound.With("reference", m.Args["reference"])
	}
	return scheduling.Callback{
		Key: fmt.Sprintf("message:%d", m.ID), Programme: p.Name, Reason: scheduling.ReasonNotTold, Status: scheduling.CallbackOpen,
		Phone: m.To, Due: due, CreatedAt: now, Note: note,
	}
}
