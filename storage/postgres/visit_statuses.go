package postgres

import (
	"strings"
)

// oneOf returns the condition that a column of visits has one of these statuses.
// Queries use the named sets of scheduling, so that a new status is added in one place.
// The statuses are constants, not input, and are written out rather than passed as a
// parameter so that partial indexes apply.
func oneOf[T ~string](column string, set ...T) string {
	quoted := make([]string, len(set))
	for i, status := range set {
		quoted[i] = "'" + string(status) + "'"
	}
	return column + " IN (" + strings.Join(quoted, ", ") + ")"
}
