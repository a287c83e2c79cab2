package programmes

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// word returns a text that matches shape.
func (v value) word(shape *regexp.Regexp) string {
	text, ok := v.text()
	if ok && !shape.MatchString(text) {
		v.fail(fmt.Sprintf("%q does not fit here", text), "")
		return ""
	}
	return text
}

// boolean parses true or false, and no other spelling.
func (v value) boolean() bool {
	text, ok := v.text()
	if ok && text != "true" && text != "false" {
		v.fail(fmt.Sprintf("%q is neither true nor false", text), "")
	}
	return text == "true"
}

// decimal parses a number between lowest and limit.
func (v value) decimal(lowest, limit float64) float64 {
	text, ok := v.text()
	if !ok {
		return 0
	}
	number, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || math.IsNaN(number):
		v.fail(fmt.Sprintf("%q is not a number", text), "")
		return 0
	case number < lowest || number > limit:
		v.fail(text+" is out of range", fmt.Sprintf("write a number from %v to %v", lowest, limit))
		return 0
	}
	return number
}

// whole parses a whole number between lowest and limit.
func (v value) whole(lowest, limit int) int {
	before := len(v.doc.problems)
	number := v.decimal(float64(lowest), float64(limit))
	if number != float64(int(number)) && len(v.doc.problems) == before {
		v.fail(fmt.Sprintf("%v is not a whole number", number), "")
	}
	return int(number)
}

// percent parses a percentage such as 85%, between lowest and limit. The sign is
// required because 0.85 and 85 would be ambiguous.
func (v value) percent(lowest, limit int) int {
	text, ok := v.text()
	if !ok {
		return 0
	}
	digits, sign := strings.CutSuffix(text, "%")
	number, err := strconv.ParseUint(digits, 10, 16)
	switch {
	case err != nil || !sign:
		v.fail(fmt.Sprintf("%q is not a whole number of percent", text), "")
		return 0
	case int(number) < lowest || int(number) > limit:
		v.fail(text+" is out of range", fmt.Sprintf("write %d%% to %d%%", lowest, limit))
		return 0
	}
	return int(number)
}

// duration parses 90s, 60m, 1h30m, 14d or 6w, between lowest and limit.
func (v value) duration(lowest, limit time.Duration) time.Duration {
	text, ok := v.text()
	if !ok {
		return 0
	}
	duration, err := parseDuration(text)
	switch {
	case err != nil:
		v.fail(fmt.Sprintf("%q is not a duration", text), "")
		return 0
	case duration < lowest || duration > limit:
		v.fail(text+" is out of range", fmt.Sprintf("write a duration from %s to %s", short(lowest), short(limit)))
		return 0
	}
	return duration
}

// parseDuration parses a Go duration, or one in days (24 hours) or weeks.
func parseDuration(text string) (time.Duration, error) {
	for unit, length := range map[string]time.Duration{"d": 24 * time.Hour, "w": 7 * 24 * time.Hour} {
		if count, ok := strings.CutSuffix(text, unit); ok {
			n, err := strconv.ParseUint(count, 10, 16)
			return time.Duration(n) * length, err
		}
	}
	return time.ParseDuration(text)
}

// short formats a duration without its zero parts: 1m, 8h.
func short(d time.Duration) string {
	text := d.String()
	text = strings.TrimSuffix(text, "0s")
	if trimmed, ok := strings.CutSuffix(text, "h0m"); ok {
		return trimmed + "h"
	}
	if text == "" {
		return "0m"
	}
	return text
}

// clocks parses 09:00-19:00.
func (v value) clocks() (from, to calendar.Clock) {
	text, ok := v.text()
	if !ok {
		return 0, 0
	}
	first, last, _ := strings.Cut(text, "-")
	from, err := calendar.ParseClock(strings.TrimSpace(first))
	to, errTo := calendar.ParseClock(strings.TrimSpace(last))
	switch {
	case err != nil || errTo != nil:
		v.fail(fmt.Sprintf("%q is not a stretch of the day", text), "")
	case from >= to:
		v.fail(fmt.Sprintf("%q ends before it begins", text), "")
	default:
		return from, to
	}
	return 0, 0
}

// clock parses 18:00.
func (v value) clock() calendar.Clock {
	text, ok := v.text()
	if !ok {
		return 0
	}
	clock, err := calendar.ParseClock(text)
	if err != nil {
		v.fail(fmt.Sprintf("%q is not a time of day", text), "")
	}
	return clock
}

// days parses a range such as 2027-04-05..2027-04-18, or one day.
func (v value) days() calendar.Days {
	text, ok := v.text()
	if !ok {
		return calendar.Days{}
	}
	days, err := calendar.ParseDays(text)
	if err != nil {
		v.fail(fmt.Sprintf("%q is not a stretch of days", text), "")
	}
	return days
}

// day parses 2027-03-01.
func (v value) day() calendar.Day {
	text, ok := v.text()
	if !ok {
		return calendar.Day{}
	}
	day, err := calendar.ParseDay(text)
	if err != nil {
		v.fail(fmt.Sprintf("%q is not a date", text), "")
	}
	return day
}

// telephone parses a valid number in E.164 of one of the given kinds; without kinds, of
// any.
func (v value) telephone(wanted string, kinds ...phonenumbers.PhoneNumberType) string {
	text, ok := v.text()
	if !ok {
		return ""
	}
	number, err := phonenumbers.Parse(text, "BE")
	if err != nil || !phonenumbers.IsValidNumber(number) {
		v.fail(fmt.Sprintf("%q is not a telephone number", text), "")
		return ""
	}
	if e164 := phonenumbers.Format(number, phonenumbers.E164); e164 != text {
		v.fail(fmt.Sprintf("%q is not in international form", text), fmt.Sprintf("write %q", e164))
		return ""
	}
	for _, kind := range kinds {
		if phonenumbers.GetNumberType(number) == kind {
			return text
		}
	}
	if len(kinds) > 0 {
		v.fail(fmt.Sprintf("%q is not %s", text, wanted), "")
		return ""
	}
	return text
}

// distinct records a problem for each item that occurred before.
func distinct[T comparable](items []value, read []T) {
	lines := make(map[T]int, len(read))
	for i, item := range read {
		var none T
		if line, again := lines[item]; again && item != none {
			items[i].fail(fmt.Sprintf("%v is already on line %d", item, line), "keep one")
			continue
		}
		lines[item] = items[i].line
	}
}
