package postgres

import (
	"strings"

	"github.com/click-call-connect/helpline/scheduling"
)

// oneOf is the condition that a column of visits holds one of these statuses. The
// named sets are in scheduling, once for rules and queries: a query that lists
// statuses itself would go on using the old set when one is added. Their names are
// constants of the domain, never input. They are written out, not passed as a
// parameter, so that partial indexes apply.
func oneOf(column string, set ...scheduling.Status) string {
	quoted := make([]string, len(set))
	for i, status := range set {
		quoted[i] = "'" + string(status) + "'"
	}
	return column + " IN (" + strings.Join(quoted, ", ") + ")"
}
