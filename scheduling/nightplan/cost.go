package nightplan

import "time"

// cost returns the cost of a student who did not make the resident's last visit.
func (t *table) cost(visit, shift int64) int64 {
	known := t.last[t.visits[visit].ResidentID]
	if known == 0 || known == t.shifts[shift].student.ID {
		return 0
	}
	return int64(t.rules.Programme.Plan.Known / time.Second)
}
