package students_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/students"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// studentLine is a student who texts the line. Tests list who texted what and when, and
// what came back.
type studentLine struct {
	t         *testing.T
	programme *scheduling.Programme
	roster    *studentRoster
	memory    *shortMemory
	students  *students.Handler
	texts     int // number sent so far: each has an id of its own
}

const studentNumber = "+32470000021"

func studentTexts(t *testing.T) *studentLine {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	s := &studentLine{
		t: t, memory: newShortMemory(),
		programme: &scheduling.Programme{Name: "town", Zone: zone, Dispatch: scheduling.DefaultDispatch()},
		roster: &studentRoster{
			student: scheduling.Student{ID: 21, Phone: studentNumber, Languages: []scheduling.Language{"nl"}},
			link:    "https://line.example/calendar/21",
		},
	}
	s.students = &students.Handler{Schedule: s.roster, Reports: s.roster, Memory: s.memory}
	return s
}

// at returns an instant by the clock of the programme: 2027-03-24 10:00 is a Wednesday.
func (s *studentLine) at(clock string) time.Time {
	s.t.Helper()
	local, err := time.ParseInLocation("2006-01-02 15:04", clock, s.programme.Zone)
	require.NoError(s.t, err)
	return local.UTC()
}

// text sends a text with an id of its own at a time by the clock of the programme.
func (s *studentLine) text(clock, text string) *heard {
	s.t.Helper()
	s.texts++
	return s.textAs(fmt.Sprint("SM", s.texts), clock, text)
}

func (s *studentLine) textAs(id, clock, text string) *heard {
	s.t.Helper()
	reply, handled, err := s.handle(id, clock, text)
	require.NoError(s.t, err)
	require.True(s.t, handled)
	require.Equal(s.t, flows.Expect{Kind: flows.ExpectNothing}, reply.Expect)
	return &heard{s.t, reply.Lines}
}

func (s *studentLine) handle(id, clock, text string) (flows.Reply, bool, error) {
	s.t.Helper()
	now := s.at(clock)
	s.memory.now = now
	return s.students.Handle(s.t.Context(), flows.Input{
		Key: "sms:town:" + studentNumber, ID: id, Kind: flows.Text, Channel: scheduling.SMS,
		Programme: s.programme, Caller: studentNumber, Text: text, At: now,
	})
}

// visit gives the student a visit of one hour.
func (s *studentLine) visit(id int64, status scheduling.Status, start string) dispatch.UpcomingVisit {
	begins := s.at(start)
	return dispatch.UpcomingVisit{Visit: scheduling.Visit{
		ID: id, Status: status, StudentID: 21, Start: begins, End: begins.Add(time.Hour), Postcode: fmt.Sprint(2000 + id),
	}}
}

func (s *studentLine) ask(status dispatch.AskStatus, start string) dispatch.Answered {
	return dispatch.Answered{Ask: dispatch.Ask{ID: 5, Status: status, Start: s.at(start)}}
}

// heard is what came back for a text.
type heard struct {
	t     *testing.T
	lines []flows.Line
}

// says asserts that the reply has exactly these sentences: the key of each without the
// common prefix, and its arguments in the order of their names.
func (h *heard) says(want ...string) {
	h.t.Helper()
	got := make([]string, len(h.lines))
	for i, line := range h.lines {
		got[i] = strings.TrimPrefix(line.Key, "sms.student.")
		for _, name := range []string{"from", "link", "minutes", "postcode", "start", "to"} {
			if value, ok := line.Args[name]; ok {
				got[i] += " " + name + "=" + value
			}
		}
	}
	if len(want) == 0 {
		want = []string{}
	}
	require.Equal(h.t, want, got)
}

func (h *heard) in(language scheduling.Language) {
	h.t.Helper()
	for _, line := range h.lines {
		require.Equal(h.t, language, line.Language)
	}
}

// studentRoster is a students.Schedule and a students.Reports with prepared answers. It
// records its calls.
type studentRoster struct {
	student  scheduling.Student
	unknown  error // returned for the number
	asked    bool
	askedErr error
	answered dispatch.Answered
	visits   []dispatch.UpcomingVisit
	absence  dispatch.Absence
	link     string
	err      error // returned by every method

	answers []bool
	away    []calendar.Exception
	extra   []calendar.Exception
	arrived int
	took    []time.Duration
	done    scheduling.Visit
	notes   []string
	ids     []string // of the texts that were passed on
	renewed []bool
	dangers []string
	late    []string
	waits   []string // ids of texts whose resident is told that the student is at the door
	told    bool     // the resident of such a text is told
}

