package postgres_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/residents"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

func antwerpen(t testing.TB) *scheduling.Programme {
	t.Helper()
	all, err := programmes.Shipped("nl", "fr", "en", "tr", "ar")
	require.NoError(t, err)
	p, err := all.Named("antwerpen")
	require.NoError(t, err)
	return p
}

// bookedIn books an hour at a postcode.
func bookedIn(t testing.TB, store *postgres.Store, student, resident int64, postcode string, start time.Time) scheduling.Visit {
	t.Helper()
	request := holdRequest(fmt.Sprint(student, resident, start), slotOf(student, start))
	request.Postcode = postcode
	held, err := store.Hold(t.Context(), request)
	require.NoError(t, err)
	require.Len(t, held, 1)
	visit, err := store.Book(t.Context(), bookRequest(held[0], resident))
	require.NoError(t, err)
	return visit
}

func ways(followed []residents.Followed) (ways []residents.Follow) {
	for _, f := range followed {
		ways = append(ways, f.How)
	}
	return ways
}

func openCallbacks(t *testing.T, store *postgres.Store) []lists.CallbackRow {
	t.Helper()
	all, err := store.Callbacks(t.Context(), lists.CallbackFilter{Statuses: []scheduling.CallbackStatus{scheduling.CallbackOpen}})
	require.NoError(t, err)
	return all
}

