package terminal

import (
	"io"
	"time"
)

// Terminal is what a command reads and writes.
type Terminal struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	Now func() time.Time
}
