package invitations

import (
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

const (
	// responseTime is how long after a letter people book; what comes later is not waited for.
	responseTime = 21 * 24 * time.Hour
	// paceDays is for how many days ahead the free hours are counted: whoever gets a letter
	// this week should find a time within two weeks.
	paceDays = 14
	// priorLetters and priorBooked are a first wave that answered as one in five, so that the
	// first real answers do not swing the proposal.
	priorLetters, priorBooked = 20, 4
	// fill is the share of free hours that letters may fill: the rest is for travel, for
	// second visits, and for who calls without a letter.
	fill = 0.7
)

// Availability is a student with the visits that count for their hours.
type Availability struct {
	Student scheduling.Student
	Visits  []scheduling.Visit
}

// FreeVisits returns how many more visits the students could make in the next two weeks, from
// the earliest that can be promised, travel aside: within their hours and caps.
func FreeVisits(rules matching.Rules, students []Availability) int {
	free := 0
	for i := range students {
		if rules.CanAsk(&students[i].Student) {
			free += freeOf(rules, &students[i])
		}
	}
	return free
}

func freeOf(rules matching.Rules, a *Availability) int {
	p, free := rules.Programme, 0
	first := calendar.DayOf(rules.Now.Add(p.Visit.Notice), p.Zone)
	each := p.Visit.Length + p.Visit.Gap
	weekly := map[calendar.Day]int{}
	for n := range paceDays {
		day := first.Add(n)
		weekly[day.Monday()] += int((timeOf(a, day, p) / each))
	}
	for monday, visits := range weekly {
		at := monday.At(12*60, p.Zone)
		if left, limited := rules.WeekLeft(&a.Student, a.Visits, at); limited {
			visits = min(visits, int(max(0, left)/p.Visit.Length))
		}
		free += visits
	}
	return free
}

// timeOf returns how long a student is available on a day beside their visits.
func timeOf(a *Availability, day calendar.Day, p *scheduling.Programme) time.Duration {
	var free time.Duration
	for _, shift := range a.Student.Shifts(day, p) {
		free += shift.To.Sub(shift.From)
	}
	for i := range a.Visits {
		if v := &a.Visits[i]; calendar.DayOf(v.Start, p.Zone) == day {
			free -= v.End.Sub(v.Start) + p.Visit.Gap
		}
	}
	return max(0, free)
}

// Proposal is how many letters fit the hours that students have.
type Proposal struct {
	Letters  int     // to send now
	Free     int     // visits that students could still make in two weeks
	Expected int     // visits that the letters of before will still bring
	Rate     float64 // of those who get a letter, who book
	Left     int     // residents in no wave yet
}

// Propose returns how many letters to send now: as many as bring the visits that are free,
// after those that the letters of before will still bring. Nobody who answers a letter should
// find that there is no time.
func Propose(free, left int, waves []Response, now time.Time) Proposal {
	letters, booked := float64(priorLetters), float64(priorBooked)
	for _, w := range waves {
		if now.Sub(w.At) >= responseTime {
			letters, booked = letters+float64(w.Letters), booked+float64(w.Booked)
		}
	}
	rate := booked / letters
	expected := 0.0
	for _, w := range waves {
		if age := now.Sub(w.At); age < responseTime {
			expected += float64(w.Letters) * rate * (1 - max(0, age.Seconds())/responseTime.Seconds())
		}
	}
	room := float64(free)*fill - expected
	return Proposal{
		Letters: max(0, min(left, int(room/rate))), Free: free, Expected: int(expected + 0.5), Rate: rate, Left: left,
	}
}
