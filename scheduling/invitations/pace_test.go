package invitations_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/invitations"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// Letters fill the hours that students have, and no more: what is out already counts.
func TestLettersFitTheHoursOfStudents(t *testing.T) {
	now := schedulingtest.Now()
	ago := func(days int) time.Time { return now.Add(-time.Duration(days) * 24 * time.Hour) }
	first := invitations.Propose(100, 3000, nil, now)
	require.Equal(t, invitations.Proposal{Letters: 350, Free: 100, Rate: 0.2, Left: 3000}, first, "seventy visits, one in five")
	require.Equal(t, 40, invitations.Propose(100, 40, nil, now).Letters, "no more than there are")
	require.Zero(t, invitations.Propose(0, 3000, nil, now).Letters)

	waiting := invitations.Propose(100, 2650, []invitations.Response{{Wave: 1, At: now, Letters: 350, Booked: 0}}, now)
	require.Equal(t, 70, waiting.Expected)
	require.Zero(t, waiting.Letters, "the first wave fills it")
	week := invitations.Propose(86, 2650, []invitations.Response{{Wave: 1, At: ago(7), Letters: 350, Booked: 14}}, now)
	require.Positive(t, week.Letters)
	require.Less(t, week.Letters, first.Letters)

	eager := invitations.Propose(100, 2000, []invitations.Response{{Wave: 1, At: ago(30), Letters: 380, Booked: 196}}, now)
	require.InDelta(t, 0.5, eager.Rate, 0.001)
	require.Equal(t, 140, eager.Letters, "one in two books: fewer letters")
}

// More free hours never mean fewer letters, and more letters under way never more.
func TestProposalsAreMonotone(t *testing.T) {
	now := schedulingtest.Now()
	rapid.Check(t, func(t *rapid.T) {
		free, left := rapid.IntRange(0, 500).Draw(t, "free"), rapid.IntRange(0, 3000).Draw(t, "left")
		letters := rapid.IntRange(0, 1000).Draw(t, "letters")
		age := time.Duration(rapid.IntRange(0, 20).Draw(t, "days")) * 24 * time.Hour
		wave := func(n int) []invitations.Response {
			return []invitations.Response{{Wave: 1, At: now.Add(-age), Letters: n}}
		}
		one := invitations.Propose(free, left, wave(letters), now)
		require.GreaterOrEqual(t, invitations.Propose(free+10, left, wave(letters), now).Letters, one.Letters)
		require.LessOrEqual(t, invitations.Propose(free, left, wave(letters+100), now).Letters, one.Letters)
		require.GreaterOrEqual(t, one.Letters, 0)
		require.LessOrEqual(t, one.Letters, left)
	})
}

// Free visits are those within a student's hours, beside their visits, up to their cap.
func TestFreeVisitsAreWithinHoursAndCaps(t *testing.T) {
	town := schedulingtest.Town(t)
	town.Visit.Length, town.Visit.Gap, town.Visit.Notice = time.Hour, 0, 24*time.Hour
	town.Caps = scheduling.Caps{}
	weekly, _, err := calendar.ParseAvailability("mo 13:00-17:00")
	require.NoError(t, err)
	rules := matching.Rules{Programme: town, Now: schedulingtest.Now(), Mobile: func(string) bool { return true }}
	student := invitations.Availability{Student: scheduling.Student{ID: 1, Phone: "+32470000001", Weekly: weekly}}
	all := invitations.FreeVisits(rules, []invitations.Availability{student})
	require.Positive(t, all)
	require.Zero(t, all%4, "four hours on each Monday that is no holiday")

	capped := student
	capped.Student.MaxHoursWeek = 3
	require.Equal(t, all/4*3, invitations.FreeVisits(rules, []invitations.Availability{capped}))
	silent := student
	silent.Student.OptedOut = true
	require.Zero(t, invitations.FreeVisits(rules, []invitations.Availability{silent}), "nobody is promised who cannot be asked")
}
