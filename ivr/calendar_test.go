package ivr_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr"
	"github.com/click-call-connect/helpline/scheduling"
)

func count(text, part string) int { return strings.Count(text, part) }

// calendars has the calendar of one secret.
type calendars struct {
	programme string
	err       error
	revision  int
	empty     bool
}

func (c *calendars) CalendarVisits(_ context.Context, token string) (scheduling.Student, []scheduling.Visit, error) {
	if token != "secret" {
		return scheduling.Student{}, nil, scheduling.ErrNotFound
	}
	student := scheduling.Student{Programme: c.programme, Languages: []scheduling.Language{"nl"}}
	if c.empty {
		return student, nil, c.err
	}
	return student, []scheduling.Visit{{
		Revision: c.revision, RevisedAt: at(8, 9, c.revision),
		ID: 3, Start: at(9, 14, 0), End: at(9, 15, 0), BookedAt: at(8, 9, 0), Postcode: "2060", Topic: scheduling.TopicItsme,
		Reference: "23456", Word: "appel",
	}}, c.err
}

func TestACalendarHasTheVisitsOfItsStudent(t *testing.T) {
	l := newLine(t)
	l.Calendars = &calendars{programme: "antwerpen"}
	require.Equal(t, "https://line.test/calendar/secret.ics", l.CalendarAddress("secret"))
	response, err := l.App().Test(httptest.NewRequest(http.MethodGet, ivr.CalendarPath+"/secret.ics", nil), -1)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	require.Equal(t, "text/calendar; charset=utf-8", response.Header.Get("Content-Type"))
	require.Equal(t, "private, max-age=300", response.Header.Get("Cache-Control"))
	status, body := l.get(ivr.CalendarPath + "/secret.ics")
	require.Equal(t, http.StatusOK, status)
	for _, want := range []string{
		"UID:visit-3@antwerpen.helpline\r\n", "DTSTART:20270309T130000Z\r\n", "DTEND:20270309T140000Z\r\n",
		"LOCATION:2060 Antwerpen\r\n", "STATUS:CONFIRMED\r\n", "METHOD:PUBLISH\r\n",
		"REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n", "Digipunt aan huis", "SUMMARY:",
	} {
		require.Contains(t, body, want)
	}
	require.NotContains(t, body, "appel")
}

// A calendar takes an event in place of another with its UID only if it is newer.
func TestAVisitThatMovedIsNewerInACalendar(t *testing.T) {
	l := newLine(t)
	for revision, modified := range []string{"20270308T080000Z", "20270308T080100Z"} {
		l.Calendars = &calendars{programme: "antwerpen", revision: revision}
		_, body := l.get(ivr.CalendarPath + "/secret.ics")
		require.Contains(t, body, fmt.Sprintf("SEQUENCE:%d\r\n", revision))
		require.Contains(t, body, "LAST-MODIFIED:"+modified+"\r\n")
	}
}

// RFC 5545, 3.6: a calendar has a component, also if its student has no visits.
func TestAnEmptyCalendarIsValid(t *testing.T) {
	l := newLine(t)
	l.Calendars = &calendars{programme: "antwerpen", empty: true}
	status, body := l.get(ivr.CalendarPath + "/secret.ics")
	require.Equal(t, http.StatusOK, status)
	require.NotContains(t, body, "VEVENT")
	require.Contains(t, body, "BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels\r\nBEGIN:STANDARD\r\n")
	require.Contains(t, body, "DTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n")
	require.Contains(t, body, "END:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR")
}

func TestACalendarThatIsNotThereAndOneThatWasRevokedAreTheSame(t *testing.T) {
	for path, want := range map[string]int{
		"/secret.ics": 200, "/secret": 404, "/.ics": 404, "/revoked.ics": 404,
	} {
		l := newLine(t)
		l.Calendars = &calendars{programme: "antwerpen"}
		status, _ := l.get(ivr.CalendarPath + path)
		require.Equal(t, want, status, path)
		l.Calendars = nil
		status, _ = l.get(ivr.CalendarPath + path)
		require.Equal(t, http.StatusNotFound, status)
	}
	l := newLine(t)
	l.Calendars = &calendars{programme: "antwerpen", err: errAway}
	status, _ := l.get(ivr.CalendarPath + "/secret.ics")
	require.Equal(t, http.StatusInternalServerError, status)
	l.Calendars = &calendars{programme: "mechelen"}
	status, body := l.get(ivr.CalendarPath + "/secret.ics")
	require.NotEqual(t, http.StatusOK, status)
	require.NotContains(t, body, "VEVENT")
}
