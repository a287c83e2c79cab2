package imports

import (
	"math"
	"strings"

	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// keys records the line on which each key first occurs.
type keys interface {
	// first returns the line on which a key occurred before. If there is none, it
	// records the line and returns 0.
	first(key string, line int) int
}

// anyKeys holds arbitrary keys. Its memory grows with the rows, so it is for lists that
// people write by hand.
type anyKeys map[string]int

func newAnyKeys() keys { return anyKeys{} }

func (k anyKeys) first(key string, line int) int {
	before := k[key]
	if before == 0 {
		k[strings.Clone(key)] = line // the key would otherwise keep its whole row in memory
	}
	return before
}

// letterCodes holds the keys of residents, which have six to nine digits from 1 to 9: the
// shortest ones in a table of 2 MB for all that are possible, the others as numbers.
type letterCodes struct {
	short []int32
	long  map[int32]int32
}

func newLetterCodes() keys {
	return letterCodes{short: make([]int32, 9*9*9*9*9*9), long: map[int32]int32{}}
}

func (k letterCodes) first(code string, line int) int {
	line = min(line, math.MaxInt32)
	if len(code) == lettercode.MinDigits {
		n := 0
		for _, digit := range []byte(code) {
			n = n*9 + int(digit-'1')
		}
		before := k.short[n]
		if before == 0 {
			k.short[n] = int32(line)
		}
		return int(before)
	}
	n := int32(0)
	for _, digit := range []byte(code) { // without zeros, each code is a number of its own, below 2^31
		n = n*10 + int32(digit-'0')
	}
	before := k.long[n]
	if before == 0 {
		k.long[n] = int32(line)
	}
	return int(before)
}
