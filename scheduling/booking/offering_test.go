package booking_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

func offerOf(p *scheduling.Programme) booking.OfferRequest {
	return booking.OfferRequest{
		Need:      scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"},
		Programme: p, Key: "turn-3", Holder: "me", Channel: scheduling.Voice, Count: 3,
	}
}

// Times are held for who asks, under the key of the request, for as long as the
// programme holds.
func TestWhatIsHeldForWhom(t *testing.T) {
	desk, l, p := keptLedger(t)
	p.Visit.Hold = 5 * time.Minute
	visits, err := desk.Offer(t.Context(), offerOf(p))
	require.NoError(t, err)
	require.Len(t, visits, 1)
	require.Len(t, l.holds, 1)
	hold := l.holds[0]
	require.Len(t, hold.Times, 3)
	require.Equal(t, []string{"turn-3", "me", "town", "1001"}, []string{hold.Key, hold.Holder, hold.Programme, hold.Postcode})
	require.Equal(t, scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}, scheduling.Need{Postcode: hold.Postcode, Topic: hold.Topic, Language: hold.Language})
	require.Equal(t, scheduling.Voice, hold.Channel)
	require.Equal(t, desk.Now(), hold.Now)
	require.Equal(t, desk.Now().Add(5*time.Minute), hold.Until)
	require.True(t, hold.From.Before(desk.Now()))
	require.NotNil(t, hold.Follow)
	require.NoError(t, hold.Fits(schedulingtest.AnyHour(1, "1001"), nil, hold.Times[0][0]))
	speaks := schedulingtest.AnyHour(1, "1001")
	speaks.Languages = []scheduling.Language{"tr"}
	require.Error(t, hold.Fits(speaks, nil, hold.Times[0][0]), "the need is the request's")
}

// Only times that suit are offered: on later days, within what was said, and not when the
// resident has another visit.
func TestOnlyTimesThatSuitAreOffered(t *testing.T) {
	desk, _, p := keptLedger(t)
	span := func(day int, from, to calendar.Clock) calendar.Span {
		return calendar.Span{From: schedulingtest.OnDay(p, day, from), To: schedulingtest.OnDay(p, day, to)}
	}
	starts := func(change func(*booking.OfferRequest)) []string {
		r := offerOf(p)
		change(&r)
		times, err := desk.Slots(t.Context(), r)
		require.NoError(t, err)
		var clocks []string
		for _, candidates := range times {
			clocks = append(clocks, candidates[0].Start.In(p.Zone).Format("02 15:04"))
		}
		return clocks
	}
	require.Equal(t, "23", starts(func(*booking.OfferRequest) {})[0][:2])
	require.Equal(t, "25", starts(func(r *booking.OfferRequest) { r.After = schedulingtest.OnDay(p, 24, 9*60) })[0][:2])
	require.Equal(t, []string{"24 14:00"}, starts(func(r *booking.OfferRequest) { r.Within = []calendar.Span{span(24, 14*60, 14*60+15)} }))
	require.Equal(t, []string{"24 15:00"}, starts(func(r *booking.OfferRequest) {
		r.Within, r.Busy = []calendar.Span{span(24, 14*60, 15*60+15)}, []calendar.Span{span(24, 14*60, 15*60)}
		r.Count = 9
	})[:1])
	require.Len(t, starts(func(r *booking.OfferRequest) { r.Count = 2 }), 2)
}

// When others take every time first, the search begins again, twelve times at most.
func TestATimeThatWasLostIsSearchedAgain(t *testing.T) {
	desk, l, p := keptLedger(t)
	l.lost = 11
	visits, err := desk.Offer(t.Context(), offerOf(p))
	require.NoError(t, err)
	require.Len(t, visits, 1)
	require.Len(t, l.holds, 12)

	l.holds, l.lost = nil, 12
	_, err = desk.Offer(t.Context(), offerOf(p))
	require.ErrorIs(t, err, scheduling.ErrSlotTaken)
	require.Len(t, l.holds, 12)

	l.holds, l.err = nil, errStore
	_, err = desk.Offer(t.Context(), offerOf(p))
	require.ErrorIs(t, err, errStore)
	require.Len(t, l.holds, 1)

	r := offerOf(p)
	l.holds, r.Postcode = nil, "9000"
	_, err = desk.Offer(t.Context(), r)
	require.Error(t, err)
	require.Empty(t, l.holds)
}

// The chosen times are kept for as long as the programme holds, for their holder.
func TestAChosenTimeIsKept(t *testing.T) {
	desk, l, p := keptLedger(t)
	p.Visit.Hold = 5 * time.Minute
	require.NoError(t, desk.Keep(t.Context(), p, "me", 4, 5))
	require.Equal(t, "me", l.keptBy)
	require.Equal(t, []int64{4, 5}, l.kept)
	require.Equal(t, []time.Time{desk.Now().Add(5 * time.Minute), desk.Now()}, []time.Time{l.until, l.asOf})
	l.err = scheduling.ErrSlotTaken
	require.ErrorIs(t, desk.Keep(t.Context(), p, "me", 4), scheduling.ErrSlotTaken)
}

// Who moves during the call is offered times at the new address, and a refusal if nobody is
// visited there: what they chose at the old one would be lost again and again.
func TestWhoMovesMeanwhileIsOfferedTimesAtHome(t *testing.T) {
	for name, c := range map[string]struct {
		resident int64
		home     string
		want     string
		err      error
	}{
		"as before":                 {7, "1001", "1001", nil},
		"another street":            {7, "1002", "1002", nil},
		"not known":                 {7, "", "1001", nil},
		"nobody on the list":        {0, "1002", "1001", nil},
		"where nobody is visited":   {7, "9000", "", scheduling.ErrOutsideArea},
		"the store does not answer": {7, "1002", "", scheduling.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			desk, l, p := keptLedger(t)
			l.homes = map[int64]string{c.resident: c.home}
			if c.err != nil && c.home == "1002" {
				l.homeErr = c.err
			}
			r := offerOf(p)
			r.ResidentID = c.resident
			_, err := desk.Offer(t.Context(), r)
			require.ErrorIs(t, err, c.err)
			if c.err == nil {
				require.Equal(t, c.want, l.holds[0].Postcode)
			} else {
				require.Empty(t, l.holds)
			}
		})
	}
}
