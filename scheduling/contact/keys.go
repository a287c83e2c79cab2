package contact

// Keys in flows/locale of texts to students, and of texts to residents about a visit
// whose student fails.
const (
	AskKey         = "sms.student.ask"
	WithdrawnKey   = "sms.student.withdrawn"
	AddressKey     = "sms.student.address"
	WordKey        = "sms.student.word"
	WordSaidKey    = "sms.student.word_said" // replaces WordKey if the visit is in another language
	ArrivedKey     = "sms.student.are_you_there"
	IsItDoneKey    = "sms.student.is_it_done"
	UnstaffedKey   = "sms.nobody_yet"
	NobodyComesKey = "sms.nobody_comes"
	FoundKey       = "sms.found"
	LateKey        = "sms.student_late"
	DelayedKey     = "sms.student_delayed" // the student said so
	AtDoorKey      = "sms.student_at_door" // the student said that nobody opens
)

// Keys in flows/locale of reminders.
const (
	EarlyReminderKey = "sms.reminder_early"
	LateReminderKey  = "sms.reminder_late"
)

// Keys in flows/locale of confirmations.
const (
	ConfirmationKey = "sms.confirmation"
	MovedKey        = "sms.moved"
	CancelledKey    = "sms.cancelled"
	DoorKey         = "sms.word" // the door word, to a resident
)

// FeedbackKey is the key in flows/locale of the question on the day after a visit.
const FeedbackKey = "sms.feedback"

// OfficeKey is the key in flows/locale of the text that wraps what the office writes.
const OfficeKey = "sms.office"

// ReferralBookedKey is the key in flows/locale of the text to an organisation whose client
// has a visit.
const ReferralBookedKey = "sms.referral_booked"
