package scheduling

import (
	"context"
	"time"
)

// DiaryBook is what a diary is read from.
type DiaryBook struct{ Changes DiaryChanges }

// DiaryChanges returns all of it, whatever was read before.
func (d *DiaryBook) DiaryChanges(context.Context, string, Mark, time.Time) (DiaryChanges, error) {
	return d.Changes, nil
}
