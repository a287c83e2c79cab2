package booking_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/booking"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/matching"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// promiseBook is a Store with one resident that records bookings.
type promiseBook struct {
	booking.Store
	resident scheduling.Resident
	planned  []scheduling.Visit
	booked   booking.BookRequest
}

func (b *promiseBook) ResidentByCode(context.Context, string, string) (scheduling.Resident, error) {
	return b.resident, nil
}

func (b *promiseBook) PlannedVisits(context.Context, int64, time.Time) ([]scheduling.Visit, error) {
	return b.planned, nil
}

func (b *promiseBook) LastVisit(context.Context, int64) (scheduling.Visit, error) {
	return scheduling.Visit{}, scheduling.ErrNotFound
}

func (b *promiseBook) Book(_ context.Context, r booking.BookRequest) (scheduling.Visit, error) {
	b.booked = r
	return scheduling.Visit{ID: r.VisitID}, nil
}

func promisingDesk(p *scheduling.Programme, now time.Time) (*booking.Service, *promiseBook) {
	b := &promiseBook{resident: scheduling.Resident{ID: 7, Programme: p.Name, Postcode: "1001"}}
	return &booking.Service{
		Store: b, Diaries: &matching.Diaries{}, Now: func() time.Time { return now }, Words: []string{"apple", "moon", "tree"},
		Mobile: func(number string) bool { return number == schedulingtest.ResidentNumber },
		Random: func(int) int { return 0 },
	}, b
}

// Residents may book up to the maximum of planned visits, if their vouchers cover the
// visit.
func TestWhoMayBook(t *testing.T) {
	for name, c := range map[string]struct {
		postcode       string
		open, planned  int
		minutes, holds int
		want           error
	}{
		"no rules":                   {"1001", 0, 9, 0, 0, nil},
		"elsewhere":                  {"9000", 0, 0, 0, 0, scheduling.ErrOutsideArea},
		"one more may be open":       {"1001", 2, 1, 0, 0, nil},
		"no more may be open":        {"1001", 2, 2, 0, 0, scheduling.ErrVisitLimit},
		"vouchers are just enough":   {"1001", 0, 0, 30, 2, nil},
		"one voucher too few":        {"1001", 0, 0, 30, 1, scheduling.ErrNoVoucher},
		"half a voucher is a whole":  {"1001", 0, 0, 40, 1, scheduling.ErrNoVoucher},
		"and two are enough for one": {"1001", 0, 0, 40, 2, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := schedulingtest.MatchingTown(t)
			p.Visit.Open, p.Voucher = c.open, scheduling.VoucherRule{Required: c.minutes > 0, Minutes: c.minutes}
			desk, b := promisingDesk(p, schedulingtest.OnDay(p, 22, 9*60))
			b.resident.Postcode, b.resident.Minutes, b.planned = c.postcode, c.holds*c.minutes, slices.Repeat([]scheduling.Visit{{End: desk.Now().Add(time.Hour)}}, c.planned)
			caller, err := desk.Identify(t.Context(), p, "234567")
			require.Equal(t, int64(7), caller.Resident.ID)
			if c.want == nil {
				require.NoError(t, err)
			} else {
				require.ErrorIs(t, err, c.want)
			}
		})
	}
}

func bookingOf(p *scheduling.Programme, channel scheduling.Channel, phones ...string) booking.PromiseRequest {
	return booking.PromiseRequest{
		Need:      scheduling.Need{Postcode: "1001", Topic: scheduling.TopicItsme, Language: "nl"},
		Programme: p, Holder: "me", VisitID: 4, ResidentID: 7, Phones: phones, Channel: channel, Start: schedulingtest.OnDay(p, 24, 10*60),
	}
}

// A booking is confirmed by text to the first mobile, unless it was made by text; if
// there is no mobile, the landline is called.
func TestWhereABookingIsConfirmed(t *testing.T) {
	const landline = "+3232345678"
	for name, c := range map[string]struct {
		channel          scheduling.Channel
		phones           []string
		texted, reaching string
	}{
		"a mobile":             {scheduling.Voice, []string{schedulingtest.ResidentNumber}, schedulingtest.ResidentNumber, schedulingtest.ResidentNumber},
		"a mobile at last":     {scheduling.Voice, []string{"", landline, schedulingtest.ResidentNumber}, schedulingtest.ResidentNumber, schedulingtest.ResidentNumber},
		"a landline":           {scheduling.Voice, []string{"", landline}, "", landline},
		"none":                 {scheduling.Voice, []string{"", ""}, "", ""},
		"by text, in the text": {scheduling.SMS, []string{schedulingtest.ResidentNumber}, "", schedulingtest.ResidentNumber},
	} {
		t.Run(name, func(t *testing.T) {
			p := schedulingtest.MatchingTown(t)
			desk, b := promisingDesk(p, schedulingtest.OnDay(p, 22, 9*60))
			promise, err := desk.Book(t.Context(), bookingOf(p, c.channel, c.phones...))
			require.NoError(t, err)
			require.Equal(t, c.texted != "", promise.Texted)
			require.Equal(t, c.reaching, b.booked.Contact)
			if c.texted == "" {
				require.Nil(t, b.booked.Message)
				return
			}
			require.Equal(t, c.texted, b.booked.Message.To)
			require.Equal(t, scheduling.Confirmation, b.booked.Message.Kind)
		})
	}
}

// The words of a resident's planned visits differ.
func TestNoTwoVisitsHaveOneWord(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	desk, b := promisingDesk(p, schedulingtest.OnDay(p, 22, 9*60))
	for _, word := range []string{"apple", "moon", "tree", "apple"} {
		_, err := desk.Book(t.Context(), bookingOf(p, scheduling.Voice))
		require.NoError(t, err)
		require.Equal(t, word, b.booked.Word)
		b.planned = append(b.planned, scheduling.Visit{Word: word})
	}
}

// An offered time can be taken up to decisionTime below the notice.
func TestHowLongAnOfferedTimeCanBeTaken(t *testing.T) {
	p := schedulingtest.MatchingTown(t)
	s := schedulingtest.AnyHour(1, "1001")
	slot := scheduling.Slot{StudentID: 1, Start: schedulingtest.OnDay(p, 24, 10*60), End: schedulingtest.OnDay(p, 24, 11*60)}
	for clock, keeps := range map[calendar.Clock]bool{10 * 60: true, 10*60 + 59: true, 11 * 60: true, 11*60 + 1: false} {
		desk, b := promisingDesk(p, schedulingtest.OnDay(p, 23, clock))
		_, err := desk.Book(t.Context(), bookingOf(p, scheduling.Voice))
		require.NoError(t, err)
		require.Equal(t, keeps, b.booked.Fits(s, nil, slot) == nil, clock)
	}
	p.Visit.Notice = 0
	desk, b := promisingDesk(p, schedulingtest.OnDay(p, 24, 10*60+1))
	_, err := desk.Book(t.Context(), bookingOf(p, scheduling.Voice))
	require.NoError(t, err)
	require.ErrorIs(t, b.booked.Fits(s, nil, slot), scheduling.ErrSlotTaken, "it has begun")
}
