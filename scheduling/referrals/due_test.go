package referrals_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/referrals"
)

// A client is called in the next office hours of their part of the day.
func TestTheHourAtWhichAClientIsCalled(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	town := &scheduling.Programme{Zone: zone, Office: []scheduling.OfficeHours{
		{Weekday: time.Monday, From: 9 * 60, To: 17 * 60}, {Weekday: time.Thursday, From: 13 * 60, To: 16 * 60},
	}}
	at := func(day, hour, minute int) time.Time {
		return time.Date(2028, time.March, day, hour, minute, 0, 0, zone)
	}
	for _, c := range []struct {
		part      scheduling.DayPart
		now, want time.Time
	}{
		{scheduling.AnyPart, at(20, 8, 0), at(20, 17, 0)},
		{scheduling.Morning, at(20, 8, 0), at(20, 12, 0)},
		{scheduling.Morning, at(20, 12, 0), at(27, 12, 0)}, // after the clocks went forward
		{scheduling.Afternoon, at(20, 17, 0), at(23, 16, 0)},
		{scheduling.AnyPart, at(24, 9, 0), at(27, 17, 0)},
	} {
		require.Equal(t, c.want.UTC(), referrals.CallTime(town, c.part, c.now), "%s from %s", c.part, c.now)
	}
	day, err := calendar.ParseDay("2028-03-20")
	require.NoError(t, err)
	town.Holidays.Extra = append(town.Holidays.Extra, day)
	require.Equal(t, at(23, 16, 0).UTC(), referrals.CallTime(town, scheduling.AnyPart, at(20, 8, 0)))
	require.Equal(t, at(20, 9, 0).Add(7*24*time.Hour).UTC(), referrals.CallTime(&scheduling.Programme{Zone: zone}, scheduling.AnyPart, at(20, 9, 0)), "a week")
}

// A waiting referral has an end that the office can bring about, and no status leads back to
// New: a client is contacted for the first time once.
func TestNoReferralIsStuck(t *testing.T) {
	t.Parallel()
	for _, status := range referrals.Waiting() {
		require.True(t, status.CanBecome(referrals.Closed), status)
		require.False(t, status.CanBecome(referrals.New), status)
	}
	for _, status := range referrals.Statuses() {
		for _, before := range status.Before() {
			require.True(t, before.CanBecome(status))
		}
	}
	require.Empty(t, referrals.New.Before())
	require.ElementsMatch(t, []referrals.Status{referrals.New, referrals.Booked, referrals.Confirmed}, referrals.Contacted.Before())
}
