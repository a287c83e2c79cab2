package carrier

// Faults are the ways in which a carrier misbehaves. The zero Faults has none.
type Faults struct {
	Refuse int  // every text is refused with this code, as HTTP 400 (20429: 429)
	Broken bool // every text is answered with HTTP 502 and a page instead of JSON, and not taken
	Lose   bool // every text is taken, and the connection closed without an answer

	FailWith int      // texts end as undelivered with this code
	Repeat   int      // each callback is repeated so many times
	Reverse  bool     // callbacks of a text come in reverse order
	Drop     []string // callbacks with these statuses never come
	Hold     bool     // callbacks wait until SetFaults clears this
}
