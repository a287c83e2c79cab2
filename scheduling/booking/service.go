package booking

import (
	"crypto/rand"
	"math/big"
	"time"

	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Service is the booking core behind every channel. It is safe for concurrent use.
type Service struct {
	Store   Store
	Diaries *matching.Diaries
	Now     func() time.Time
	// Mobile reports whether a number can receive texts. If Mobile is nil, none can.
	Mobile func(e164 string) bool
	// Words are the keys of the visit words in flows/locale.
	Words []string
	// Random returns a number in [0, n). If Random is nil, crypto/rand is used, because
	// a visit word that can be guessed would let a stranger in.
	Random func(n int) int
}

func (d *Service) random(n int) int {
	if d.Random != nil {
		return d.Random(n)
	}
	drawn, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		return 0 // unreachable: crypto/rand ends the process if the system has no randomness
	}
	return int(drawn.Int64())
}
