package schedulingtest

import (
	"testing"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// ResidentNumber is the only number that is a mobile in tests with WideTown.
const ResidentNumber = "+32470000001"

// WideTown returns Town with long hours and everything that dispatch needs. Its office
// is open from Monday to Friday.
func WideTown(t testing.TB) *scheduling.Programme {
	t.Helper()
	p := Town(t)
	p.Title, p.City, p.Caps = "Digipunt", "Town", scheduling.Caps{}
	p.Visit.Hold, p.Visit.From, p.Visit.To = 0, 7*60, 22*60
	p.Quiet, p.Dispatch = scheduling.QuietHours{From: 9 * 60, To: 20 * 60}, scheduling.DefaultDispatch()
	p.Numbers.Voice = "+3280012001"
	for weekday := time.Monday; weekday <= time.Friday; weekday++ {
		p.Office = append(p.Office, scheduling.OfficeHours{Weekday: weekday, From: 9 * 60, To: 17 * 60})
	}
	return p
}

// MatchingTown returns WideTown with visits from nine to five.
func MatchingTown(t testing.TB) *scheduling.Programme {
	t.Helper()
	p := WideTown(t)
	p.Visit.From, p.Visit.To = 9*60, 17*60
	return p
}

// OnDay returns an instant of March 2027 from a day and a local time.
func OnDay(p *scheduling.Programme, day int, clock calendar.Clock) time.Time {
	return calendar.Day{Year: 2027, Month: time.March, Day: day}.At(clock, p.Zone).UTC()
}

// AnyHour returns a student who is always available.
func AnyHour(id int64, postcode string) scheduling.Student {
	s := scheduling.Student{ID: id, Programme: "town", Postcode: postcode, Languages: []scheduling.Language{"nl"}}
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		s.Weekly = append(s.Weekly, calendar.WeeklyHours{Weekday: weekday, From: 0, To: 24 * 60})
	}
	return s
}

// HourOf returns a visit of an hour with a unique id.
func HourOf(p *scheduling.Programme, student int64, day int, clock calendar.Clock, status scheduling.Status) scheduling.Visit {
	start := OnDay(p, day, clock)
	return scheduling.Visit{
		ID: int64(day*10000) + int64(clock), StudentID: student, Status: status, Start: start, End: start.Add(time.Hour), Postcode: "1001",
		Topic: scheduling.TopicItsme, Language: "nl",
	}
}