// Visits follow a resident who moves: with their student, with another, or to the list of
// those that have none.
func TestVisitsFollowAResidentWhoMoves(t *testing.T) {
	p := antwerpen(t)
	friday, monday := time.Date(2027, time.March, 12, 0, 0, 0, 0, time.UTC), time.Date(2027, time.March, 15, 0, 0, 0, 0, time.UTC)
	far := residents.Address{Street: "Dorpstraat", HouseNumber: "4", Postcode: "2040"} // 17 km away
	setUp := func(t *testing.T) (*postgres.Store, []int64, int64, []scheduling.Visit) {
		store := postgrestest.New(t)
		students, resident := people(t, store, 2, 3)
		visits := []scheduling.Visit{
			bookedIn(t, store, students[0], resident, "2060", friday.Add(10*time.Hour)),
			bookedIn(t, store, students[0], resident, "2060", friday.Add(14*time.Hour)),
			bookedIn(t, store, students[0], resident, "2060", monday.Add(10*time.Hour)),
		}
		bookedIn(t, store, students[0], resident+1, "2060", friday.Add(11*time.Hour+30*time.Minute))
		bookedIn(t, store, students[0], resident+1, "2060", monday.Add(11*time.Hour+30*time.Minute))
		bookedIn(t, store, students[1], resident+2, "2060", monday.Add(11*time.Hour+30*time.Minute))
		return store, students, resident, visits
	}

	t.Run("far away", func(t *testing.T) {
		store, students, resident, visits := setUp(t)
		ctx := history.By(t.Context(), history.Actor{Kind: history.Office, Name: "An"})
		followed, err := registry(store).Move(ctx, p, resident, far)
		require.NoError(t, err)
		require.Equal(t, []residents.Follow{residents.Given, residents.Kept, residents.Unstaffed}, ways(followed))
		stored, err := store.Visits(t.Context(), lists.VisitFilter{})
		require.NoError(t, err)
		for _, v := range stored {
			if v.ResidentID == resident {
				require.Equal(t, "2040", v.Postcode)
				require.Equal(t, v.ID == visits[2].ID, v.Unstaffed)
				require.Equal(t, v.ID == visits[0].ID, v.StudentID == students[1])
			}
		}
		moved, err := store.ResidentByCode(t.Context(), "antwerpen", letterCode(0))
		require.NoError(t, err)
		require.Equal(t, far, residents.AddressOf(&moved))
		home, err := store.HomeOf(t.Context(), resident)
		require.NoError(t, err)
		require.Equal(t, far.Postcode, home)
		callbacks := openCallbacks(t, store)
		require.Len(t, callbacks, 1)
		require.Equal(t, scheduling.ReasonNoStudent, callbacks[0].Reason)
		var whats []history.What
		entries, err := store.PersonHistory(t.Context(), resident)
		require.NoError(t, err)
		for _, e := range entries {
			if e.Actor.Name == "An" {
				whats = append(whats, e.What)
			}
		}
		require.Equal(t, []history.What{
			history.Moved, history.Relocated, history.Reassigned, history.Relocated, history.Relocated, history.Unstaffed, history.Opened,
		}, whats)

		again, err := registry(store).Move(ctx, p, resident, far)
		require.NoError(t, err)
		require.Equal(t, []residents.Follow{residents.Kept, residents.Kept, residents.Unstaffed}, ways(again))
		require.Len(t, openCallbacks(t, store), 1)
	})
	t.Run("around the corner, with the address on its way", func(t *testing.T) {
		store, students, resident, visits := setUp(t)
		for i, status := range []scheduling.MessageStatus{scheduling.MessageSent, scheduling.MessagePending} {
			_, err := store.DB().ExecContext(t.Context(), `
				INSERT INTO messages (programme, visit_id, phone, channel, kind, key, args, language, status, rank, priority, run_at, due_at,
					status_at, segments, attempts, error_code, once)
				VALUES ('antwerpen', $1, '+32470000000', 'sms', 'assignment', 'sms.student.address', '{"postcode": "2060"}', 'nl', $2, 0, 0, $3, $3, $3, 0, 0, 0, $4)`,
				visits[i].ID, status, opening, scheduling.DedupAddress+visits[i].AddressDedupSuffix())
			require.NoError(t, err)
		}
		followed, err := registry(store).Move(t.Context(), p, resident, residents.Address{Street: "Kerkstraat", HouseNumber: "9", Postcode: "2060"})
		require.NoError(t, err)
		require.Equal(t, []residents.Follow{residents.Kept, residents.Kept, residents.Kept}, ways(followed))
		upcoming, err := store.StudentVisits(t.Context(), students[0], opening)
		require.NoError(t, err)
		for _, u := range upcoming {
			require.NotContains(t, u.Notified, scheduling.DedupAddress+u.AddressDedupSuffix(), "the student is told the new one")
		}
	})
	t.Run("out of the area", func(t *testing.T) {
		store, _, resident, _ := setUp(t)
		followed, err := registry(store).Move(t.Context(), p, resident, residents.Address{Street: "Rue Haute", HouseNumber: "4", Postcode: "1000"})
		require.NoError(t, err)
		require.Equal(t, []residents.Follow{residents.Cancelled, residents.Cancelled, residents.Cancelled}, ways(followed))
		planned, err := store.PlannedVisits(t.Context(), resident, opening)
		require.NoError(t, err)
		require.Empty(t, planned)
		left, err := store.ResidentByCode(t.Context(), "antwerpen", letterCode(0))
		require.NoError(t, err)
		require.Equal(t, 60_000, left.Minutes, "given back")
	})
	t.Run("by a list", func(t *testing.T) {
		store, students, resident, visits := setUp(t)
		row := scheduling.Resident{LetterCode: letterCode(0), Name: "Resident 0", Street: far.Street, HouseNumber: far.HouseNumber, Postcode: far.Postcode}
		_, err := store.ImportResidents(t.Context(), "antwerpen", each([]scheduling.Resident{row}), opening)
		require.NoError(t, err)
		require.NoError(t, registry(store).RunDue(t.Context(), scheduling.Programmes{p}), "the import was cut off; any process of the line")
		planned, err := store.PlannedVisits(t.Context(), resident, opening)
		require.NoError(t, err)
		require.Equal(t, students[1], planned[0].StudentID)
		require.True(t, planned[2].Unstaffed)
		require.Equal(t, visits[2].ID, planned[2].ID)
		callbacks := openCallbacks(t, store)
		require.Len(t, callbacks, 1, "nobody can come there: a person looks for somebody")
		require.Equal(t, scheduling.ReasonNoStudent, callbacks[0].Reason)
		require.Equal(t, visits[2].ID, callbacks[0].VisitID)
		require.Equal(t, visits[2].Reference, callbacks[0].Reference)
		n, err := registry(store).FollowAll(t.Context(), p)
		require.NoError(t, err)
		require.Zero(t, n)
	})
	t.Run("while two others move to the same place", func(t *testing.T) {
		store, students, resident, _ := setUp(t)
		later := friday.Add(7 * 24 * time.Hour)
		bookedIn(t, store, students[0], resident, "2060", later.Add(11*time.Hour))
		bookedIn(t, store, students[1], resident+1, "2060", later.Add(11*time.Hour))
		both := func(do func(n int64)) {
			var wait sync.WaitGroup
			for n := range int64(2) {
				wait.Go(func() { do(n) })
			}
			wait.Wait()
		}
		both(func(n int64) {
			_, err := registry(store).Move(t.Context(), p, resident+n, far)
			require.NoError(t, err)
		})
		keepsRules(t, store, p)
	})
	t.Run("while they book", func(t *testing.T) {
		for range 4 {
			store, students, resident, _ := setUp(t)
			request := holdRequest("call", slotOf(students[0], friday.Add(12*time.Hour+45*time.Minute)))
			request.Postcode = "2060"
			held, err := store.Hold(t.Context(), request)
			require.NoError(t, err)
			rules := matching.Rules{Programme: p, Travel: p.Travel, Now: opening}
			book := bookRequest(held[0], resident)
			book.Refit = func(postcode string) matching.Fits {
				return rules.Fits(scheduling.Need{Postcode: postcode, Topic: held[0].Topic, Language: held[0].Language})
			}
			var wait sync.WaitGroup
			wait.Go(func() {
				_, err := store.Book(t.Context(), book)
				if err != nil {
					require.ErrorIs(t, err, scheduling.ErrSlotTaken)
				}
			})
			wait.Go(func() {
				_, err := registry(store).Move(t.Context(), p, resident, far)
				require.NoError(t, err)
			})
			wait.Wait()
			planned, err := store.PlannedVisits(t.Context(), resident, opening)
			require.NoError(t, err)
			for _, v := range planned {
				require.Equal(t, "2040", v.Postcode)
			}
			keepsRules(t, store, p)
		}
	})
}

