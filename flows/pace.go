package flows

import "time"

// The pauses of the line, which callers hear between words. Keys work during all of them.
// CONTRIBUTING.md ("Where things go") leads here.
const (
	// KeyPause is the silence at a colon of spoken words: before ": druk één", so that what
	// the key is for has been taken in, and before a number or a word that follows a colon.
	// The words show where, and nothing else does.
	KeyPause = 500 * time.Millisecond
	// PromptPause is the silence before a question: the telephone comes back from the hand to
	// the ear, and what was said before is over.
	PromptPause = time.Second
	// AgainPause is the silence before what is dictated is said a second time.
	AgainPause = time.Second
	// PenPause is how long a caller has for pen and paper before the line goes on by itself.
	PenPause = 6 * time.Second
)

// pauseBefore puts a silence before the line at an index, if there is one.
func (c *Conversation) pauseBefore(line int, pause time.Duration) {
	if line < len(c.Lines) {
		c.Lines[line].Pause = pause
	}
}
