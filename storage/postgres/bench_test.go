package postgres_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/lib/pq"
	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/travel"
	"github.com/click-call-connect/helpline/scheduling/vouchers"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

var opening = time.Date(2027, time.March, 8, 8, 0, 0, 0, time.UTC)

// people imports students and residents (with 1000 vouchers each) and returns their
// ids. Repeating it returns the same ids.
func people(t testing.TB, store *postgres.Store, students, residents int) (studentIDs []int64, residentID int64) {
	t.Helper()
	ctx := t.Context()
	_, err := store.ImportStudents(ctx, "antwerpen", func(yield func(scheduling.Student, error) bool) {
		for i := range students {
			weekly := []calendar.WeeklyHours{{Weekday: time.Monday, From: 540, To: 1080}, {Weekday: time.Friday, From: 540, To: 1080}}
			if !yield(scheduling.Student{
				Name: fmt.Sprint("Student ", i), Phone: fmt.Sprintf("+3247%07d", i), Postcode: "2018",
				Languages: []scheduling.Language{"nl", "fr"}, Weekly: weekly,
			}, nil) {
				return
			}
		}
	}, opening)
	require.NoError(t, err)
	_, err = store.ImportResidents(ctx, "antwerpen", listed(residents), opening)
	require.NoError(t, err)
	changes, err := store.DiaryChanges(ctx, "antwerpen", 0, opening)
	require.NoError(t, err)
	for _, s := range changes.Students {
		studentIDs = append(studentIDs, s.ID)
	}
	resident, err := store.ResidentByCode(ctx, "antwerpen", letterCode(0))
	require.NoError(t, err)
	return studentIDs, resident.ID
}

// listed returns a list of residents.
func listed(residents int) iter.Seq2[scheduling.Resident, error] {
	return func(yield func(scheduling.Resident, error) bool) {
		for i := range residents {
			if !yield(scheduling.Resident{
				LetterCode: letterCode(i), Name: fmt.Sprint("Resident ", i), Street: "Dorpsstraat",
				HouseNumber: fmt.Sprint(i), Postcode: "2060", Ground: "taxicheque", Minutes: 60000,
			}, nil) {
				return
			}
		}
	}
}

// letterCode formats a number with the nine digits of letter codes.
func letterCode(n int) string {
	digits := []byte("111111")
	for place := 5; n > 0 && place >= 0; place-- {
		digits[place] += byte(n % 9)
		n /= 9
	}
	return string(digits)
}

func anything(scheduling.Student, []scheduling.Visit, scheduling.Slot) error { return nil }

func holdRequest(holder string, times ...scheduling.Slot) booking.HoldRequest {
	request := booking.HoldRequest{
		Key: holder, Holder: holder, Programme: "antwerpen", Postcode: "2060", Topic: scheduling.TopicItsme,
		Language: "nl", Channel: scheduling.Voice, Until: opening.Add(time.Hour), Now: opening, From: opening, Fits: anything,
	}
	for _, slot := range times {
		request.Times = append(request.Times, matching.Candidates{slot})
	}
	return request
}

func bookRequest(held scheduling.Visit, resident int64) booking.BookRequest {
	return booking.BookRequest{
		Holder: held.Holder, VisitID: held.ID, ResidentID: resident, Minutes: booking.FixedCost(120), Word: "apple",
		References: []string{letterCode(int(held.ID % 59049))[1:]},
		Message: &scheduling.Message{
			Programme: "antwerpen", To: "+32470000000", Channel: scheduling.SMS, Kind: scheduling.Confirmation,
			Key: "sms.confirmation", Language: "nl", RunAt: opening,
		},
		Demand: scheduling.Demand{Key: held.Holder, Programme: "antwerpen", At: opening, Outcome: scheduling.OutcomeBooked},
		Now:    opening, From: opening, Fits: anything,
	}
}

// bookAnHour makes one promise; each holder gets another hour.
func bookAnHour(t testing.TB, store *postgres.Store, holder string) scheduling.Visit {
	t.Helper()
	students, resident := people(t, store, 1, 1)
	var before int
	require.NoError(t, store.DB().QueryRowContext(t.Context(), `SELECT count(*) FROM visits`).Scan(&before))
	held, err := store.Hold(t.Context(), holdRequest(holder, hour(students[0], before)))
	require.NoError(t, err)
	require.Len(t, held, 1)
	visit, err := store.Book(t.Context(), bookRequest(held[0], resident))
	require.NoError(t, err)
	return visit
}