// keepsRules checks that every student can make their visits ahead that are not unstaffed.
func keepsRules(t *testing.T, store *postgres.Store, p *scheduling.Programme) {
	t.Helper()
	changes, err := store.DiaryChanges(t.Context(), "antwerpen", 0, opening)
	require.NoError(t, err)
	rules := matching.Rules{Programme: p, Travel: p.Travel, Now: opening}
	for _, student := range changes.Students {
		for _, v := range changes.Visits {
			if v.StudentID != student.ID || v.Unstaffed || !v.Live(opening) {
				continue
			}
			var others []scheduling.Visit
			for _, o := range changes.Visits {
				if o.StudentID == student.ID && o.ID != v.ID && !o.Unstaffed && o.Live(opening) {
					others = append(others, o)
				}
			}
			slot := scheduling.Slot{Start: v.Start, End: v.End, StudentID: student.ID}
			require.NoError(t, rules.Fits(v.Need())(student, others, slot), "visit %d at %s", v.ID, v.Start)
		}
	}
}

// Everything ahead of somebody who stops ends without a word to them.
func TestAResidentWhoStops(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 1, 2)
	friday := time.Date(2027, time.March, 12, 9, 0, 0, 0, time.UTC)
	visit := bookedIn(t, store, students[0], resident, "2060", friday)
	other := bookedIn(t, store, students[0], resident+1, "2060", friday.Add(4*time.Hour))
	_, err := store.SaveCallback(t.Context(), scheduling.Callback{
		Key: "c", Programme: "antwerpen", Reason: scheduling.ReasonHuman, Status: scheduling.CallbackOpen, ResidentID: resident,
		Due: opening, CreatedAt: opening, RecordingURL: "https://carrier/RE1",
	})
	require.NoError(t, err)
	office := registry(store)
	ended, err := office.Stop(t.Context(), resident, residents.StopDied)
	require.NoError(t, err)
	require.Len(t, ended, 1)
	require.Equal(t, visit.ID, ended[0].ID)
	messages, err := store.Messages(t.Context(), lists.MessageFilter{})
	require.NoError(t, err)
	for _, m := range messages {
		require.Equal(t, other.ID, m.VisitID, "nothing is sent to whoever stopped")
	}
	require.Empty(t, openCallbacks(t, store))
	_, err = store.ResidentByCode(t.Context(), "antwerpen", letterCode(0))
	require.ErrorIs(t, err, scheduling.ErrNotFound, "nobody calls with their letter")
	ended, err = office.Stop(t.Context(), resident, residents.StopDied)
	require.NoError(t, err)
	require.Empty(t, ended)
	stopped := 0
	entries, err := store.PersonHistory(t.Context(), resident)
	require.NoError(t, err)
	for _, e := range entries {
		if e.What == history.Stopped {
			stopped++
		}
	}
	require.Equal(t, 1, stopped)

	t.Run("who books again is visited again", func(t *testing.T) {
		_, err := office.Stop(t.Context(), resident+1, residents.StopAway)
		require.NoError(t, err)
		bookedIn(t, store, students[0], resident+1, "2060", friday.Add(6*time.Hour))
		found, err := office.Named(t.Context(), "antwerpen", fmt.Sprint(resident+1))
		require.NoError(t, err)
		require.Empty(t, found[0].Stopped)
	})
}

