package storagetest

import (
	"errors"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/travel"
)

func importing(t *testing.T, open Opener) {
	t.Run("a list of students may be imported again and again", func(t *testing.T) {
		w := newWorld(t, open(t), 0, 0)
		all := several(3, student)
		require.Equal(t, imports.Counts{Added: 3}, w.importStudents(all...))
		require.Equal(t, imports.Counts{Unchanged: 3}, w.importStudents(all...))
		all[1].Name, all[2].Weekly = "Anouk", nil
		require.Equal(t, imports.Counts{Added: 1, Updated: 2}, w.importStudents(all[1], all[2], student(3)))
	})

	t.Run("a list without means leaves them, and one without days takes its own back", func(t *testing.T) {
		w := newWorld(t, open(t), 0, 0)
		full := student(0)
		full.Means = travel.Foot
		full.Exceptions = []calendar.Exception{{
			Day: calendar.Day{Year: 2027, Month: time.March, Day: 26}, Extra: true, From: 10 * 60, To: 12 * 60,
		}}
		w.importStudents(full)
		full.Exceptions = nil
		require.Equal(t, imports.Counts{Updated: 1}, w.importStudents(student(0)))
		require.Equal(t, imports.Counts{Unchanged: 1}, w.importStudents(student(0)))
		changes, err := w.DiaryChanges(w.ctx, city, 0, w.now)
		require.NoError(t, err)
		full.ID = changes.Students[0].ID
		require.Equal(t, []scheduling.Student{full}, changes.Students)
	})

	t.Run("a list takes back the days that it brought", func(t *testing.T) {
		w := newWorld(t, open(t), 0, 0)
		day := func(d int) calendar.Exception {
			return calendar.Exception{Day: calendar.Day{Year: 2027, Month: time.March, Day: d}, To: 24 * 60}
		}
		full := student(0)
		full.Means, full.Exceptions = travel.Foot, []calendar.Exception{day(26)}
		w.importStudents(full)
		imported := func(change func(*scheduling.Student)) {
			t.Helper()
			row := student(0)
			row.Name = full.Name
			change(&row)
			require.Equal(t, imports.Counts{Updated: 1}, w.importStudents(row))
			changes, err := w.DiaryChanges(w.ctx, city, 0, w.now)
			require.NoError(t, err)
			full.ID = changes.Students[0].ID
			require.Equal(t, []scheduling.Student{full}, changes.Students)
		}
		full.Name, full.Exceptions = "Another name", nil
		imported(func(*scheduling.Student) {})
		full.Weekly = []calendar.WeeklyHours{{Weekday: time.Friday, From: 9 * 60, To: 12 * 60}}
		imported(func(s *scheduling.Student) { s.Weekly = full.Weekly })
		full.Exceptions = []calendar.Exception{day(27), day(26)}
		imported(func(s *scheduling.Student) {
			s.Weekly, s.Exceptions = full.Weekly, []calendar.Exception{day(27), day(26)}
		})
		full.Means, full.Exceptions = travel.Bicycle, nil
		imported(func(s *scheduling.Student) { s.Weekly, s.Means = full.Weekly, travel.Bicycle })
	})

	t.Run("of several rows of somebody without a code, the last one counts", func(t *testing.T) {
		w := newWorld(t, open(t), 0, 0)
		first, last := resident(0), resident(0)
		first.LetterCode, last.LetterCode, last.Phone = "", "", "+3232010299"
		require.Equal(t, imports.Counts{Added: 1, Unchanged: 1}, w.importResidents(first, last))
		require.Equal(t, imports.Counts{Unchanged: 1}, w.importResidents(last))
	})

	t.Run("a list of residents may be imported again and again", func(t *testing.T) {
		w := newWorld(t, open(t), 0, 0)
		all := several(3, resident)
		require.Equal(t, imports.Counts{Added: 3}, w.importResidents(all...))
		require.Equal(t, imports.Counts{Unchanged: 3}, w.importResidents(all...))
		all[1].Street, all[2].Minutes = "Kerkstraat", 300
		require.Equal(t, imports.Counts{Added: 1, Updated: 2}, w.importResidents(all[1], all[2], resident(3)))
		require.Equal(t, 5, w.vouchers(2))
		moved, err := w.ResidentByCode(w.ctx, city, code(1))
		require.NoError(t, err)
		require.Equal(t, "Kerkstraat", moved.Street)
	})

	t.Run("the column of vouchers is the total ever granted", func(t *testing.T) {
		w := newWorld(t, open(t), 1, 1)
		w.booked("a", 0, w.slot(0, w.at(10, 0)))
		require.Equal(t, imports.Counts{Unchanged: 1}, w.importResidents(resident(0)))
		require.Equal(t, 2, w.vouchers(0))
		fewer := resident(0)
		fewer.Minutes = 120
		require.Equal(t, imports.Counts{Updated: 1}, w.importResidents(fewer))
		require.Equal(t, 1, w.vouchers(0))
	})

	t.Run("of two rows for one person the last one's code is valid", func(t *testing.T) {
		w := newWorld(t, open(t), 0, 0)
		older, newer := resident(0), resident(0)
		newer.LetterCode = "555555"
		require.Equal(t, imports.Counts{Added: 1, Updated: 1}, w.importResidents(older, newer))
		require.Equal(t, imports.Counts{Unchanged: 2}, w.importResidents(older, newer))
		_, err := w.ResidentByCode(w.ctx, city, older.LetterCode)
		require.ErrorIs(t, err, scheduling.ErrCodeReplaced)
		found, err := w.ResidentByCode(w.ctx, city, newer.LetterCode)
		require.NoError(t, err)
		require.Equal(t, 180, found.Minutes)
	})

	t.Run("the same address in another programme is another person", func(t *testing.T) {
		w := newWorld(t, open(t), 0, 1)
		counts, err := w.ImportResidents(w.ctx, "gent", rows(resident(0)), w.now)
		require.NoError(t, err)
		require.Equal(t, imports.Counts{Added: 1}, counts)
		found, err := w.ResidentByCode(w.ctx, "gent", code(0))
		require.NoError(t, err)
		require.NotEqual(t, w.residents[0].ID, found.ID)
	})

	t.Run("walk-in points are updated by name", func(t *testing.T) {
		w := newWorld(t, open(t), 0, 0)
		point := scheduling.Digipunt{
			Programme: city, Name: "Permeke", Street: "De Coninckplein 25", Postcode: "2060", Phone: "+3233388300",
			Opening: []calendar.OpeningRule{
				{Weekday: time.Monday, From: 9 * 60, To: 12 * 60},
				{Ordinal: 1, Weekday: time.Wednesday, From: 13 * 60, To: 16 * 60},
			},
		}
		importing := func(d scheduling.Digipunt) imports.Counts {
			counts, err := w.ImportDigipunten(w.ctx, city, rows(d), w.now)
			require.NoError(t, err)
			return counts
		}
		require.Equal(t, imports.Counts{Added: 1}, importing(point))
		require.Equal(t, imports.Counts{Unchanged: 1}, importing(point))
		point.Phone = ""
		require.Equal(t, imports.Counts{Updated: 1}, importing(point))
		all, err := w.Digipunten(w.ctx, city)
		require.NoError(t, err)
		point.ID = all[0].ID
		require.Equal(t, []scheduling.Digipunt{point}, all)
	})

	t.Run("one bad row and nothing is imported", func(t *testing.T) {
		w := newWorld(t, open(t), 0, 0)
		bad := errors.New("line 3, column 2")
		_, err := w.ImportStudents(w.ctx, city, endingBadly(bad, student(0)), w.now)
		require.ErrorIs(t, err, bad)
		_, err = w.ImportResidents(w.ctx, city, endingBadly(bad, resident(0)), w.now)
		require.ErrorIs(t, err, bad)
		_, err = w.ImportResidents(w.ctx, city, rows(resident(0), resident(1), resident(0)), w.now)
		require.ErrorIs(t, err, scheduling.ErrInvalid)
		require.ErrorContains(t, err, "rows [1 3] have the same letter code")
		_, err = w.ImportStudents(w.ctx, city, rows(student(0), student(0)), w.now)
		require.ErrorIs(t, err, scheduling.ErrInvalid)

		changes, err := w.DiaryChanges(w.ctx, city, 0, w.now)
		require.NoError(t, err)
		require.Empty(t, changes.Students)
		_, err = w.ResidentByCode(w.ctx, city, code(0))
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
}

// endingBadly returns a list whose last row is an error.
func endingBadly[T any](bad error, all ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for one, err := range rows(all...) {
			if !yield(one, err) {
				return
			}
		}
		var none T
		yield(none, bad)
	}
}

func listings(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 2, 2)
	held := w.hold("a", "first", w.slot(0, w.at(16, 0)))[0]
	later := w.booked("b", 0, w.slot(0, w.at(12, 0)))
	sooner := w.booked("c", 1, w.slot(1, w.at(10, 0)))

	visits := func(f lists.VisitFilter) (ids []int64) {
		all, err := w.Visits(w.ctx, f)
		require.NoError(t, err)
		for _, row := range all {
			ids = append(ids, row.ID)
		}
		return ids
	}
	for _, c := range []struct {
		name   string
		filter lists.VisitFilter
		want   []int64
	}{
		{"promises only, by start", lists.VisitFilter{}, []int64{sooner.ID, later.ID}},
		{"held ones when asked", lists.VisitFilter{Statuses: []scheduling.Status{scheduling.Held}}, []int64{held.ID}},
		{"a programme", lists.VisitFilter{Programme: city}, []int64{sooner.ID, later.ID}},
		{"another programme", lists.VisitFilter{Programme: "gent"}, nil},
		{"from a start on", lists.VisitFilter{From: later.Start}, []int64{later.ID}},
		{"before a start", lists.VisitFilter{Until: later.Start}, []int64{sooner.ID}},
		{"a few", lists.VisitFilter{Limit: 1}, []int64{sooner.ID}},
	} {
		t.Run("visits: "+c.name, func(t *testing.T) { require.Equal(t, c.want, visits(c.filter)) })
	}

	t.Run("a visit comes with its people", func(t *testing.T) {
		all, err := w.Visits(w.ctx, lists.VisitFilter{Limit: 1})
		require.NoError(t, err)
		want := lists.VisitRow{
			Visit: sooner, Student: student(1).Name, StudentPhone: student(1).Phone,
			Resident: resident(1).Name, ResidentPhone: resident(1).Phone,
		}
		require.Equal(t, []lists.VisitRow{want}, all)
	})
	t.Run("messages and callbacks are filtered alike", func(t *testing.T) {
		messages, err := w.Messages(w.ctx, lists.MessageFilter{
			Programme: city, Statuses: []scheduling.MessageStatus{scheduling.MessagePending}, From: w.now, Limit: 1,
		})
		require.NoError(t, err)
		require.Len(t, messages, 1)
		messages, err = w.Messages(w.ctx, lists.MessageFilter{Until: w.now})
		require.NoError(t, err)
		require.Empty(t, messages)
		callbacks, err := w.Callbacks(w.ctx, lists.CallbackFilter{Programme: city, From: w.now, Until: w.now})
		require.NoError(t, err)
		require.Empty(t, callbacks)
	})
}
