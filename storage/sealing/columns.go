package sealing

import "sync"

// Kind is what equal values are found by, in whichever table they are.
type Kind string

// The kinds.
const (
	Phone        Kind = "phone"
	Code         Kind = "code"         // of a letter
	Conversation Kind = "conversation" // by text: its key is made of the number
	Words        Kind = "words"        // of a text that somebody wrote, in the arguments of a message
)

// Column is a sealed column of the database.
type Column struct {
	Table, Name string
	Kind        Kind   // what it is looked up by; empty: a value is bound to its row
	Row         string // if bound: the expression that identifies a row t
}

// Tag returns what is written before a sealed value.
func (c Column) Tag() string {
	if c.Kind != "" {
		return string(c.Kind)
	}
	return c.Table + "." + c.Name
}

// Columns returns every sealed column.
func Columns() []Column {
	return []Column{
		{Table: "students", Name: "name", Row: "t.id"},
		{Table: "students", Name: "phone", Kind: Phone},
		{Table: "opt_outs", Name: "phone", Kind: Phone},
		{Table: "residents", Name: "name", Row: "t.id"},
		{Table: "residents", Name: "street", Row: "t.id"},
		{Table: "residents", Name: "phone", Kind: Phone},
		{Table: "residents", Name: "letter_code", Kind: Code},
		{Table: "replaced_codes", Name: "code", Kind: Code},
		{Table: "letters", Name: "code", Kind: Code},
		{Table: "visits", Name: "contact", Kind: Phone},
		{Table: "visits", Name: "holder", Kind: Conversation},
		{Table: "visits", Name: "hold_key", Kind: Conversation},
		{Table: "visit_feedback", Name: "phone", Kind: Phone},
		{Table: "callbacks", Name: "note", Row: "t.key"},
		{Table: "callbacks", Name: "key", Kind: Conversation},
		{Table: "callbacks", Name: "phone", Kind: Phone},
		{Table: "messages", Name: "phone", Kind: Phone},
		{Table: "messages", Name: "args", Kind: Words},
		{Table: "referrals", Name: "phone", Kind: Phone},
		{Table: "referrals", Name: "callback_key", Kind: Conversation},
		{Table: "volunteers", Name: "name", Row: "t.phone"},
		{Table: "volunteers", Name: "phone", Kind: Phone},
		{Table: "volunteers", Name: "callback_key", Kind: Conversation},
		{Table: "demand", Name: "key", Kind: Conversation},
		{Table: "reassignments", Name: "args", Kind: Words},
		{Table: "history", Name: "why", Row: "t.subject || ':' || t.subject_id"},
		{Table: "voucher_transactions", Name: "why", Row: "t.reference"},
	}
}

// tags are the tags of all columns. They are looked up for every sealed value that is read.
var tags = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, column := range Columns() {
		all[column.Tag()] = true
	}
	return all
})

// known reports whether a text is the tag of a column.
func known(tag string) bool { return tags()[tag] }

// Plain is a column about people that is not sealed, and why.
type Plain struct{ Table, Names, Why string }

// PlainColumns returns every column about people that is stored as it is, its names with
// commas between them.
func PlainColumns() []Plain {
	const hashes, ids, offers = "keyed hashes", "ids", "what the diary plans with, in SQL"
	return []Plain{
		{"residents", "person_key,words", hashes},
		{"residents", "house_number,stopped", "of nobody without the street; says why nobody comes"},
		{"word_keys", "key,word", hashes},
		{"demand_callers", "conversation,caller", hashes},
		{"demand_callers", "resident_id", ids},
		{"history", "actor_name", "who works for the programme and made a change"},
		{"visits", "word,language", "a word for the door, and a language, until the visit"},
		{"visit_feedback", "language", "until the answer"},
		{"students", "postcode,languages,topics,means,weekly,exceptions,max_hours_week,stops_on,vetted_on,listed", offers},
		{"students", "calendar_token", "random"},
		{"callbacks", "resident_id,visit_id", ids},
		{"callbacks", "recording_url,language", "the carrier's address of a voicemail, which opens with the account only"},
		{"callbacks", "owner,done_by", "who works for the programme"},
		{"discarded_recordings", "url", "until the carrier has deleted it"},
		{"messages", "language,carrier_id,once,visit_id", ids},
		{"asks", "text_id", ids},
		{"referrals", "resident_id,visit_id", ids},
		{"volunteers", "postcode,languages", "of nobody without the number"},
	}
}
