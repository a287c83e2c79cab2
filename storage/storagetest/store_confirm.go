package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/matching"
)

// confirmRequest returns a request to confirm a visit, with two vouchers, one of which
// the visit costs.
func (w *world) confirmRequest(visit scheduling.Visit) booking.ConfirmRequest {
	return booking.ConfirmRequest{
		Programme: city, Reference: visit.Reference, Name: "Maria Peeters", Street: "Kerkstraat", Ground: "taxicheque",
		Granted: 120, Minutes: booking.FixedCost(60),
		Message: &scheduling.Message{
			Programme: city, Channel: scheduling.SMS, Kind: scheduling.Confirmation, Key: "sms.confirmation",
			Status: scheduling.MessagePending, RunAt: w.now,
		},
		Mobile: func(e164 string) bool { return e164[:4] == "+324" },
		Now:    w.now, From: w.now.AddDate(0, 0, -7),
		Fits: func(scheduling.Visit) matching.Fits { return w.spaced },
	}
}

func confirmations(t *testing.T, open Opener) {
	setUp := func(t *testing.T) (*world, scheduling.Visit, booking.ConfirmRequest) {
		w := newWorld(t, open(t), 1, 1)
		visit := w.requested("a", w.slot(0, w.at(10, 0)))
		return w, visit, w.confirmRequest(visit)
	}
	who := func(w *world, phone string, visit scheduling.Visit) scheduling.Resident {
		found, err := w.ResidentByPhone(w.ctx, city, phone, visit.Reference, w.now)
		require.NoError(w.t, err)
		return found
	}

	t.Run("it is a promise like any other, of a resident like any other", func(t *testing.T) {
		w, visit, request := setUp(t)
		confirmed, err := w.Confirm(w.ctx, request)
		require.NoError(t, err)
		want := visit
		want.Status = scheduling.Booked
		require.Equal(t, want, confirmed)
		require.Equal(t, want, w.stored(visit.ID))
		require.Equal(t, scheduling.Resident{
			ID: visit.ResidentID, Programme: city, Name: "Maria Peeters", Phone: newcomer, Street: "Kerkstraat",
			HouseNumber: "12 B", Postcode: "2060", Ground: "taxicheque", Minutes: 60,
		}, who(w, newcomer, visit))
		cancelled, err := w.Cancel(w.ctx, booking.CancelRequest{VisitID: visit.ID, ResidentID: visit.ResidentID, Now: w.now})
		require.NoError(t, err)
		require.Equal(t, scheduling.Cancelled, cancelled.Status)
	})

	t.Run("the message goes to the resident, in the visit's language, with what the visit knows", func(t *testing.T) {
		w, visit, request := setUp(t)
		_, err := w.Confirm(w.ctx, request)
		require.NoError(t, err)
		want := *request.Message
		want.ID, want.VisitID, want.To, want.Language = w.messages()[0].ID, visit.ID, newcomer, "fr"
		want.Args = map[string]string{"reference": visit.Reference, "start": visit.Start.Format(time.RFC3339)}
		require.Equal(t, []scheduling.Message{want}, w.messages())
		require.Empty(t, request.Message.To, "the caller's own message is left alone")
	})

	t.Run("who asked by text is texted the word, in a message of its own", func(t *testing.T) {
		for channel, want := range map[scheduling.Channel][]string{
			scheduling.SMS: {"sms.confirmation", contact.DoorKey}, scheduling.Voice: {"sms.confirmation"},
		} {
			w := newWorld(t, open(t), 1, 1)
			hold := w.holdRequest("a", "first", w.slot(0, w.at(10, 0)))
			hold.Channel = channel
			held, err := w.Hold(w.ctx, hold)
			require.NoError(t, err)
			visit, err := w.Request(w.ctx, w.visitRequest(held[0]))
			require.NoError(t, err)
			request := w.confirmRequest(visit)
			request.Word = &scheduling.Message{
				Programme: city, Channel: scheduling.SMS, Kind: scheduling.Confirmation, Key: contact.DoorKey,
				Status: scheduling.MessagePending, RunAt: w.now, Args: map[string]string{"word": "…"},
			}
			_, err = w.Confirm(w.ctx, request)
			require.NoError(t, err)
			require.Equal(t, want, w.keys())
			for _, m := range w.messages() {
				require.NotEqual(t, "pear", m.Args["word"], "no message keeps it")
			}
			sent := w.claim(w.now, 10)
			require.Equal(t, newcomer, sent[0].To)
			if channel == scheduling.SMS {
				require.Equal(t, newcomer, sent[1].To)
				require.Equal(t, "pear", sent[1].Args["word"])
				require.Equal(t, scheduling.Language("fr"), sent[1].Language)
			}
		}
	})

	t.Run("what the message says itself stays", func(t *testing.T) {
		w, _, request := setUp(t)
		request.Message.To, request.Message.Language = "+32471000000", "nl"
		_, err := w.Confirm(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, "+32471000000", w.messages()[0].To)
		require.Equal(t, scheduling.Language("nl"), w.messages()[0].Language)
	})

	t.Run("a number that was wrong is replaced, and one that cannot read texts gets none", func(t *testing.T) {
		w, visit, request := setUp(t)
		request.Phone = "+3232000000"
		_, err := w.Confirm(w.ctx, request)
		require.NoError(t, err)
		require.Empty(t, w.messages())
		require.Equal(t, visit.ResidentID, who(w, "+3232000000", visit).ID)
	})

	t.Run("nobody who says what is mobile, or no message: nothing is said", func(t *testing.T) {
		for _, spoil := range []func(*booking.ConfirmRequest){
			func(r *booking.ConfirmRequest) { r.Mobile = nil },
			func(r *booking.ConfirmRequest) { r.Message = nil },
		} {
			w, _, request := setUp(t)
			spoil(&request)
			_, err := w.Confirm(w.ctx, request)
			require.NoError(t, err)
			require.Empty(t, w.messages())
		}
	})

	t.Run("a letter to the same person finds them", func(t *testing.T) {
		w, visit, request := setUp(t)
		_, err := w.Confirm(w.ctx, request)
		require.NoError(t, err)
		letter := resident(5)
		letter.Name, letter.Street, letter.HouseNumber, letter.Phone = "maria peeters", "Kerkstraat", "12b", newcomer
		require.Equal(t, imports.Counts{Updated: 1}, w.importResidents(letter))
		found, err := w.ResidentByCode(w.ctx, city, code(5))
		require.NoError(t, err)
		require.Equal(t, visit.ResidentID, found.ID)
	})

	t.Run("the rules are those of the visit, and do not see it", func(t *testing.T) {
		w, visit, request := setUp(t)
		asked := 0
		request.Fits = func(got scheduling.Visit) matching.Fits {
			require.Equal(t, visit, got)
			return func(_ scheduling.Student, visits []scheduling.Visit, slot scheduling.Slot) error {
				asked++
				require.Empty(t, visits)
				require.Equal(t, slotOf(visit), slot)
				return nil
			}
		}
		_, err := w.Confirm(w.ctx, request)
		require.NoError(t, err)
		require.Equal(t, 1, asked)
	})

	for _, c := range []struct {
		name  string
		spoil func(*world, *booking.ConfirmRequest)
		want  error
	}{
		{"no such reference", func(_ *world, r *booking.ConfirmRequest) { r.Reference = "99999" }, scheduling.ErrNotFound},
		{"a reference of another programme", func(_ *world, r *booking.ConfirmRequest) { r.Programme = "gent" }, scheduling.ErrNotFound},
		{"a promise", func(w *world, r *booking.ConfirmRequest) {
			r.Reference = w.booked("b", 0, w.slot(0, w.at(15, 0))).Reference
		}, scheduling.ErrTransition},
		{"one that was confirmed", func(w *world, r *booking.ConfirmRequest) {
			_, err := w.Confirm(w.ctx, *r)
			require.NoError(w.t, err)
		}, scheduling.ErrTransition},
		{"one that expired", func(w *world, r *booking.ConfirmRequest) { r.Now = w.now.Add(24 * time.Hour) }, scheduling.ErrTransition},
		{"vouchers that do not cover it", func(_ *world, r *booking.ConfirmRequest) { r.Minutes = booking.FixedCost(180) }, scheduling.ErrNoVoucher},
		{"a student who can no longer keep it", func(_ *world, r *booking.ConfirmRequest) {
			r.Fits = func(scheduling.Visit) matching.Fits {
				return func(scheduling.Student, []scheduling.Visit, scheduling.Slot) error { return scheduling.ErrSlotTaken }
			}
		}, scheduling.ErrSlotTaken},
	} {
		t.Run("nothing is confirmed: "+c.name, func(t *testing.T) {
			w, visit, request := setUp(t)
			c.spoil(w, &request)
			before, messages, resident := w.stored(visit.ID), len(w.messages()), who(w, newcomer, visit)
			_, err := w.Confirm(w.ctx, request)
			require.ErrorIs(t, err, c.want)
			require.Equal(t, before, w.stored(visit.ID))
			require.Len(t, w.messages(), messages)
			require.Equal(t, resident, who(w, newcomer, visit))
		})
	}
}
