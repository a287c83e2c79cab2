package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Exception changes the availability of one date: absence or extra hours, local time.
type Exception struct {
	Day      Day
	Extra    bool  // true: available From..To in addition to the weekly hours; false: away
	From, To Clock // of an absence, 0..24:00 is the whole day
}

// Keywords that begin an exception in a student's availability, English and Dutch.
var (
	awayWords  = []string{"away", "weg"}
	extraWords = []string{"extra"}
)

// maxAwayDays is the maximum number of days of one exception.
const maxAwayDays = 366

// ParseAvailability parses weekly hours, as ParseWeekly does, mixed with exceptions:
// "mo 13:00-18:00; away 2027-04-05..2027-04-09; extra 2027-04-17 10:00-13:00". It
// returns the errors of ParseWeekly.
func ParseAvailability(text string) (weekly []WeeklyHours, exceptions []Exception, err error) {
	var rest []string
	for piece := range strings.SplitSeq(text, ";") {
		words := strings.Fields(piece)
		if len(words) == 0 {
			continue
		}
		var more []Exception
		switch first := strings.ToLower(words[0]); {
		case slices.Contains(awayWords, first):
			more, err = parseAway(words[1:])
		case slices.Contains(extraWords, first):
			more, err = parseExtra(words[1:])
		default:
			rest = append(rest, piece)
		}
		if err != nil {
			return nil, nil, err
		}
		exceptions = append(exceptions, more...)
	}
	weekly, err = ParseWeekly(strings.Join(rest, ";"))
	return weekly, exceptions, err
}

func parseAway(words []string) ([]Exception, error) {
	text := strings.Join(words, "")
	days, err := ParseDays(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %q are no days to be away; write away 2027-04-05..2027-04-09", ErrMalformed, text)
	}
	if days.Last.Number()-days.First.Number() > maxAwayDays {
		return nil, fmt.Errorf("%w: %q is longer than a year; leave the student out of the list", ErrMalformed, text)
	}
	var away []Exception
	for day := days.First; !days.Last.Before(day); day = day.Add(1) {
		away = append(away, Exception{Day: day, To: 24 * 60})
	}
	return away, nil
}

func parseExtra(words []string) ([]Exception, error) {
	text := strings.Join(words, " ")
	wrong := fmt.Errorf("%w: %q are no extra hours; write extra 2027-04-17 10:00-13:00", ErrMalformed, text)
	if len(words) != 2 {
		return nil, wrong
	}
	day, err := ParseDay(words[0])
	if err != nil {
		return nil, wrong
	}
	from, to, err := parseSpan("extra "+text, dayCode(day.Weekday()), words[1])
	if err != nil {
		return nil, wrong
	}
	return []Exception{{Day: day, Extra: true, From: from, To: to}}, nil
}

// Shifts returns the spans, UTC, in which somebody is available on one day: the weekly
// hours of that weekday and the extra hours, less the absences, merged and in order. If
// two exceptions contradict each other, the later in the list applies.
//
// The hours are local. When the clocks change, their length in UTC changes and the
// local times do not.
func Shifts(weekly []WeeklyHours, exceptions []Exception, day Day, zone *time.Location) []Span {
	var hours []clockSpan
	for _, w := range weekly {
		if w.Weekday == day.Weekday() {
			hours = append(hours, clockSpan{w.From, w.To})
		}
	}
	hours = mergeClocks(hours)
	for _, e := range exceptions {
		switch {
		case e.Day != day:
		case e.Extra:
			hours = mergeClocks(append(hours, clockSpan{e.From, e.To}))
		default:
			hours = cutClocks(hours, clockSpan{e.From, e.To})
		}
	}
	return toSpans(hours, day, zone)
}
