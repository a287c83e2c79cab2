package storagetest

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/callbacks"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// Backend is a store with everything that its tests need to fill and inspect it.
type Backend interface {
	booking.Store
	matching.DiaryStore
	contact.Store
	history.Store
	callbacks.Store
	contact.Outbox
	contact.PriceBook
	contact.ReminderStore
	lists.Store
	imports.Store
	// SetStatus changes a visit's status. It returns ErrTransition if the visit's
	// status does not allow it.
	SetStatus(ctx context.Context, visitID int64, next scheduling.Status, now time.Time) (scheduling.Visit, error)
}

// city is the programme of these tests.
const city = "antwerpen"

// spacing is the time between two visits that the rules of these tests require.
const spacing = 15 * time.Minute

// monday returns the start of these tests: 8 March 2027, 9:00 in Antwerpen.
func monday() time.Time { return time.Date(2027, time.March, 8, 8, 0, 0, 0, time.UTC) }

// world is a store with students and residents.
type world struct {
	Backend
	t         testing.TB
	ctx       context.Context
	now       time.Time
	town      *scheduling.Programme
	students  []int64
	residents []scheduling.Resident
}

// newWorld imports students and residents with three vouchers each.
func newWorld(t testing.TB, backend Backend, students, residents int) *world {
	w := &world{Backend: backend, t: t, ctx: t.Context(), now: monday(), town: town(t)}
	w.importStudents(several(students, student)...)
	w.importResidents(several(residents, resident)...)
	changes, err := w.DiaryChanges(w.ctx, city, 0, w.now)
	require.NoError(t, err)
	for _, s := range changes.Students {
		w.students = append(w.students, s.ID)
	}
	for i := range residents {
		r, err := w.ResidentByCode(w.ctx, city, code(i))
		require.NoError(t, err)
		w.residents = append(w.residents, r)
	}
	return w
}

func student(i int) scheduling.Student {
	return scheduling.Student{
		Programme: city, Name: fmt.Sprintf("Student %d", i), Phone: fmt.Sprintf("+3247000%04d", i), Postcode: "2018",
		Languages: []scheduling.Language{"nl", "fr"}, Topics: []scheduling.Topic{scheduling.TopicItsme},
		Weekly:       []calendar.WeeklyHours{{Weekday: time.Monday, From: 9 * 60, To: 18 * 60}},
		MaxHoursWeek: 12.5,
	}
}

func resident(i int) scheduling.Resident {
	return scheduling.Resident{
		Programme: city, LetterCode: code(i), Name: fmt.Sprintf("Resident %d", i), Phone: fmt.Sprintf("+3248000%04d", i),
		Street: "Dorpsstraat", HouseNumber: fmt.Sprint(i + 1), Postcode: "2060", Ground: "taxicheque", Minutes: 180,
	}
}

// code formats a number with the nine digits of letter codes.
func code(i int) string {
	digits := []byte("111111")
	for place := len(digits) - 1; i > 0; place-- {
		digits[place] += byte(i % 9)
		i /= 9
	}
	return string(digits)
}

func several[T any](n int, one func(int) T) []T {
	all := make([]T, n)
	for i := range all {
		all[i] = one(i)
	}
	return all
}

// rows returns a list as a sequence without errors.
func rows[T any](all ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, one := range all {
			if !yield(one, nil) {
				return
			}
		}
	}
}

func (w *world) importStudents(students ...scheduling.Student) imports.Counts {
	counts, err := w.ImportStudents(w.ctx, city, rows(students...), w.now)
	require.NoError(w.t, err)
	return counts
}

func (w *world) importResidents(residents ...scheduling.Resident) imports.Counts {
	counts, err := w.ImportResidents(w.ctx, city, rows(residents...), w.now)
	require.NoError(w.t, err)
	return counts
}

// at returns a time later today.
func (w *world) at(hour, minute int) time.Time {
	return time.Date(w.now.Year(), w.now.Month(), w.now.Day(), hour, minute, 0, 0, time.UTC)
}

// slot returns a slot of an hour with one of the students.
func (w *world) slot(student int, start time.Time) scheduling.Slot {
	return scheduling.Slot{Start: start, End: start.Add(time.Hour), StudentID: w.students[student]}
}

