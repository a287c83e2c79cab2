package scheduling

import "time"

// DayPart is a half of a day, in the zone of the programme.
type DayPart string

// The parts of a day. A visit that begins at noon is one of the afternoon.
const (
	AnyPart   DayPart = ""
	Morning   DayPart = "morning"
	Afternoon DayPart = "afternoon"
)

// noonHour is the hour from which a visit is one of the afternoon.
const noonHour = 12

// PartOf returns the part of the day of an instant in its own zone.
func PartOf(local time.Time) DayPart {
	if local.Hour() >= noonHour {
		return Afternoon
	}
	return Morning
}

// TimeWish is when a resident wants a visit. The zero value is at any time.
type TimeWish struct {
	Part    DayPart `json:"part,omitempty"`
	Weekday int     `json:"weekday,omitempty"` // 1 is Monday, 7 is Sunday, as in ISO 8601; 0: any day
}

// WeekdayNumber returns the number of a weekday in a TimeWish.
func WeekdayNumber(day time.Weekday) int {
	if day == time.Sunday {
		return 7
	}
	return int(day)
}

// Allows reports whether a visit that begins at an instant, in its own zone, is one that
// was wished for.
func (w TimeWish) Allows(local time.Time) bool {
	return (w.Part == AnyPart || w.Part == PartOf(local)) && (w.Weekday == 0 || w.Weekday == WeekdayNumber(local.Weekday()))
}

// Halves returns the parts of a day in which a programme's visits can begin.
func (v *VisitRule) Halves() []DayPart {
	var halves []DayPart
	const noon = noonHour * 60 // minutes
	if v.From < noon {
		halves = append(halves, Morning)
	}
	if int(v.To)-int(v.Length/time.Minute) >= noon {
		halves = append(halves, Afternoon)
	}
	return halves
}