// Two records of one person become one, and everything follows.
func TestTwoRecordsOfOnePerson(t *testing.T) {
	p := antwerpen(t)
	store := postgrestest.New(t)
	students, into := people(t, store, 2, 4)
	from := into + 1
	friday := time.Date(2027, time.March, 12, 9, 0, 0, 0, time.UTC)
	kept := bookedIn(t, store, students[0], into, "2060", friday)
	gone := bookedIn(t, store, students[0], from, "2060", friday.Add(4*time.Hour))
	_, err := store.SaveCallback(t.Context(), scheduling.Callback{
		Key: "c", Programme: "antwerpen", Reason: scheduling.ReasonHuman, Status: scheduling.CallbackOpen, ResidentID: from, Due: opening, CreatedAt: opening,
	})
	require.NoError(t, err)
	office := registry(store)
	require.ErrorIs(t, office.Merge(t.Context(), p, into, into), scheduling.ErrInvalid)
	require.ErrorIs(t, office.Merge(t.Context(), p, into, 999), scheduling.ErrNotFound)
	require.NoError(t, office.Merge(t.Context(), p, into, from))
	for id, where := range map[int64]string{into: "2060", from: "2060", 999: ""} { // who calls may have been the other one
		home, err := store.HomeOf(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, where, home)
	}
	planned, err := store.PlannedVisits(t.Context(), into, opening)
	require.NoError(t, err)
	require.Equal(t, []int64{kept.ID, gone.ID}, []int64{planned[0].ID, planned[1].ID})
	require.Equal(t, into, openCallbacks(t, store)[0].ResidentID)
	merged, err := store.ResidentByCode(t.Context(), "antwerpen", letterCode(0))
	require.NoError(t, err)
	require.Equal(t, 120_000-240, merged.Minutes, "what both visits hold")
	_, err = store.ResidentByCode(t.Context(), "antwerpen", letterCode(1))
	require.ErrorIs(t, err, scheduling.ErrCodeReplaced)
	entries, err := store.PersonHistory(t.Context(), into)
	require.NoError(t, err)
	added := 0
	for _, e := range entries {
		if e.What == history.Added {
			added++
		}
	}
	require.Equal(t, 2, added, "of both")

	t.Run("a chain of records", func(t *testing.T) {
		require.NoError(t, office.Merge(t.Context(), p, from+1, into))
		entries, err := store.PersonHistory(t.Context(), from+1)
		require.NoError(t, err)
		require.Len(t, slicesOf(entries, history.Added), 3)
	})
	t.Run("both expect somebody at the same time", func(t *testing.T) {
		bookedIn(t, store, students[1], from+2, "2060", friday)
		require.ErrorIs(t, office.Merge(t.Context(), p, from+1, from+2), scheduling.ErrSlotTaken)
	})
	t.Run("while they book", func(t *testing.T) {
		for n := range 4 {
			store := postgrestest.New(t)
			students, into := people(t, store, 1, 2)
			held, err := store.Hold(t.Context(), holdRequest(fmt.Sprint("call", n), slotOf(students[0], friday)))
			require.NoError(t, err)
			var visit scheduling.Visit
			var wait sync.WaitGroup
			wait.Go(func() {
				var err error
				visit, err = store.Book(t.Context(), bookRequest(held[0], into+1))
				require.NoError(t, err)
			})
			wait.Go(func() { require.NoError(t, registry(store).Merge(t.Context(), p, into, into+1)) })
			wait.Wait()
			planned, err := store.PlannedVisits(t.Context(), into, opening)
			require.NoError(t, err)
			require.Len(t, planned, 1)
			require.Equal(t, visit.ID, planned[0].ID)
			_, err = store.Cancel(t.Context(), booking.CancelRequest{VisitID: visit.ID, ResidentID: into + 1, Now: opening})
			require.NoError(t, err, "whoever called before the merge can cancel")
		}
	})
}

