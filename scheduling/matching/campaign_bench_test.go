package matching

import (
	"flag"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// vroom is a VROOM problem to use as the campaign, for example the windows of
// instances.py.
var vroom = flag.String("vroom", "", "play the campaign of this VROOM problem in BenchmarkCampaign")

// BenchmarkCampaign simulates a campaign from the first caller to the last, in eight
// orders of the callers, or for eight generated towns. It reports how many are served,
// how many of them in one of their first three spans, how many visits were reassigned,
// and the 99th percentile of the search time.
func BenchmarkCampaign(b *testing.B) {
	rushes := campaigns(b)
	for _, grid := range []time.Duration{30 * time.Minute, 15 * time.Minute, 5 * time.Minute} {
		for _, c := range []struct {
			name string
			way
		}{
			{"first-fit", firstFit},
			{"proposed/moves=0", proposing(0)},
			{"proposed/moves=1", proposing(1)},
			{"proposed/moves=2", proposing(2)},
			{"proposed/moves=3", proposing(3)},
			{"proposed/moves=4", proposing(4)},
			{"chosen/moves=0", choosing(0)},
			{"chosen/moves=3", choosing(3)},
		} {
			b.Run(grid.String()+"/"+c.name, func(b *testing.B) {
				for b.Loop() {
					playAll(b, rushes, grid, c.way)
				}
			})
		}
	}
}

func campaigns(b *testing.B) []*rush {
	b.Helper()
	var rushes []*rush
	for seed := range uint64(8) {
		if *vroom == "" {
			rushes = append(rushes, drawRush(b, 60, 500, seed))
			continue
		}
		r := readRush(b, *vroom)
		if seed > 0 { // the first in the order of the file
			random := rand.New(rand.NewPCG(seed, 1))
			random.Shuffle(len(r.asks), func(i, j int) { r.asks[i], r.asks[j] = r.asks[j], r.asks[i] })
		}
		rushes = append(rushes, r)
	}
	return rushes
}

func playAll(b *testing.B, rushes []*rush, grid time.Duration, find way) {
	b.Helper()
	var sum outcome
	var took []time.Duration
	first := 0
	for i, r := range rushes {
		r.programme.Visit.Grid = grid
		sum.add(r.play(b, find, func(search func()) {
			begin := time.Now()
			search()
			took = append(took, time.Since(begin))
		}))
		if i == 0 {
			first = sum.served
		}
	}
	slices.Sort(took)
	n := float64(len(rushes))
	b.ReportMetric(float64(first), "first-served")
	b.ReportMetric(float64(sum.served)/n, "served")
	b.ReportMetric(float64(sum.early)/n, "early")
	b.ReportMetric(float64(sum.moved)/n, "moved")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}