// spaced implements matching.Fits: there must be time to travel between two visits.
func (w *world) spaced(_ scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) error {
	for i := range visits {
		v := &visits[i]
		if v.Live(w.now) && slot.Start.Before(v.End.Add(spacing)) && v.Start.Before(slot.End.Add(spacing)) {
			return scheduling.ErrSlotTaken
		}
	}
	return nil
}

// holdRequest returns a request for one time per slot.
func (w *world) holdRequest(holder, key string, slots ...scheduling.Slot) booking.HoldRequest {
	request := booking.HoldRequest{
		Key: holder + "/" + key, Holder: holder, Programme: city, Postcode: "2060", Topic: scheduling.TopicItsme,
		Language: "fr", Channel: scheduling.Voice, Until: w.now.Add(5 * time.Minute), Now: w.now,
		From: w.now.AddDate(0, 0, -7), Fits: w.spaced,
	}
	for _, slot := range slots {
		request.Times = append(request.Times, matching.Candidates{slot})
	}
	return request
}

// hold holds one time per slot.
func (w *world) hold(holder, key string, slots ...scheduling.Slot) []scheduling.Visit {
	held, err := w.Hold(w.ctx, w.holdRequest(holder, key, slots...))
	require.NoError(w.t, err)
	return held
}

// bookRequest returns a request to book a held visit, with one voucher and a message.
func (w *world) bookRequest(visit scheduling.Visit, resident int) booking.BookRequest {
	who := w.residents[resident]
	return booking.BookRequest{
		Holder: visit.Holder, VisitID: visit.ID, ResidentID: who.ID,
		References: []string{reference(visit.ID), reference(visit.ID + 20_000)},
		Word:       "apple", Minutes: booking.FixedCost(60),
		Message: &scheduling.Message{
			Programme: city, To: who.Phone, Channel: scheduling.SMS, Kind: scheduling.Confirmation,
			Key: "sms.confirmation", Args: map[string]string{"phone": "+3280000000"}, Language: "fr",
			Status: scheduling.MessagePending, RunAt: w.now,
		},
		Demand: scheduling.Demand{
			Key: visit.Holder, Programme: city, At: w.now, Channel: scheduling.Voice, Language: "fr",
			Topic: scheduling.TopicItsme, Postcode: "2060", Outcome: scheduling.OutcomeBooked,
		},
		Now: w.now, From: w.now.AddDate(0, 0, -7), Fits: w.spaced,
	}
}

// reference returns the n-th reference.
func reference(n int64) string { return code(int(n % 59_049))[1:] }

// booked holds and books an hour.
func (w *world) booked(holder string, resident int, slot scheduling.Slot) scheduling.Visit {
	held := w.hold(holder, "first", slot)
	require.Len(w.t, held, 1)
	visit, err := w.Book(w.ctx, w.bookRequest(held[0], resident))
	require.NoError(w.t, err)
	return visit
}

// stored returns a visit of any status as stored.
func (w *world) stored(id int64) scheduling.Visit {
	all, err := w.Visits(w.ctx, lists.VisitFilter{Statuses: scheduling.Statuses()})
	require.NoError(w.t, err)
	for _, row := range all {
		if row.ID == id {
			return row.Visit
		}
	}
	require.Fail(w.t, "no such visit")
	return scheduling.Visit{}
}

// vouchers returns a resident's remaining vouchers.
func (w *world) vouchers(resident int) int {
	r, err := w.ResidentByCode(w.ctx, city, code(resident))
	require.NoError(w.t, err)
	return r.Minutes / 60
}

// messages returns all messages that were ever saved.
func (w *world) messages() []scheduling.Message {
	all, err := w.Messages(w.ctx, lists.MessageFilter{})
	require.NoError(w.t, err)
	return all
}

// ended returns how a callback ended, for tests in which it does not matter.
func ended(note string, now time.Time) callbacks.Ending {
	return callbacks.Ending{By: "Ann", Outcome: scheduling.CallbackReached, Note: note, Now: now}
}
