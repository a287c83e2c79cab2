package contact

import (
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// HoursApply reports whether a message may only be sent within contact hours. Answers
// may always be sent, and so may a Notice that is urgent or, as a text, has a reason not to
// wait; see ScheduleNotice. A Notice without a visit's start is sent when its author chose.
func HoursApply(m *scheduling.Message) bool {
	switch m.Kind {
	case scheduling.Reminder, scheduling.Invitation:
		return true
	case scheduling.Notice:
		return !IsUrgent(m) && (m.Channel == scheduling.Voice || m.Args["start"] != "" && m.Args[whyNow] == "")
	}
	return false
}

// Fallback is what replaces a message that could not be delivered.
type Fallback string

// The fallbacks.
const (
	NoFallback     Fallback = ""      // nothing
	FallbackCall   Fallback = "call"  // an automatic call
	FallbackPerson Fallback = "human" // a callback by the office
)

// FitsCall reports whether a message can be replaced by an automatic call. Such a call
// reads a planned visit, so it cannot report a cancelled one.
func FitsCall(m *scheduling.Message) bool { return m.Key != CancelledKey }

// hasCallback reports whether the office already has a callback about the subject of a
// message: a visit to which no student comes or came.
func hasCallback(m *scheduling.Message) bool { return m.Key == UnstaffedKey || IsUrgent(m) }

// IsUrgent reports whether a message is about a visit that begins soon or should have
// begun. It is not held back on days off, nor by the max of calls a day.
func IsUrgent(m *scheduling.Message) bool {
	return m.Key == NobodyComesKey || m.Key == LateKey || m.Key == DelayedKey || m.Key == AtDoorKey
}

// FallbackFor returns what replaces a message that could not be delivered: a call in place
// of a text, and the office in place of a call.
func FallbackFor(m *scheduling.Message) Fallback {
	switch {
	case m.Kind == scheduling.Assignment && m.VisitID != 0: // the student would not have the address
		return FallbackPerson
	case m.Key == FeedbackKey && m.Channel == scheduling.Voice: // nobody is called by a person to be asked whether it helped
		return NoFallback
	case m.VisitID == 0 || m.Kind != scheduling.Reminder && m.Kind != scheduling.Notice:
		return NoFallback
	case m.Channel == scheduling.SMS && FitsCall(m):
		return FallbackCall
	case hasCallback(m):
		return NoFallback
	}
	return FallbackPerson
}

// CallbackFor returns the callback that replaces an undelivered message. It is due at
// p.CallbackDue, or before the visit if that is sooner. All reminders of a visit have one
// callback, which is also that of reminders without an answer. calls has how our calls ended,
// if there were any.
func CallbackFor(m *scheduling.Message, p *scheduling.Programme, now time.Time, calls ...scheduling.NoteCode) scheduling.Callback {
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
	case m.Key == DoorKey:
		note = scheduling.NoteNotToldWord.With("reference", m.Args["reference"])
	case m.Key == FoundKey:
		note = scheduling.NoteNotToldFound.With("reference", m.Args["reference"])
	case m.Kind == scheduling.Reminder:
		note = scheduling.NoteNotReminded.With("reference", m.Args["reference"])
	}
	for _, call := range calls {
		note += call.With()
	}
	return scheduling.Callback{
		Key: callbackKey(m), Programme: p.Name, Reason: scheduling.ReasonNotTold, Status: scheduling.CallbackOpen,
		Phone: m.To, VisitID: m.VisitID, Language: m.Language, Due: due, CreatedAt: now, Note: note,
	}
}

// callbackKey returns the key of the callback that replaces a message.
func callbackKey(m *scheduling.Message) string {
	start, err := time.Parse(time.RFC3339, m.Args["start"])
	if m.Kind != scheduling.Reminder || err != nil {
		return scheduling.NotToldDedupKey(m.ID)
	}
	visit := scheduling.Visit{ID: m.VisitID, Start: start}
	return visit.NoAnswerDedupKey()
}