func slicesOf(entries []history.Entry, what history.What) (some []history.Entry) {
	for _, e := range entries {
		if e.What == what {
			some = append(some, e)
		}
	}
	return some
}

// A code that a list gives to a stranger is an error, and somebody who moved or married is
// no stranger.
func TestACodeIsNotGivenToAStranger(t *testing.T) {
	store := postgrestest.New(t)
	listed := func(name, street, number, postcode string) error {
		row := scheduling.Resident{LetterCode: "345678", Name: name, Street: street, HouseNumber: number, Postcode: postcode}
		other := scheduling.Resident{LetterCode: "345679", Name: "Jan Maes", Street: "Veldstraat", HouseNumber: "1", Postcode: "2018"}
		_, err := store.ImportResidents(t.Context(), "antwerpen", each([]scheduling.Resident{other, row}), opening)
		return err
	}
	require.NoError(t, listed("Ann Peeters", "Kerkstraat", "1", "2060"))
	require.NoError(t, listed("Ann Peeters-Maes", "Kerkstraat", "1", "2060"), "who married")
	require.NoError(t, listed("Ann Peeters", "Dorpsplein", "8", "2018"), "who moved")
	require.NoError(t, listed("Peters, Anne", "Kerkstr.", "1", "2060"), "who is spelled otherwise and moved back")
	require.NoError(t, listed("Fatma Demir", "Kerkstraat", "1", "2060"), "who lives there now")
	err := listed("Koen Claes", "Dorpsplein", "8", "2018")
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	require.ErrorContains(t, err, "[2]")
	require.NotContains(t, err.Error(), "Claes")
	stored, err := store.ResidentByCode(t.Context(), "antwerpen", "345678")
	require.NoError(t, err)
	require.Equal(t, "Fatma Demir", stored.Name)
	codes, err := store.LetterCodes(t.Context(), "antwerpen", []scheduling.Resident{
		{Name: "fatma demir", Street: "Kerkstraat", HouseNumber: "1", Postcode: "2060"}, {Name: "Nobody"}, {LetterCode: "999999"},
	})
	require.NoError(t, err)
	require.Equal(t, []string{"345678", "", "999999"}, codes)
}
