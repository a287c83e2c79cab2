package imports

import "strings"

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

// letterCodes holds the keys of residents. As six digits from 1 to 9, all possible
// codes take 2 MB.
type letterCodes []int32

func newLetterCodes() keys { return make(letterCodes, 9*9*9*9*9*9) }

func (k letterCodes) first(code string, line int) int {
	n := 0
	for _, digit := range []byte(code) {
		n = n*9 + int(digit-'1')
	}
	before := k[n]
	if before == 0 {
		k[n] = int32(min(line, 1<<31-1))
	}
	return int(before)
}
