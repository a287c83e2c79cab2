package contact

// The texts of flows/locale for a student, and for a resident whose student fails.
const (
	AskKey         = "sms.student.ask"
	WithdrawnKey   = "sms.student.withdrawn"
	AddressKey     = "sms.student.address"
	WordKey        = "sms.student.word"
	ArrivedKey     = "sms.student.are_you_there"
	IsItDoneKey    = "sms.student.is_it_done"
	NobodyKey      = "sms.nobody_yet"
	NobodyComesKey = "sms.nobody_comes"
	FoundKey       = "sms.found"
	LateKey        = "sms.student_late"
)

// The texts of flows/locale that remind.
const (
	EarlyReminderKey = "sms.reminder_early"
	LateReminderKey  = "sms.reminder_late"
)

// The texts of flows/locale that confirm what somebody did.
const (
	ConfirmationKey = "sms.confirmation"
	MovedKey        = "sms.moved"
	CancelledKey    = "sms.cancelled"
	DoorKey         = "sms.word" // the word, to a resident
)

// OfficeKey is the text of flows/locale that carries what the office writes.
const OfficeKey = "sms.office"
