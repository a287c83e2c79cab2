package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// listEdges checks that a list includes its first instant and excludes its last.
func listEdges(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 1)
	hours := []time.Time{w.at(14, 0), w.at(10, 0), w.at(12, 0)}
	for _, at := range hours {
		c := scheduling.Callback{Key: at.String(), Programme: city, Status: scheduling.CallbackOpen, Due: at, CreatedAt: w.now}
		_, err := w.SaveCallback(w.ctx, c)
		require.NoError(t, err)
		w.saveMessage(scheduling.Message{DedupKey: at.String(), RunAt: at})
	}
	for name, c := range map[string]struct {
		from, until time.Time
		programme   string
		limit       int
		want        []time.Time
	}{
		"all, by time":       {want: []time.Time{hours[1], hours[2], hours[0]}},
		"from one on":        {from: hours[2], want: []time.Time{hours[2], hours[0]}},
		"until another":      {until: hours[0], want: []time.Time{hours[1], hours[2]}},
		"between two":        {from: hours[1], until: hours[2], want: []time.Time{hours[1]}},
		"a few":              {limit: 2, want: []time.Time{hours[1], hours[2]}},
		"a programme":        {programme: city, want: []time.Time{hours[1], hours[2], hours[0]}},
		"another programme ": {programme: "gent"},
	} {
		t.Run(name, func(t *testing.T) {
			var due, run []time.Time
			callbacks, err := w.Callbacks(w.ctx, lists.CallbackFilter{Programme: c.programme, From: c.from, Until: c.until, Limit: c.limit})
			require.NoError(t, err)
			for _, callback := range callbacks {
				due = append(due, callback.Due)
			}
			messages, err := w.Messages(w.ctx, lists.MessageFilter{Programme: c.programme, From: c.from, Until: c.until, Limit: c.limit})
			require.NoError(t, err)
			for _, message := range messages {
				run = append(run, message.RunAt)
			}
			require.Equal(t, c.want, due)
			require.Equal(t, c.want, run)
		})
	}
	_, err := w.SaveCallback(w.ctx, scheduling.Callback{Key: hours[2].String(), Status: scheduling.CallbackDone, CreatedAt: w.now})
	require.NoError(t, err)
	all, err := w.Callbacks(w.ctx, lists.CallbackFilter{})
	require.NoError(t, err)
	require.Equal(t, []time.Time{hours[1], hours[0], hours[2]}, []time.Time{all[0].Due, all[1].Due, all[2].Due}, "those that are open first")
	done, err := w.Callbacks(w.ctx, lists.CallbackFilter{Statuses: []scheduling.CallbackStatus{scheduling.CallbackDone}})
	require.NoError(t, err)
	require.Len(t, done, 1)
	require.Equal(t, hours[2], done[0].Due)
}
