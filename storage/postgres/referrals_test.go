package postgres_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/phonenumber"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/lists"
	"github.com/click-call-connect/helpline/scheduling/referrals"
	"github.com/click-call-connect/helpline/storage/postgres"
	"github.com/click-call-connect/helpline/storage/postgres/postgrestest"
)

// referring is the office of a programme at an instant that a test moves.
type referring struct {
	*referrals.Service
	t     *testing.T
	store *postgres.Store
	town  *scheduling.Programme
	now   time.Time
}

func newReferring(t *testing.T, store *postgres.Store) *referring {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	r := &referring{t: t, store: store, now: opening, town: &scheduling.Programme{
		Name: "antwerpen", Title: "Digipunt aan huis", Zone: zone, Topics: []scheduling.Topic{scheduling.TopicItsme},
		Quiet: scheduling.QuietHours{From: 9 * 60, To: 20 * 60}, Numbers: scheduling.Numbers{Voice: "+3280012001"},
	}}
	for day := time.Monday; day <= time.Friday; day++ {
		r.town.Office = append(r.town.Office, scheduling.OfficeHours{Weekday: day, From: 9 * 60, To: 17 * 60})
	}
	r.Service = &referrals.Service{Store: store, Now: func() time.Time { return r.now }, Mobile: phonenumber.IsHomeMobile}
	return r
}

func (r *referring) organisation(name string, kind referrals.Kind, phone string) referrals.Organisation {
	r.t.Helper()
	o, err := r.AddOrganisation(r.t.Context(), referrals.Organisation{Programme: r.town.Name, Name: name, Kind: kind, Phone: phone}, false)
	require.NoError(r.t, err)
	return o
}

func (r *referring) refer(direction referrals.Direction, o referrals.Organisation, resident int64) referrals.Referral {
	r.t.Helper()
	referral, added, err := r.Add(r.t.Context(), r.town, referrals.Request{
		Direction: direction, Organisation: o, ResidentID: resident, Phone: "+32470999001", Part: scheduling.Morning, Consent: true,
	})
	require.NoError(r.t, err)
	require.True(r.t, added)
	return referral
}

// runDue does everything that is due, and returns the referral as it is then.
func (r *referring) runDue(id int64) referrals.Referral {
	r.t.Helper()
	for range 3 {
		require.NoError(r.t, r.RunDue(r.t.Context(), scheduling.Programmes{r.town}))
	}
	return r.find(id)
}

func (r *referring) find(id int64) referrals.Referral {
	r.t.Helper()
	all, err := r.store.Referrals(r.t.Context(), referrals.Filter{Programme: r.town.Name})
	require.NoError(r.t, err)
	for i := range all {
		if all[i].ID == id {
			return all[i]
		}
	}
	r.t.Fatal("the referral is gone")
	return referrals.Referral{}
}

// openCallbacks returns the open callbacks about referrals, and the texts to organisations.
func (r *referring) openCallbacks() []lists.CallbackRow {
	r.t.Helper()
	open, err := r.store.Callbacks(r.t.Context(), lists.CallbackFilter{Statuses: []scheduling.CallbackStatus{scheduling.CallbackOpen}})
	require.NoError(r.t, err)
	return open
}

func (r *referring) texts(to string) int {
	r.t.Helper()
	messages, err := r.store.Messages(r.t.Context(), lists.MessageFilter{})
	require.NoError(r.t, err)
	count := 0
	for i := range messages {
		if messages[i].Key == contact.ReferralBookedKey && messages[i].To == to {
			count++
			require.NotContains(r.t, messages[i].Args, "name")
		}
	}
	return count
}

// The loop is closed: whoever referred a client is told of the visit, once, and the client
// whose visit is cancelled is called again.
func TestAReferralIsDoneWhenTheReferrerKnows(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 2, 1)
	r := newReferring(t, store)
	worker := r.organisation("OCMW Berchem", referrals.SocialWorker, "+32470111222")
	referral := r.refer(referrals.In, worker, resident)
	require.Equal(t, referrals.New, referral.Status)
	require.Equal(t, opening.Add(3*time.Hour), referral.Due, "the end of the morning, for who is best called then")

	open := r.openCallbacks()
	require.Len(t, open, 1)
	require.Equal(t, scheduling.ReasonReferral, open[0].Reason)
	require.Contains(t, open[0].Note, "OCMW")
	require.Contains(t, open[0].Note, referral.Reference)
	require.Equal(t, referrals.New, r.runDue(referral.ID).Status)

	again, added, err := r.Add(t.Context(), r.town, referrals.Request{
		Direction: referrals.In, Organisation: worker, ResidentID: resident, Consent: true,
	})
	require.NoError(t, err)
	require.False(t, added)
	require.Equal(t, referral.ID, again.ID)

	visit := bookedAt(t, store, students[0], resident, opening.Add(96*time.Hour))
	told := r.runDue(referral.ID)
	require.Equal(t, referrals.Confirmed, told.Status)
	require.Equal(t, visit.ID, told.VisitID)
	require.Empty(t, r.openCallbacks(), "there is nothing left to call about")
	require.Equal(t, 1, r.texts(worker.Phone))

	_, err = store.Cancel(t.Context(), booking.CancelRequest{VisitID: visit.ID, ResidentID: resident, Now: r.now})
	require.NoError(t, err)
	r.now = r.now.Add(time.Hour)
	require.Equal(t, referrals.Contacted, r.runDue(referral.ID).Status)
	require.Len(t, r.openCallbacks(), 1)

	current := r.find(referral.ID)
	closed, err := r.Close(t.Context(), &current, referrals.Unwanted, "client called")
	require.NoError(t, err)
	require.Equal(t, referrals.Closed, closed.Status)
	require.Empty(t, r.openCallbacks())
	_, err = r.Close(t.Context(), &closed, referrals.Done, "")
	require.ErrorIs(t, err, scheduling.ErrTransition)
	entries := historyOf(t, store, resident)
	require.Equal(t, "unwanted", entries[len(entries)-1].To)
}

