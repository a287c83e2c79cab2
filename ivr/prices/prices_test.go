package prices_test

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/prices"
	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// ledger is a price book with four messages due, and the carrier that is asked.
type ledger struct {
	looks  int
	asked  []string
	priced map[int64]rest.Bill
	fails  map[string]error
}

func (l *ledger) Unpriced(context.Context, time.Time, int) ([]contact.Unpriced, error) {
	l.looks++
	return []contact.Unpriced{
		{ID: 1, Channel: scheduling.SMS, CarrierID: "SM1"},
		{ID: 2, Channel: scheduling.Voice, CarrierID: "CA2"},
		{ID: 3, Channel: scheduling.SMS, CarrierID: "unknown"},
		{ID: 4, Channel: scheduling.SMS, CarrierID: "SM4"},
	}, nil
}

func (l *ledger) Priced(_ context.Context, id int64, price scheduling.Price, segments int) error {
	l.priced[id] = rest.Bill{Price: price, Segments: segments}
	return nil
}

func (l *ledger) bill(kind, id string, segments int) (rest.Bill, error) {
	l.asked = append(l.asked, kind+" "+id)
	if id == "unknown" {
		return rest.Bill{}, nil
	}
	return rest.Bill{Price: scheduling.Price{Amount: "0.1", Currency: "EUR"}, Segments: segments}, l.fails[id]
}

func (l *ledger) TextBill(_ context.Context, id string) (rest.Bill, error) {
	return l.bill("text", id, 2)
}

func (l *ledger) CallBill(_ context.Context, id string) (rest.Bill, error) {
	return l.bill("call", id, 0)
}

func TestPricesAreAskedFor(t *testing.T) {
	cost := scheduling.Price{Amount: "0.1", Currency: "EUR"}
	for name, c := range map[string]struct {
		fails  map[string]error
		asked  []string
		priced map[int64]rest.Bill
		stops  bool
	}{
		"the one that is not known yet stays due": {
			asked:  []string{"text SM1", "call CA2", "text unknown", "text SM4"},
			priced: map[int64]rest.Bill{1: {Price: cost, Segments: 2}, 2: {Price: cost}, 4: {Price: cost, Segments: 2}},
		},
		"what the carrier keeps no longer is passed over": {
			fails:  map[string]error{"SM1": &rest.Error{HTTPStatus: 404, Code: 20404}},
			asked:  []string{"text SM1", "call CA2", "text unknown", "text SM4"},
			priced: map[int64]rest.Bill{2: {Price: cost}, 4: {Price: cost, Segments: 2}},
		},
		"a carrier that has too much to do is left alone": {
			fails: map[string]error{"CA2": &rest.Error{HTTPStatus: 429, Code: 20429}},
			asked: []string{"text SM1", "call CA2"}, priced: map[int64]rest.Bill{1: {Price: cost, Segments: 2}}, stops: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := &ledger{priced: map[int64]rest.Bill{}, fails: c.fails}
			pricing := prices.Service{Book: l, Carrier: l, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
			err := pricing.RunDue(t.Context())
			require.Equal(t, c.stops, err != nil)
			require.Equal(t, c.asked, l.asked)
			require.Equal(t, c.priced, l.priced)
		})
	}
}

// The hour of this test takes no time: its clock is that of the synctest bubble.
func TestPricesAreLookedForTwelveTimesAnHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &ledger{priced: map[int64]rest.Bill{}, fails: map[string]error{"SM1": &rest.Error{HTTPStatus: 503}}}
		pricing := prices.Service{Book: l, Carrier: l, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { pricing.Run(ctx); close(ended) }()
		<-time.After(time.Hour)
		synctest.Wait()
		require.Equal(t, 12, l.looks)
		require.Len(t, l.asked, 12, "a carrier that is away is asked once a look")
		stop()
		<-ended
	})
}
