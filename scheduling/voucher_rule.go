package scheduling

import (
	"cmp"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// VoucherRule is the price of a visit in vouchers (DOMAIN feature 11).
type VoucherRule struct {
	Required bool
	Minutes  int                   // one voucher is worth this many minutes
	Round    int                   // minutes that were used are rounded up to a multiple of this; 0: to whole vouchers
	NoShow   map[Absent]MissedRule // what a missed visit costs; empty: nothing
	LastDay  calendar.Day          // what is available after this day expires; zero: never
}

// DefaultVoucherMinutes is what a voucher is worth in a programme that does not say:
// lists may have a column of vouchers where visits take none.
const DefaultVoucherMinutes = 60

// Worth returns how many minutes a number of vouchers is worth.
func (r *VoucherRule) Worth(vouchers int) int {
	return vouchers * cmp.Or(r.Minutes, DefaultVoucherMinutes)
}

// RoundUp rounds minutes up to what is counted.
func (r *VoucherRule) RoundUp(minutes int) int {
	unit := cmp.Or(r.Round, r.Minutes, DefaultVoucherMinutes)
	return (minutes + unit - 1) / unit * unit
}

// Missed returns what becomes of the minutes of a visit that somebody missed.
func (r *VoucherRule) Missed(who Absent) MissedRule {
	return cmp.Or(r.NoShow[who], ReturnMissed)
}

// MissedRule is what becomes of the minutes of a visit that did not take place.
type MissedRule string

// The rules for a missed visit.
const (
	ReturnMissed MissedRule = "return"
	SpendMissed  MissedRule = "spend"
)

// MissedRules lists every rule for a missed visit.
func MissedRules() []MissedRule { return []MissedRule{ReturnMissed, SpendMissed} }

// Absent is who was not there, so that a visit did not take place.
type Absent string

// Who can be absent.
const (
	AbsentStudent  Absent = "student"
	AbsentResident Absent = "resident"
)
