package booking_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// A visit without a letter waits for a coordinator until their callback is due: one for
// a number and an address, five of a number, twenty-five of the programme.
func TestWhatANewcomerRequests(t *testing.T) {
	desk, l, p := keptLedger(t)
	visit, err := desk.Request(t.Context(), booking.NewcomerRequest{
		Need:      scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"},
		Programme: p, Holder: "me", VisitID: 4, Phone: landline, HouseNumber: "12", Channel: scheduling.Voice, DemandKey: "call-1",
		Callback: scheduling.Callback{Key: "call-1", Status: scheduling.CallbackDone, RecordingURL: "r", Phone: landline},
	})
	require.NoError(t, err)
	require.Equal(t, int64(4), visit.ID)
	due := schedulingtest.OnDay(p, 23, 17*60)
	require.Equal(t, scheduling.Callback{
		Key: "call-1", Programme: "town", Status: scheduling.CallbackOpen, RecordingURL: "r", Phone: landline, CreatedAt: desk.Now(), Due: due,
	}, l.asked.Callback)
	require.Equal(t, due, l.asked.Until)
	require.Equal(t, scheduling.Resident{Programme: "town", Phone: landline, HouseNumber: "12", Postcode: "1001"}, l.asked.Resident)
	require.Equal(t, []int{1, 5, 25}, []int{l.asked.PerAddress, l.asked.PerPhone, l.asked.Open})
	require.Equal(t, scheduling.Demand{
		Key: "call-1", Programme: "town", At: desk.Now(), Channel: scheduling.Voice, Language: "nl", Topic: scheduling.TopicItsme,
		Postcode: "1001", Outcome: scheduling.OutcomeRequested,
	}, l.asked.Demand)
	require.Equal(t, "me", l.asked.Holder)
	require.Equal(t, int64(4), l.asked.VisitID)
	require.Equal(t, "apple", l.asked.Word)
	require.Len(t, l.asked.References, 10)
	require.Equal(t, desk.Now(), l.asked.Now)
	require.True(t, l.asked.From.Before(desk.Now()))
	slot := scheduling.Slot{StudentID: 1, Start: desk.Now(), End: desk.Now().Add(time.Hour)}
	require.ErrorIs(t, l.asked.Fits(schedulingtest.AnyHour(1, "1001"), nil, slot), scheduling.ErrSlotTaken)
}

// A coordinator's words complete the visit. The ground is theirs as well: of a programme
// with grounds, none is assumed.
func TestWhatACoordinatorConfirms(t *testing.T) {
	desk, l, p := keptLedger(t)
	p.Grounds, p.Voucher = []scheduling.Ground{"omnio", "65+"}, scheduling.VoucherRule{Required: true, Minutes: 30}
	c := booking.Completion{Reference: "12345", Name: "An", Street: "Weg", Phone: landline, Ground: "omnio", Vouchers: 6}
	_, err := desk.Confirm(t.Context(), p, c)
	require.NoError(t, err)
	require.NotNil(t, l.confirms.Fits)
	require.NotNil(t, l.confirms.Mobile)
	require.True(t, l.confirms.From.Before(desk.Now()))
	got := l.confirms
	require.Equal(t, 60, got.Minutes(time.Hour), "what the visit is as long as")
	got.Fits, got.Mobile, got.From, got.Minutes = nil, nil, time.Time{}, nil
	require.Equal(t, booking.ConfirmRequest{
		Programme: "town", Reference: "12345", Name: "An", Street: "Weg", Phone: landline, Ground: "omnio", Granted: 180,
		Message: contact.ToResident(p, scheduling.Confirmation, contact.ConfirmationKey, "", "", time.Time{}, desk.Now()),
		Word:    contact.DoorWord(p, desk.Now()), Now: desk.Now(),
	}, got)

	c.Ground = "65+"
	_, err = desk.Confirm(t.Context(), p, c)
	require.NoError(t, err)
	require.Equal(t, scheduling.Ground("65+"), l.confirms.Ground)
	c.Ground = ""
	_, err = desk.Confirm(t.Context(), p, c)
	require.ErrorIs(t, err, scheduling.ErrInvalid)
	c.Resident = 9
	_, err = desk.Confirm(t.Context(), p, c)
	require.NoError(t, err)
	require.Equal(t, int64(9), l.confirms.Into, "the record that they have has a ground")
	c.Resident = 0
	p.Grounds = nil
	_, err = desk.Confirm(t.Context(), p, c)
	require.NoError(t, err)
	require.Empty(t, l.confirms.Ground)
}

