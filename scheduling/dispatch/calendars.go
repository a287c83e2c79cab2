package dispatch

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/click-call-connect/helpline/scheduling"
)

// Calendars serves the calendars that students subscribe to. The address of each
// contains a secret.
type Calendars struct {
	Store CalendarStore
	Now   func() time.Time
	// URL returns the public address of a student's calendar. If URL is nil, there is
	// none.
	URL func(token string) string
}

// CalendarOf returns the address of a student's calendar, or "" if Calendars has no
// URL. If renew is set, the previous address stops working.
func (c *Calendars) CalendarOf(ctx context.Context, s *scheduling.Student, renew bool) (string, error) {
	token, err := c.Store.CalendarToken(ctx, s.ID, rand.Text(), renew)
	if err != nil || c.URL == nil {
		return "", err
	}
	return c.URL(token), nil
}

// CalendarVisits returns the student with this secret and the visits that they
// accepted. It returns ErrNotFound if no active student has the secret.
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
