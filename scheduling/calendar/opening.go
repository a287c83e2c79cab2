package calendar

import (
	"slices"
	"strings"
	"time"
)

// OpeningRule are opening hours that come back, local time, or days on which
// none of them hold. Both are one list, so that a point's hours stay one text.
type OpeningRule struct {
	Ordinal  int // 0: every week; 1 to 5: that Weekday of the month; -1: the last
	Weekday  time.Weekday
	From, To Clock
	Closed   Days // not zero: closed all these days, and the other fields are zero
}

// ParseOpening reads opening hours: "mo 09:00-12:00; 1st-we 13:00-16:00; closed
// 2027-12-24". It is the syntax of ParseWeekly, where a day may also be one of
// the month: 1st-we to 5th-we, last-we (or 1e-wo, laatste-wo), and where days
// can be left out: closed (or gesloten) 2027-12-24, or a range of days,
// 2027-07-01..2027-07-31, or a list of both with commas. The programme's
// holidays need no mention.
func ParseOpening(text string) ([]OpeningRule, error) { return parseRules(text) }

// FormatOpening writes rules as ParseOpening reads them, each day once; no
// rules are "".
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

// On reports whether the rule holds on this date, be it one that closes;
// holidays are not its business.
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

// closes reports whether the rule says when the point is closed.
func (r OpeningRule) closes() bool { return !r.Closed.IsZero() }

// days is what a rule begins with, as it is written: we, 1st-we or closed.
func (r OpeningRule) days() string {
	switch {
	case r.closes():
		return closedWord
	case r.Ordinal == 0:
		return dayCode(r.Weekday)
	}
	return ordinalCode(r.Ordinal) + "-" + dayCode(r.Weekday)
}

// hours is what follows: 09:00-12:00, or the days it is closed.
func (r OpeningRule) hours() string {
	if r.closes() {
		return r.Closed.String()
	}
	return r.From.String() + "-" + r.To.String()
}

// ordinalCode is a week of the month as it is written in English.
func ordinalCode(ordinal int) string {
	if ordinal < 0 {
		return "last"
	}
	return []string{"", "1st", "2nd", "3rd", "4th", "5th"}[ordinal]
}
