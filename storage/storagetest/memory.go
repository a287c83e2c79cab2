package storagetest

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows"
)

// MemoryBackend is a flows.Memory under test, with operations that only its backend can
// do.
type MemoryBackend struct {
	Memory flows.Memory
	// Pass advances time for what is stored under a name.
	Pass func(t *testing.T, name string, d time.Duration)
}

// shortWhile is long enough that half of it does not pass during a case, even on a slow
// machine.
const shortWhile = time.Hour

// memories is one case: a backend and a unique name.
type memories struct {
	MemoryBackend
	name string
}

// Memory checks that a memory keeps the contract of flows.Memory. It opens a backend
// per case; they may share one server, because each case has its own names.
func Memory(t *testing.T, open func(t *testing.T) MemoryBackend) {
	cases := map[string]func(memories, *testing.T){
		"nothing is remembered at first":              memories.nothing,
		"what is remembered is recalled":              memories.recalled,
		"a new value and time replace the old":        memories.replaced,
		"after its time a value is forgotten":         memories.forgotten,
		"text of any kind and length is kept":         memories.anyText,
		"names do not touch each other":               memories.distinctNames,
		"counting goes up by one":                     memories.counts,
		"the window begins with the first count":      memories.window,
		"a count that is taken back was not made":     memories.uncounts,
		"taking back opens no window":                 memories.uncountsNothing,
		"after the window counting begins anew":       memories.windowOver,
		"of many at once each gets a number":          memories.manyAtOnce,
		"nothing is kept for ever":                    memories.neverForEver,
		"a value and a count of one name do not meet": memories.valueAndCount,
	}
	for name, try := range cases {
		t.Run(name, func(t *testing.T) { try(memories{open(t), freshSessionKey(t)}, t) })
	}
}

func (m memories) nothing(t *testing.T) {
	m.requireRecalled(t, m.name, "")
	m.requireCounted(t, m.name, 0)
}

func (m memories) recalled(t *testing.T) {
	m.remember(t, m.name, "call")
	m.requireRecalled(t, m.name, "call")
	m.requireRecalled(t, m.name, "call")
}

func (m memories) replaced(t *testing.T) {
	m.remember(t, m.name, "first")
	m.Pass(t, m.name, shortWhile/2)
	m.remember(t, m.name, "second")
	m.Pass(t, m.name, shortWhile*3/4)
	m.requireRecalled(t, m.name, "second")
	require.NoError(t, m.Memory.Remember(t.Context(), m.name, "third", shortWhile/2))
	m.Pass(t, m.name, shortWhile*3/4)
	m.requireRecalled(t, m.name, "")
}

func (m memories) forgotten(t *testing.T) {
	m.remember(t, m.name, "call")
	m.Pass(t, m.name, shortWhile/2)
	m.requireRecalled(t, m.name, "call")
	m.Pass(t, m.name, shortWhile/2)
	m.requireRecalled(t, m.name, "")
	m.remember(t, m.name, "again")
	m.requireRecalled(t, m.name, "again")
}

func (m memories) anyText(t *testing.T) {
	values := []string{"", "0", "12", " a b ", "ʿĀʾisha 🚲 \"'\\\n\x00\xff", strings.Repeat("é€𝄞 ", 1000)}
	for _, value := range values {
		m.remember(t, m.name, value)
		m.requireRecalled(t, m.name, value)
		m.remember(t, m.name+value, "named")
		m.requireRecalled(t, m.name+value, "named")
	}
}

// distinctNames checks names that a careless key would confuse.
func (m memories) distinctNames(t *testing.T) {
	names := []string{m.name, m.name + " ", m.name + "\n", m.name + "\x00", m.name + ":1", strings.ToLower(m.name), "{" + m.name + "}"}
	for i, name := range names {
		m.remember(t, name, name)
		for range i + 1 {
			m.count(t, name)
		}
	}
	for i, name := range names {
		m.requireRecalled(t, name, name)
		m.requireCounted(t, name, i+1)
	}
	m.Pass(t, m.name, shortWhile)
	m.requireRecalled(t, m.name, "")
}

