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
		parsed, err := ParseTopic(string(topic), Topics())
		require.NoError(t, err)
		require.Equal(t, topic, parsed)
	}
	for text, expected := range map[string]Topic{
		" ITSME ": TopicItsme, "Sociale media": TopicSocial, "social-media": TopicSocial, "Banking": TopicBanking,
		"digitaal bankieren": TopicBanking, "video call": TopicVideoCall, "iets anders": TopicOther, "Apps": TopicApps,
	} {
		topic, err := ParseTopic(text, Topics())
		require.NoError(t, err, text)
		require.Equal(t, expected, topic, text)
	}
	for _, text := range []string{"", "its me", "alles"} {
		_, err := ParseTopic(text, Topics())
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

// Who is rung, and in which order, depends on the hour and on the reason.
func TestNumbersToRing(t *testing.T) {
	const desk, duty, second = "+3232010111", "+3232010121", "+3232010122"
	week := func(from, to calendar.Clock, days ...time.Weekday) (hours []OfficeHours) {
		for _, day := range days {
			hours = append(hours, OfficeHours{day, from, to})
		}
		return hours
	}
	p := Programme{
		Zone: time.UTC, Office: week(9*60, 17*60, time.Monday), Holidays: calendar.Holidays{Flemish: true},
		Numbers: Numbers{Desk: []string{desk}, Duty: []Duty{
			{duty, week(8*60, 19*60, time.Monday, time.Saturday)}, {second, week(12*60, 20*60, time.Monday)},
		}},
	}
	monday, saturday := time.Date(2027, 3, 22, 0, 0, 0, 0, time.UTC), time.Date(2027, 3, 27, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		reason CallbackReason
		at     time.Time
		want   []string
	}{
		{ReasonAtDoor, monday.Add(8 * time.Hour), []string{duty}},
		{ReasonAtDoor, monday.Add(10 * time.Hour), []string{duty, desk}},
		{ReasonAtDoor, monday.Add(13 * time.Hour), []string{duty, second, desk}},
		{ReasonAtDoor, monday.Add(19 * time.Hour), []string{second}},
		{ReasonAtDoor, monday.Add(20 * time.Hour), nil},
		{ReasonAtDoor, saturday.Add(10 * time.Hour), []string{duty}},
		{ReasonAtDoor, time.Date(2027, 3, 29, 10, 0, 0, 0, time.UTC), nil}, // Easter Monday
		{ReasonHuman, monday.Add(10 * time.Hour), []string{desk}},
		{ReasonHuman, monday.Add(18 * time.Hour), nil},
		{ReasonHuman, saturday.Add(10 * time.Hour), nil},
	} {
		require.Equal(t, c.want, p.NumbersToRing(c.reason, c.at), "%s at %s", c.reason, c.at)
	}
	p.Numbers.Duty[0].Number = desk
	require.Equal(t, []string{desk}, p.NumbersToRing(ReasonAtDoor, monday.Add(10*time.Hour)), "a number is rung once")
	p.Numbers.Desk = []string{second, desk}
	require.Equal(t, []string{second, desk}, p.NumbersToRing(ReasonHuman, monday.Add(10*time.Hour)), "in the order of the file")
}

// Visits run at hours at which nobody answers if neither the desk nor a number on duty
// covers them.
func TestUnreachableHours(t *testing.T) {
	gaps := func(desk []string, office []OfficeHours, duty ...Duty) []OfficeHours {
		p := Programme{Office: office, Numbers: Numbers{Desk: desk, Duty: duty}, Visit: VisitRule{From: 9 * 60, To: 19 * 60}}
		return slices.DeleteFunc(p.UnreachableHours(), func(h OfficeHours) bool { return h.Weekday != time.Monday })
	}
	hours := func(from, to calendar.Clock) []OfficeHours { return []OfficeHours{{time.Monday, from, to}} }
	office := hours(9*60, 17*60)
	require.Equal(t, hours(17*60, 19*60), gaps([]string{"+3232010111"}, office))
	require.Equal(t, hours(9*60, 19*60), gaps(nil, office), "without a desk its hours are no help")
	require.Equal(t, hours(18*60, 19*60), gaps([]string{"+3232010111"}, office, Duty{Hours: hours(16*60, 18*60)}))
	require.Equal(t, append(hours(9*60, 10*60), hours(12*60, 13*60)...),
		gaps(nil, nil, Duty{Hours: hours(13*60, 20*60)}, Duty{Hours: hours(10*60, 12*60)}))
	require.Empty(t, gaps([]string{"+3232010111"}, office, Duty{Hours: hours(17*60, 19*60)}))
	require.Empty(t, gaps(nil, nil, Duty{Hours: hours(8*60, 24*60)}))

	p := Programme{Visit: VisitRule{From: 9 * 60, To: 19 * 60}}
	require.Len(t, p.UnreachableHours(), 7, "on each day of the week")
	require.Equal(t, time.Monday, p.UnreachableHours()[0].Weekday)
}
