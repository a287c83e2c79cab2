package dispatch

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

const (
	// maxStudentsAsked is how many students can be asked one after the other before a
	// visit: the time left is divided by it.
	maxStudentsAsked = 4
	// minAnswerTime is the minimum time a student has to answer. The usual time is
	// dispatch.answer in a programme's file.
	minAnswerTime = 20 * time.Minute
)

// Ask is one question to a student: whether they will do a visit.
type Ask struct {
	ID        int64
	Programme string
	Visit     scheduling.Visit
	StudentID int64
	Start     time.Time // start of the visit when it was asked, UTC
	Status    AskStatus
	AskedAt   time.Time
	AnswerBy  time.Time
	ByOffice  bool // the student said yes to the office, not by text
}

// AskStatus is the outcome of an ask.
type AskStatus string

// The statuses of an ask.
const (
	AskOpen      AskStatus = "open"
	AskYes       AskStatus = "yes"
	AskNo        AskStatus = "no"
	AskLate      AskStatus = "late"      // not answered by AnswerBy
	AskWithdrawn AskStatus = "withdrawn" // the visit is no longer the student's
)

// UpcomingVisit is a visit with what the dispatcher needs: its student, the asks for
// the start it has now, and the messages sent about it.
type UpcomingVisit struct {
	scheduling.Visit
	Student        scheduling.Student
	Contact        string    // E.164, the number for messages about the visit; empty: none
	UnstaffedSince time.Time // when a search for a student first failed, UTC; zero if the visit is staffed
	Gone           bool      // the student no longer takes visits
	Asks           []Ask     // oldest first
	Busy           Busy      // of the student
	Notified       []string  // dedup keys of the messages about the visit
}

// AskQuiet is how long a student is not asked anything after an ask of theirs was
// withdrawn or timed out, so that a late "1" is not taken as the answer to the next
// ask.
const AskQuiet = 15 * time.Minute

// Busy holds until when a student cannot be asked. The zero Busy means they can be
// asked.
type Busy struct {
	Asked time.Time // end of their open ask; far in the future if they opted out
	Quiet time.Time // AskQuiet after their last ask was closed
}

// LastQuiet returns the latest instant until which a visit waits for its student's
// AskQuiet. Waiting longer would leave no time to find another student, so a visit that
// starts sooner is asked about at once.
func LastQuiet(start time.Time) time.Time { return start.Add(-LastAnswerMargin) }

// until returns until when the student cannot be asked about a visit with this start.
func (b Busy) until(start time.Time) time.Time {
	if b.Quiet.After(LastQuiet(start)) {
		return b.Asked
	}
	return calendar.Later(b.Asked, b.Quiet)
}

// open returns the open ask of the visit's student, if there is one.
func (u *UpcomingVisit) open() (Ask, bool) {
	at := slices.IndexFunc(u.Asks, func(a Ask) bool { return a.Status == AskOpen && a.StudentID == u.StudentID })
	if at < 0 {
		return Ask{}, false
	}
	return u.Asks[at], true
}

// refused returns the students who were asked and will not do the visit.
func (u *UpcomingVisit) refused() []int64 {
	var ids []int64
	for _, a := range u.Asks {
		if a.Status == AskNo || a.Status == AskLate || a.Status == AskWithdrawn {
			ids = append(ids, a.StudentID)
		}
	}
	return ids
}

// agreed reports whether the visit's student said yes to the office. Such a student may be
// one who cannot be asked by text.
func (u *UpcomingVisit) agreed() bool {
	return slices.ContainsFunc(u.Asks, func(a Ask) bool { return a.ByOffice && a.Status == AskYes && a.StudentID == u.StudentID })
}

func (u *UpcomingVisit) notified(dedupKey string) bool { return slices.Contains(u.Notified, dedupKey) }
