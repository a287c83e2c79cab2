package scheduling

import (
	"testing"
	"time"
)

// ResidentNumber is a mobile; no other number is one in WideTown.
const ResidentNumber = "+32470000001"

// WideTown is town with wide hours and all that dispatching asks for. Its office is
// open from Monday to Friday.
func WideTown(t testing.TB) *Programme {
	t.Helper()
	p := town(t)
	p.Title, p.City, p.Caps = "Digipunt", "Town", Caps{}
	p.Visit.Hold, p.Visit.From, p.Visit.To = 0, 7*60, 22*60
	p.Quiet, p.Dispatch = QuietHours{From: 9 * 60, To: 20 * 60}, DefaultDispatch()
	p.Numbers.Voice = "+3280012001"
	for weekday := time.Monday; weekday <= time.Friday; weekday++ {
		p.Office = append(p.Office, OfficeHours{Weekday: weekday, From: 9 * 60, To: 17 * 60})
	}
	return p
}

// MatchingTown is WideTown, visited from nine to five.
func MatchingTown(t testing.TB) *Programme {
	t.Helper()
	p := WideTown(t)
	p.Visit.From, p.Visit.To = 9*60, 17*60
	return p
}

// OnDay is an instant of March 2027, on the wall of the programme.
func OnDay(p *Programme, day int, clock Clock) time.Time {
	return Day{Year: 2027, Month: time.March, Day: day}.At(clock, p.Zone).UTC()
}

// AnyHour is a student who is always available.
func AnyHour(id int64, postcode string) Student {
	s := Student{ID: id, Programme: "town", Postcode: postcode, Languages: []Language{"nl"}}
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		s.Weekly = append(s.Weekly, WeeklyHours{Weekday: weekday, From: 0, To: 24 * 60})
	}
	return s
}

// HourOf is a visit of an hour, with an id of its own.
func HourOf(p *Programme, student int64, day int, clock Clock, status Status) Visit {
	start := OnDay(p, day, clock)
	return Visit{
		ID: int64(day*10000) + int64(clock), StudentID: student, Status: status, Start: start, End: start.Add(time.Hour), Postcode: "1001",
		Topic: TopicItsme, Language: "nl",
	}
}
