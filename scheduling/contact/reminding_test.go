package contact_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// reminders is a ReminderStore in memory.
type reminders struct {
	visits      map[string][]contact.Remindable // by programme
	fails       map[string]error
	out         error
	from, until time.Time
	messages    []scheduling.Message
	callbacks   []scheduling.Callback
}

func (r *reminders) Remindable(_ context.Context, programme string, from, until time.Time) ([]contact.Remindable, error) {
	r.from, r.until = from, until
	return r.visits[programme], r.fails[programme]
}

func (r *reminders) OptedOut(context.Context, string, string) (bool, error) { return false, r.out }

func (r *reminders) SaveMessage(_ context.Context, m scheduling.Message, _ time.Time) error {
	r.messages = append(r.messages, m)
	return nil
}

func (r *reminders) SaveCallback(_ context.Context, c scheduling.Callback) (scheduling.Callback, error) {
	r.callbacks = append(r.callbacks, c)
	return c, nil
}

// remindingAt runs Reminders with one visit at a local time.
func remindingAt(t *testing.T, clock string, v contact.Remindable) *reminders {
	t.Helper()
	p := remindingProgramme(t)
	r := &reminders{visits: map[string][]contact.Remindable{"city": {v}}}
	reminding := contact.Reminders{
		Store: r, Programmes: scheduling.Programmes{p}, Now: func() time.Time { return onTheWall(t, clock) },
		Mobile: func(string) bool { return true },
	}
	require.NoError(t, reminding.RunDue(t.Context()))
	return r
}

func onTheWall(t *testing.T, clock string) time.Time {
	t.Helper()
	local, err := time.ParseInLocation("2006-01-02 15:04", clock, remindingProgramme(t).Zone)
	require.NoError(t, err)
	return local.UTC()
}

func reminderHorizon(t *testing.T, start, booked string) contact.Remindable {
	t.Helper()
	begins := onTheWall(t, start)
	return contact.Remindable{
		Visit:   scheduling.Visit{ID: 4, ResidentID: 7, Start: begins, End: begins.Add(time.Hour), Reference: "12345", Language: "fr"},
		TimedAt: onTheWall(t, booked), Contact: "+32470000001",
	}
}

// reminderName returns the dedup key of a reminder.
func reminderName(v contact.Remindable, days int) string {
	return fmt.Sprintf("reminder:%d:%d:%d", v.ID, v.Start.Unix(), days)
}

func sentReminder(t *testing.T, name, clock string) contact.Reminded {
	at := onTheWall(t, clock)
	return contact.Reminded{DedupKey: name, Channel: scheduling.SMS, Status: scheduling.MessageDelivered, RunAt: at, DoneAt: at}
}

func keysOf(messages []scheduling.Message) []string {
	var keys []string
	for _, m := range messages {
		keys = append(keys, m.Key)
	}
	return keys
}

// Each reminder is in the outbox from its run time on.
func TestWhenRemindersAreDue(t *testing.T) {
	const early, late = contact.EarlyReminderKey, contact.LateReminderKey
	for name, c := range map[string]struct {
		start, booked, now string
		want               []string
	}{
		"before the early one":          {"2027-03-19 10:00", "2027-03-01 10:00", "2027-03-16 09:59", nil},
		"the early one":                 {"2027-03-19 10:00", "2027-03-01 10:00", "2027-03-16 10:00", []string{early}},
		"both":                          {"2027-03-19 10:00", "2027-03-01 10:00", "2027-03-18 10:00", []string{early, late}},
		"one where both are of one day": {"2027-03-30 10:00", "2027-03-01 10:00", "2027-03-27 10:00", []string{late}},
		"not within an hour":            {"2027-03-19 10:00", "2027-03-18 09:30", "2027-03-18 10:29", nil},
		"an hour after booking":         {"2027-03-19 10:00", "2027-03-18 09:30", "2027-03-18 10:30", []string{late}},
		"in the morning all the same":   {"2027-03-19 10:00", "2027-03-18 08:59", "2027-03-18 10:00", []string{late}},
		"booked too late for any":       {"2027-03-19 10:00", "2027-03-19 08:30", "2027-03-19 09:29", nil},
	} {
		t.Run(name, func(t *testing.T) {
			r := remindingAt(t, c.now, reminderHorizon(t, c.start, c.booked))
			require.Equal(t, c.want, keysOf(r.messages))
			require.Empty(t, r.callbacks)
			require.Equal(t, onTheWall(t, c.now), r.from)
			require.Equal(t, r.from.Add(10*24*time.Hour), r.until)
		})
	}
}

// A reminder has a key and the visit's arguments.
func TestWhatAReminderSays(t *testing.T) {
	v := reminderHorizon(t, "2027-03-19 10:00", "2027-03-01 10:00")
	v.Reminders = []contact.Reminded{sentReminder(t, reminderName(v, 3), "2027-03-16 10:00")}
	r := remindingAt(t, "2027-03-18 10:01", v)
	require.Equal(t, []scheduling.Message{{
		DedupKey: reminderName(v, 1), Programme: "city", VisitID: 4, To: "+32470000001", Channel: scheduling.SMS, Kind: scheduling.Reminder,
		Key: contact.LateReminderKey, Language: "fr", Status: scheduling.MessagePending,
		RunAt: onTheWall(t, "2027-03-18 10:00"), Until: onTheWall(t, "2027-03-19 09:30"),
		Args: map[string]string{"start": "2027-03-19T09:00:00Z", "title": "Digipunt", "phone": "+3280012001", "reference": "12345"},
	}}, r.messages)
}

