package storagetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func residentsByPhone(t *testing.T, open Opener) {
	w := newWorld(t, open(t), 1, 4)
	visit := w.booked("a", 0, w.slot(0, w.at(10, 0)))
	phone, last := w.residents[0].Phone, code(0)[2:]
	twin := resident(3)
	twin.Phone = resident(2).Phone
	twin.LetterCode, twin.Name = "99"+code(2)[2:], resident(3).Name
	w.importResidents(twin)
	nobody := resident(1)
	nobody.Phone = ""
	w.importResidents(nobody)

	for _, check := range []string{last, visit.Reference} {
		found, err := w.ResidentByPhone(w.ctx, city, phone, check, w.now)
		require.NoError(t, err)
		want := w.residents[0]
		want.Minutes = 120
		require.Equal(t, want, found)
	}
	booked := w.hold("contact", "first", w.slot(0, w.at(20, 0)))
	request := w.bookRequest(booked[0], 1)
	request.Contact = "+32471555555"
	elsewhere, err := w.Book(w.ctx, request)
	require.NoError(t, err)
	found, err := w.ResidentByPhone(w.ctx, city, request.Contact, elsewhere.Reference, w.now)
	require.NoError(t, err)
	require.Equal(t, w.residents[1].ID, found.ID, "the number that the texts of a visit go to, with its reference")

	for _, c := range []struct {
		name, programme, phone, check string
		now                           time.Time
	}{
		{"another number", city, "+32470000000", last, w.now},
		{"another code", city, phone, "9999", w.now},
		{"another reference", city, phone, "99999", w.now},
		{"the number alone", city, phone, "", w.now},
		{"three digits", city, phone, last[1:], w.now},
		{"the last five of the code", city, phone, code(0)[1:], w.now},
		{"the whole code", city, phone, code(0), w.now},
		{"another programme", "gent", phone, last, w.now},
		{"a visit that is over", city, phone, visit.Reference, visit.End},
		{"where texts go, with the code's last digits", city, request.Contact, code(1)[2:], w.now},
		{"where texts go, with another visit's reference", city, request.Contact, visit.Reference, w.now},
		{"where texts go, alone", city, request.Contact, "", w.now},
		{"no number and a reference", city, "", elsewhere.Reference, w.now},
		{"no number", city, "", code(1)[2:], w.now},
		{"two with the same number and digits", city, twin.Phone, code(2)[2:], w.now},
	} {
		t.Run("nobody: "+c.name, func(t *testing.T) {
			_, err := w.ResidentByPhone(w.ctx, c.programme, c.phone, c.check, c.now)
			require.ErrorIs(t, err, scheduling.ErrNotFound)
		})
	}
	t.Run("a visit that was cancelled is no proof", func(t *testing.T) {
		_, err := w.Cancel(w.ctx, w.cancelRequest(visit, 0))
		require.NoError(t, err)
		_, err = w.ResidentByPhone(w.ctx, city, phone, visit.Reference, w.now)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
	})
	t.Run("the last visit is the latest that was completed", func(t *testing.T) {
		_, err := w.LastVisit(w.ctx, w.residents[0].ID)
		require.ErrorIs(t, err, scheduling.ErrNotFound)
		var completed []scheduling.Visit
		for i, hour := range []int{14, 12, 16} {
			visit := w.booked(fmt.Sprint("last-", i), 0, w.slot(0, w.at(hour, 0)))
			if hour == 16 {
				break // planned, not completed
			}
			w.begin(visit.ID)
			done, err := w.SetStatus(w.ctx, visit.ID, scheduling.Completed, w.now)
			require.NoError(t, err)
			completed = append(completed, done)
		}
		last, err := w.LastVisit(w.ctx, w.residents[0].ID)
		require.NoError(t, err)
		require.Equal(t, completed[0], last)
	})
}