// hour returns the n-th hour of a student's endless day.
func hour(student int64, n int) scheduling.Slot {
	start := opening.Add(time.Duration(n+24) * time.Hour)
	return scheduling.Slot{StudentID: student, Start: start, End: start.Add(time.Hour)}
}

// BenchmarkHold holds three times with three students who have 17 visits each.
func BenchmarkHold(b *testing.B) {
	store := postgrestest.New(b)
	students, _ := people(b, store, 300, 1)
	diary(b, store, students, 5000)
	n := 0
	for b.Loop() {
		n++
		i := 3 * n % 297
		_, err := store.Hold(b.Context(), holdRequest(fmt.Sprint("call-", n),
			hour(students[i], 1000+n), hour(students[i+1], 1000+n), hour(students[i+2], 1000+n)))
		require.NoError(b, err)
	}
}

// BenchmarkHoldChains holds times that are free only after a chain of three transfers,
// which the next call reverts. p99-ms is the 99th percentile.
func BenchmarkHoldChains(b *testing.B) {
	store := postgrestest.New(b)
	students, _ := people(b, store, 300, 1)
	diary(b, store, students, 5000)
	const move = `UPDATE visits SET starts_at = $2, ends_at = $3, student_id = $4 WHERE id = $1`
	var took []time.Duration
	var visits [3][3]int64
	for i := range visits { // three visits at one time, of students 4i, 4i+1 and 4i+2; 4i+3 has room
		for j := range visits[i] {
			visits[i][j] = int64(1000 + 3*i + j)
			slot := hour(students[4*i+j], monday(i))
			_, err := store.DB().ExecContext(b.Context(), `ALTER TABLE visits DROP CONSTRAINT IF EXISTS visits_resident_busy`)
			require.NoError(b, err)
			_, err = store.DB().ExecContext(b.Context(), move, visits[i][j], slot.Start, slot.End, slot.StudentID)
			require.NoError(b, err)
		}
	}
	follow := matching.Rules{Programme: anyTown(), Travel: nowhere{}, Now: opening}.Follow
	for n := 0; b.Loop(); n++ {
		request := holdRequest("call")
		request.Key, request.Follow = fmt.Sprint("call-", n), follow
		for i := range visits {
			request.Times = append(request.Times, matching.Candidates{shifted(students[4*i:], visits[i], monday(i), n%2 == 1)})
		}
		begin := time.Now()
		held, err := store.Hold(b.Context(), request)
		took = append(took, time.Since(begin))
		require.NoError(b, err)
		require.Len(b, held, 3)
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)*99/100].Seconds()*1000, "p99-ms")
}

// monday returns the index of the hour at ten o'clock on a Monday, some months later.
func monday(n int) int { return (40+n)*7*24 + 2 - 24 }

// shifted returns a slot whose chain moves each of three visits to the next student, or
// back.
func shifted(students []int64, visits [3]int64, at int, back bool) scheduling.Slot {
	slot := hour(students[0], at)
	if back {
		slot = hour(students[3], at)
	}
	for i, visit := range visits {
		t := scheduling.Transfer{VisitID: visit, From: students[i], To: students[i+1]}
		if back {
			t.From, t.To = t.To, t.From
		}
		slot.Chain = append(slot.Chain, t)
	}
	return slot
}

// anyTown returns a programme without limits and without distances.
func anyTown() *scheduling.Programme {
	return &scheduling.Programme{Zone: time.UTC, Visit: scheduling.VisitRule{Length: time.Hour}}
}

type nowhere struct{}

func (nowhere) Between(string, string, travel.Means) (time.Duration, bool) { return 0, true }

// BenchmarkBook books held times, with voucher, message and demand, alternating with
// the same SQL through bare lib/pq. of-bare is its rate as a share of the bare one's
// (aim: at least 0.5).
func BenchmarkBook(b *testing.B) {
	url := postgrestest.URL(b)
	store := postgrestest.Open(b, url)
	resident, held := heldTimes(b, store, 2*b.N)
	db := openBare(b, url)
	var ours, floor time.Duration
	b.ResetTimer()
	for i := range b.N {
		begin := time.Now()
		_, err := store.Book(b.Context(), bookRequest(held[2*i], resident))
		require.NoError(b, err)
		ours += time.Since(begin)
		begin = time.Now()
		require.NoError(b, bare(b.Context(), db, held[2*i+1], resident))
		floor += time.Since(begin)
	}
	b.ReportMetric(floor.Seconds()/ours.Seconds(), "of-bare")
	b.ReportMetric(float64(ours.Microseconds())/float64(b.N), "book-µs")
	b.ReportMetric(float64(floor.Microseconds())/float64(b.N), "bare-µs")
}

