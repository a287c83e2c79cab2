package matching

import (
	"fmt"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

// Rules decides whether a student can keep a visit. It is evaluated twice: when a time
// is offered, on the diary in memory, and when it is taken, on what the store reads
// under the student's lock.
type Rules struct {
	Programme *scheduling.Programme
	Travel    travel.Estimator
	Now       time.Time
	// Mobile reports whether a number receives texts. If Mobile is nil, every number does.
	Mobile func(e164 string) bool
	// Called is set if the office asks the student itself, so that one who receives no texts
	// can keep a visit as well.
	Called bool
}

// CanAsk reports whether a student can be asked by text. One who cannot is promised to
// nobody.
func (r Rules) CanAsk(s *scheduling.Student) bool {
	return !s.OptedOut && (r.Mobile == nil || r.Mobile(s.Phone))
}

// Fits returns the check whether a slot for this need can be kept: the student suits
// the need, is available, can be asked, can travel there from the previous visit and on to the next
// (or from and to home), and no cap is exceeded.
func (r Rules) Fits(need scheduling.Need) Fits {
	return func(student scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) error {
		if !need.Suits(&student) {
			return fmt.Errorf("%w: the student no longer suits", scheduling.ErrSlotTaken)
		}
		day := calendar.DayOf(slot.Start, r.Programme.Zone)
		shift, ok := shiftAround(student.Shifts(day, r.Programme), slot)
		if !ok {
			return fmt.Errorf("%w: the student is no longer available", scheduling.ErrSlotTaken)
		}
		if err := r.room(&student, visits, shift, slot, need.Postcode); err != nil {
			return err
		}
		if !r.Called && !r.CanAsk(&student) {
			return fmt.Errorf("%w: the student cannot be asked by text", scheduling.ErrSlotTaken)
		}
		return r.caps(&student, visits, slot)
	}
}

func shiftAround(shifts []calendar.Span, slot scheduling.Slot) (calendar.Span, bool) {
	for _, shift := range shifts {
		if !slot.Start.Before(shift.From) && !shift.To.Before(slot.End) {
			return shift, true
		}
	}
	return calendar.Span{}, false
}

// room checks that a slot does not overlap another visit and leaves time to travel on
// both sides.
func (r Rules) room(s *scheduling.Student, visits []scheduling.Visit, shift calendar.Span, slot scheduling.Slot, postcode string) error {
	var before, after *scheduling.Visit
	for i := range visits {
		v := &visits[i]
		switch {
		case !v.Live(r.Now):
		case !slot.Start.Before(v.End):
			if before == nil || before.End.Before(v.End) {
				before = v
			}
		case !v.Start.Before(slot.End):
			if after == nil || v.Start.Before(after.Start) {
				after = v
			}
		default:
			return fmt.Errorf("%w: the student has another visit then", scheduling.ErrSlotTaken)
		}
	}
	gap, ok := r.gap(s, before, after, shift, postcode)
	if !ok || slot.Start.Before(gap.From) || gap.To.Before(slot.End) {
		return fmt.Errorf("%w: the student cannot travel there in time", scheduling.ErrSlotTaken)
	}
	return nil
}

// gap returns the span in which a visit at a postcode can take place between two
// neighbours within a shift, with travel deducted at both ends. The shift begins and
// ends at home even if a neighbour lies outside it, and that neighbour must be
// reachable too.
func (r Rules) gap(s *scheduling.Student, before, after *scheduling.Visit, shift calendar.Span, postcode string) (calendar.Span, bool) {
	home, ok := r.Travel.Between(s.Postcode, postcode, s.Means)
	if !ok {
		return calendar.Span{}, false
	}
	span := calendar.Span{From: shift.From.Add(home), To: shift.To.Add(-home)}
	if before != nil {
		leave, ok := r.between(before.Postcode, postcode, s.Means)
		if !ok {
			return calendar.Span{}, false
		}
		if ready := before.End.Add(leave); ready.After(span.From) || !before.Start.Before(shift.From) {
			span.From = ready
		}
	}
	if after != nil {
		reach, ok := r.between(postcode, after.Postcode, s.Means)
		if !ok {
			return calendar.Span{}, false
		}
		if due := after.Start.Add(-reach); due.Before(span.To) || !shift.To.Before(after.End) {
			span.To = due
		}
	}
	return span, true
}

// between returns the minimum time between two visits.
func (r Rules) between(from, to string, by travel.Means) (time.Duration, bool) {
	travel, ok := r.Travel.Between(from, to, by)
	return max(travel, r.Programme.Visit.Gap), ok
}

// Fits checks under the student's lock whether a slot can still be kept. It is given
// the student and the visits as stored: all that are live or count for caps, in any
// order, without the visit that is being placed. Fits returns nil if the slot can be
// kept, and an error that wraps ErrSlotTaken if not.
type Fits func(student scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) error
