package scheduling

import "time"

// Reassigned is one row of a visit's history: it went from one student to another,
// and why. Rows are only ever added. They hold ids, codes and numbers; sentences are
// made where somebody reads them.
type Reassigned struct {
	VisitID  int64
	From, To int64 // students
	Because
	At time.Time // UTC
}

// Because is a reason as a code with its arguments.
type Because struct {
	Code ReassignCode
	Args map[string]string // by name, as the code says; nil: none
}

// ReassignCode is why a visit went to another student.
type ReassignCode string

// The codes, with their arguments.
const (
	BecauseKnown       ReassignCode = "known"       // the resident knows the new student from last time
	BecauseStopped     ReassignCode = "stopped"     // the student it had takes no visits any more
	BecauseUnavailable ReassignCode = "unavailable" // hours, languages or topics of the student it had changed
	BecauseShorterWay  ReassignCode = "shorter_way" // minutes on the way, instead of
	BecauseShorterDay  ReassignCode = "shorter_day" // the rounds of that day are shorter together
	BecauseRoom        ReassignCode = "room"        // a chain made room for another visit
	BecauseDeclined    ReassignCode = "declined"    // the student said no
	BecauseNoAnswer    ReassignCode = "no_answer"   // no answer in time
	BecauseAbsent      ReassignCode = "absent"      // the student is away then
	BecauseOptedOut    ReassignCode = "opted_out"   // wants no texts, and cannot be asked
	BecauseBusy        ReassignCode = "busy"        // has another question to answer for too long
	BecauseLateYes     ReassignCode = "late_yes"    // said yes after all, when nobody was found
	BecauseMoved       ReassignCode = "moved"       // the visit got another time
)

// ReassignCodes lists every code.
func ReassignCodes() []ReassignCode {
	return []ReassignCode{
		BecauseKnown, BecauseStopped, BecauseUnavailable, BecauseShorterWay, BecauseShorterDay, BecauseRoom, BecauseDeclined,
		BecauseNoAnswer, BecauseAbsent, BecauseOptedOut, BecauseBusy, BecauseLateYes, BecauseMoved,
	}
}