// BenchmarkBookSealed books held times, alternating between a database that is sealed and
// one that is not. of-plain is its duration as a share of the plain one's (aim: at most 1.1).
func BenchmarkBookSealed(b *testing.B) {
	type line struct {
		store    *postgres.Store
		resident int64
		held     []scheduling.Visit
		took     []time.Duration
	}
	lines := [2]line{{store: postgrestest.New(b)}, {store: postgrestest.Open(b, postgrestest.URL(b), postgres.Sealed(newKeys(b)))}}
	for i := range lines {
		lines[i].resident, lines[i].held = heldTimes(b, lines[i].store, b.N)
	}
	b.ResetTimer()
	for n := range b.N {
		for turn := range lines {
			l := &lines[(n+turn)%2] // each goes first as often as the other
			begin := time.Now()
			_, err := l.store.Book(b.Context(), bookRequest(l.held[n], l.resident))
			require.NoError(b, err)
			l.took = append(l.took, time.Since(begin))
		}
	}
	for i := range lines {
		slices.Sort(lines[i].took)
	}
	plain, sealed := lines[0].took[b.N/2], lines[1].took[b.N/2]
	b.ReportMetric(sealed.Seconds()/plain.Seconds(), "of-plain")
	b.ReportMetric(float64(sealed.Microseconds()), "sealed-µs")
	b.ReportMetric(float64(plain.Microseconds()), "plain-µs")
}

// heldTimes holds n hours and returns a resident and the visits.
func heldTimes(b *testing.B, store *postgres.Store, n int) (int64, []scheduling.Visit) {
	students, resident := people(b, store, 300, 1)
	_, err := store.Grant(b.Context(), vouchers.Grant(&scheduling.Resident{ID: resident, Programme: "antwerpen"}, 2_000_000_000, "", "bench", opening))
	require.NoError(b, err)
	held := make([]scheduling.Visit, n)
	for i := range held {
		visits, err := store.Hold(b.Context(), holdRequest(fmt.Sprint("call-", i), hour(students[i%300], i)))
		require.NoError(b, err)
		held[i] = visits[0]
	}
	return resident, held
}

// diary stores visits of the students, spread over future hours.
func diary(b *testing.B, store *postgres.Store, students []int64, n int) {
	_, resident := people(b, store, 1, 1)
	_, err := store.DB().ExecContext(b.Context(), `
		INSERT INTO visits (programme, status, student_id, starts_at, ends_at, postcode, topic, language, channel,
			holder, hold_key, ordinal, held_until, resident_id, reference, word, booked_at)
		SELECT 'antwerpen', 'booked', ($1::bigint[])[1 + n % cardinality($1::bigint[])],
			$2::timestamptz + n * interval '1 hour', $2::timestamptz + n * interval '1 hour' + interval '59 minutes',
			'2060', 'itsme', 'nl', 'voice', 'call-' || n, 'before-' || n, 1, $2, $3,
			translate(lpad(((n / 6561) % 9)::text || ((n / 729) % 9)::text || ((n / 81) % 9)::text || ((n / 9) % 9)::text || (n % 9)::text, 5, '0'), '012345678', '123456789'),
			'apple', $2
		FROM generate_series(1, $4::int) n`, pq.Array(students), opening, resident, n)
	require.NoError(b, err)
	_, err = store.DB().ExecContext(b.Context(), `ANALYZE`)
	require.NoError(b, err)
}

func BenchmarkDiaryWhole(b *testing.B) {
	store := postgrestest.New(b)
	students, _ := people(b, store, 300, 1)
	diary(b, store, students, 5000)
	for b.Loop() {
		changes, err := store.DiaryChanges(b.Context(), "antwerpen", 0, opening)
		require.NoError(b, err)
		require.Len(b, changes.Visits, 5000)
	}
}

func BenchmarkDiaryNothingNew(b *testing.B) {
	store := postgrestest.New(b)
	students, _ := people(b, store, 300, 1)
	diary(b, store, students, 5000)
	changes, err := store.DiaryChanges(b.Context(), "antwerpen", 0, opening)
	require.NoError(b, err)
	for b.Loop() {
		changes, err = store.DiaryChanges(b.Context(), "antwerpen", changes.Mark, opening)
		require.NoError(b, err)
		require.Empty(b, changes.Visits)
	}
}
