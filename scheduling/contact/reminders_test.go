package contact_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

func remindingProgramme(t testing.TB) *scheduling.Programme {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return &scheduling.Programme{
		Name: "city", Title: "Digipunt", Zone: zone, Holidays: calendar.Holidays{Flemish: true},
		Quiet:   scheduling.QuietHours{From: 9 * 60, To: 20 * 60},
		Numbers: scheduling.Numbers{Voice: "+3280012001"},
	}
}

func TestWhenAReminderComes(t *testing.T) {
	p := remindingProgramme(t)
	at := func(text string) time.Time {
		local, err := time.ParseInLocation("2006-01-02 15:04", text, p.Zone)
		require.NoError(t, err)
		return local.UTC()
	}
	for _, c := range []struct{ why, start, booked, early, late string }{
		{"an ordinary week", "2027-03-19 10:00", "2027-03-08 10:00", "2027-03-16 10:00", "2027-03-18 10:00"},
		{"the day before is a Sunday", "2027-03-15 10:00", "2027-03-01 10:00", "2027-03-12 10:00", "2027-03-13 10:00"},
		{"over Easter", "2027-03-30 10:00", "2027-03-01 10:00", "2027-03-27 10:00", "2027-03-27 10:00"},
		{"the night clocks go forward", "2027-03-29 10:00", "2027-03-01 10:00", "2027-03-26 10:00", "2027-03-27 10:00"},
		{"the night clocks go back", "2026-11-02 11:00", "2026-10-01 10:00", "2026-10-30 10:00", "2026-10-31 10:00"},
		{"booked two days before", "2027-03-19 10:00", "2027-03-17 12:00", "", "2027-03-18 10:00"},
		{"booked the day before, after ten", "2027-03-19 16:00", "2027-03-18 14:00", "", "2027-03-18 15:00"},
		{"booked in the evening for tomorrow morning: before the quiet hours, not after", "2027-03-19 09:30", "2027-03-18 19:20", "", "2027-03-18 19:30"},
		{"booked at night", "2027-03-19 16:00", "2027-03-18 23:00", "", "2027-03-19 09:00"},
		{"booked at night for early in the morning", "2027-03-19 09:15", "2027-03-18 23:00", "", ""},
	} {
		for days, want := range map[int]string{3: c.early, 1: c.late} {
			got, ok := contact.ReminderAt(p, at(c.start), at(c.booked), days)
			require.Equal(t, want != "", ok, "%s, %d days", c.why, days)
			if ok {
				require.Equal(t, want, got.In(p.Zone).Format("2006-01-02 15:04"), "%s, %d days", c.why, days)
			}
		}
	}
}

// Whenever a visit is booked, its reminders are sent within contact hours, after the
// booking and before the deadline.
func TestRemindersAreTimely(t *testing.T) {
	p := remindingProgramme(t)
	rapid.Check(t, func(r *rapid.T) {
		booked := time.Unix(rapid.Int64Range(1_790_000_000, 1_900_000_000).Draw(r, "booked"), 0).UTC()
		start := booked.Add(time.Duration(rapid.IntRange(60, 60*24*40).Draw(r, "minutes")) * time.Minute)
		for _, days := range []int{1, 3} {
			at, ok := contact.ReminderAt(p, start, booked, days)
			if !ok {
				continue
			}
			require.True(r, contact.InContactHours(p, at), "at %s", at.In(p.Zone))
			require.False(r, at.Before(booked))
			require.True(r, at.Before(start))
		}
	})
}

func TestTheNextInstantToDisturbSomebody(t *testing.T) {
	p := remindingProgramme(t)
	rapid.Check(t, func(r *rapid.T) {
		at := time.Unix(rapid.Int64Range(1_790_000_000, 1_900_000_000).Draw(r, "at"), 0).UTC()
		next := contact.NextContactTime(p, at)
		require.True(r, contact.InContactHours(p, next))
		require.False(r, next.Before(at))
		for run := at; run.Before(next); run = run.Add(15 * time.Minute) {
			require.False(r, contact.InContactHours(p, run), "%s would have done", run)
		}
	})
}

// notebook is a ReminderStore that only records messages.
type notebook struct {
	visits    []contact.Remindable
	out       bool
	messages  map[string]scheduling.Message
	callbacks map[string]scheduling.Callback
}

func (n *notebook) Remindable(context.Context, string, time.Time, time.Time) ([]contact.Remindable, error) {
	return n.visits, nil
}
func (n *notebook) OptedOut(context.Context, string, string) (bool, error) { return n.out, nil }
func (n *notebook) SaveMessage(_ context.Context, m scheduling.Message, _ time.Time) error {
	n.messages[m.DedupKey] = m
	return nil
}

func (n *notebook) SaveCallback(_ context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	n.callbacks[c.Key] = c
	return c, nil
}

func TestWhoIsRemindedHow(t *testing.T) {
	p := remindingProgramme(t)
	start := time.Date(2027, 3, 19, 9, 0, 0, 0, time.UTC)
	visit := contact.Remindable{
		Visit: scheduling.Visit{ID: 4, Start: start, Reference: "12345", ResidentID: 7}, TimedAt: start.Add(-20 * 24 * time.Hour),
		Contact: "+32470000001",
	}
	now := start.Add(-71 * time.Hour)
	run := func(v contact.Remindable, out bool) *notebook {
		n := &notebook{visits: []contact.Remindable{v}, out: out, messages: map[string]scheduling.Message{}, callbacks: map[string]scheduling.Callback{}}
		reminding := contact.Reminders{
			Store: n, Programmes: scheduling.Programmes{p}, Now: func() time.Time { return now },
			Mobile: func(number string) bool { return number == "+32470000001" },
		}
		require.NoError(t, reminding.RunDue(t.Context()))
		return n
	}
	only := func(n *notebook) scheduling.Message {
		require.Len(t, n.messages, 1)
		for _, m := range n.messages {
			return m
		}
		return scheduling.Message{}
	}
	text := only(run(visit, false))
	require.Equal(t, scheduling.SMS, text.Channel)
	require.Equal(t, contact.EarlyReminderKey, text.Key)
	require.Equal(t, start.Add(-30*time.Minute), text.Until)
	require.Equal(t, scheduling.Voice, only(run(visit, true)).Channel, "who wants no texts is called")
	landline := visit
	landline.Contact = "+3232345678"
	require.Equal(t, scheduling.Voice, only(run(landline, false)).Channel)
	nobody := visit
	nobody.Contact = ""
	require.Empty(t, run(nobody, false).messages)

	sent := func(once string, ago time.Duration) contact.Reminded {
		return contact.Reminded{DedupKey: once, Channel: scheduling.SMS, Status: scheduling.MessageDelivered, RunAt: now.Add(-ago), DoneAt: now.Add(-ago)}
	}
	now = start.Add(-2 * time.Hour)
	twice := visit
	twice.Reminders = []contact.Reminded{sent(text.DedupKey, 60*time.Hour), sent("reminder:4:1805446800:1", 5*time.Hour)}
	silent := run(twice, false)
	require.Empty(t, silent.messages)
	require.Len(t, silent.callbacks, 1)
	twice.Answered = true
	require.Empty(t, run(twice, false).callbacks)
	twice.Answered = false
	twice.Reminders[1].DoneAt = time.Time{}
	require.Empty(t, run(twice, false).callbacks, "the second is still on its way")
}
