package contact_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// The fallback of each message, by what it is about and how it was to be said.
func TestFallbacksOfEachMessage(t *testing.T) {
	const visit = 7
	for name, c := range map[string]struct {
		kind    scheduling.MessageKind
		key     string
		channel scheduling.Channel
		visit   int64
		want    contact.Fallback
	}{
		"where a student has to go":           {scheduling.Assignment, contact.AddressKey, scheduling.SMS, visit, contact.FallbackPerson},
		"a student's text of no visit":        {scheduling.Assignment, contact.AskKey, scheduling.SMS, 0, contact.NoFallback},
		"that nobody is found":                {scheduling.Notice, contact.UnstaffedKey, scheduling.SMS, visit, contact.FallbackCall},
		"that nobody is found, by call":       {scheduling.Notice, contact.UnstaffedKey, scheduling.Voice, visit, contact.NoFallback},
		"that nobody comes, by call":          {scheduling.Notice, contact.NobodyComesKey, scheduling.Voice, visit, contact.NoFallback},
		"that the student is late, by call":   {scheduling.Notice, contact.LateKey, scheduling.Voice, visit, contact.NoFallback},
		"that the student is late":            {scheduling.Notice, contact.LateKey, scheduling.SMS, visit, contact.FallbackCall},
		"that somebody is found, by call":     {scheduling.Notice, contact.FoundKey, scheduling.Voice, visit, contact.FallbackPerson},
		"that it is cancelled, by call":       {scheduling.Notice, contact.CancelledKey, scheduling.Voice, visit, contact.FallbackPerson},
		"a notice of no visit":                {scheduling.Notice, contact.MovedKey, scheduling.SMS, 0, contact.NoFallback},
		"a reminder of no visit":              {scheduling.Reminder, contact.LateReminderKey, scheduling.SMS, 0, contact.NoFallback},
		"an answer":                           {scheduling.Answer, contact.OfficeKey, scheduling.SMS, visit, contact.NoFallback},
		"a confirmation":                      {scheduling.Confirmation, contact.ConfirmationKey, scheduling.SMS, visit, contact.NoFallback},
		"a confirmation that was not said":    {scheduling.Confirmation, contact.MovedKey, scheduling.Voice, visit, contact.NoFallback},
		"an invitation, of a visit, by phone": {scheduling.Invitation, "", scheduling.Voice, visit, contact.NoFallback},
	} {
		m := scheduling.Message{Kind: c.kind, Key: c.key, Channel: c.channel, VisitID: c.visit}
		require.Equal(t, c.want, contact.FallbackFor(&m), name)
	}
}

// What a person is asked to say, to whom, in place of a message.
func TestWhatAPersonSaysInPlaceOfAMessage(t *testing.T) {
	p := schedulingtest.WideTown(t)
	now := schedulingtest.OnDay(p, 22, 9*60)
	reminded := scheduling.Visit{ID: 7, Start: now}
	reminder := contact.CallbackFor(&scheduling.Message{
		ID: 3, VisitID: 7, Kind: scheduling.Reminder, Args: map[string]string{"start": now.Format(time.RFC3339), "reference": "12345"},
	}, p, now)
	require.Equal(t, reminded.NoAnswerDedupKey(), reminder.Key, "both reminders of a visit, and their answers, have one callback")
	require.Equal(t, scheduling.NoteNotReminded.With("reference", "12345"), reminder.Note)
	machine := contact.CallbackFor(&scheduling.Message{Kind: scheduling.Reminder}, p, now, scheduling.NoteMachineAnswered)
	require.Equal(t, scheduling.NoteMachineAnswered, scheduling.ParseNote(machine.Note)[1].Code, "how the latest call ended")
	for name, c := range map[string]struct {
		kind scheduling.MessageKind
		key  string
		note string
	}{
		"to a student":             {scheduling.Assignment, contact.AddressKey, scheduling.NoteStudentUnheard.With("visit", "7")},
		"a cancellation":           {scheduling.Notice, contact.CancelledKey, scheduling.NoteNotToldOff.With("reference", "12345")},
		"that somebody was found":  {scheduling.Notice, contact.FoundKey, scheduling.NoteNotToldFound.With("reference", "12345")},
		"a move":                   {scheduling.Notice, contact.MovedKey, scheduling.NoteNotToldMoved.With("reference", "12345")},
		"a student's cancellation": {scheduling.Assignment, contact.CancelledKey, scheduling.NoteStudentUnheard.With("visit", "7")},
	} {
		t.Run(name, func(t *testing.T) {
			m := scheduling.Message{
				ID: 3, VisitID: 7, Kind: c.kind, Key: c.key, To: "+3232345678",
				Args: map[string]string{"reference": "12345", "start": now.Format(time.RFC3339)},
			}
			require.Equal(t, scheduling.Callback{
				Key: "message:3", Programme: "town", Reason: scheduling.ReasonNotTold, Status: scheduling.CallbackOpen, VisitID: 7, Phone: "+3232345678",
				Due: p.CallbackDue(now), CreatedAt: now, Note: c.note,
			}, contact.CallbackFor(&m, p, now), "what begins now is no sooner")
			m.Args["start"] = now.Add(time.Second).Format(time.RFC3339)
			require.Equal(t, now.Add(time.Second), contact.CallbackFor(&m, p, now).Due)
			m.Args["start"] = "soon"
			require.Equal(t, p.CallbackDue(now), contact.CallbackFor(&m, p, now).Due)
		})
	}
}
