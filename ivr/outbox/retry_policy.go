package outbox

import (
	"math/rand/v2"
	"time"
)

// The retry policy applies to messages that the carrier has not accepted yet. A message
// that it refuses for good (rest.Error.Permanent) is not retried.
//
// The pause before the next attempt doubles from minBackoff to maxBackoff, and is
// then shortened or lengthened by up to half, at random, so that senders do not retry at
// the same time. The pauses, and the average time of each attempt since the first:
//
//	attempt    pause before it   since the first
//	      1
//	      2    15 s (7.5–22.5)   15 s
//	      3    30 s (15–45)      45 s
//	      4     1 min (½–1½)      1 min 45 s
//	      5     2 min (1–3)       3 min 45 s
//	      6     4 min (2–6)       7 min 45 s
//	      7     8 min (4–12)     15 min 45 s
//	      8    16 min (8–24)     31 min 45 s
//	      9    32 min (16–48)     1 h 3 min 45 s
//	     10     1 h (½–1½)        2 h 3 min 45 s
//	     11     1 h (½–1½)        3 h 3 min 45 s
//	     12     1 h (½–1½)        4 h 3 min 45 s
//
// After attempt maxAttempts the message is given up, and its fallback follows. Messages
// that can wait are not sent in quiet hours, whatever the policy says.
const (
	minBackoff  = 15 * time.Second
	maxBackoff  = time.Hour
	maxAttempts = 12
)

// backoff returns the pause after a number of attempts.
func backoff(attempts int) time.Duration {
	const maxDoublings = 10 // more would overflow, and maxBackoff is reached before
	pause := min(minBackoff<<min(max(attempts-1, 0), maxDoublings), maxBackoff)
	return pause/2 + rand.N(pause) //nolint:gosec // jitter keeps no secret
}
