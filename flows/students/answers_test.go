package students_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/dispatch"
)

const calendarLine = "calendar link=https://line.example/calendar/21"

// The reply to the first yes has the address of the calendar, and so has a reply months
// later.
func TestAYesIsThankedFor(t *testing.T) {
	s := studentTexts(t)
	s.roster.asked, s.roster.answered = true, s.ask(dispatch.AskYes, "2027-03-26 10:00")
	s.text("2027-03-24 10:00", "1").says("yes start=2027-03-26T09:00:00Z", calendarLine)
	s.text("2027-03-24 11:00", "ja").says("yes start=2027-03-26T09:00:00Z")
	s.roster.answered = s.ask(dispatch.AskYes, "2027-06-30 10:00")
	s.text("2027-06-22 10:59", "1").says("yes start=2027-06-30T08:00:00Z")
	s.text("2027-06-22 11:00", "1").says("yes start=2027-06-30T08:00:00Z", calendarLine)
	require.Equal(t, []bool{true, true, true, true}, s.roster.answers)
	require.Equal(t, []bool{false, false}, s.roster.renewed)
	require.Equal(t, []string{"SM1", "SM2", "SM3", "SM4"}, s.roster.ids)

	s.roster.link, s.roster.answered = "", s.ask(dispatch.AskYes, "2027-12-27 10:00")
	s.text("2027-12-24 09:00", "1").says("yes start=2027-12-27T09:00:00Z")
}

// From the evening before a visit on, the address of the resident follows at once.
func TestAYesOnTheEveningBefore(t *testing.T) {
	s := studentTexts(t)
	s.roster.link = ""
	s.roster.asked, s.roster.answered = true, s.ask(dispatch.AskYes, "2027-03-25 10:00")
	s.text("2027-03-24 17:59", "1").says("yes start=2027-03-25T09:00:00Z")
	s.text("2027-03-24 18:00", "1").says("yes_soon start=2027-03-25T09:00:00Z")
	s.roster.link = "https://line.example/calendar/21"
	s.text("2027-03-24 18:01", "1").says("yes_soon start=2027-03-25T09:00:00Z", calendarLine)
}

func TestAnswersThatComeTooLate(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		status dispatch.AskStatus
		want   string
	}{
		"no":                     {"2", dispatch.AskNo, "no"},
		"yes after no":           {"1", dispatch.AskNo, "late"},
		"yes too late":           {"1", dispatch.AskLate, "late"},
		"no too late":            {"2", dispatch.AskLate, "late"},
		"yes to what is not any": {"1", dispatch.AskWithdrawn, "gone"},
		"no to what is not any":  {"2", dispatch.AskWithdrawn, "gone"},
	} {
		t.Run(name, func(t *testing.T) {
			s := studentTexts(t)
			s.roster.answered = s.ask(c.status, "2027-03-26 10:00")
			s.text("2027-03-24 10:00", c.text).says(c.want)
			require.Equal(t, []bool{c.text == "1"}, s.roster.answers)
		})
	}
}

// If nothing was asked, the reply to a yes or a no lists the student's visits, and to a
// no also how to give one back.
func TestAnAnswerToNothing(t *testing.T) {
	s := studentTexts(t)
	s.text("2027-03-24 10:00", "1").says("nothing_asked", "no_visits")
	s.text("2027-03-24 10:01", "2").says("nothing_asked", "no_visits")
	s.roster.visits = []dispatch.UpcomingVisit{s.visit(1, scheduling.Accepted, "2027-03-26 10:00")}
	s.text("2027-03-24 10:02", "1").says("nothing_asked", "visits", "visit postcode=2001 start=2027-03-26T09:00:00Z")
	s.text("2027-03-24 10:03", "2").says("nothing_asked", "visits", "visit postcode=2001 start=2027-03-26T09:00:00Z", "give_back")
	require.Equal(t, 0, s.roster.arrived)
}

