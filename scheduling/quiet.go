package scheduling

import "time"

// lastCall is how long before the quiet hours the last message that waited for
// them leaves: a paced queue still has to empty.
const lastCall = 30 * time.Minute

// MayDisturb reports whether a message that is no answer may go out at this
// instant: within the programme's hours, not on a Sunday or a holiday.
func (p *Programme) MayDisturb(at time.Time) bool {
	clock := ClockOf(at, p.Zone)
	return p.disturbs(DayOf(at, p.Zone)) && p.Quiet.From <= clock && clock < p.Quiet.To
}

func (p *Programme) disturbs(day Day) bool {
	return day.Weekday() != time.Sunday && !p.Holidays.On(day)
}

// furthest is how many days are looked at for one on which people may be
// disturbed: no programme has so many days off in a row.
const furthest = 31

// NextDisturb is the first instant, at or after another, at which MayDisturb holds.
func (p *Programme) NextDisturb(at time.Time) time.Time {
	if p.MayDisturb(at) {
		return at
	}
	day := DayOf(at, p.Zone)
	for range furthest {
		if opens := day.At(p.Quiet.From, p.Zone); p.disturbs(day) && !opens.Before(at) {
			return opens.UTC()
		}
		day = day.Add(1)
	}
	return at
}

// lastDisturb is the last instant of a day at which something may still be sent
// that would otherwise wait for the quiet hours to end.
func (p *Programme) lastDisturb(day Day) time.Time {
	return day.At(p.Quiet.To, p.Zone).Add(-lastCall).UTC()
}
