package students_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

// A second "done" within a quarter of an hour is about the same visit.
func TestDoneTwice(t *testing.T) {
	s := studentTexts(t)
	s.roster.done = s.visit(1, scheduling.Underway, "2027-03-24 10:00").Visit
	s.text("2027-03-24 11:00", "klaar 50").says("done minutes=50")
	s.text("2027-03-24 11:14", "klaar").says("done minutes=50")
	require.Equal(t, []time.Duration{50 * time.Minute}, s.roster.took)
	s.text("2027-03-24 11:15", "klaar").says("how_long")
	s.text("2027-03-24 11:16", "60").says("done minutes=60")
	require.Equal(t, []time.Duration{50 * time.Minute, time.Hour}, s.roster.took)

	s.roster.student.ID = 22
	s.text("2027-03-24 11:16", "klaar 20").says("done minutes=20")
	require.Len(t, s.roster.took, 3, "another student's is another visit")

	s.students.Memory = nil
	s.text("2027-03-24 11:17", "klaar 30").says("done minutes=30")
}

// A refused "done" does not count as done.
func TestDoneWithNothing(t *testing.T) {
	s := studentTexts(t)
	s.roster.err = scheduling.ErrNotFound
	s.text("2027-03-24 11:00", "klaar 50").says("no_visit_now")
	s.roster.err = scheduling.ErrInvalid
	s.text("2027-03-24 11:01", "klaar 240").says("no_visit_now")
	s.text("2027-03-24 11:01", "klaar 500").says("how_long")
	s.roster.err = nil
	s.text("2027-03-24 11:02", "klaar 40").says("done minutes=40")
	require.Len(t, s.roster.took, 3)
	s.roster.err = errors.New("down")
	_, _, err := s.handle("SMx", "2027-03-24 12:02", "klaar 40")
	require.ErrorIs(t, err, s.roster.err)
}

func TestAStudentSaysWhereTheyAre(t *testing.T) {
	s := studentTexts(t)
	s.text("2027-03-24 10:00", "ik ben er").says("arrived")
	s.roster.err = scheduling.ErrTooEarly
	s.text("2027-03-24 08:00", "ik ben er").says("coming")
	s.roster.err = scheduling.ErrNotFound
	s.text("2027-03-24 10:00", "ik ben er").says("no_visit_now")
	require.Equal(t, 3, s.roster.arrived)
	s.text("2027-03-24 10:00", "onderweg").says("coming")
	require.Equal(t, 3, s.roster.arrived)
}

// The second text within an hour that is not understood is left to a human, with its
// words.
func TestAStudentWhoIsNotUnderstood(t *testing.T) {
	s := studentTexts(t)
	s.text("2027-03-24 10:00", "de bakker").says("unclear")
	require.Empty(t, s.roster.notes)
	s.text("2027-03-24 10:59", "de slager").says("help")
	require.Equal(t, []string{"de slager"}, s.roster.notes)
	require.Equal(t, []string{"SM2"}, s.roster.ids)
	s.text("2027-03-24 11:00", "de visboer").says("unclear")
	s.roster.student.ID = 22
	s.text("2027-03-24 11:01", "de melkboer").says("unclear")
	require.Len(t, s.roster.notes, 1)

	s.memory.err = errors.New("down")
	s.text("2027-03-24 11:02", "de boer").says("unclear")
	s.students.Memory = nil
	s.text("2027-03-24 11:03", "de boer").says("unclear")
}

func TestAStudentAsksForHelp(t *testing.T) {
	s := studentTexts(t)
	s.text("2027-03-24 10:00", "hulp,   mijn code is 234567").says("help")
	require.Equal(t, []string{"hulp, mijn code is [code]"}, s.roster.notes)
}

func TestAStudentAsksForTheAddress(t *testing.T) {
	s := studentTexts(t)
	s.text("2027-03-24 10:00", "adresse?").says()
	require.Equal(t, []string{"SM1"}, s.roster.ids)
	s.roster.err = scheduling.ErrNotFound
	s.text("2027-03-24 10:01", "adresse?").says("no_address")
	s.roster.err = errors.New("down")
	_, _, err := s.handle("SMx", "2027-03-24 10:02", "adresse?")
	require.ErrorIs(t, err, s.roster.err)
}

func TestAStudentAsksForTheCalendar(t *testing.T) {
	s := studentTexts(t)
	s.text("2027-03-24 10:00", "agenda").says(calendarLine)
	s.text("2027-03-24 10:01", "nieuwe agenda").says(calendarLine)
	require.Equal(t, []bool{false, true}, s.roster.renewed)
}

// The list has the visits that the student said yes to, six at most: more do not fit in a
// text.
func TestAStudentAsksForTheirVisits(t *testing.T) {
	s := studentTexts(t)
	s.text("2027-03-24 09:00", "mijn bezoeken").says("no_visits")
	s.roster.visits = []dispatch.UpcomingVisit{
		s.visit(1, scheduling.Underway, "2027-03-24 10:00"), s.visit(2, scheduling.Booked, "2027-03-24 12:00"),
		s.visit(3, scheduling.Assigned, "2027-03-25 12:00"), s.visit(4, scheduling.Accepted, "2027-03-26 12:00"),
	}
	want := []string{
		"visits", "visit postcode=2001 start=2027-03-24T09:00:00Z", "visit postcode=2004 start=2027-03-26T11:00:00Z",
	}
	s.text("2027-03-24 09:01", "mijn bezoeken").says(want...)
	for range 3 {
		s.roster.visits = append(s.roster.visits, s.visit(5, scheduling.Accepted, "2027-04-02 12:00"))
		want = append(want, "visit postcode=2005 start=2027-04-02T10:00:00Z")
	}
	s.text("2027-03-24 09:02", "mijn bezoeken").says(want...)
	s.roster.visits = append(s.roster.visits, s.visit(6, scheduling.Accepted, "2027-04-03 12:00"))
	want = append(want, "visit postcode=2006 start=2027-04-03T10:00:00Z")
	s.text("2027-03-24 09:03", "mijn bezoeken").says(want...)
	s.roster.visits = append(s.roster.visits, s.visit(7, scheduling.Accepted, "2027-04-04 12:00"))
	s.text("2027-03-24 09:04", "mijn bezoeken").says(want...)
}

// The reply is in the language of the text or, if that does not show, in the one that the
// student reads.
func TestStudentsAreAnsweredInTheirLanguage(t *testing.T) {
	s := studentTexts(t)
	s.text("2027-03-24 09:00", "mes visites svp").in("fr")
	s.text("2027-03-24 09:01", "my visits").in("en")
	s.text("2027-03-24 09:02", "agenda").in("nl")
	s.roster.student.Languages = []scheduling.Language{"tr", "fr"}
	s.text("2027-03-24 09:03", "agenda").in("fr")
	s.text("2027-03-24 09:04", "1").in("fr")
}
