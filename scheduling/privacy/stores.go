package privacy

// Kept is what is kept about people outside the database.
type Kept struct {
	Where string
	What  string
	Until string
}

// Stores lists them.
func Stores() []Kept {
	return []Kept{
		{
			"Redis", "live calls and conversations by text: number, topic, place in the menu",
			"a call: twice its longest talk; texts: a day after the last",
		},
		{"Redis", "counts of calls, texts and wrong codes, by digests of numbers", "a day, or less"},
		{"Redis", "what was answered to a text, by its carrier's id", "a day, or less"},
		{"spool", "callbacks and demand that the database could not take, on disk", "the database is back, or retention.call_log_days"},
		{"carrier", "voicemails", "the callback is done, and retention.call_log_days at the latest; asked every ten minutes to delete them"},
		{"carrier", "numbers and words of texts and calls that it carried", "what the account at the carrier says: set it to redact"},
		{"log", "ids and errors; no names, numbers, addresses or codes", "what the machine says"},
		{"files", "letters, exports and voicemails that somebody wrote with --out; readable by their owner only", "somebody deletes them"},
	}
}
