package postgres_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/history"
	"github.com/click-call-connect/helpline/scheduling/programmes"
	"github.com/click-call-connect/helpline/scheduling/referrals"
	"github.com/click-call-connect/helpline/scheduling/volunteers"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// Whoever offers help is called once, and is found near where help is needed.
func TestVolunteers(t *testing.T) {
	store := postgrestest.New(t)
	towns, err := programmes.Shipped()
	require.NoError(t, err)
	town, err := towns.Named("antwerpen")
	require.NoError(t, err)
	now := opening
	r := newReferring(t, store)
	service := &volunteers.Service{Store: store, Now: func() time.Time { return now }}
	leave := func(phone, postcode, call string, languages ...scheduling.Language) volunteers.Volunteer {
		v, _, err := service.Leave(t.Context(), town, volunteers.Left{
			Phone: phone, Postcode: postcode, Languages: languages, Channel: scheduling.Voice, CallID: call, RecordingURL: "https://carrier/" + call,
		})
		require.NoError(t, err)
		return v
	}

	t.Run("one number is one volunteer, also at the same instant", func(t *testing.T) {
		var together errgroup.Group
		for i := range 8 {
			together.Go(func() error {
				_, _, err := service.Leave(t.Context(), town, volunteers.Left{
					Phone: "+32470111001", Postcode: "2060", Languages: []scheduling.Language{"nl", "nl", "tr"}, Channel: scheduling.SMS,
					CallID: fmt.Sprintf("conversation-%d", i),
				})
				return err
			})
		}
		require.NoError(t, together.Wait())
		all, err := store.Volunteers(t.Context(), volunteers.Filter{Programme: town.Name})
		require.NoError(t, err)
		require.Len(t, all, 1)
		require.Equal(t, []scheduling.Language{"nl", "tr"}, all[0].Languages)
		open := r.openCallbacks()
		require.Len(t, open, 1, "called once")
		require.Equal(t, scheduling.ReasonVolunteer, open[0].Reason)
		require.Contains(t, open[0].Note, "2060")
	})
	t.Run("the nearest is first", func(t *testing.T) {
		leave("+32470111002", "2040", "far")
		leave("+32470111003", "9990", "elsewhere")
		leave("+32470111004", "2000", "near", "fr")
		near, err := service.List(t.Context(), town, volunteers.Filter{}, "2060")
		require.NoError(t, err)
		var phones []string
		for i := range near {
			phones = append(phones, near[i].Phone)
		}
		require.Equal(t, []string{"+32470111001", "+32470111004", "+32470111002", "+32470111003"}, phones)
		require.Zero(t, near[0].Distance)
		require.Negative(t, near[3].Distance)
		french, err := service.List(t.Context(), town, volunteers.Filter{Language: "fr"}, "")
		require.NoError(t, err)
		require.Len(t, french, 1)
		_, err = service.List(t.Context(), town, volunteers.Filter{}, "1000")
		require.ErrorIs(t, err, scheduling.ErrInvalid)
	})
	t.Run("the office goes on with them", func(t *testing.T) {
		v := leave("+32470111005", "2018", "begin")
		before := len(r.openCallbacks())
		changed, err := service.Change(t.Context(), &v, volunteers.Change{To: volunteers.Active, Name: "Noor Janssens", Why: "op 't digipunt"})
		require.NoError(t, err)
		require.Equal(t, volunteers.Active, changed.Status)
		require.Len(t, r.openCallbacks(), before-1, "nobody has to call any more")
		_, err = service.Change(t.Context(), &v, volunteers.Change{To: volunteers.Stopped})
		require.ErrorIs(t, err, scheduling.ErrTransition, "somebody else was first")
		again := leave("+32470111005", "", "again", "ar")
		require.Equal(t, volunteers.Active, again.Status)
		require.Equal(t, "2018", again.Postcode, "what was not left again stays")
		require.Len(t, r.openCallbacks(), before-1)
		stopped, err := service.Change(t.Context(), &again, volunteers.Change{To: volunteers.Stopped})
		require.NoError(t, err)
		require.Equal(t, volunteers.New, leave(stopped.Phone, "", "once more").Status)
		entries, err := store.History(t.Context(), history.Subject{Kind: history.Volunteer, ID: v.ID})
		require.NoError(t, err)
		require.Len(t, entries, 4)
		require.Equal(t, "op 't digipunt", entries[1].Why)
	})
}

