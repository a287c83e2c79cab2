package scheduling

import (
	"slices"
	"strings"
	"time"
)

// Digipunt is a walk-in point: help without an appointment, during its opening
// hours (DOMAIN feature 9).
type Digipunt struct {
	ID        int64
	Programme string
	Name      string // with Programme, the key an import updates by
	Street    string // with house number
	Postcode  string
	Phone     string // E.164
	Opening   []OpeningRule
}

// OpeningRule are opening hours that come back, local time.
type OpeningRule struct {
	Ordinal  int // 0: every week; 1 to 5: that Weekday of the month; -1: the last
	Weekday  time.Weekday
	From, To Clock
}

// ParseOpening reads opening hours: "mo 09:00-12:00; 1st-we 13:00-16:00". It is
// the syntax of ParseWeekly, where a day may also be one of the month: 1st-we
// to 5th-we, last-we (or 1e-wo, laatste-wo).
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
		text.WriteString(rule.From.String() + "-" + rule.To.String())
	}
	return text.String()
}

// On reports whether the rule holds on this date; holidays are not its business.
func (r OpeningRule) On(day Day) bool {
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

// days is when a rule holds, as it is written: we, or 1st-we.
func (r OpeningRule) days() string {
	if r.Ordinal == 0 {
		return dayCode(r.Weekday)
	}
	return ordinalCode(r.Ordinal) + "-" + dayCode(r.Weekday)
}

// ordinalCode is a week of the month as it is written in English.
func ordinalCode(ordinal int) string {
	if ordinal < 0 {
		return "last"
	}
	return []string{"", "1st", "2nd", "3rd", "4th", "5th"}[ordinal]
}
