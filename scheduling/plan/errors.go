package plan

import (
	"errors"
	"fmt"
	"strings"
)

// ErrProblem is wrapped by every error about a problem that cannot be planned as
// it stands.
var ErrProblem = errors.New("the planning problem has mistakes")

// PinnedError says that visits were pinned to a shift that cannot make them all:
// its hours, travel or skills changed since. Whoever asked decides which of them
// to unpin.
type PinnedError struct {
	Shift  int64
	Visits []int64
}

// Error implements error.
func (e *PinnedError) Error() string {
	return fmt.Sprintf("shift %d cannot make all visits that are pinned to it (%s): unpin one of them, or lengthen the shift",
		e.Shift, list(e.Visits))
}

// Unwrap makes it an ErrProblem.
func (e *PinnedError) Unwrap() error { return ErrProblem }

// list names at most ten numbers.
func list(ids []int64) string {
	const most = 10
	words := make([]string, 0, most)
	for i, id := range ids {
		if i == most {
			words = append(words, fmt.Sprintf("and %d more", len(ids)-most))
			break
		}
		words = append(words, fmt.Sprint(id))
	}
	return strings.Join(words, ", ")
}