// A referrer without a mobile is told by a person, who is asked again when the date passes.
func TestAReferrerOnALandlineIsTold(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 2, 1)
	r := newReferring(t, store)
	shop := r.organisation("Telefoonwinkel", referrals.Shop, "+3232010101")
	referral := r.refer(referrals.In, shop, resident)
	bookedAt(t, store, students[0], resident, opening.Add(96*time.Hour))
	booked := r.runDue(referral.ID)
	require.Equal(t, referrals.Booked, booked.Status)
	open := r.openCallbacks()
	require.Len(t, open, 1)
	require.Equal(t, shop.Phone, open[0].Phone)
	require.Zero(t, open[0].ResidentID)

	r.now = booked.Due.Add(time.Minute)
	require.True(t, r.runDue(referral.ID).Due.After(r.now))
	require.Len(t, r.openCallbacks(), 2)
	current := r.find(referral.ID)
	_, err := r.Close(t.Context(), &current, referrals.Done, "told by telephone")
	require.NoError(t, err)
	require.Empty(t, r.openCallbacks())
	require.Zero(t, r.texts(shop.Phone))
}

// What goes out is open until the receiver confirms.
func TestAReferralOutwardsWaitsForTheReceiver(t *testing.T) {
	store := postgrestest.New(t)
	_, resident := people(t, store, 1, 1)
	r := newReferring(t, store)
	course := r.organisation("Ligo", referrals.Course, "")
	referral := r.refer(referrals.Out, course, resident)
	require.Equal(t, referrals.Sent, referral.Status)
	require.Empty(t, r.openCallbacks())
	r.now = referral.Due.Add(time.Minute)
	late := r.runDue(referral.ID)
	require.Equal(t, referrals.Sent, late.Status)
	open := r.openCallbacks()
	require.Len(t, open, 1)
	require.Contains(t, open[0].Note, "referral_late")
	accepted, err := r.Accept(t.Context(), r.town, &late, "Ligo called")
	require.NoError(t, err)
	require.Equal(t, referrals.Accepted, accepted.Status)
	require.Empty(t, r.openCallbacks())
	_, err = r.Accept(t.Context(), r.town, &accepted, "")
	require.ErrorIs(t, err, scheduling.ErrTransition)
}

// Two people who refer the same client at once make one referral, and any number of
// processes tell the referrer once.
func TestReferralsInARace(t *testing.T) {
	store := postgrestest.New(t)
	students, resident := people(t, store, 2, 1)
	r := newReferring(t, store)
	worker := r.organisation("OCMW Deurne", referrals.SocialWorker, "+32470111333")
	const workers = 12
	ids, fresh := make([]int64, workers), make([]bool, workers)
	var running sync.WaitGroup
	for i := range workers {
		running.Go(func() {
			referral, added, err := r.Add(t.Context(), r.town, referrals.Request{
				Direction: referrals.In, Organisation: worker, ResidentID: resident, Consent: true,
			})
			if err == nil {
				ids[i], fresh[i] = referral.ID, added
			}
		})
	}
	running.Wait()
	made := 0
	for i := range workers {
		require.Equal(t, ids[0], ids[i])
		if fresh[i] {
			made++
		}
	}
	require.Equal(t, 1, made)
	bookedAt(t, store, students[0], resident, opening.Add(96*time.Hour))
	for range workers {
		running.Go(func() { _ = r.RunDue(t.Context(), scheduling.Programmes{r.town}) })
	}
	running.Wait()
	require.Equal(t, referrals.Confirmed, r.runDue(ids[0]).Status)
	require.Equal(t, 1, r.texts(worker.Phone))
}

// A request that lacks something is refused with what to do.
func TestReferralsThatAreRefused(t *testing.T) {
	store := postgrestest.New(t)
	_, resident := people(t, store, 1, 1)
	r := newReferring(t, store)
	o := r.organisation("OCMW Hoboken", referrals.SocialWorker, "")
	for name, request := range map[string]referrals.Request{
		"without consent":         {Organisation: o, ResidentID: resident},
		"without an organisation": {ResidentID: resident, Consent: true},
		"without anybody":         {Organisation: o, Consent: true},
		"an unknown topic":        {Organisation: o, ResidentID: resident, Consent: true, Topic: "gardening"},
		"an unknown hour":         {Organisation: o, ResidentID: resident, Consent: true, Part: "midnight"},
	} {
		request.Direction = referrals.In
		_, _, err := r.Add(t.Context(), r.town, request)
		require.ErrorIs(t, err, scheduling.ErrInvalid, name)
	}
	for _, wrong := range []referrals.Organisation{{Kind: referrals.Shop}, {Name: "X", Kind: "circus"}, {Name: strings.Repeat("x", 81), Kind: referrals.Shop}} {
		_, err := r.AddOrganisation(t.Context(), wrong, false)
		require.ErrorIs(t, err, scheduling.ErrInvalid)
	}
	coded, err := r.AddOrganisation(t.Context(), referrals.Organisation{Programme: "antwerpen", Name: "ocmw  HOBOKEN", Kind: referrals.SocialWorker}, true)
	require.NoError(t, err)
	require.Equal(t, o.ID, coded.ID, "the same organisation, however it is written")
	require.Len(t, coded.Code, 9)
	found, err := r.Named(t.Context(), r.town, "Ocmw Hoboken")
	require.NoError(t, err)
	require.Equal(t, coded, found)
}
