package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/lists"
)

// Opener opens a new, empty store, which is closed after the test.
type Opener func(testing.TB) Backend

// Store checks that a store keeps the contracts of booking.Store, contact.Store,
// callbacks.Store, lists.Store and imports.Store.
func Store(t *testing.T, open Opener) {
	parallel(t, "Residents", func(t *testing.T) { residents(t, open) })
	parallel(t, "Residents by phone", func(t *testing.T) { residentsByPhone(t, open) })
	parallel(t, "Hold", func(t *testing.T) { holds(t, open) })
	parallel(t, "Chains", func(t *testing.T) { chains(t, open) })
	parallel(t, "Stale chains", func(t *testing.T) { staleChains(t, open) })
	parallel(t, "Keep", func(t *testing.T) { keeps(t, open) })
	parallel(t, "Book", func(t *testing.T) { bookings(t, open) })
	parallel(t, "Move", func(t *testing.T) { moves(t, open) })
	parallel(t, "Cancel", func(t *testing.T) { cancellations(t, open) })
	parallel(t, "Close", func(t *testing.T) { closings(t, open) })
	parallel(t, "Request", func(t *testing.T) { requests(t, open) })
	parallel(t, "Expired requests", func(t *testing.T) { expiredRequests(t, open) })
	parallel(t, "Confirm", func(t *testing.T) { confirmations(t, open) })
	parallel(t, "Status", func(t *testing.T) { statusChanges(t, open) })
	t.Run("Diary", func(t *testing.T) { diaries(t, open) }) // alone: what is returned again depends on who else writes
	parallel(t, "Records", func(t *testing.T) { records(t, open) })
	parallel(t, "Callbacks", func(t *testing.T) { handledCallbacks(t, open) })
	parallel(t, "CallbackQueue", func(t *testing.T) { callbackQueue(t, open) })
	parallel(t, "DeskAgainstCall", func(t *testing.T) { deskAgainstCall(t, open) })
	parallel(t, "Callbacks apart", func(t *testing.T) { separateCallbacks(t, open) })
	parallel(t, "Callbacks of a visit that has nobody", func(t *testing.T) { unstaffedCallbacks(t, open) })
	parallel(t, "Callbacks of a time that is over", func(t *testing.T) { lateCallbacks(t, open) })
	parallel(t, "Recordings", func(t *testing.T) { recordings(t, open) })
	parallel(t, "Messages", func(t *testing.T) { dedupMessages(t, open) })
	parallel(t, "Imports", func(t *testing.T) { importing(t, open) })
	parallel(t, "Lists", func(t *testing.T) { listings(t, open) })
	parallel(t, "Edges of lists", func(t *testing.T) { listEdges(t, open) })
	parallel(t, "Races", func(t *testing.T) { races(t, open) })
	parallel(t, "Races with chains", func(t *testing.T) { chainRaces(t, open) })
	parallel(t, "Races of changes", func(t *testing.T) { changeRaces(t, open) })
	t.Run("Property", func(t *testing.T) { property(t, open) })
}

// parallel runs a section of a contract beside the others. Each opens its own store,
// and waits for it more than it computes.
func parallel(t *testing.T, name string, section func(*testing.T)) {
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		section(t)
	})
}

