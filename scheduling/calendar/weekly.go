package calendar

import (
	"time"
)

// WeeklyHours are recurring hours, local time, in which a student is available.
type WeeklyHours struct {
	Weekday  time.Weekday
	From, To Clock
}

// ParseWeekly parses weekly hours, local time: "mo 13:00-18:00; we 09:00-12:30". Days
// are mo tu we th fr sa su (or ma di wo do vr za zo), single, as a range (mo-fr) or as
// a list (mo,we). A day may have several hours ("mo 09:00-12:00,13:00-17:00"), and
// hours may end at 24:00. The result is sorted by weekday, Monday first. ParseWeekly
// returns an error that wraps ErrMalformed and names the wrong part and the right form
// if there are no hours, hours overlap or hours go past midnight.
func ParseWeekly(text string) ([]WeeklyHours, error) {
	rules, err := parseRules(text)
	if err != nil {
		return nil, err
	}
	hours := make([]WeeklyHours, len(rules))
	for i, rule := range rules {
		if rule.closes() {
			return nil, malformed("weekly hours hold every week; leave out \"" + FormatOpening(rules[i:i+1]) + "\"")
		}
		if rule.Ordinal != 0 {
			return nil, malformed("weekly hours hold every week; write " + dayCode(rule.Weekday) + " without " + ordinalCode(rule.Ordinal))
		}
		hours[i] = WeeklyHours{rule.Weekday, rule.From, rule.To}
	}
	return hours, nil
}

// FormatWeekly formats hours in the syntax of ParseWeekly. Without hours it returns "".
func FormatWeekly(hours []WeeklyHours) string {
	rules := make([]OpeningRule, len(hours))
	for i, h := range hours {
		rules[i] = OpeningRule{Weekday: h.Weekday, From: h.From, To: h.To}
	}
	return FormatOpening(rules)
}
