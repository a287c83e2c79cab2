package embeddedtest

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/storage/embedded"
)

// One of each server per process, because starting one takes a second.
var (
	started sync.Map // what Main closes: name → func() error
	cluster = sync.OnceValues(openCluster)
)

func openCluster() (*embedded.Postgres, error) {
	postgres, err := embedded.OpenPostgres(context.Background(), embedded.Options{})
	if err == nil {
		started.Store("postgres", postgres.Close)
	}
	return postgres, err
}

// Postgres returns this process's cluster. It is temporary and not durable. Tests share
// it, so a test that changes anything should use a Database of its own.
func Postgres(t testing.TB) *embedded.Postgres {
	t.Helper()
	postgres, err := cluster()
	require.NoError(t, err)
	return postgres
}

// Database creates a database for one test, as a copy of template or empty if template
// is "", and returns its URL. It is dropped after the test.
func Database(t testing.TB, template string) (url string) {
	t.Helper()
	postgres := Postgres(t)
	name := uniqueName(t)
	require.NoError(t, postgres.Database(t.Context(), name, template))
	t.Cleanup(func() { require.NoError(t, postgres.Drop(context.Background(), name)) })
	return postgres.URL(name)
}

var names sync.Map // lower-case test name → *counter

type counter struct {
	mu sync.Mutex
	n  int
}

// uniqueName returns a name that is readable in the server's log and different in each
// run (-count=2).
func uniqueName(t testing.TB) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(t.Name()))
	const maxLength = 50 // of the 63 bytes a name may have
	name = name[:min(len(name), maxLength)]
	value, _ := names.LoadOrStore(name, &counter{})
	count := value.(*counter)
	count.mu.Lock()
	defer count.mu.Unlock()
	count.n++
	return fmt.Sprintf("%s_%d", name, count.n)
}

// Main runs the tests of a package, stops the servers they started, and exits.
func Main(m *testing.M) { os.Exit(Run(m)) }

// Run is Main without the exit, for a package whose TestMain does more. It returns the
// exit code.
func Run(m *testing.M) int {
	code := m.Run()
	started.Range(func(name, end any) bool {
		if err := end.(func() error)(); err != nil {
			fmt.Fprintf(os.Stderr, "end %s: %v\n", name, err)
			code = max(code, 1)
		}
		return true
	})
	return code
}
