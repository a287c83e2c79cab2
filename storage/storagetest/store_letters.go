package storagetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/imports"
	"github.com/click-call-connect/helpline/scheduling/invitations"
	"github.com/click-call-connect/helpline/scheduling/lettercode"
)

// LettersBackend is a Backend that stores letters.
type LettersBackend interface {
	Backend
	invitations.Store
}

// Letters checks that a store keeps the contract of invitations.Store.
func Letters(t *testing.T, open func(testing.TB) LettersBackend) {
	begin := func(t *testing.T, residents int) *mailing {
		backend := open(t)
		return &mailing{newWorld(t, backend, 1, residents), backend}
	}

	t.Run("a wave is the next residents, and the same ones again", func(t *testing.T) {
		w := begin(t, 5)
		first := w.wave(1, 2)
		require.Equal(t, []string{code(0), code(1)}, codes(first))
		require.Equal(t, 2, first.Added)
		require.Equal(t, 3, first.Left)
		require.True(t, first.Letters[0].At.Equal(w.now))
		want := resident(0)
		want.ID = w.residents[0].ID
		require.Equal(t, want, first.Letters[0].Resident)

		w.now = w.now.Add(time.Hour)
		again := w.wave(1, 2)
		require.Equal(t, first.Letters, again.Letters)
		require.Zero(t, again.Added)
		require.Equal(t, []string{code(2), code(3)}, codes(w.wave(2, 2)), "the next ones")
		require.Equal(t, []string{code(0), code(1)}, codes(w.wave(1, 1)), "a wave does not shrink")
		require.Equal(t, []string{code(0), code(1)}, codes(w.wave(1, 0)))
		require.Empty(t, codes(w.wave(7, 0)), "none is begun")
	})

	t.Run("who has no code in a list gets one, and keeps it", func(t *testing.T) {
		w := begin(t, 0)
		all := several(3, resident)
		all[0].LetterCode, all[1].LetterCode = "", ""
		require.Equal(t, imports.Counts{Added: 3}, w.importResidents(all...))
		made := codes(w.wave(1, 3))
		require.Len(t, made, 3)
		require.Equal(t, code(2), made[2])
		require.NotEqual(t, made[0], made[1])
		for _, code := range made[:2] {
			require.True(t, lettercode.IsMade(code), code)
			found, err := w.ResidentByCode(w.ctx, city, code)
			require.NoError(t, err)
			require.Equal(t, code, found.LetterCode)
		}
		require.Equal(t, imports.Counts{Unchanged: 3}, w.importResidents(all...))
		all[0].Phone, all[2].LetterCode = "+3232010299", ""
		require.Equal(t, imports.Counts{Updated: 1, Unchanged: 2}, w.importResidents(all...))
		require.Equal(t, made, codes(w.wave(1, 3)))
		shortest, longest, err := w.CodeDigits(w.ctx, city)
		require.NoError(t, err)
		require.Equal(t, [2]int{6, 9}, [2]int{shortest, longest})
	})

	t.Run("a larger size tops a wave up, in the order in which they came", func(t *testing.T) {
		w := begin(t, 5)
		w.wave(1, 1)
		w.wave(2, 1)
		w.now = w.now.Add(time.Hour)
		more := w.wave(1, 3)
		require.Equal(t, []string{code(0), code(2), code(3)}, codes(more))
		require.Equal(t, 2, more.Added)
		require.Equal(t, 1, more.Left)
		all := w.wave(3, 100)
		require.Equal(t, []string{code(4)}, codes(all), "no more than there are")
		require.Zero(t, all.Left)
	})

	t.Run("who lives elsewhere, has no letter code or is another programme's is left out", func(t *testing.T) {
		w := begin(t, 2)
		away := resident(0)
		away.Postcode = "9000"
		w.importResidents(away)
		held := w.hold("a", "first", w.slot(0, w.at(10, 0)))
		_, err := w.Request(w.ctx, w.visitRequest(held[0]))
		require.NoError(t, err)
		require.Equal(t, []string{code(1)}, codes(w.wave(1, 10)))

		other, err := w.Wave(w.ctx, invitations.WaveRequest{Programme: "gent", Wave: 1, Size: 9, Postcodes: []string{"2060"}, Now: w.now})
		require.NoError(t, err)
		require.Empty(t, other.Letters)
		require.Zero(t, other.Left)
	})

	t.Run("a reprint has the newest code", func(t *testing.T) {
		w := begin(t, 1)
		w.wave(1, 1)
		newer := resident(0)
		newer.LetterCode = "222222"
		w.importResidents(newer)
		again := w.wave(1, 1)
		require.Equal(t, []string{"222222"}, codes(again))
		require.True(t, again.Letters[0].Newer)
		require.False(t, w.wave(1, 1).Letters[0].Newer, "it has been printed now")
	})

	t.Run("a reprint of one wave is none of another", func(t *testing.T) {
		w := begin(t, 2)
		w.wave(1, 1)
		w.wave(2, 1)
		newer := resident(1)
		newer.LetterCode = "222222"
		w.importResidents(newer)
		require.False(t, w.wave(1, 1).Letters[0].Newer)
		require.True(t, w.wave(2, 1).Letters[0].Newer)
	})

	t.Run("invited, opted out and booked are known", func(t *testing.T) {
		w := begin(t, 4)
		before := w.booked("before", 3, w.slot(0, w.at(10, 0)))
		require.Equal(t, w.now, before.BookedAt)
		w.now = w.now.Add(time.Minute)
		require.True(t, w.wave(1, 4).Invited.IsZero())
		due := w.now.Add(time.Hour)
		require.NoError(t, w.SaveMessage(w.ctx, scheduling.Message{
			DedupKey: scheduling.InvitationDedupKey(city, 1, w.residents[0].ID), Programme: city, To: w.residents[0].Phone,
			Channel: scheduling.SMS, Kind: scheduling.Invitation, Key: invitations.InvitationKey, Language: "nl", RunAt: due,
		}, w.now))
		_, err := w.OptOut(w.ctx, city, w.residents[1].Phone, true, w.now)
		require.NoError(t, err)
		w.booked("after", 2, w.slot(0, w.at(14, 0)))
		wave := w.wave(1, 4)
		require.True(t, wave.Invited.Equal(due))
		for i, want := range []invitations.Letter{{Invited: true}, {OptedOut: true}, {Booked: true}, {}} {
			got := wave.Letters[i]
			want.Resident, want.At = got.Resident, got.At
			require.Equal(t, want, got, i)
		}
		require.False(t, w.wave(2, 0).Invited.IsZero(), "another wave waits for the same number")
	})

	t.Run("responses count residents who booked after their letter", func(t *testing.T) {
		w := begin(t, 4)
		w.booked("before", 0, w.slot(0, w.at(10, 0)))
		begun := w.now.Add(time.Minute)
		w.now = begun
		w.wave(1, 2)
		w.wave(2, 2)
		w.now = w.now.Add(time.Minute)
		w.booked("one", 1, w.slot(0, w.at(11, 30)))
		visit := w.booked("two", 1, w.slot(0, w.at(13, 0)))
		_, err := w.SetStatus(w.ctx, visit.ID, scheduling.Cancelled, w.now)
		require.NoError(t, err)
		responses, err := w.Responses(w.ctx, city)
		require.NoError(t, err)
		require.Equal(t, []invitations.Response{
			{Wave: 1, At: begun, Letters: 2, Booked: 1}, {Wave: 2, At: begun, Letters: 2},
		}, responses)
		none, err := w.Responses(w.ctx, "gent")
		require.NoError(t, err)
		require.Empty(t, none)
	})

	t.Run("waves made at the same instant share nobody", func(t *testing.T) {
		w := begin(t, 12)
		waves := make([]invitations.Wave, 4)
		var all errgroup.Group
		for i := range waves {
			all.Go(func() (err error) {
				waves[i], err = w.Wave(w.ctx, w.request(1+i%2, 6))
				return err
			})
		}
		require.NoError(t, all.Wait())
		require.Equal(t, codes(waves[0]), codes(waves[2]))
		require.Equal(t, codes(waves[1]), codes(waves[3]))
		require.Len(t, append(codes(waves[0]), codes(waves[1])...), 12)
		require.NotSubset(t, codes(waves[0]), codes(waves[1]))
		require.Equal(t, 12, waves[0].Added+waves[1].Added+waves[2].Added+waves[3].Added)
	})

	t.Run("what is no wave is refused", func(t *testing.T) {
		w := begin(t, 1)
		for _, r := range []invitations.WaveRequest{w.request(0, 1), w.request(1, -1)} {
			_, err := w.Wave(w.ctx, r)
			require.ErrorIs(t, err, scheduling.ErrInvalid)
		}
	})
}

// mailing is a world with a LettersBackend.
type mailing struct {
	*world
	invitations.Store
}

func (m *mailing) request(wave, size int) invitations.WaveRequest {
	return invitations.WaveRequest{Programme: city, Wave: wave, Size: size, Postcodes: []string{"2018", "2060"}, Now: m.now}
}

func (m *mailing) wave(wave, size int) invitations.Wave {
	made, err := m.Wave(m.ctx, m.request(wave, size))
	require.NoError(m.t, err)
	return made
}

func codes(wave invitations.Wave) []string {
	var all []string
	for _, letter := range wave.Letters {
		all = append(all, letter.Resident.LetterCode)
	}
	return all
}
