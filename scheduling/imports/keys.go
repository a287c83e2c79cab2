package imports

import "strings"

// keys remembers on which line of a file each key came first.
type keys interface {
	// first returns the line on which a key was before; otherwise it notes the
	// line, and returns 0.
	first(key string, line int) int
}

// anyKeys are keys of any kind: as much memory as there are rows. It is for
// lists that people write by hand.
type anyKeys map[string]int

func newAnyKeys() keys { return anyKeys{} }

func (k anyKeys) first(key string, line int) int {
	before := k[key]
	if before == 0 {
		k[strings.Clone(key)] = line // the key is a part of its whole row
	}
	return before
}

// letterCodes are the keys of residents: six digits from 1 to 9, so that all
// there can ever be take 2 MB, and a list of any length no more.
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
