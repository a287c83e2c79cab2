package vroom

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// ErrFile is wrapped by every error about what a file says.
var ErrFile = errors.New("this is no problem that can be solved")

// mistakes collects what is wrong with a file.
type mistakes struct {
	found []error
	more  int
}

func (m *mistakes) add(format string, args ...any) {
	const most = 20
	if len(m.found) == most {
		m.more++
		return
	}
	m.found = append(m.found, fmt.Errorf(format, args...))
}

// err is nil, or all mistakes in one error.
func (m *mistakes) err() error {
	if len(m.found) == 0 {
		return nil
	}
	all := errors.Join(m.found...)
	if m.more > 0 {
		all = fmt.Errorf("%w\nand %d more", all, m.more)
	}
	return fmt.Errorf("%w:\n%w", ErrFile, all)
}

// located says in which line and column JSON is broken.
func located(source []byte, err error) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return fmt.Errorf("%w: %w", ErrFile, err)
	}
	before := source[:min(int(syntax.Offset), len(source))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := len(before) - bytes.LastIndexByte(before, '\n') - 1
	return fmt.Errorf("%w: line %d, column %d: %w", ErrFile, line, column, err)
}
