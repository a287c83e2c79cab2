package scheduling

import (
	"fmt"
	"time"
)

// Prefixes of dedup keys. A message with a dedup key is put in the outbox once, and
// saving a callback with an existing key adds to it. All keys are built in this file;
// SQL that searches for a kind of key uses these prefixes.
const (
	DedupLate        = "late:"         // visit, start: no student arrived
	DedupDone        = "done:"         // visit, start: is it over?
	DedupDenied      = "denied:"       // before DedupLate: only the student reports an arrival
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
	DedupLost        = "lost:"         // as DedupAddress: texts reach the student no more
	DedupInvitation  = "invitation:"   // programme, wave, resident
	DedupNotTold     = "message:"      // message that could not be delivered
	DedupRedirected  = "voice:"        // message that the call replaces
	DedupOffice      = "office:"       // random: a callback that the office wrote down
	DedupFeedback    = "feedback:"     // visit
	DedupStudent     = "student:"      // the text in which a student asks for help
	DedupReferral    = "referral:"     // referral, status, due: a person has to do something
	DedupReferred    = "referred:"     // referral, visit: the referrer is told
)

func (r VisitRef) dedupKey(kind string) string {
	return fmt.Sprintf("%s%d:%d", kind, r.ID, r.Start.Unix())
}

// LateDedupKey returns the key of the callback about a visit to which no student came.
func (v *Visit) LateDedupKey() string { return v.Ref().dedupKey(DedupLate) }

// DoneDedupKey returns the key of the text, and later the callback, that asks whether a
// visit is over.
func (v *Visit) DoneDedupKey() string { return v.Ref().dedupKey(DedupDone) }

// DeniedDedupKey returns the key of the callback about a visit whose student reports an
// arrival that the resident denies.
func (v *Visit) DeniedDedupKey() string { return DedupDenied + v.LateDedupKey() }

// DisputedDedupKey returns the key of the callback about a visit that was recorded as a
// no-show and whose resident has responded to that.
func (v *Visit) DisputedDedupKey() string { return DedupDisputed + v.LateDedupKey() }

// ThereDedupKey returns the key of the text that asks a student whether they have arrived.
func (v *Visit) ThereDedupKey() string { return DedupThere + v.LateDedupKey() }

// NobodyComesDedupKey returns the key of the message that no student comes to a visit.
func (v *Visit) NobodyComesDedupKey() string { return v.Ref().dedupKey(DedupNobodyComes) }

// NoAnswerDedupKey returns the key of the callback about a visit whose reminders were not
// answered.
func (v *Visit) NoAnswerDedupKey() string { return v.Ref().dedupKey(DedupNoAnswer) }

// ReminderDedupKey returns the key of the reminder that many days before a visit. It
// contains the start, so a moved visit is reminded of again.
func (v *Visit) ReminderDedupKey(days int) string {
	return fmt.Sprintf("%s:%d", v.Ref().dedupKey(DedupReminder), days)
}

// AddressDedupSuffix returns the part after DedupAddress or DedupWord in the keys of the
// texts with a visit's address.
func (v *Visit) AddressDedupSuffix() string {
	return fmt.Sprintf("%d:%d:%d", v.ID, v.StudentID, v.Start.Unix())
}

// AddressAgainDedupSuffix returns AddressDedupSuffix for the texts that a student requested
// with a text of their own.
func (v *Visit) AddressAgainDedupSuffix(textID string) string {
	return fmt.Sprintf("%d:again:%s", v.ID, textID)
}

// UnstaffedDedupKey returns the key of messages and callbacks about one period in which a
// visit has no student. A visit can have several such periods.
func UnstaffedDedupKey(visitID int64, since time.Time) string {
	return UnstaffedDedupPrefix(visitID) + fmt.Sprint(since.Unix())
}

// UnstaffedDedupPrefix returns the prefix of the keys of all such periods of a visit.
func UnstaffedDedupPrefix(visitID int64) string { return fmt.Sprintf("%s%d:", DedupNoStudent, visitID) }

// AskDedupKey returns the key of the text that asks a student to do a visit.
func AskDedupKey(askID int64) string { return DedupAsk + fmt.Sprint(askID) }

// WithdrawnDedupKey returns the key of the text that withdraws such a question.
func WithdrawnDedupKey(askID int64) string { return DedupWithdrawn + fmt.Sprint(askID) }

// NotToldDedupKey returns the key of the callback that replaces a message.
func NotToldDedupKey(messageID int64) string { return DedupNotTold + fmt.Sprint(messageID) }

// RedirectedDedupKey returns the key of the call that replaces a message.
func RedirectedDedupKey(messageID int64) string { return DedupRedirected + fmt.Sprint(messageID) }

// InvitationDedupKey returns the key of a resident's invitation.
func InvitationDedupKey(programme string, wave int, residentID int64) string {
	return fmt.Sprintf("%s%s:%d:%d", DedupInvitation, programme, wave, residentID)
}

// ReferralDedupKey returns the key of the callback about what is to be done about a referral
// in a status until an instant.
func ReferralDedupKey(referralID int64, status string, due time.Time) string {
	return fmt.Sprintf("%s%s:%d", ReferralDedupPrefix(referralID), status, due.Unix())
}

// ReferralDedupPrefix returns the prefix of the keys of all callbacks about a referral.
func ReferralDedupPrefix(referralID int64) string {
	return fmt.Sprintf("%s%d:", DedupReferral, referralID)
}

// ReferralToldDedupKey returns the key of the text that tells a referrer of a client's visit.
func ReferralToldDedupKey(referralID, visitID int64) string {
	return fmt.Sprintf("%s%d:%d", DedupReferred, referralID, visitID)
}
