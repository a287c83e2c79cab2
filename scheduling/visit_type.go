package scheduling

import (
	"cmp"
	"slices"
	"time"
)

// VisitType is a kind of visit that takes another time than the rule's Length, such as an
// installation, or the first visit to somebody.
type VisitType struct {
	Code   string        // in the programme's file
	Title  string        // for the office, Dutch
	Length time.Duration // of the help itself
	Topics []Topic       // that it is about; empty: any
	First  bool          // only the first visit of a resident
}

// Of returns the type of a visit about a topic: the first that fits, or a type without a code
// and with the rule's Length.
func (v *VisitRule) Of(topic Topic, first bool) VisitType {
	for _, t := range v.Types {
		if (!t.First || first) && (len(t.Topics) == 0 || slices.Contains(t.Topics, topic)) {
			return t
		}
	}
	return VisitType{Length: v.Length}
}

// Lengths returns how long the programme's visits can be, shortest first.
func (v *VisitRule) Lengths() []time.Duration {
	lengths := []time.Duration{v.Length}
	for _, t := range v.Types {
		lengths = append(lengths, t.Length)
	}
	slices.Sort(lengths)
	return slices.Compact(lengths)
}

// MinutesOf returns how many minutes of vouchers a visit of a length holds; 0 if the programme
// does not require vouchers.
func (p *Programme) MinutesOf(length time.Duration) int {
	if !p.Voucher.Required || p.Voucher.Minutes <= 0 {
		return 0
	}
	return p.Voucher.RoundUp(int(length / time.Minute))
}

// MinMinutes returns how many minutes of vouchers the shortest visit holds: with fewer, none
// can be booked.
func (p *Programme) MinMinutes() int {
	return p.MinutesOf(cmp.Or(p.Visit.Lengths()[0], p.Visit.Length))
}
