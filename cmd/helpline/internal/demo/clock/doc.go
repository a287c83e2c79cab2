// Package clock is the demo's movable clock: it goes with the real one, and can be
// moved forward, so that reminders can be seen without waiting. A line in production
// has none.
package clock
