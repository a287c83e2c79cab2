package scheduling_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func TestWhichFallbackAMessageHas(t *testing.T) {
	const visit = 7
	for name, c := range map[string]struct {
		message scheduling.Message
		want    scheduling.Fallback
	}{
		"a reminder":                  {scheduling.Message{Kind: scheduling.Reminder, Channel: scheduling.SMS, VisitID: visit}, scheduling.FallbackCall},
		"a reminder that was a call":  {scheduling.Message{Kind: scheduling.Reminder, Channel: scheduling.Voice, VisitID: visit}, scheduling.NoFallback},
		"a move":                      {scheduling.Message{Kind: scheduling.Notice, Key: scheduling.MovedKey, Channel: scheduling.SMS, VisitID: visit}, scheduling.FallbackCall},
		"a move that was a call":      {scheduling.Message{Kind: scheduling.Notice, Key: scheduling.MovedKey, Channel: scheduling.Voice, VisitID: visit}, scheduling.FallbackPerson},
		"a cancellation":              {scheduling.Message{Kind: scheduling.Notice, Key: scheduling.CancelledKey, Channel: scheduling.SMS, VisitID: visit}, scheduling.FallbackPerson},
		"a cancellation of their own": {scheduling.Message{Kind: scheduling.Confirmation, Key: scheduling.CancelledKey, Channel: scheduling.SMS, VisitID: visit}, scheduling.NoFallback},
		"an invitation":               {scheduling.Message{Kind: scheduling.Invitation, Channel: scheduling.SMS}, scheduling.NoFallback},
	} {
		require.Equal(t, c.want, scheduling.FallbackFor(&c.message), name)
	}
}

func TestAHumanTellsBeforeTheVisit(t *testing.T) {
	p := &scheduling.Programme{Name: "antwerpen", Zone: time.UTC}
	now := time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC)
	soon := now.Add(2 * time.Hour)
	m := scheduling.Message{ID: 3, To: "+3232345678", Key: scheduling.MovedKey, Args: map[string]string{"reference": "12345", "start": soon.Format(time.RFC3339)}}
	require.Equal(t, soon, scheduling.CallbackFor(&m, p, now).Due)
	require.Equal(t, scheduling.NoteNotToldMoved.With("reference", "12345"), scheduling.CallbackFor(&m, p, now).Note)
	for _, start := range []time.Time{now.Add(-time.Hour), now.AddDate(0, 0, 20)} {
		m.Args["start"] = start.Format(time.RFC3339)
		require.Equal(t, p.CallbackDue(now), scheduling.CallbackFor(&m, p, now).Due)
	}
}
