package calendar

import (
	"strings"
)

// closedWord is the keyword before the days on which a walk-in point is closed.
const closedWord = "closed"

// isClosedWord reports whether a word is closedWord or its Dutch equivalent.
func isClosedWord(word string) bool {
	return strings.EqualFold(word, closedWord) || strings.EqualFold(word, "gesloten")
}

// parseClosed parses the days after "closed": 2027-12-24,2027-07-01..2027-07-31. A day
// may be listed twice.
func parseClosed(piece, text string) ([]OpeningRule, error) {
	var rules []OpeningRule
	for part := range strings.SplitSeq(text, ",") {
		days, err := parseClosedDays(piece, strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		rules = append(rules, OpeningRule{Closed: days})
	}
	return rules, nil
}

// parseClosedDays parses 2027-12-24 or 2027-07-01..2027-07-31.
func parseClosedDays(piece, text string) (Days, error) {
	days, err := daysOf(text, func(text string) (Day, error) { return parseClosedDay(piece, text) })
	if err == nil && days.Last.Before(days.First) {
		turned := Days{days.Last, days.First}
		return Days{}, malformed(days.String()+" ends before it begins; write "+closedWord+" "+turned.String(), piece)
	}
	return days, err
}

func parseClosedDay(piece, text string) (Day, error) {
	day, err := ParseDay(text)
	if err != nil {
		return Day{}, malformed("is not a date; write closed 2027-12-24, or closed 2027-07-01..2027-07-31", piece, text)
	}
	return day, nil
}