// A resident who answered today is not reminded again on that day.
func TestWhoHasAnsweredTodayIsNotRemindedAgain(t *testing.T) {
	v := reminderHorizon(t, "2027-03-19 10:00", "2027-03-01 10:00")
	v.Answered = true
	v.Reminders = []contact.Reminded{sentReminder(t, reminderName(v, 3), "2027-03-18 00:05")}
	require.Empty(t, remindingAt(t, "2027-03-18 10:00", v).messages)
	v.Answered = false
	require.Equal(t, []string{contact.LateReminderKey}, keysOf(remindingAt(t, "2027-03-18 10:00", v).messages))
	v.Answered = true
	v.Reminders[0] = sentReminder(t, reminderName(v, 3), "2027-03-17 23:55")
	require.Equal(t, []string{contact.LateReminderKey}, keysOf(remindingAt(t, "2027-03-18 10:00", v).messages))
}

// A callback is made if neither of two reminders was answered, four hours after the
// second was sent.
func TestWhoAnsweredNeitherReminder(t *testing.T) {
	v := reminderHorizon(t, "2027-03-19 16:00", "2027-03-01 10:00")
	early := sentReminder(t, reminderName(v, 3), "2027-03-16 10:00")
	late := sentReminder(t, reminderName(v, 1), "2027-03-18 10:00")
	of := func(reminders ...contact.Reminded) contact.Remindable {
		v.Reminders = reminders
		return v
	}
	require.Empty(t, remindingAt(t, "2027-03-18 13:59", of(early, late)).callbacks)
	callbacks := remindingAt(t, "2027-03-18 14:00", of(early, late)).callbacks
	require.Len(t, callbacks, 1)
	require.Equal(t, scheduling.Callback{
		Key: fmt.Sprintf("no_answer:4:%d", v.Start.Unix()), Programme: "city", VisitID: 4, Reason: scheduling.ReasonNoAnswer,
		Status: scheduling.CallbackOpen, Phone: "+32470000001", ResidentID: 7, Due: onTheWall(t, "2027-03-19 15:30"),
		CreatedAt: onTheWall(t, "2027-03-18 14:00"), Note: scheduling.NoteVisit.With("reference", "12345"),
		Language: "fr",
	}, callbacks[0])

	require.Empty(t, remindingAt(t, "2027-03-18 14:00", of(late)).callbacks, "one reminder")
	failed := func(m contact.Reminded) contact.Reminded { m.Status = scheduling.MessageFailed; return m }
	require.Empty(t, remindingAt(t, "2027-03-18 14:00", of(failed(early), failed(late))).callbacks, "nobody was told: that is another callback")
	require.Len(t, remindingAt(t, "2027-03-18 14:00", of(failed(early), late)).callbacks, 1)
	moved := sentReminder(t, "reminder:4:1:3", "2027-03-16 10:00")
	require.Empty(t, remindingAt(t, "2027-03-18 14:00", of(moved, late)).callbacks, "the other was of another time")
	call := contact.Reminded{DedupKey: reminderName(v, 1) + ":voice", Channel: scheduling.Voice, RunAt: late.RunAt}
	require.Empty(t, remindingAt(t, "2027-03-18 14:00", of(early, late, call)).callbacks, "they are still being called")
	answered := of(early, late)
	answered.Answered = true
	require.Empty(t, remindingAt(t, "2027-03-18 14:00", answered).callbacks)
}

// An error in one programme does not stop the others.
func TestOneProgrammeThatFailsKeepsNoneWaiting(t *testing.T) {
	first, second := remindingProgramme(t), remindingProgramme(t)
	first.Name = "broken"
	r := &reminders{
		visits: map[string][]contact.Remindable{"city": {reminderHorizon(t, "2027-03-19 10:00", "2027-03-01 10:00")}},
		fails:  map[string]error{"broken": errors.New("down")},
	}
	reminding := contact.Reminders{
		Store: r, Programmes: scheduling.Programmes{first, second}, Now: func() time.Time { return onTheWall(t, "2027-03-16 10:00") },
		Mobile: func(string) bool { return true },
	}
	err := reminding.RunDue(t.Context())
	require.ErrorIs(t, err, r.fails["broken"])
	require.ErrorContains(t, err, "broken")
	require.Len(t, r.messages, 1)

	r.out, r.messages = errors.New("unknown"), nil
	require.ErrorIs(t, reminding.RunDue(t.Context()), r.out)
	require.Empty(t, r.messages, "who may want no texts is sent none")
	reminding.Mobile, r.out = nil, nil
	require.Error(t, reminding.RunDue(t.Context()))
	require.Equal(t, scheduling.Voice, r.messages[0].Channel)
}
