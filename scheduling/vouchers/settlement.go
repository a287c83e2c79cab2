package vouchers

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Settlement returns how many of the minutes that a visit held are spent now that it is
// closed; the rest is returned.
type Settlement func(held int) (spent int)

// All spends everything that was held.
func All(held int) int { return held }

// None spends nothing.
func None(int) int { return 0 }

// Used spends what a visit took, rounded up by the programme's rule, and at most what
// was held: a visit that took longer than it was planned costs no more than was
// promised.
func Used(rule scheduling.VoucherRule, took time.Duration) Settlement {
	return func(held int) int { return min(held, rule.RoundUp(int(took/time.Minute))) }
}

// Missed returns the settlement of a visit that did not take place because somebody was
// not there.
func Missed(rule scheduling.VoucherRule, who scheduling.Absent) Settlement {
	if rule.Missed(who) == scheduling.SpendMissed {
		return All
	}
	return None
}
