package calendar

import (
	"slices"
	"strings"
	"time"
)

// OpeningRule is either recurring opening hours, local time, or days on which the place
// is closed. Both are in one list because they are written in one text.
type OpeningRule struct {
	Ordinal  int // 0: every week; 1 to 5: that Weekday of the month; -1: the last
	Weekday  time.Weekday
	From, To Clock
	Closed   Days // if not zero: closed on these days, and all other fields are zero
}

// ParseOpening parses opening hours: "mo 09:00-12:00; 1st-we 13:00-16:00; closed
// 2027-12-24". The syntax is that of ParseWeekly with two additions: a day may be one
// of the month, 1st-we to 5th-we or last-we (or 1e-wo, laatste-wo), and closed (or
// gesloten) is followed by a day, a range such as 2027-07-01..2027-07-31, or a list of
// both separated by commas. The programme's holidays need not be listed. ParseOpening
// returns the errors of ParseWeekly.
func ParseOpening(text string) ([]OpeningRule, error) { return parseRules(text) }

// FormatOpening formats rules in the syntax of ParseOpening, each day once. Without
// rules it returns "".
func FormatOpening(rules []OpeningRule) string {
	rules = slices.SortedFunc(slices.Values(rules), compareRules)
	var text strings.Builder
	for i, rule := range rules {
		switch {
		case i == 0:
			text.WriteString(rule.days() + " ")
		case rule.days() == rules[i-1].days():
			text.WriteString(",")
		default:
			text.WriteString("; " + rule.days() + " ")
		}
		text.WriteString(rule.hours())
	}
	return text.String()
}

// On reports whether a rule applies on this date, whether it opens or closes. It does
// not consider holidays.
func (r OpeningRule) On(day Day) bool {
	if r.closes() {
		return r.Closed.Has(day)
	}
	if day.Weekday() != r.Weekday {
		return false
	}
	switch {
	case r.Ordinal == 0:
		return true
	case r.Ordinal < 0:
		return day.Add(7).Month != day.Month
	}
	return (day.Day-1)/7+1 == r.Ordinal
}

// closes reports whether the rule lists days on which the place is closed.
func (r OpeningRule) closes() bool { return !r.Closed.IsZero() }

// days returns the beginning of a rule's text: we, 1st-we or closed.
func (r OpeningRule) days() string {
	switch {
	case r.closes():
		return closedWord
	case r.Ordinal == 0:
		return dayCode(r.Weekday)
	}
	return ordinalCode(r.Ordinal) + "-" + dayCode(r.Weekday)
}

// hours returns the rest of a rule's text: 09:00-12:00, or the closed days.
func (r OpeningRule) hours() string {
	if r.closes() {
		return r.Closed.String()
	}
	return r.From.String() + "-" + r.To.String()
}

// ordinalCode returns a week of the month in English.
func ordinalCode(ordinal int) string {
	if ordinal < 0 {
		return "last"
	}
	return []string{"", "1st", "2nd", "3rd", "4th", "5th"}[ordinal]
}