// An organisation refers somebody who is on no list: the loop closes all the same, and a link
// ends when it is renewed.
func TestAReferralOfSomebodyOnNoList(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 2, 1)
	r := newReferring(t, store)
	r.town.Grounds = []scheduling.Ground{"long_term"}
	worker, err := r.AddOrganisation(t.Context(), referrals.Organisation{
		Programme: r.town.Name, Name: "OCMW Berchem", Kind: referrals.SocialWorker, Phone: "+32470111222",
	}, true)
	require.NoError(t, err)
	found, err := r.ByCode(t.Context(), r.town, worker.Code)
	require.NoError(t, err)
	require.Equal(t, worker, found)
	_, err = r.ByCode(t.Context(), r.town, "")
	require.ErrorIs(t, err, scheduling.ErrNotFound)

	const phone = "+32470999003"
	_, err = store.DB().ExecContext(t.Context(), `UPDATE residents SET phone = $2 WHERE id = $1`, resident, phone)
	require.NoError(t, err)
	request := referrals.Request{
		Direction: referrals.In, Organisation: worker, Phone: phone, Consent: true, Ground: "long_term", CallID: "voice:CA9:x:7",
		RecordingURL: "https://carrier/RE1",
	}
	var together errgroup.Group
	for range 8 {
		together.Go(func() error { _, _, err := r.Add(t.Context(), r.town, request); return err })
	}
	require.NoError(t, together.Wait())
	all, err := store.Referrals(t.Context(), referrals.Filter{Programme: r.town.Name})
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, scheduling.Ground("long_term"), all[0].Ground)
	open := r.openCallbacks()
	require.Len(t, open, 1)
	require.Contains(t, open[0].Note, "long_term")
	require.Equal(t, "https://carrier/RE1", open[0].RecordingURL)

	bookedAt(t, store, students[0], resident, opening.Add(96*time.Hour))
	told := r.runDue(all[0].ID)
	require.Equal(t, referrals.Confirmed, told.Status)
	require.Equal(t, resident, told.ResidentID, "the client is known by their visit")
	request.Ground = "rich"
	_, _, err = r.Add(t.Context(), r.town, request)
	require.ErrorIs(t, err, scheduling.ErrInvalid)

	links := referrals.Links{Keys: [][]byte{[]byte("0123456789abcdef0123456789abcdef")}}
	token, err := links.Sign(&worker, r.now.Add(48*time.Hour), r.now)
	require.NoError(t, err)
	same, err := r.OfLink(t.Context(), links, token)
	require.NoError(t, err)
	require.Equal(t, worker.ID, same.ID)
	_, err = store.RenewLinks(t.Context(), worker.ID, r.now)
	require.NoError(t, err)
	_, err = r.OfLink(t.Context(), links, token)
	require.ErrorIs(t, err, scheduling.ErrLapsed)

	course := &scheduling.Course{Name: "Drie dagdelen", By: "Ligo", Phone: "+3232010101"}
	onwards, err := r.Onwards(t.Context(), r.town, course, referrals.Request{Phone: "+32470999002", Consent: true, CallID: "voice:CA10:x:3"})
	require.NoError(t, err)
	require.Equal(t, referrals.Sent, onwards.Status)
	require.Equal(t, referrals.Course, onwards.Organisation.Kind)
	require.Contains(t, r.openCallbacks()[0].Note, "dagdelen")
	_, err = r.Accept(t.Context(), r.town, &onwards, "Ligo belde terug")
	require.NoError(t, err)
	require.Empty(t, r.openCallbacks())
}
