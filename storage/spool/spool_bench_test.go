package spool

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkKeep measures how long a caller waits while the database is unavailable,
// with that many notes waiting.
func BenchmarkKeep(b *testing.B) {
	for _, waiting := range []int{0, 1000, maxFiles / 2} {
		b.Run(fmt.Sprint(waiting), func(b *testing.B) {
			s := opened(b, b.TempDir()+"/spool")
			s.maxFiles *= 10
			for i := range waiting {
				name := fmt.Sprintf("%018d-%09d-%s%s", i, len(written), s.name, finished)
				require.NoError(b, os.WriteFile(filepath.Join(s.dir, name), []byte(written), 0o600))
			}
			for b.Loop() {
				require.NoError(b, putCallback(s, callback("call")))
			}
		})
	}
}
