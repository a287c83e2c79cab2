package scheduling

import (
	"fmt"
	"time"
)

// What dedup keys begin with. A message with a key is put in the outbox once,
// and a callback with a key is completed rather than doubled. All of them are
// made here; SQL that looks for one takes its beginning from here, too.
const (
	DedupLate        = "late:"         // visit, start: nobody came at its time
	DedupDone        = "done:"         // visit, start: is it over?
	DedupDenied      = "denied:"       // before DedupLate: the student came, says the student only
	DedupDisputed    = "disputed:"     // before DedupLate: noted as a no-show, and the resident answered
	DedupThere       = "there:"        // before DedupLate: is the student there?
	DedupNobodyComes = "nobody_comes:" // visit, start
	DedupNoStudent   = "no_student:"   // visit, since when
	DedupFound       = "found:"        // before DedupNoStudent: it has a student again
	DedupReminder    = "reminder:"     // visit, start, days before
	DedupNoAnswer    = "no_answer:"    // visit, start: both reminders were not answered
	DedupAsk         = "ask:"          // ask
	DedupWithdrawn   = "withdrawn:"    // ask
	DedupAddress     = "address:"      // visit, student, start; or visit, the text that asks again
	DedupWord        = "word:"         // as DedupAddress
	DedupInvitation  = "invitation:"   // programme, wave, resident
	DedupStudent     = "student:"      // the text in which a student asks for help
)

func (r VisitRef) dedupKey(kind string) string {
	return fmt.Sprintf("%s%d:%d", kind, r.ID, r.Start.Unix())
}

// LateDedupKey names the callback of a visit to which nobody came at its time.
func (v *Visit) LateDedupKey() string { return v.Ref().dedupKey(DedupLate) }

// DoneDedupKey names what asks whether a visit is over: a text, and then a callback.
func (v *Visit) DoneDedupKey() string { return v.Ref().dedupKey(DedupDone) }

// DeniedDedupKey names the callback of a visit whose student says that they came, and
// whose resident says that nobody did.
func (v *Visit) DeniedDedupKey() string { return DedupDenied + v.LateDedupKey() }

// DisputedDedupKey names the callback of a visit that was noted as a no-show, and
// whose resident has answered whether that is so.
func (v *Visit) DisputedDedupKey() string { return DedupDisputed + v.LateDedupKey() }

// ThereDedupKey names the text that asks a student whether they are there.
func (v *Visit) ThereDedupKey() string { return DedupThere + v.LateDedupKey() }

// NobodyComesDedupKey names the message that nobody comes to a visit.
func (v *Visit) NobodyComesDedupKey() string { return v.Ref().dedupKey(DedupNobodyComes) }

// NoAnswerDedupKey names the callback of a visit whose reminders nobody answered.
func (v *Visit) NoAnswerDedupKey() string { return v.Ref().dedupKey(DedupNoAnswer) }

// ReminderDedupKey names a reminder, so many days before a visit: moving the visit
// makes it another one.
func (v *Visit) ReminderDedupKey(days int) string {
	return fmt.Sprintf("%s:%d", v.Ref().dedupKey(DedupReminder), days)
}

// AddressDedupSuffix names the texts that tell a student where the visit is, after
// DedupAddress or DedupWord.
func (v *Visit) AddressDedupSuffix() string {
	return fmt.Sprintf("%d:%d:%d", v.ID, v.StudentID, v.Start.Unix())
}

// AddressAgainDedupSuffix names the same texts when a text of the student's asks for them.
func (v *Visit) AddressAgainDedupSuffix(textID string) string {
	return fmt.Sprintf("%d:again:%s", v.ID, textID)
}

// UnstaffedDedupKey names a stretch in which a visit has nobody: there may be several.
func UnstaffedDedupKey(visitID int64, since time.Time) string {
	return UnstaffedDedupPrefix(visitID) + fmt.Sprint(since.Unix())
}

// UnstaffedDedupPrefix is what the names of all such stretches of a visit begin with.
func UnstaffedDedupPrefix(visitID int64) string { return fmt.Sprintf("%s%d:", DedupNoStudent, visitID) }

// AskDedupKey names the text that asks a student to do a visit.
func AskDedupKey(askID int64) string { return DedupAsk + fmt.Sprint(askID) }

// WithdrawnDedupKey names the text that takes such a question back.
func WithdrawnDedupKey(askID int64) string { return DedupWithdrawn + fmt.Sprint(askID) }

// InvitationDedupKey names the invitation of a resident: it is sent once.
func InvitationDedupKey(programme string, wave int, residentID int64) string {
	return fmt.Sprintf("%s%s:%d:%d", DedupInvitation, programme, wave, residentID)
}
