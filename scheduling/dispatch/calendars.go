package dispatch

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Calendars are the calendars that students can subscribe to, each at an
// address with a secret.
type Calendars struct {
	Store CalendarStore
	Now   func() time.Time
	// URL is the public address of a student's calendar; nil: there is none.
	URL func(token string) string
}

// CalendarOf is the address of a student's calendar; with renew, the address of
// before is good no longer.
func (c *Calendars) CalendarOf(ctx context.Context, s *scheduling.Student, renew bool) (string, error) {
	token, err := c.Store.CalendarToken(ctx, s.ID, rand.Text(), renew)
	if err != nil || c.URL == nil {
		return "", err
	}
	return c.URL(token), nil
}

// CalendarVisits are the visits in the calendar with this secret: those the
// student said yes to. ErrNotFound: it is nobody's, or no longer.
func (c *Calendars) CalendarVisits(ctx context.Context, token string) (scheduling.Student, []scheduling.Visit, error) {
	student, err := c.Store.StudentByCalendar(ctx, token)
	if err != nil {
		return student, nil, err
	}
	all, err := c.Store.StudentVisits(ctx, student.ID, c.Now().Add(-calendarPast))
	if err != nil {
		return student, nil, err
	}
	var visits []scheduling.Visit
	for _, u := range all {
		if u.Status == scheduling.Accepted || u.Status == scheduling.Underway {
			visits = append(visits, u.Visit)
		}
	}
	return student, visits, nil
}

// calendarPast is how long a visit stays in a calendar after its end.
const calendarPast = 14 * 24 * time.Hour
