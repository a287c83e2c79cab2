package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// weekdayCodes maps the weekdays as written in spreadsheets and programme files,
// English first. French is not supported: its "ma" is Tuesday, and the Dutch "ma" is
// Monday.
var weekdayCodes = map[string]time.Weekday{
	"mo": time.Monday, "tu": time.Tuesday, "we": time.Wednesday, "th": time.Thursday,
	"fr": time.Friday, "sa": time.Saturday, "su": time.Sunday,
	"ma": time.Monday, "di": time.Tuesday, "wo": time.Wednesday, "do": time.Thursday,
	"vr": time.Friday, "za": time.Saturday, "zo": time.Sunday,
}

// ordinalCodes maps the weeks of a month in which a rule applies.
var ordinalCodes = map[string]int{
	"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "last": -1,
	"1e": 1, "2e": 2, "3e": 3, "4e": 4, "5e": 5, "laatste": -1,
}

// parseRules parses "mo 09:00-12:00; 1st-we 13:00-16:00", the syntax shared by
// availability, office hours and opening hours. Only opening hours may contain closed
// days.
func parseRules(text string) ([]OpeningRule, error) {
	var rules []OpeningRule
	for piece := range strings.SplitSeq(text, ";") {
		if piece = strings.TrimSpace(piece); piece == "" {
			continue // a trailing semicolon is allowed
		}
		more, err := parsePiece(piece)
		if err != nil {
			return nil, err
		}
		rules = append(rules, more...)
	}
	if !slices.ContainsFunc(rules, func(r OpeningRule) bool { return !r.closes() }) {
		return nil, malformed("no hours; write mo 13:00-18:00; we 09:00-12:30")
	}
	slices.SortFunc(rules, compareRules)
	return rules, refuseOverlap(rules)
}

// commas removes the spaces around commas: "mo, we" is one list of days.
var commas = strings.NewReplacer(" , ", ",", ", ", ",", " ,", ",")

// parsePiece parses one day (or range, or list) with its hours, or closed days.
func parsePiece(piece string) ([]OpeningRule, error) {
	days, times, found := strings.Cut(commas.Replace(strings.Join(strings.Fields(piece), " ")), " ")
	if isClosedWord(days) {
		return parseClosed(piece, times)
	}
	if !found {
		return nil, malformed("is not a day with hours; write mo 13:00-18:00", piece)
	}
	ordinal, weekdays, err := parseDays(piece, strings.ToLower(days))
	if err != nil {
		return nil, err
	}
	var rules []OpeningRule
	for span := range strings.SplitSeq(times, ",") {
		from, to, err := parseSpan(piece, dayCode(weekdays[0]), strings.ReplaceAll(span, " ", ""))
		if err != nil {
			return nil, err
		}
		for _, weekday := range weekdays {
			rules = append(rules, OpeningRule{Ordinal: ordinal, Weekday: weekday, From: from, To: to})
		}
	}
	return rules, nil
}

// parseDays parses mo, mo-fr, mo,we or 1st-we.
func parseDays(piece, text string) (ordinal int, weekdays []time.Weekday, err error) {
	if first, day, ok := strings.Cut(text, "-"); ok && ordinalCodes[first] != 0 {
		weekday, known := weekdayCodes[day]
		if !known {
			return 0, nil, malformed("is not a day of the month; write 1st-we", piece, text)
		}
		return ordinalCodes[first], []time.Weekday{weekday}, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		days, err := parseDayRange(piece, part)
		if err != nil {
			return 0, nil, err
		}
		weekdays = append(weekdays, days...)
	}
	return 0, weekdays, nil
}

// parseDayRange parses mo or mo-fr.
func parseDayRange(piece, text string) ([]time.Weekday, error) {
	first, last, isRange := strings.Cut(text, "-")
	if !isRange {
		last = first
	}
	from, known := weekdayCodes[first]
	to, alsoKnown := weekdayCodes[last]
	if !known || !alsoKnown {
		return nil, malformed("is not a day; write mo tu we th fr sa su, or mo-fr", piece, text)
	}
	if isRange && fromMonday(from) >= fromMonday(to) {
		return nil, malformed("the range \""+dayCode(from)+"-"+dayCode(to)+"\" runs backwards; weeks begin on mo, write two pieces", piece)
	}
	var days []time.Weekday
	for n := fromMonday(from); n <= fromMonday(to); n++ {
		days = append(days, time.Weekday((n+1)%7))
	}
	return days, nil
}

// parseSpan parses 09:00-12:30. The day is used only in error messages.
func parseSpan(piece, day, text string) (from, to Clock, err error) {
	first, last, found := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
	if !found {
		return 0, 0, malformed("is not a stretch of time; write "+day+" 09:00-12:30", piece, text)
	}
	for _, part := range []string{first, last} {
		if _, err := ParseClock(part); err != nil {
			return 0, 0, malformed("is not a time of day; write "+day+" 09:00-12:30", piece, part)
		}
	}
	from, _ = ParseClock(first)
	to, _ = ParseClock(last)
	switch {
	case from == to:
		return 0, 0, malformed(fmt.Sprintf("%s-%s ends when it begins; write %s 09:00-12:30", from, to, day), piece)
	case from > to:
		next := dayCode((weekdayCodes[day] + 1) % 7)
		two := fmt.Sprintf("%s %s-24:00; %s 00:00-%s", day, from, next, to)
		return 0, 0, malformed(fmt.Sprintf("%s-%s ends before it begins; hours past midnight are two pieces: %s", from, to, two), piece)
	}
	return from, to, nil
}

// refuseOverlap returns an error if sorted rules overlap. Hours may touch, and days may
// be closed twice.
func refuseOverlap(rules []OpeningRule) error {
	for i := 1; i < len(rules); i++ {
		a, b := rules[i-1], rules[i]
		if !b.closes() && a.Ordinal == b.Ordinal && a.Weekday == b.Weekday && b.From < a.To {
			return malformed(fmt.Sprintf("hours overlap: %s and %s; write them as one",
				FormatOpening(rules[i-1:i]), FormatOpening(rules[i:i+1])))
		}
	}
	return nil
}

// compareRules orders rules by day and time, closed days last. The zero Closed sorts
// first.
func compareRules(a, b OpeningRule) int {
	return cmp.Or(
		cmp.Compare(a.Closed.First.Number(), b.Closed.First.Number()),
		cmp.Compare(a.Closed.Last.Number(), b.Closed.Last.Number()),
		cmp.Compare(weekOrder(a.Ordinal), weekOrder(b.Ordinal)),
		cmp.Compare(fromMonday(a.Weekday), fromMonday(b.Weekday)),
		cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
}

// weekOrder sorts "last" after "5th".
func weekOrder(ordinal int) int {
	if ordinal < 0 {
		return 6
	}
	return ordinal
}

// fromMonday returns the days since Monday, 0 to 6.
func fromMonday(day time.Weekday) int { return (int(day) + 6) % 7 }

// dayCode returns a weekday as two English letters.
func dayCode(day time.Weekday) string { return strings.ToLower(day.String()[:2]) }
