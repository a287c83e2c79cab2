package scheduling

import "time"

// Reassigned is one record of a visit's history: the visit went from one student to
// another. Records are only ever added. They hold ids, codes and numbers; flows/locale
// and the commands word them.
type Reassigned struct {
	VisitID  int64
	From, To int64 // students
	Because
	At time.Time // UTC
}

// Because is a reason, as a code with arguments.
type Because struct {
	Code ReassignCode
	Args map[string]string // by name, see the codes; nil: none
}

// ReassignCode is why a visit went to another student.
type ReassignCode string

// The codes, with their arguments.
const (
	BecauseKnown       ReassignCode = "known"       // the new student came to the resident last time
	BecauseStopped     ReassignCode = "stopped"     // the previous student no longer takes visits
	BecauseUnavailable ReassignCode = "unavailable" // the previous student's hours, languages or topics changed
	BecauseShorterWay  ReassignCode = "shorter_way" // minutes, instead: travel time now and before
	BecauseShorterDay  ReassignCode = "shorter_day" // the day's trips are shorter in total
	BecauseRoom        ReassignCode = "room"        // a chain made room for another visit
	BecauseDeclined    ReassignCode = "declined"    // the student said no
	BecauseNoAnswer    ReassignCode = "no_answer"   // no answer in time
	BecauseAbsent      ReassignCode = "absent"      // the student is away then
	BecauseOptedOut    ReassignCode = "opted_out"   // the student cannot be asked: opted out of texts, or has no mobile
	BecauseBusy        ReassignCode = "busy"        // the student's other ask is open for too long
	BecauseLateYes     ReassignCode = "late_yes"    // the student said yes late, when no other was found
	BecauseMoved       ReassignCode = "moved"       // the visit got another time
	BecauseOffice      ReassignCode = "office"      // the office chose; words: why, if they were given
	BecauseRelocated   ReassignCode = "relocated"   // the resident moved, and the previous student cannot come there
)

// ReassignCodes lists every code.
func ReassignCodes() []ReassignCode {
	return []ReassignCode{
		BecauseKnown, BecauseStopped, BecauseUnavailable, BecauseShorterWay, BecauseShorterDay, BecauseRoom, BecauseDeclined,
		BecauseNoAnswer, BecauseAbsent, BecauseOptedOut, BecauseBusy, BecauseLateYes, BecauseMoved, BecauseOffice,
		BecauseRelocated,
	}
}