func residents(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 2)

	t.Run("a letter code finds its resident, with the vouchers left", func(t *testing.T) {
		found, err := w.ResidentByCode(w.ctx, city, code(1))
		require.NoError(t, err)
		want := resident(1)
		want.ID = found.ID
		require.Equal(t, want, found)
	})
	t.Run("an unknown code is nobody's", func(t *testing.T) {
		_, err := w.ResidentByCode(w.ctx, city, "999999")
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
	t.Run("a code of one programme is nobody's in another", func(t *testing.T) {
		_, err := w.ResidentByCode(w.ctx, "gent", code(1))
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
	t.Run("a newer letter replaces the code, and the person stays the same", func(t *testing.T) {
		newer := resident(0)
		newer.LetterCode, newer.Name, newer.Street = "222222", " RESIDENT  0", "Dórpsstraat"
		require.Equal(t, imports.Counts{Updated: 1}, w.importResidents(newer))

		_, err := w.ResidentByCode(w.ctx, city, code(0))
		require.ErrorIs(t, err, scheduling.ErrCodeReplaced)
		found, err := w.ResidentByCode(w.ctx, city, "222222")
		require.NoError(t, err)
		require.Equal(t, w.residents[0].ID, found.ID)
		require.Equal(t, 180, found.Minutes)
	})
	t.Run("the older list again does not bring the older code back", func(t *testing.T) {
		require.Equal(t, imports.Counts{Unchanged: 1}, w.importResidents(resident(0)))
		_, err := w.ResidentByCode(w.ctx, city, code(0))
		require.ErrorIs(t, err, scheduling.ErrCodeReplaced)
	})
	t.Run("planned visits are those that end after now, earliest first", func(t *testing.T) {
		later := w.booked("a", 1, w.slot(0, w.at(14, 0)))
		sooner := w.booked("b", 1, w.slot(0, w.at(10, 0)))
		planned, err := w.PlannedVisits(w.ctx, w.residents[1].ID, w.now)
		require.NoError(t, err)
		require.Equal(t, []scheduling.Visit{sooner, later}, planned)

		planned, err = w.PlannedVisits(w.ctx, w.residents[1].ID, sooner.End)
		require.NoError(t, err)
		require.Equal(t, []scheduling.Visit{later}, planned)

		planned, err = w.PlannedVisits(w.ctx, w.residents[0].ID, w.now)
		require.NoError(t, err)
		require.Empty(t, planned)
	})
}

func diaries(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 2, 1)
	booked := w.booked("a", 0, w.slot(0, w.at(10, 0)))
	full, err := w.DiaryChanges(w.ctx, city, 0, w.now)
	require.NoError(t, err)

	t.Run("the zero mark gives every active student, as imported, and every visit", func(t *testing.T) {
		require.Equal(t, []scheduling.Visit{booked}, full.Visits)
		require.Len(t, full.Students, 2)
		for i, got := range full.Students {
			want := student(i)
			want.ID = got.ID
			require.Equal(t, want, got)
		}
	})
	t.Run("a visit that ended before the beginning does not matter", func(t *testing.T) {
		later, err := w.DiaryChanges(w.ctx, city, 0, booked.End)
		require.NoError(t, err)
		require.Empty(t, later.Visits)
	})
	t.Run("nothing changed, nothing comes", func(t *testing.T) {
		delta, err := w.DiaryChanges(w.ctx, city, full.Mark, w.now)
		require.NoError(t, err)
		require.Empty(t, delta.Visits)
		require.Empty(t, delta.Students)
		require.NotZero(t, delta.Mark)
	})
	t.Run("another programme's diary is another", func(t *testing.T) {
		other, err := w.DiaryChanges(w.ctx, "gent", 0, w.now)
		require.NoError(t, err)
		require.Empty(t, other.Visits)
		require.Empty(t, other.Students)
		require.NotZero(t, other.Mark)
	})
	t.Run("what changed comes, whatever its status", func(t *testing.T) {
		held := w.hold("b", "first", w.slot(1, w.at(12, 0)), w.slot(1, w.at(14, 0)))
		require.NoError(t, w.Keep(w.ctx, "b", []int64{held[1].ID}, held[1].HeldUntil, w.now))
		changed := student(1)
		changed.Exceptions = []calendar.Exception{{Day: calendar.Day{Year: 2027, Month: time.March, Day: 26}, To: 24 * 60}}
		w.importStudents(changed)

		delta, err := w.DiaryChanges(w.ctx, city, full.Mark, w.now)
		require.NoError(t, err)
		held[0].Status = scheduling.Released
		require.ElementsMatch(t, held, delta.Visits)
		require.Len(t, delta.Students, 1)
		require.Equal(t, changed.Exceptions, delta.Students[0].Exceptions)
	})
}

func records(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 1)
	first := scheduling.Callback{
		Key: "call-1", Programme: city, Reason: scheduling.ReasonHuman, Status: scheduling.CallbackOpen,
		Due: w.at(17, 0), CreatedAt: w.now,
	}

	t.Run("a callback is completed, not doubled", func(t *testing.T) {
		saved, err := w.SaveCallback(w.ctx, first)
		require.NoError(t, err)
		want := first
		want.ID = saved.ID
		require.Equal(t, want, saved)

		more := first
		more.Reason, more.Due = scheduling.ReasonSilence, w.at(18, 0)
		more.Phone, more.ResidentID, more.RecordingURL = "+32470000000", w.residents[0].ID, "https://carrier.test/r"
		saved, err = w.SaveCallback(w.ctx, more)
		require.NoError(t, err)
		want.Phone, want.ResidentID, want.RecordingURL = more.Phone, more.ResidentID, more.RecordingURL
		require.Equal(t, want, saved)

		saved, err = w.SaveCallback(w.ctx, first)
		require.NoError(t, err)
		require.Equal(t, want, saved, "what is empty takes nothing away")
		all, err := w.Callbacks(w.ctx, lists.CallbackFilter{})
		require.NoError(t, err)
		require.Len(t, all, 1)
		require.Equal(t, want, all[0].Callback)
	})
	t.Run("records need a key", func(t *testing.T) {
		_, err := w.SaveCallback(w.ctx, scheduling.Callback{})
		require.ErrorIs(t, err, scheduling.ErrInvalid)
		require.ErrorIs(t, w.SaveDemand(w.ctx, scheduling.Demand{}), scheduling.ErrInvalid)
	})
	t.Run("demand may be saved again and again", func(t *testing.T) {
		demand := scheduling.Demand{Key: "call-1", Programme: city, At: w.now, Channel: scheduling.Voice, Outcome: scheduling.OutcomeAbandoned}
		require.NoError(t, w.SaveDemand(w.ctx, demand))
		demand.Topic, demand.Outcome = scheduling.TopicItsme, scheduling.OutcomeHuman
		require.NoError(t, w.SaveDemand(w.ctx, demand))
		demand.Key, demand.Outcome, demand.Question = "call-1:length", scheduling.OutcomeAnswered, scheduling.QuestionLength
		require.NoError(t, w.SaveDemand(w.ctx, demand))
	})
}
