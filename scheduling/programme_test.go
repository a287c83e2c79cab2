package scheduling

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/calendar"
)

func TestParseTopic(t *testing.T) {
	for _, topic := range Topics() {
		parsed, err := ParseTopic(string(topic))
		require.NoError(t, err)
		require.Equal(t, topic, parsed)
	}
	for text, expected := range map[string]Topic{
		" ITSME ": TopicItsme, "Sociale media": TopicSocial, "social-media": TopicSocial, "Banking": TopicBanking,
		"digitaal bankieren": TopicBanking, "video call": TopicVideoCall, "iets anders": TopicOther, "Apps": TopicApps,
	} {
		topic, err := ParseTopic(text)
		require.NoError(t, err, text)
		require.Equal(t, expected, topic, text)
	}
	for _, text := range []string{"", "its me", "alles"} {
		_, err := ParseTopic(text)
		require.ErrorIs(t, err, ErrInvalid, text)
		require.ErrorContains(t, err, "use one of itsme, bankieren", text)
	}
}

func TestTopicAliasesLeadToTopics(t *testing.T) {
	for alias, topic := range topicAliases {
		require.Contains(t, Topics(), topic, alias)
		require.NotContains(t, Topics(), Topic(alias), "an alias hides a topic")
	}
}

// TestCanBecomeOverAllPairs lists the allowed changes a second time, so a change
// requires updating both.
func TestCanBecomeOverAllPairs(t *testing.T) {
	allowed := map[[2]Status]bool{
		{Held, Booked}: true, {Held, Requested}: true, {Held, Released}: true,
		{Released, Booked}: true, {Released, Requested}: true,
		{Requested, Booked}: true, {Requested, Cancelled}: true,
		{Booked, Assigned}: true, {Booked, Accepted}: true, {Booked, Cancelled}: true,
		{Assigned, Accepted}: true, {Assigned, Booked}: true, {Assigned, Cancelled}: true,
		{Accepted, Underway}: true, {Accepted, Booked}: true, {Accepted, NoShow}: true, {Accepted, Cancelled}: true,
		{Underway, Completed}: true, {Underway, NoShow}: true,
	}
	for _, from := range Statuses() {
		for _, to := range Statuses() {
			err := from.CanBecome(to)
			require.Equal(t, allowed[[2]Status{from, to}], err == nil, "%s to %s", from, to)
			require.Equal(t, err == nil, slices.Contains(to.Before(), from), "Before agrees on %s to %s", from, to)
			if err != nil {
				require.ErrorIs(t, err, ErrTransition)
			}
		}
	}
	require.ErrorIs(t, Status("nonsense").CanBecome(Booked), ErrTransition)
}

func TestPerVisitRoundsUp(t *testing.T) {
	p := Programme{Visit: VisitRule{Length: 90 * time.Minute}}
	require.Zero(t, p.PerVisit(), "no voucher rule")
	p.Voucher = VoucherRule{Required: true, Minutes: 60}
	require.Equal(t, 2, p.PerVisit())
	p.Visit.Length = time.Hour
	require.Equal(t, 1, p.PerVisit())
}

func TestPilotWindow(t *testing.T) {
	p := Programme{Zone: inBrussels(t)}
	at := func(text string) time.Time {
		instant, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		return instant
	}
	require.NoError(t, p.OpenAt(at("1999-01-01T00:00:00Z")), "no window is always open")

	p.Window = Window{FirstDay: calendar.Day{Year: 2027, Month: time.March, Day: 1}, LastDay: calendar.Day{Year: 2027, Month: time.May, Day: 31}}
	require.ErrorIs(t, p.OpenAt(at("2027-02-28T23:59:00+01:00")), ErrNotYetOpen)
	require.NoError(t, p.OpenAt(at("2027-02-28T23:00:00Z")), "midnight in Brussels")
	require.NoError(t, p.OpenAt(at("2027-05-31T23:59:00+02:00")))
	require.ErrorIs(t, p.OpenAt(at("2027-05-31T22:00:00Z")), ErrOver)
}

func TestOfficeOpen(t *testing.T) {
	p := Programme{Zone: inBrussels(t), Office: []OfficeHours{{time.Monday, 9 * 60, 17 * 60}}}
	open := func(text string) bool {
		instant, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		return p.OfficeOpen(instant)
	}
	require.True(t, open("2027-03-22T09:00:00+01:00"))
	require.False(t, open("2027-03-22T08:59:00+01:00"))
	require.False(t, open("2027-03-22T17:00:00+01:00"), "closing time is closed")
	require.False(t, open("2027-03-23T10:00:00+01:00"), "Tuesday")
	require.False(t, open("2027-03-29T10:00:00+02:00"), "Easter Monday")
}