func (m memories) counts(t *testing.T) {
	for n := 1; n <= 5; n++ {
		require.Equal(t, n, m.count(t, m.name))
		m.requireCounted(t, m.name, n)
		m.requireCounted(t, m.name, n)
	}
}

// window counts repeatedly: a sliding window would never end.
func (m memories) window(t *testing.T) {
	require.Equal(t, 1, m.count(t, m.name))
	for n := 2; n <= 4; n++ {
		m.Pass(t, m.name, shortWhile/4)
		require.Equal(t, n, m.count(t, m.name))
	}
	m.Pass(t, m.name, shortWhile/4)
	m.requireCounted(t, m.name, 0)
}

func (m memories) uncounts(t *testing.T) {
	m.count(t, m.name)
	m.Pass(t, m.name, shortWhile/2)
	m.count(t, m.name)
	m.uncount(t)
	m.requireCounted(t, m.name, 1)
	require.Equal(t, 2, m.count(t, m.name))
	m.Pass(t, m.name, shortWhile/2)
	m.requireCounted(t, m.name, 0)
}

func (m memories) uncountsNothing(t *testing.T) {
	m.uncount(t)
	m.requireCounted(t, m.name, 0)
	m.count(t, m.name)
	m.uncount(t)
	m.uncount(t)
	require.Equal(t, 1, m.count(t, m.name))
	m.Pass(t, m.name, shortWhile)
	m.requireCounted(t, m.name, 0)
}

func (m memories) uncount(t *testing.T) {
	t.Helper()
	require.NoError(t, m.Memory.Uncount(t.Context(), m.name))
}

func (m memories) windowOver(t *testing.T) {
	m.count(t, m.name)
	m.count(t, m.name)
	m.Pass(t, m.name, shortWhile)
	m.requireCounted(t, m.name, 0)
	require.Equal(t, 1, m.count(t, m.name))
	m.Pass(t, m.name, shortWhile/2)
	require.Equal(t, 2, m.count(t, m.name), "the new window is as long")
	m.Pass(t, m.name, shortWhile/2)
	require.Equal(t, 1, m.count(t, m.name))
}

func (m memories) manyAtOnce(t *testing.T) {
	const callers = 200
	var all sync.WaitGroup
	start := make(chan struct{})
	results, faults, want := make([]int, callers), make([]error, callers), make([]int, callers)
	for i := range callers {
		want[i] = i + 1
		all.Go(func() {
			<-start
			results[i], faults[i] = m.Memory.Count(t.Context(), m.name, shortWhile)
		})
	}
	close(start)
	all.Wait()
	for _, err := range faults {
		require.NoError(t, err)
	}
	slices.Sort(results)
	require.Equal(t, want, results)
	m.requireCounted(t, m.name, callers)
}

func (m memories) neverForEver(t *testing.T) {
	for _, d := range []time.Duration{0, -time.Second, time.Microsecond} {
		require.Error(t, m.Memory.Remember(t.Context(), m.name, "call", d))
		_, err := m.Memory.Count(t.Context(), m.name, d)
		require.Error(t, err)
	}
	m.nothing(t)
}

func (m memories) valueAndCount(t *testing.T) {
	m.remember(t, m.name, "41")
	require.Equal(t, 1, m.count(t, m.name))
	m.requireRecalled(t, m.name, "41")
	m.remember(t, m.name, "7")
	require.Equal(t, 2, m.count(t, m.name))
}

func (m memories) remember(t *testing.T, name, value string) {
	t.Helper()
	require.NoError(t, m.Memory.Remember(t.Context(), name, value, shortWhile))
}

func (m memories) count(t *testing.T, name string) int {
	t.Helper()
	n, err := m.Memory.Count(t.Context(), name, shortWhile)
	require.NoError(t, err)
	return n
}

func (m memories) requireRecalled(t *testing.T, name, want string) {
	t.Helper()
	got, err := m.Memory.Recall(t.Context(), name)
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func (m memories) requireCounted(t *testing.T, name string, want int) {
	t.Helper()
	got, err := m.Memory.Counted(t.Context(), name)
	require.NoError(t, err)
	require.Equal(t, want, got)
}
