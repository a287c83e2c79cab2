package calendar

import (
	"fmt"
	"time"
)

// WeeklyHours are hours a student is available every week, local time.
type WeeklyHours struct {
	Weekday  time.Weekday
	From, To Clock
}

// ParseWeekly reads weekly hours, local time: "mo 13:00-18:00; we 09:00-12:30".
// Days are mo tu we th fr sa su (or ma di wo do vr za zo), alone, as a range
// (mo-fr) or as a list (mo,we); one day may have several hours
// ("mo 09:00-12:00,13:00-17:00"), and hours may end at 24:00. The result is in
// the order of the week, Monday first. No hours at all, hours that overlap and
// hours past midnight are ErrMalformed; the error names the piece and the right form.
func ParseWeekly(text string) ([]WeeklyHours, error) {
	rules, err := parseRules(text)
	if err != nil {
		return nil, err
	}
	hours := make([]WeeklyHours, len(rules))
	for i, rule := range rules {
		if rule.closes() {
			return nil, fmt.Errorf("%w: weekly hours hold every week; leave out %q",
				ErrMalformed, FormatOpening(rules[i:i+1]))
		}
		if rule.Ordinal != 0 {
			return nil, fmt.Errorf("%w: weekly hours hold every week; write %s without %s",
				ErrMalformed, dayCode(rule.Weekday), ordinalCode(rule.Ordinal))
		}
		hours[i] = WeeklyHours{rule.Weekday, rule.From, rule.To}
	}
	return hours, nil
}

// FormatWeekly writes hours as ParseWeekly reads them; no hours are "".
func FormatWeekly(hours []WeeklyHours) string {
	rules := make([]OpeningRule, len(hours))
	for i, h := range hours {
		rules[i] = OpeningRule{Weekday: h.Weekday, From: h.From, To: h.To}
	}
	return FormatOpening(rules)
}
