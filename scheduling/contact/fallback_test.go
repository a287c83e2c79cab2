package contact_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

func TestWhichFallbackAMessageHas(t *testing.T) {
	const visit = 7
	for name, c := range map[string]struct {
		message scheduling.Message
		want    contact.Fallback
	}{
		"a reminder":                  {scheduling.Message{Kind: scheduling.Reminder, Channel: scheduling.SMS, VisitID: visit}, contact.FallbackCall},
		"a reminder that was a call":  {scheduling.Message{Kind: scheduling.Reminder, Channel: scheduling.Voice, VisitID: visit}, contact.FallbackPerson},
		"a move":                      {scheduling.Message{Kind: scheduling.Notice, Key: contact.MovedKey, Channel: scheduling.SMS, VisitID: visit}, contact.FallbackCall},
		"a move that was a call":      {scheduling.Message{Kind: scheduling.Notice, Key: contact.MovedKey, Channel: scheduling.Voice, VisitID: visit}, contact.FallbackPerson},
		"a cancellation":              {scheduling.Message{Kind: scheduling.Notice, Key: contact.CancelledKey, Channel: scheduling.SMS, VisitID: visit}, contact.FallbackPerson},
		"a cancellation of their own": {scheduling.Message{Kind: scheduling.Confirmation, Key: contact.CancelledKey, Channel: scheduling.SMS, VisitID: visit}, contact.NoFallback},
		"an invitation":               {scheduling.Message{Kind: scheduling.Invitation, Channel: scheduling.SMS}, contact.NoFallback},
	} {
		require.Equal(t, c.want, contact.FallbackFor(&c.message), name)
	}
}

func TestAHumanTellsBeforeTheVisit(t *testing.T) {
	p := &scheduling.Programme{Name: "antwerpen", Zone: time.UTC}
	now := time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC)
	soon := now.Add(2 * time.Hour)
	m := scheduling.Message{ID: 3, To: "+3232345678", Key: contact.MovedKey, Args: map[string]string{"reference": "12345", "start": soon.Format(time.RFC3339)}}
	require.Equal(t, soon, contact.CallbackFor(&m, p, now).Due)
	require.Equal(t, scheduling.NoteNotToldMoved.With("reference", "12345"), contact.CallbackFor(&m, p, now).Note)
	for _, start := range []time.Time{now.Add(-time.Hour), now.AddDate(0, 0, 20)} {
		m.Args["start"] = start.Format(time.RFC3339)
		require.Equal(t, p.CallbackDue(now), contact.CallbackFor(&m, p, now).Due)
	}
}
