package matching

import (
	"fmt"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/caps"
)

// caps checks the hours of the slot's day, week (from Monday) and year against the
// caps.
func (r Rules) caps(s *scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) error {
	sum := caps.NewHours(caps.DateOf(slot.Start, r.Programme.Zone), slot.End.Sub(slot.Start))
	for i := range visits {
		if v := &visits[i]; v.Worked(r.Now) {
			sum.Add(caps.DateOf(v.Start, r.Programme.Zone), v.End.Sub(v.Start))
		}
	}
	if passed := sum.Passed(caps.Of(r.Programme.Caps, s)); passed != "" {
		return fmt.Errorf("%w: the student has the most hours of the %s", scheduling.ErrSlotTaken, passed)
	}
	return nil
}
