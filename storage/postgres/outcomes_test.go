package postgres_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/outcomes"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// An outcome grows with what is said, and what has to follow is one callback of its own
// reason, about that visit and to that resident.
func TestTheOutcomeOfAVisit(t *testing.T) {
	store := postgrestest.New(t)
	visit := accepted(t, store, "a")
	p := &scheduling.Programme{
		Name: "antwerpen", Zone: time.UTC, Topics: scheduling.Topics(),
		Checklist: []scheduling.ChecklistItem{{Key: "data", Title: "Data"}, {Key: "mandate", Title: "Mandaat"}},
	}
	service := &outcomes.Service{Store: store, Now: func() time.Time { return opening }}
	for range 2 { // repeating changes nothing
		for _, o := range []outcomes.Outcome{
			{Topics: []scheduling.Topic{scheduling.TopicItsme}, Solved: outcomes.SolvedPartly, FollowUp: outcomes.FollowVisit},
			{Topics: []scheduling.Topic{scheduling.TopicInternet}, Checklist: []string{"mandate", "data"}},
			{FollowUp: outcomes.FollowBehind},
		} {
			require.NoError(t, service.Record(t.Context(), p, &visit, o, "vraagt hulp met papieren"))
		}
	}
	kept, err := store.Outcome(t.Context(), visit.ID)
	require.NoError(t, err)
	require.Equal(t, outcomes.Outcome{
		VisitID: visit.ID, Topics: []scheduling.Topic{scheduling.TopicInternet, scheduling.TopicItsme}, Solved: outcomes.SolvedPartly,
		FollowUp: outcomes.FollowBehind, Checklist: []string{"data", "mandate"},
	}, kept)
	open, err := store.Callbacks(t.Context(), lists.CallbackFilter{Statuses: []scheduling.CallbackStatus{scheduling.CallbackOpen}})
	require.NoError(t, err)
	var reasons []scheduling.CallbackReason
	for _, c := range open {
		reasons = append(reasons, c.Reason)
		require.Equal(t, []int64{visit.ID, visit.ResidentID}, []int64{c.VisitID, c.ResidentID})
		require.Equal(t, scheduling.NoteVisit.With("reference", visit.Reference)+"; vraagt hulp met papieren", c.Note)
	}
	require.ElementsMatch(t, []scheduling.CallbackReason{scheduling.ReasonFollowUp, scheduling.ReasonBehind}, reasons)

	for _, wrong := range []outcomes.Outcome{
		{Checklist: []string{"horoscope"}}, {Topics: []scheduling.Topic{"koken"}}, {Solved: "maybe"}, {FollowUp: "party"},
	} {
		require.ErrorIs(t, service.Record(t.Context(), p, &visit, wrong, ""), scheduling.ErrInvalid)
	}
}
