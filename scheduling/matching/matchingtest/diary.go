// Package matchingtest provides stores for tests of package matching. It cannot fail.
package matchingtest

import (
	"context"
	"time"

	"github.com/click-call-connect/helpline/scheduling/matching"
)

// DiaryBook is a matching.DiaryStore with fixed contents.
type DiaryBook struct{ Changes matching.DiaryChanges }

// DiaryChanges returns all of Changes, whatever was read before.
func (d *DiaryBook) DiaryChanges(context.Context, string, matching.Mark, time.Time) (matching.DiaryChanges, error) {
	return d.Changes, nil
}
