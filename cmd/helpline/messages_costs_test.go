package main

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

// Prices are known some time after the carrier sent a text or made a call.
func TestWhatTextsAndCallsCost(t *testing.T) {
	t.Parallel()
	r := newRigAlone(t, 0)
	play(r.dial(mobile), "1 1 234567 2 3 3 2 1").Hears("staat vast").HangsUp()
	r.settles()
	costs := func() string {
		all, err := r.line.Store.Costs(t.Context(), "antwerpen")
		require.NoError(t, err)
		require.Len(t, all, 1)
		return costLine(all[0])
	}
	require.NoError(t, r.line.Prices.RunDue(t.Context()))
	require.Equal(t, "antwerpen: 1 text of 1 segment in all, 0 calls, 1 without a price", costs())
	r.passes(contact.FirstPrice)
	require.NoError(t, r.line.Prices.RunDue(t.Context()))
	require.Equal(t, "antwerpen: 1 text of 1 segment in all, 0 calls, 0.075 EUR", costs())

	require.NotEmpty(t, r.writes(mobile, "STOP"))
	r.days(24, mobile)
	rings := r.carrier.Rings()
	require.Len(t, rings, 1)
	require.NoError(t, rings[0].RingOut(t.Context(), "no-answer"))
	r.days(6, mobile)
	rings = r.carrier.Rings()
	require.Len(t, rings, 2)
	r.answersTo(rings[1], false)
	r.passes(7 * 24 * time.Hour)
	require.NoError(t, r.line.Prices.RunDue(t.Context()))
	all, err := r.line.Store.Costs(t.Context(), "antwerpen")
	require.NoError(t, err)
	require.Equal(t, 2, all[0].Calls)
	require.Zero(t, all[0].Unpriced)
	inTenThousandths := 750*all[0].Segments + 300 // students get texts, too
	require.Equal(t, fmt.Sprintf("0.%04d EUR", inTenThousandths), fmt.Sprintf("%.4f EUR", amountOf(t, all[0].Prices)),
		"nobody pays for a call that was not answered")
	r.keepsSecrets()
}

func TestMoney(t *testing.T) {
	t.Parallel()
	for amount, want := range map[string]string{"0": "0.00 EUR", "1.5": "1.50 EUR", "12.0075": "12.0075 EUR", "3": "3.00 EUR"} {
		require.Equal(t, want, money(scheduling.Price{Amount: amount, Currency: "EUR"}))
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	require.Equal(t, "0 texts, 1 text, 2 texts", output.Count(0, "text")+", "+output.Count(1, "text")+", "+output.Count(2, "text"))
	require.Equal(t, []string{"0.90", "0.075", ""}, []string{amount("0.9"), amount("0.075"), amount("")}, "as in JSON")
}

func amountOf(t *testing.T, prices []scheduling.Price) float64 {
	t.Helper()
	require.Len(t, prices, 1)
	amount, err := strconv.ParseFloat(prices[0].Amount, 64)
	require.NoError(t, err)
	return amount
}
