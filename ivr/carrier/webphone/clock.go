package webphone

import (
	"net/http"
	"time"
)

// morningHour is the hour to which "tomorrow" moves the clock.
const morningHour = 9

// until returns the duration to the target of a button of the clock. A day has 23 or 25
// hours if the clocks change.
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

// now returns the time in the format of the page.
func (h *Handler) now() string { return h.config.Now().In(h.config.Zone).Format(time.RFC3339) }

// moveClock notes who answers the telephones that ring, moves the demo's clock, and answers after everything that became due is done.
func (h *Handler) moveClock(w http.ResponseWriter, r *http.Request) {
	var asked struct{ To, Rings string }
	if !read(w, r, &asked) {
		return
	}
	if asked.Rings != "" && (h.config.Rings == nil || !h.config.Rings(asked.Rings)) {
		refuse(w, http.StatusUnprocessableEntity, "rings")
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
