package carrier

// Faults is how a carrier misbehaves. The zero Faults is none.
type Faults struct {
	Refuse int  // refuse every text with this code, as HTTP 400 (20429: 429)
	Broken bool // answer every text with HTTP 502 and a page instead of JSON; nothing is taken
	Lose   bool // take every text, and cut the connection instead of answering

	FailWith int      // texts end as undelivered with this code
	Repeat   int      // each callback comes this many times more
	Reverse  bool     // callbacks of a text come last first
	Drop     []string // callbacks with these statuses never come
	Hold     bool     // callbacks wait until SetFaults lets them go
}
