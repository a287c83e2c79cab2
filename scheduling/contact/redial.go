package contact

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// When somebody is called again who was not told: nobody answered, a machine did, or they
// hung up before anything was said.
const (
	// maxCalls is how often somebody is called about one message before a person tells them.
	maxCalls = 3
	// redialAfter is the min pause between two calls about a message.
	redialAfter = 4 * time.Hour
	// urgentRedialAfter is that pause if the visit is about to begin.
	urgentRedialAfter = 30 * time.Minute
	// partsOfDay is how many times of day are tried.
	partsOfDay = 3
	// RedialMemory is how far back calls to a number tell at what time of day nobody answers.
	RedialMemory = 7 * 24 * time.Hour
)

// MaxCallsPerDay is how often one number is called in a day, whatever the reasons.
const MaxCallsPerDay = 2

// dayPart is a time of day at which people are at home, or are not.
type dayPart struct{ from, to calendar.Clock }

// dayParts returns the times of day in which people are called again, in local time: noon
// and supper are left out.
func dayParts() [partsOfDay]dayPart {
	return [partsOfDay]dayPart{{0, 12 * 60}, {13 * 60, 17 * 60}, {17*60 + 30, 24 * 60}}
}

// partOf returns the index of the time of day of a clock; one between two parts belongs
// to the later one.
func partOf(clock calendar.Clock) int {
	for i, part := range dayParts() {
		if clock < part.to {
			return i
		}
	}
	return partsOfDay - 1
}

// NextCall returns when somebody is called again about a message that they were not told:
// at the time of day at which their number was called least, in contact hours, and on
// another day if it was called MaxCallsPerDay times today. It reports false if they are
// not called again, because it was tried maxCalls times, or would be too late.
//
// A message about a visit that is about to begin does not wait for another time of day.
//
// calls are the calls to the number in RedialMemory, the latest one included.
func NextCall(p *scheduling.Programme, m *scheduling.Message, calls []time.Time, now time.Time) (time.Time, bool) {
	if m.Tries+1 >= maxCalls {
		return time.Time{}, false
	}
	at, ok := now.Add(urgentRedialAfter), true
	if !IsUrgent(m) {
		at, ok = anotherTimeOfDay(p, calls, now)
	}
	if deadline := CallDeadline(m); !deadline.IsZero() && !at.Before(deadline) {
		return time.Time{}, false
	}
	return at, ok
}

// CallDeadline returns from when on a call about a message is of no use: shortly before
// its visit, or when the message expires; zero if neither is known.
func CallDeadline(m *scheduling.Message) time.Time {
	start, err := time.Parse(time.RFC3339, m.Args["start"])
	if err != nil {
		return m.Until
	}
	deadline := start.Add(-reminderDeadline)
	if !m.Until.IsZero() && m.Until.Before(deadline) {
		return m.Until
	}
	return deadline
}

// anotherTimeOfDay returns the first contact time after redialAfter in a time of day that
// was tried least. It reports false if there is none within maxDaysOff days.
func anotherTimeOfDay(p *scheduling.Programme, calls []time.Time, now time.Time) (time.Time, bool) {
	today, from := calendar.DayOf(now, p.Zone), now.Add(redialAfter)
	var tried [partsOfDay]int
	callsToday := 0
	for _, call := range calls {
		tried[partOf(calendar.ClockOf(call, p.Zone))]++
		if calendar.DayOf(call, p.Zone) == today {
			callsToday++
		}
	}
	if callsToday >= MaxCallsPerDay {
		from = calendar.Later(from, today.Add(1).At(0, p.Zone))
	}
	least := leastTried(p, tried)
	day := calendar.DayOf(from, p.Zone)
	for range maxDaysOff {
		for i, part := range dayParts() {
			if tried[i] != least || !isContactDay(p, day) {
				continue
			}
			opens := calendar.Later(from, day.At(max(part.from, p.Quiet.From), p.Zone))
			if closes := day.At(min(part.to, p.Quiet.To), p.Zone).Add(-lastCallMargin); !opens.After(closes) {
				return opens.UTC(), true
			}
		}
		day = day.Add(1)
	}
	return time.Time{}, false
}

// leastTried returns how often the time of day was tried that was tried least, of those
// in the programme's contact hours.
func leastTried(p *scheduling.Programme, tried [partsOfDay]int) int {
	least := -1
	for i, part := range dayParts() {
		long := min(part.to, p.Quiet.To)-max(part.from, p.Quiet.From) >= calendar.Clock(lastCallMargin/time.Minute)
		if long && (least < 0 || tried[i] < least) {
			least = tried[i]
		}
	}
	return least
}
