package dispatch

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// Ask is a student who was asked to do a visit.
type Ask struct {
	ID        int64
	Programme string
	Visit     scheduling.Visit
	StudentID int64
	Start     time.Time // UTC, of the visit when it was asked
	Status    AskStatus
	AskedAt   time.Time
	AnswerBy  time.Time
}

// AskStatus is what came of an ask.
type AskStatus string

// The statuses of an ask.
const (
	AskOpen      AskStatus = "open"
	AskYes       AskStatus = "yes"
	AskNo        AskStatus = "no"
	AskLate      AskStatus = "late"      // no answer in time: somebody else was asked
	AskWithdrawn AskStatus = "withdrawn" // the visit is not theirs any more
)

// UpcomingVisit is a visit that comes near, with its student and everybody who was
// asked to do it at the time it has.
type UpcomingVisit struct {
	scheduling.Visit
	Student        scheduling.Student
	Contact        string    // of the resident; empty: nobody can be reached
	UnstaffedSince time.Time // since when no student has accepted it; zero: one has, or none failed
	Gone           bool      // the student takes no visits any more
	Asks           []Ask     // oldest first
	Busy           Busy      // the student
	Notified       []string  // the dedup keys of the messages about it
}

// AskQuiet is how long a student is asked nothing after a question of theirs was taken
// back, or its time was over: a "1" that is on its way is no answer to the next one.
const AskQuiet = 15 * time.Minute

// Busy is until when a student cannot be asked anything. Zero: they can be asked.
type Busy struct {
	Asked time.Time // they have a question to answer, or want no texts
	Quiet time.Time // AskQuiet after their last question
}

// LastQuiet is the last moment until which a visit can wait for a student's quiet. What
// begins so soon that nobody else could go after it is asked at once.
func LastQuiet(start time.Time) time.Time { return start.Add(-LastAnswerMargin) }

// until is until when they cannot be asked about a visit.
func (b Busy) until(start time.Time) time.Time {
	if b.Quiet.After(LastQuiet(start)) {
		return b.Asked
	}
	return calendar.Later(b.Asked, b.Quiet)
}

// open is the ask that waits for an answer, if one does.
func (u *UpcomingVisit) open() (Ask, bool) {
	at := slices.IndexFunc(u.Asks, func(a Ask) bool { return a.Status == AskOpen && a.StudentID == u.StudentID })
	if at < 0 {
		return Ask{}, false
	}
	return u.Asks[at], true
}

// refused are the students who will not do it.
func (u *UpcomingVisit) refused() []int64 {
	var ids []int64
	for _, a := range u.Asks {
		if a.Status == AskNo || a.Status == AskLate || a.Status == AskWithdrawn {
			ids = append(ids, a.StudentID)
		}
	}
	return ids
}

func (u *UpcomingVisit) notified(dedupKey string) bool { return slices.Contains(u.Notified, dedupKey) }
