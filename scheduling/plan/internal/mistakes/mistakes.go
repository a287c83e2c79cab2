// Package mistakes collects what is wrong with something: whoever has to mend it
// wants to know all of it at once. It cannot fail.
package mistakes

import (
	"errors"
	"fmt"
)

// most is how many are named; the rest is counted.
const most = 20

// List is what was found. The zero List is empty.
type List struct {
	found []error
	more  int
}

// Add notes a mistake, as fmt.Errorf would.
func (l *List) Add(format string, args ...any) {
	if len(l.found) == most {
		l.more++
		return
	}
	l.found = append(l.found, fmt.Errorf(format, args...))
}

// Err is nil, or all mistakes in one error, which wraps what they are about.
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
