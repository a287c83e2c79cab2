package pilot

import (
	"bytes"
	"errors"
	"strings"
)

// lineLog collects what the line logs in a pilot. An error ends the pilot: no fault is
// simulated, so that it is a mistake of ours.
type lineLog struct{ first string }

// Write implements io.Writer.
func (l *lineLog) Write(line []byte) (int, error) {
	if l.first == "" && bytes.Contains(line, []byte("level=ERROR")) {
		l.first = string(line)
	}
	return len(line), nil
}

func (l *lineLog) mistake() error {
	if l.first == "" {
		return nil
	}
	return errors.New("the line logged: " + strings.TrimSpace(l.first))
}