// A requested visit is confirmed by what that visit needs, however soon it begins.
func TestAConfirmedVisitFitsItsOwnNeed(t *testing.T) {
	desk, l, p := keptLedger(t)
	_, err := desk.Confirm(t.Context(), p, booking.Completion{Reference: "12345"})
	require.NoError(t, err)
	slot := scheduling.Slot{StudentID: 1, Start: schedulingtest.OnDay(p, 22, 10*60), End: schedulingtest.OnDay(p, 22, 11*60)}
	visit := scheduling.Visit{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"}
	require.NoError(t, l.confirms.Fits(visit)(schedulingtest.AnyHour(1, "1001"), nil, slot))
	visit.Language = "tr"
	require.Error(t, l.confirms.Fits(visit)(schedulingtest.AnyHour(1, "1001"), nil, slot))
}

// Nothing that can be guessed opens a door: references have five digits, none of them
// 0, and both they and the word are drawn.
func TestWordsAndReferencesAreDrawn(t *testing.T) {
	desk, l, p := keptLedger(t)
	var bounds []int
	desk.Random = func(n int) int {
		bounds = append(bounds, n)
		return n - 1
	}
	_, err := desk.Book(t.Context(), bookingOf(p, scheduling.Voice))
	require.NoError(t, err)
	require.Len(t, l.booked.References, 10)
	for _, reference := range l.booked.References {
		require.Equal(t, "99999", reference)
	}
	require.Equal(t, "tree", l.booked.Word)
	require.ElementsMatch(t, append(make9s(50), 3), bounds)

	desk.Random = nil
	seen := map[string]bool{}
	for range 20 {
		_, err := desk.Book(t.Context(), bookingOf(p, scheduling.Voice))
		require.NoError(t, err)
		for _, reference := range l.booked.References {
			require.Regexp(t, `^[1-9]{5}$`, reference)
			seen[reference] = true
		}
	}
	require.Greater(t, len(seen), 100)
}

func make9s(n int) []int {
	bounds := make([]int, n)
	for i := range bounds {
		bounds[i] = 9
	}
	return bounds
}

// Whoever has a visit for every word has one of them twice.
func TestWhenEveryWordIsTaken(t *testing.T) {
	desk, l, p := keptLedger(t)
	l.planned = []scheduling.Visit{{Word: "apple"}, {Word: "moon"}, {Word: "tree"}}
	desk.Random = func(int) int { return 1 }
	_, err := desk.Book(t.Context(), bookingOf(p, scheduling.Voice))
	require.NoError(t, err)
	require.Equal(t, "apple", l.booked.Word)

	l.plannedErr = errStore
	_, err = desk.Book(t.Context(), bookingOf(p, scheduling.Voice))
	require.ErrorIs(t, err, errStore)
}

// What the store is asked to promise.
func TestWhatABookingRequests(t *testing.T) {
	desk, l, p := keptLedger(t)
	p.Visit.Open, p.Voucher = 3, scheduling.VoucherRule{Required: true, Minutes: 30}
	r := bookingOf(p, scheduling.Voice, schedulingtest.ResidentNumber)
	r.DemandKey = "call-1"
	promise, err := desk.Book(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, int64(4), promise.ID)
	require.Equal(t, scheduling.Demand{
		Key: "call-1", Programme: "town", At: desk.Now(), Channel: scheduling.Voice, Language: "nl", Topic: scheduling.TopicItsme,
		Postcode: "1001", Outcome: scheduling.OutcomeBooked,
	}, l.booked.Demand)
	require.Equal(t, contact.ToResident(p, scheduling.Confirmation, contact.ConfirmationKey, "nl", schedulingtest.ResidentNumber, r.Start, desk.Now()), l.booked.Message)
	require.Equal(t, []int64{4, 7}, []int64{l.booked.VisitID, l.booked.ResidentID})
	require.Equal(t, []int{60, 3}, []int{l.booked.Minutes(time.Hour), l.booked.Open})
	require.Equal(t, "me", l.booked.Holder)
	require.Equal(t, desk.Now(), l.booked.Now)
	require.True(t, l.booked.From.Before(desk.Now()))
	l.err = errStore
	_, err = desk.Book(t.Context(), r)
	require.ErrorIs(t, err, errStore)
}

// A newcomer is refused before they have answered everything, with the error that Request
// would return.
func TestWhetherANewcomerMayRequest(t *testing.T) {
	service, l, p := keptLedger(t)
	check := booking.RequestCheck{Programme: p.Name, Phone: "+32470000001", Postcode: "1001", HouseNumber: "12"}
	for _, c := range []struct {
		open  booking.OpenRequests
		check booking.RequestCheck
		want  error
	}{
		{booking.OpenRequests{}, check, nil},
		{booking.OpenRequests{Programme: 24, Phone: 4}, check, nil},
		{booking.OpenRequests{Programme: 1, Phone: 1, Address: 1}, check, scheduling.ErrVisitLimit},
		{booking.OpenRequests{Programme: 5, Phone: 5}, check, scheduling.ErrNoSlot},
		{booking.OpenRequests{Programme: 25}, check, scheduling.ErrNoSlot},
		{booking.OpenRequests{Programme: 9, Phone: 9, Address: 9}, booking.RequestCheck{Programme: p.Name}, nil}, // of nobody's number
		{booking.OpenRequests{Programme: 25}, booking.RequestCheck{Programme: p.Name}, scheduling.ErrNoSlot},
	} {
		l.open = c.open
		require.ErrorIs(t, service.MayRequest(t.Context(), c.check), c.want, "%+v", c)
		require.Equal(t, c.check, l.checked)
	}
	l.err = scheduling.ErrNotFound
	require.ErrorIs(t, service.MayRequest(t.Context(), check), scheduling.ErrNotFound)
}
