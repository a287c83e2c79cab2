package history

// What is what was done to a Subject.
type What string

// What is done to a visit. From and To are statuses unless said otherwise.
const (
	Booked     What = "booked"     // To: its start
	Requested  What = "requested"  // without a letter; To: its start
	Confirmed  What = "confirmed"  // the request became a promise
	Moved      What = "moved"      // From, To: starts; of a person: postcodes
	Cancelled  What = "cancelled"  // From: the status
	Expired    What = "expired"    // the request was not confirmed in time
	Asked      What = "asked"      // To: the student's id
	Accepted   What = "accepted"   // To: the student's id
	Declined   What = "declined"   // From: the student's id
	NoReply    What = "no_reply"   // From: the id of the student who did not answer in time
	Withdrawn  What = "withdrawn"  // From: the id of the student whose question was withdrawn
	Reassigned What = "reassigned" // From, To: ids of students; Why: a scheduling.ReassignCode, or a reason
	Unstaffed  What = "unstaffed"  // From: the id of the last student
	Arrived    What = "arrived"    // the student is there
	Completed  What = "completed"  // To: minutes, if known
	NoShow     What = "no_show"    // nobody came
	Expected   What = "expected"   // the resident answered that they expect it
	Relocated  What = "relocated"  // it follows its resident; From, To: postcodes
	Outcome    What = "outcome"    // what became of it was noted; To: a code
	Feedback   What = "feedback"   // the resident gave feedback; To: a code
)

// What is done to a person. Moved is one of these as well.
const (
	Added    What = "added"    // To: "list", "line" or "office"
	Changed  What = "changed"  // To: the names of the fields, such as "phone;name"
	NewCode  What = "new_code" // neither code is kept
	Merged   What = "merged"   // From: the id of the record that was merged into this one
	Stopped  What = "stopped"  // Why: died, hospital, no-more or, of a student, a reason; To: the date from which on
	Resumed  What = "resumed"  // is served, or takes visits, again
	Exported What = "exported" // all that is kept was written to a file
	Erased   What = "erased"   // From: what was erased, as a code
)

// What is done to vouchers. From and To are numbers of vouchers, or of minutes followed
// by "min".
const (
	Granted  What = "granted"  // To: how many more; Why: the reason
	Reserved What = "reserved" // To: how many, for a visit
	Returned What = "returned" // To: how many
	Spent    What = "spent"    // From: how many
	Lapsed   What = "lapsed"   // From: how many
)

// What is done to a callback, and to a referral. From and To of Taken are the names of
// owners.
const (
	Opened    What = "opened"    // To: its reason, a scheduling.CallbackReason
	Reopened  What = "reopened"  // a recording came after it was done
	Taken     What = "taken"     // has an owner
	Deferred  What = "deferred"  // From, To: instants
	Attempted What = "attempted" // To: a code
	Closed    What = "closed"    // To: the outcome, as a code
)

// What is done to a student. Added, Changed, Stopped and Resumed are used as well.
const (
	Absent      What = "absent"       // From, To: the days
	AbsenceOver What = "absence_over" // From, To: the days that were taken back
	Vetted      What = "vetted"       // To: the day
)

// Whats lists every What once.
func Whats() []What {
	return []What{
		Booked, Requested, Confirmed, Moved, Cancelled, Expired, Asked, Accepted, Declined, NoReply, Withdrawn, Reassigned,
		Unstaffed, Arrived, Completed, NoShow, Expected, Relocated, Outcome, Feedback, Added, Changed, NewCode, Merged, Stopped,
		Resumed, Exported, Erased, Granted, Reserved, Returned, Spent, Lapsed, Opened, Reopened, Taken, Deferred, Attempted,
		Closed, Absent, AbsenceOver, Vetted,
	}
}
