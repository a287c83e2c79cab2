package locale

// Message is a sentence: a key of the catalogue and its arguments. Arguments are plain
// text in one canonical form each (instants RFC 3339, numbers in digits, topics and words
// by key), so that a message can be stored.
type Message struct {
	Key  string            `json:"k"`
	Args map[string]string `json:"a,omitempty"`
}
