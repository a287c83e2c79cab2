package pilot

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/output"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/pilot/report"
	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// playedOut plays a small pilot to its end, and leaves its database open.
func playedOut(t *testing.T) *simulation {
	t.Helper()
	catalogue, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(catalogue.Languages()...)
	require.NoError(t, err)
	programme, err := all.Named("antwerpen")
	require.NoError(t, err)
	p := newPilot(&Options{
		Size:      Size{Residents: 20, Students: 6, Weeks: 2, Seed: 3},
		Programme: programme, Catalogue: catalogue, Err: t.Output(), Now: time.Now,
	})
	t.Cleanup(func() { require.NoError(t, p.close()) })
	require.NoError(t, p.open(t.Context()))
	require.NoError(t, p.play(t.Context()))
	require.Empty(t, p.tally.broken)
	return p
}

// A broken promise is detected, whichever way it was broken.
func TestABrokenPromiseIsFound(t *testing.T) {
	p := playedOut(t)
	broken := func() (changed, overlaps int) {
		p.tally.broken = map[int64]bool{}
		f, err := p.figures(t.Context())
		require.NoError(t, err)
		require.Equal(t, f.Promises != report.Promises{}, f.Kept() != nil)
		return f.Promises.Changed, f.Promises.Overlaps
	}
	changed, overlaps := broken()
	require.Zero(t, changed+overlaps)
	books := func(query string, args ...any) {
		t.Helper()
		_, err := p.line.Store.DB().ExecContext(t.Context(), query, args...)
		require.NoError(t, err)
	}
	ids, err := readAll(t.Context(), p, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) },
		`SELECT id FROM visits WHERE status = 'completed' ORDER BY starts_at, id`)
	require.NoError(t, err)
	require.Greater(t, len(ids), 2)
	first, second, third := ids[0], ids[1], ids[2]

	books(`UPDATE visits SET starts_at = starts_at + interval '30 minutes', ends_at = ends_at + interval '30 minutes' WHERE id = $1`, first)
	changed, _ = broken()
	require.Equal(t, 1, changed, "at another time")
	p.promises[first].start = p.promises[first].start.Add(30 * time.Minute)

	books(`UPDATE visits a SET student_id = b.student_id, starts_at = b.starts_at, ends_at = b.ends_at FROM visits b WHERE a.id = $1 AND b.id = $2`,
		second, third)
	p.promises[second].start = p.promises[third].start
	changed, overlaps = broken()
	require.Equal(t, []int{0, 1}, []int{changed, overlaps}, "two at once")

	promise := p.promises[third]
	p.moveTo(promise.start.Add(-time.Hour))
	books(`UPDATE visits SET status = 'cancelled' WHERE id = $1`, third)
	changed, _ = broken()
	require.Equal(t, 1, changed, "called off, and still expected")
	p.tally.broken = map[int64]bool{}
	p.moveTo(promise.start)
	require.NoError(t, p.playVisit(t.Context(), third, promise))
	require.True(t, p.tally.broken[third], "seen at the door")

	delete(p.promises, first)
	changed, _ = broken()
	require.Equal(t, 1, changed, "a visit that was not promised")
}

// A pilot has a bar on a terminal, and a line now and then elsewhere.
func TestHowFarAPilotIs(t *testing.T) {
	var out bytes.Buffer
	at := time.Date(2027, time.January, 1, 12, 0, 0, 0, time.UTC)
	p := &simulation{programme: &scheduling.Programme{Zone: time.UTC}, begin: at, end: at.Add(100 * time.Hour), now: at.Add(25 * time.Hour)}
	bar := newProgressBar(&out, func() time.Time { return at }, p)
	bar.show()
	require.Empty(t, out.String(), "not at once")
	at = at.Add(output.LineInterval)
	bar.show()
	bar.show()
	require.Equal(t, "playing: 25 %, Sat 2 Jan, 0 promises\n", out.String())
	out.Reset()
	bar.Terminal = true
	at = at.Add(output.BarInterval)
	bar.show()
	bar.End()
	require.Equal(t, output.ClearLine+"playing [######..................]  25 %, Sat 2 Jan, 0 promises"+output.ClearLine, out.String())
}

// Events happen in the same order, in whatever order they were added.
func TestAnAgendaIsTakenInOrder(t *testing.T) {
	var agenda agenda
	var done []int
	at := func(minute int) time.Time { return time.Date(2027, time.January, 1, 12, minute, 0, 0, time.UTC) }
	for i, minute := range []int{5, 1, 5, 3, 1} {
		agenda.add(at(minute), func(context.Context) error { done = append(done, i); return nil })
	}
	for {
		next, ok := agenda.take(at(4))
		if !ok {
			break
		}
		require.NoError(t, next.do(t.Context()))
	}
	require.Equal(t, []int{1, 4, 3}, done)
	require.True(t, slices.ContainsFunc(agenda.list, func(h happening) bool { return h.order == 0 }), "the others wait")
}