func (r *studentRoster) Student(_ context.Context, _ *scheduling.Programme, phone string) (scheduling.Student, error) {
	if phone != r.student.Phone {
		return scheduling.Student{}, scheduling.ErrNotFound
	}
	return r.student, r.unknown
}

func (r *studentRoster) Answer(
	_ context.Context, _ *scheduling.Programme, _ *scheduling.Student, yes bool, textID string,
) (dispatch.Answered, error) {
	r.answers, r.ids = append(r.answers, yes), append(r.ids, textID)
	return r.answered, r.err
}

func (r *studentRoster) Asked(context.Context, *scheduling.Student) (bool, error) {
	return r.asked, r.askedErr
}

func (r *studentRoster) Address(_ context.Context, _ *scheduling.Programme, _ *scheduling.Student, textID string) error {
	r.ids = append(r.ids, textID)
	return r.err
}

func (r *studentRoster) Visits(context.Context, *scheduling.Student) ([]dispatch.UpcomingVisit, error) {
	return r.visits, r.err
}

func (r *studentRoster) Absent(
	_ context.Context, _ *scheduling.Programme, _ *scheduling.Student, away []calendar.Exception,
) (dispatch.Absence, error) {
	r.away = append(r.away, away...)
	return r.absence, r.err
}

func (r *studentRoster) Extra(_ context.Context, _ *scheduling.Programme, _ *scheduling.Student, extra []calendar.Exception) error {
	r.extra = append(r.extra, extra...)
	return r.err
}

func (r *studentRoster) Arrived(context.Context, *scheduling.Student) (scheduling.Visit, error) {
	r.arrived++
	return scheduling.Visit{}, r.err
}

func (r *studentRoster) Done(_ context.Context, _ *scheduling.Programme, _ *scheduling.Student, took time.Duration) (scheduling.Visit, error) {
	r.took = append(r.took, took)
	return r.done, r.err
}

func (r *studentRoster) Help(_ context.Context, _ *scheduling.Programme, _ *scheduling.Student, note, textID string) error {
	r.notes, r.ids = append(r.notes, note), append(r.ids, textID)
	return r.err
}

func (r *studentRoster) Danger(_ context.Context, _ *scheduling.Programme, _ *scheduling.Student, note, textID string) error {
	r.dangers, r.ids = append(r.dangers, note), append(r.ids, textID)
	return r.err
}

func (r *studentRoster) Late(_ context.Context, _ *scheduling.Programme, _ *scheduling.Student, note, textID string) error {
	r.late, r.ids = append(r.late, note), append(r.ids, textID)
	return r.err
}

func (r *studentRoster) Waits(_ context.Context, _ *scheduling.Programme, _ *scheduling.Student, textID string) (bool, error) {
	r.waits = append(r.waits, textID)
	return r.told, r.err
}

func (r *studentRoster) CalendarOf(_ context.Context, _ *scheduling.Student, renew bool) (string, error) {
	r.renewed = append(r.renewed, renew)
	return r.link, r.err
}

// shortMemory is a flows.Memory whose values expire.
type shortMemory struct {
	now    time.Time
	values map[string]kept
	counts map[string]kept
	err    error // returned by every method
}

type kept struct {
	value string
	count int
	until time.Time
}

func newShortMemory() *shortMemory {
	return &shortMemory{values: map[string]kept{}, counts: map[string]kept{}}
}

func (m *shortMemory) Remember(_ context.Context, name, value string, ttl time.Duration) error {
	m.values[name] = kept{value: value, until: m.now.Add(ttl)}
	return m.err
}

func (m *shortMemory) Recall(_ context.Context, name string) (string, error) {
	if k := m.values[name]; m.err == nil && m.now.Before(k.until) {
		return k.value, nil
	}
	return "", m.err
}

func (m *shortMemory) Count(_ context.Context, name string, window time.Duration) (int, error) {
	k := m.counts[name]
	if !m.now.Before(k.until) {
		k = kept{until: m.now.Add(window)}
	}
	k.count++
	m.counts[name] = k
	return k.count, m.err
}

func (m *shortMemory) Uncount(context.Context, string) error { return m.err }

func (m *shortMemory) Counted(_ context.Context, name string) (int, error) {
	if k := m.counts[name]; m.now.Before(k.until) {
		return k.count, m.err
	}
	return 0, m.err
}
