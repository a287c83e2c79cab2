package vroom

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// ErrFile is wrapped by every error about the contents of a file.
var ErrFile = errors.New("this is no problem that can be solved")

// located adds the line and column of a syntax error to it.
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