// While a visit should take place, a yes means that the student is there, unless they
// have a question to answer.
func TestAYesWhileAVisitShouldGoOn(t *testing.T) {
	s := studentTexts(t)
	s.roster.visits = []dispatch.UpcomingVisit{s.visit(1, scheduling.Accepted, "2027-03-24 10:00")}
	const listed = "visit postcode=2001 start=2027-03-24T09:00:00Z"
	s.text("2027-03-24 09:59", "1").says("nothing_asked", "visits", listed)
	require.Equal(t, 0, s.roster.arrived, "before it begins")
	s.text("2027-03-24 10:00", "1").says("arrived")
	s.text("2027-03-24 10:59", "ja").says("arrived")
	require.Equal(t, 2, s.roster.arrived)
	require.Len(t, s.roster.answers, 1)
	s.text("2027-03-24 11:00", "1").says("nothing_asked", "visits", listed)
	require.Equal(t, 2, s.roster.arrived, "after its end")

	s.roster.asked, s.roster.answered = true, s.ask(dispatch.AskYes, "2027-03-26 10:00")
	s.roster.link = ""
	s.text("2027-03-24 10:10", "1").says("yes start=2027-03-26T09:00:00Z")
	require.Equal(t, 2, s.roster.arrived, "there is a question to answer")
	s.roster.answered = s.ask(dispatch.AskNo, "2027-03-26 10:00")
	s.text("2027-03-24 10:11", "2").says("no")

	s.roster.asked, s.roster.answered = false, dispatch.Answered{}
	s.roster.visits[0].Status = scheduling.Underway
	s.text("2027-03-24 10:12", "1").says("nothing_asked", "visits", listed)
	require.Equal(t, 2, s.roster.arrived, "they said so before")
}

// A student who is not there is asked whether they are still coming: for half an hour a
// yes means that, and no more.
func TestAYesAfterNotThere(t *testing.T) {
	s := studentTexts(t)
	s.roster.visits = []dispatch.UpcomingVisit{s.visit(1, scheduling.Accepted, "2027-03-24 10:00")}
	s.text("2027-03-24 10:05", "nee").says("not_there")
	s.text("2027-03-24 10:34", "ja").says("coming")
	require.Equal(t, 0, s.roster.arrived)
	s.text("2027-03-24 10:35", "ja").says("arrived")
	require.Equal(t, 1, s.roster.arrived)
	require.Empty(t, s.roster.answers)

	s.students.Memory = nil
	s.text("2027-03-24 10:40", "nee").says("not_there")
	s.text("2027-03-24 10:41", "ja").says("arrived")
}

// A text that the carrier delivers twice gets the same answer and acts once. Another text
// with the same words is another text.
func TestAStudentsTextThatComesTwice(t *testing.T) {
	s := studentTexts(t)
	s.roster.asked, s.roster.answered = true, s.ask(dispatch.AskYes, "2027-03-26 10:00")
	s.textAs("SMa", "2027-03-24 10:00", "1").says("yes start=2027-03-26T09:00:00Z", calendarLine)
	s.roster.asked, s.roster.answered = false, dispatch.Answered{}
	s.textAs("SMa", "2027-03-24 10:05", "1").says("yes start=2027-03-26T09:00:00Z", calendarLine)
	s.textAs("SMa", "2027-03-25 09:59", "1").says("yes start=2027-03-26T09:00:00Z", calendarLine)
	require.Len(t, s.roster.answers, 1)
	s.textAs("SMb", "2027-03-24 10:06", "1").says("nothing_asked", "no_visits")
	require.Len(t, s.roster.answers, 2)

	s.memory.err = errors.New("down")
	s.textAs("SMb", "2027-03-24 10:07", "1").says("nothing_asked", "no_visits")
	require.Len(t, s.roster.answers, 3, "where that cannot be told, it is read once more")
}

// If handling a text failed, it is handled again when it comes again.
func TestAStudentsTextThatFailedIsReadAgain(t *testing.T) {
	s := studentTexts(t)
	s.roster.err = errors.New("down")
	_, handled, err := s.handle("SMa", "2027-03-24 10:00", "1")
	require.True(t, handled)
	require.ErrorIs(t, err, s.roster.err)
	s.roster.err, s.roster.answered = nil, s.ask(dispatch.AskNo, "2027-03-26 10:00")
	s.textAs("SMa", "2027-03-24 10:01", "2").says("no")
	require.Len(t, s.roster.answers, 1)
}

func TestTextsOfOtherNumbers(t *testing.T) {
	s := studentTexts(t)
	s.roster.unknown = scheduling.ErrNotFound
	reply, handled, err := s.handle("SMa", "2027-03-24 10:00", "1")
	require.NoError(t, err)
	require.False(t, handled)
	require.Equal(t, flows.Reply{}, reply)
	require.Empty(t, s.roster.answers)

	s.roster.unknown = errors.New("down")
	_, handled, err = s.handle("SMa", "2027-03-24 10:00", "1")
	require.ErrorIs(t, err, s.roster.unknown)
	require.False(t, handled)

	s.roster.unknown, s.roster.askedErr = nil, errors.New("down")
	_, handled, err = s.handle("SMa", "2027-03-24 10:00", "1")
	require.ErrorIs(t, err, s.roster.askedErr)
	require.True(t, handled)
	require.Empty(t, s.roster.answers)
}
