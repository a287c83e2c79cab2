// Package mistakes collects the mistakes in an input, so that all of them can be
// reported at once. It cannot fail.
package mistakes

import (
	"errors"
	"fmt"
)

// maxNamed is the maximum number of mistakes that an error lists; the rest is counted.
const maxNamed = 20

// List holds mistakes. The zero List is empty.
type List struct {
	found []error
	more  int
}

// Add adds a mistake, formatted as by fmt.Errorf.
func (l *List) Add(format string, args ...any) {
	if len(l.found) == maxNamed {
		l.more++
		return
	}
	l.found = append(l.found, fmt.Errorf(format, args...))
}

// Err returns nil, or one error with all mistakes, which wraps about.
func (l *List) Err(about error) error {
	if len(l.found) == 0 {
		return nil
	}
	all := errors.Join(l.found...)
	if l.more > 0 {
		all = fmt.Errorf("%w\nand %d more", all, l.more)
	}
	return fmt.Errorf("%w:\n%w", about, all)
}
