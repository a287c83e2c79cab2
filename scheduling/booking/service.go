package booking

import (
	"crypto/rand"
	"math/big"
	"time"

	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Service is the one booking core behind every channel: call, text, API, console.
// It is safe for concurrent use.
type Service struct {
	Store   Store
	Diaries *matching.Diaries
	Now     func() time.Time
	// Mobile reports whether a number can receive texts. nil: none can.
	Mobile func(e164 string) bool
	// Words are the keys of the visit words that flows/locale knows.
	Words []string
	// Random returns a number below n; nil: crypto/rand, because a
	// visit word that can be guessed opens a door.
	Random func(n int) int
}

func (d *Service) random(n int) int {
	if d.Random != nil {
		return d.Random(n)
	}
	drawn, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		return 0 // the system has no randomness: crypto/rand ends the process before this
	}
	return int(drawn.Int64())
}
