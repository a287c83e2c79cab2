package calendar

import (
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
// "mo 13:00-18:00; away 2027-04-05..2027-04-09; extra 2027-04-17 10:00-13:00". An absence
// may be of some hours: "away 2027-04-12 13:00-15:00". It returns the errors of ParseWeekly.
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

// parseAway parses whole days, or hours of one day.
func parseAway(words []string) ([]Exception, error) {
	if hours, ok := parseDayHours(words); ok {
		return []Exception{hours}, nil
	}
	text := strings.Join(words, "")
	days, err := ParseDays(text)
	if err != nil {
		return nil, malformed("are no days to be away; write away 2027-04-05..2027-04-09", text)
	}
	if days.Last.Number()-days.First.Number() > maxAwayDays {
		return nil, malformed("is longer than a year; leave the student out of the list", text)
	}
	var away []Exception
	for day := days.First; !days.Last.Before(day); day = day.Add(1) {
		away = append(away, Exception{Day: day, To: 24 * 60})
	}
	return away, nil
}

func parseExtra(words []string) ([]Exception, error) {
	hours, ok := parseDayHours(words)
	if !ok {
		return nil, malformed("are no extra hours; write extra 2027-04-17 10:00-13:00", strings.Join(words, " "))
	}
	hours.Extra = true
	return []Exception{hours}, nil
}

// parseDayHours parses hours of one day, and reports whether the words are some.
func parseDayHours(words []string) (Exception, bool) {
	if len(words) != 2 {
		return Exception{}, false
	}
	day, err := ParseDay(words[0])
	if err != nil {
		return Exception{}, false
	}
	from, to, err := parseSpan(words[0], dayCode(day.Weekday()), words[1])
	return Exception{Day: day, From: from, To: to}, err == nil
}

// FormatAvailability formats hours and exceptions in the syntax of ParseAvailability, the
// exceptions in their order, in which the later applies.
func FormatAvailability(weekly []WeeklyHours, exceptions []Exception) string {
	parts := []string{FormatWeekly(weekly)}
	for i := 0; i < len(exceptions); {
		e := exceptions[i]
		days := 1
		for e.wholeDay() && i+days < len(exceptions) && days < maxAwayDays && exceptions[i+days] == e.after(days) {
			days++
		}
		parts = append(parts, e.text(days))
		i += days
	}
	return strings.Join(parts, "; ")
}

// wholeDay reports whether somebody is away all day.
func (e Exception) wholeDay() bool { return !e.Extra && e.From == 0 && e.To == 24*60 }

// after returns the same exception some days later.
func (e Exception) after(days int) Exception {
	e.Day = e.Day.Add(days)
	return e
}

// text returns one piece of ParseAvailability, of a whole day also for the days after it.
func (e Exception) text(days int) string {
	word := awayWords[0]
	if e.Extra {
		word = extraWords[0]
	}
	if e.wholeDay() {
		return word + " " + Days{e.Day, e.Day.Add(days - 1)}.String()
	}
	return word + " " + e.Day.String() + " " + e.From.String() + "-" + e.To.String()
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
