package matching

import (
	"slices"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// candidatesAt returns the students who can do a visit at its time, by id. Students in
// without are ignored.
func (d *Diary) candidatesAt(v *scheduling.Visit, without []int64, rules Rules) []scheduling.Slot {
	d.mu.RLock()
	defer d.mu.RUnlock()
	need := scheduling.Need{Postcode: v.Postcode, Topic: v.Topic, Language: v.Language}
	fits := rules.Fits(need)
	var slots []scheduling.Slot
	for _, page := range d.order {
		slot := scheduling.Slot{Start: v.Start, End: v.End, StudentID: page.student.ID}
		if slices.Contains(without, page.student.ID) || fits(page.student, page.visits, slot) != nil {
			continue
		}
		before, after := neighbours(page.visits, slot, rules.Now)
		slot.Cost = rules.detour(&page.student, before, after, v.Postcode) + versatility(&page.student)
		slots = append(slots, slot)
	}
	return slots
}

// neighbours returns the visits within half a day before and after a slot that are next
// to it.
func neighbours(visits []scheduling.Visit, slot scheduling.Slot, now time.Time) (before, after *scheduling.Visit) {
	for i := range visits {
		v := &visits[i]
		if !v.Live(now) || v.Start.Sub(slot.Start).Abs() > 12*time.Hour {
			continue
		}
		if v.Start.Before(slot.Start) {
			before = v
		} else if after == nil {
			after = v
		}
	}
	return before, after
}
