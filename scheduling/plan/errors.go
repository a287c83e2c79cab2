package plan

import (
	"errors"
	"fmt"
	"strings"
)

// ErrProblem is wrapped by every error about a problem that cannot be planned.
var ErrProblem = errors.New("the planning problem has mistakes")

// PinnedError means that visits are pinned to a shift that cannot make them all, for
// example because its hours, travel or skills changed. The caller decides which to
// unpin.
type PinnedError struct {
	Shift  int64
	Visits []int64
}

// Error implements error.
func (e *PinnedError) Error() string {
	return fmt.Sprintf("shift %d cannot make all visits that are pinned to it (%s): unpin one of them, or lengthen the shift",
		e.Shift, list(e.Visits))
}

// Unwrap returns ErrProblem.
func (e *PinnedError) Unwrap() error { return ErrProblem }

// list formats up to ten numbers.
func list(ids []int64) string {
	const limit = 10
	words := make([]string, 0, limit)
	for i, id := range ids {
		if i == limit {
			words = append(words, fmt.Sprintf("and %d more", len(ids)-limit))
			break
		}
		words = append(words, fmt.Sprint(id))
	}
	return strings.Join(words, ", ")
}
