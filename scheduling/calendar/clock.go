package calendar

import (
	"fmt"
	"time"
)

// Clock is a time of day in minutes after midnight, 0 to 24*60.
type Clock int

// ParseClock parses 9:00, 09:00 or 24:00. It returns an error that wraps ErrMalformed
// if the text has another form.
func ParseClock(text string) (Clock, error) {
	var hour, minute int
	if n, err := fmt.Sscanf(text, "%d:%02d", &hour, &minute); err != nil || n != 2 ||
		fmt.Sprintf("%d:%02d", hour, minute) != text && fmt.Sprintf("%02d:%02d", hour, minute) != text ||
		hour < 0 || minute < 0 || minute > 59 || hour*60+minute > 24*60 {
		return 0, malformed("is not a time of day; write it as 09:00", text)
	}
	return Clock(hour*60 + minute), nil
}

// ClockOf returns the time of day of an instant in a zone.
func ClockOf(t time.Time, zone *time.Location) Clock {
	local := t.In(zone)
	return Clock(local.Hour()*60 + local.Minute())
}

func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }
