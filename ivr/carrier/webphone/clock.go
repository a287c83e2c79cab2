package webphone

import (
	"net/http"
	"time"
)

// morningHour is when "tomorrow" begins.
const morningHour = 9

// until is how far it is to what a button of the clock says. A day is as long
// as the calendar makes it: 23 or 25 hours over the nights clocks change.
func until(to string, now time.Time, zone *time.Location) (time.Duration, bool) {
	now = now.In(zone)
	year, month, day := now.Date()
	switch to {
	case "hour":
		return time.Hour, true
	case "morning":
		return time.Date(year, month, day+1, morningHour, 0, 0, 0, zone).Sub(now), true
	case "day":
		return time.Date(year, month, day+1, now.Hour(), now.Minute(), now.Second(), now.Nanosecond(), zone).Sub(now), true
	}
	return 0, false
}

// now is what time it is, as the page reads it.
func (h *Handler) now() string { return h.config.Now().In(h.config.Zone).Format(time.RFC3339) }

// moveClock moves the demo's clock, and answers when everything that became due
// was done.
func (h *Handler) moveClock(w http.ResponseWriter, r *http.Request) {
	var asked struct{ To string }
	if !read(w, r, &asked) {
		return
	}
	by, known := until(asked.To, h.config.Now(), h.config.Zone)
	if !known {
		refuse(w, http.StatusUnprocessableEntity, "clock")
		return
	}
	h.config.Advance(by)
	answer(w, http.StatusOK, map[string]string{"now": h.now()})
}
