package pages_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/click-call-connect/helpline/flows"
	"github.com/click-call-connect/helpline/flows/resident/pages"
	"github.com/click-call-connect/helpline/scheduling"
)

// Whichever way somebody turns from a page, the way back leads to it.
func TestPreviousUndoesEveryTurn(t *testing.T) {
	monday := time.Date(2027, 3, 22, 9, 0, 0, 0, time.UTC)
	turns := []func(*flows.Session){
		pages.Next, pages.AnyTime,
		pages.WishFor(scheduling.TimeWish{Part: scheduling.Morning}), pages.WishFor(scheduling.TimeWish{Weekday: 5}),
	}
	rapid.Check(t, func(t *rapid.T) {
		var s flows.Session
		var seen []flows.TimePage
		for range rapid.IntRange(1, 8).Draw(t, "turns") {
			s.Offer = []flows.OfferedTime{{Start: monday.Add(time.Duration(rapid.IntRange(0, 99).Draw(t, "hours")) * time.Hour)}}
			seen = append(seen, flows.TimePage{After: s.After, Wish: s.Wish})
			rapid.SampledFrom(turns).Draw(t, "turn")(&s)
			require.False(t, s.Last)
		}
		for _, page := range slices.Backward(seen) {
			pages.Previous(&s)
			now := flows.TimePage{After: s.After, Wish: s.Wish}
			require.Equal(t, page, now)
		}
		require.True(t, pages.IsFirst(&s))
		pages.Previous(&s) // there is none
		require.True(t, pages.IsFirst(&s))
	})
}

// Every item is on one page, in its place, and no page has more options than a menu.
func TestEveryItemIsOnOnePage(t *testing.T) {
	for n := range 12 {
		items := make([]int, n)
		for i := range items {
			items[i] = i
		}
		var offered []int
		for page := range max(1, (n+pages.Size-1)/pages.Size) {
			if n <= pages.MaxOptions && page > 0 {
				break
			}
			of := func(i int) flows.Option { offered = append(offered, i); return flows.Option{} }
			options := pages.Of(items, page, of, flows.Option{Say: flows.Say{Key: "more"}})
			require.LessOrEqual(t, len(options), pages.MaxOptions)
			for i, option := range options {
				require.True(t, option.Key == i+1 || option.Say.Key != "", "an item has the key of its place")
			}
		}
		require.Equal(t, items, append([]int{}, offered...))
	}
}
