package imports_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/imports"
)

// BenchmarkReadStudents reads 100,000 rows and reports what is still on the
// heap at the end: the keys, not the rows.
func BenchmarkReadStudents(b *testing.B) {
	const rows = 100_000
	p := antwerpen(b)
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		good := 0
		for _, err := range imports.ReadStudents(&bigFile{n: rows}, p) {
			require.NoError(b, err)
			if good++; good == rows {
				runtime.GC()
				runtime.ReadMemStats(&after)
			}
		}
		require.Equal(b, rows, good)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB-held")
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}
