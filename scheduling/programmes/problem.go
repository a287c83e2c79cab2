package programmes

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/click-call-connect/helpline/scheduling"
)

// Problem is one mistake in a programme file. It wraps scheduling.ErrInvalid.
type Problem struct {
	File         string // as passed to Parse
	Line, Column int    // from 1; 0: the whole file
	Reason       string // what is wrong; how to write it
}

func (p *Problem) Error() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Reason)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Reason)
}

// Unwrap returns scheduling.ErrInvalid.
func (p *Problem) Unwrap() error { return scheduling.ErrInvalid }

// join returns the problems sorted by file as one error, or nil if there are none.
func join(problems []*Problem) error {
	slices.SortStableFunc(problems, func(a, b *Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	errs := make([]error, len(problems))
	for i, problem := range problems {
		errs[i] = problem
	}
	return errors.Join(errs...)
}

// Problems returns every Problem that an error joins.
func Problems(err error) []*Problem {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*Problem
		for _, each := range joined.Unwrap() {
			all = append(all, Problems(each)...)
		}
		return all
	}
	var problem *Problem
	if errors.As(err, &problem) {
		return []*Problem{problem}
	}
	if inner := errors.Unwrap(err); inner != nil {
		return Problems(inner)
	}
	return nil
}

// Join returns problems sorted by file and line as one error, or nil if there are none.
func Join(problems []*Problem) error { return join(problems) }
