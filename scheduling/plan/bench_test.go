package plan_test

import (
	"context"
	"testing"

	"github.com/click-call-connect/helpline/scheduling/plan"
)

// BenchmarkNight plans visits that have their times, to the proven optimum.
func BenchmarkNight(b *testing.B) {
	benchmark(b, city{seed: 1, visits: 400, people: 60, days: 14, fixed: true})
}

// BenchmarkWindows plans visits that may begin in several windows.
func BenchmarkWindows(b *testing.B) {
	benchmark(b, city{seed: 1, visits: 400, people: 60, days: 14})
}

func benchmark(b *testing.B, c city) {
	p := c.problem()
	var got *plan.Plan
	for b.Loop() {
		var err error
		if got, err = plan.Solve(context.Background(), p, plan.Options{Seed: 1, Effort: 100_000_000}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(got.Travel)/3600, "travel_h")
	b.ReportMetric(float64(len(got.Unserved)), "unserved")
}
