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

// newSimulation makes a pilot in Antwerpen.
func newSimulation(t *testing.T, size Size) *Options {
	t.Helper()
	catalogue, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(catalogue.Languages()...)
	require.NoError(t, err)
	catalogue, err = catalogue.WithTopics(all)
	require.NoError(t, err)
	programme, err := all.Named("antwerpen")
	require.NoError(t, err)
	return &Options{Size: size, Programme: programme, Catalogue: catalogue, Err: t.Output(), Now: time.Now}
}

// playedOut plays a small pilot to its end, and leaves its database open.
func playedOut(t *testing.T) *simulation {
	t.Helper()
	p := newPilot(newSimulation(t, Size{Residents: 20, Students: 6, Weeks: 2, Seed: 3}))
	t.Cleanup(func() { require.NoError(t, p.close()) })
	require.NoError(t, p.open(t.Context()))
	require.NoError(t, p.play(t.Context()))
	return p
}

// In a small pilot every promise is kept, every visit that took place had a student, and
// the figures add up. A promise that is broken afterwards is detected.
func TestASmallPilot(t *testing.T) {
	t.Parallel()
	p := playedOut(t)
	f, err := p.figures(t.Context())
	require.NoError(t, err)
	require.Empty(t, p.tally.broken)
	keepsItsPromises(t, f)
	findsBrokenPromises(t, p)
}

func keepsItsPromises(t *testing.T, f *report.Figures) {
	t.Helper()
	require.Zero(t, f.Promises, "only residents change times, and no student has two visits at a time")
	require.Zero(t, f.Travel.TooShort)
	require.Zero(t, f.Visits.Misnoted)
	v := f.Visits
	require.Positive(t, v.Completed)
	require.Equal(t, v.Promised, v.Completed+v.Cancelled+v.Lapsed+v.NoShow+v.Uncovered)
	require.Positive(t, f.Letters)
	require.LessOrEqual(t, f.Demand.Served, f.Demand.Asked)
	require.Equal(t, v.Promised, f.Demand.Calls["booked"]+f.Demand.Calls["requested"]+f.Demand.Texts["booked"]+f.Demand.Texts["requested"])
	require.GreaterOrEqual(t, f.Asks.Yes, v.Completed+v.NoShow, "each student who came had said yes")
	require.Positive(t, f.Messages.Segments)
}

// The same seed plays the same pilot, and another seed another one.
func TestAPilotIsItsSeed(t *testing.T) {
	t.Parallel()
	of := func(seed uint64) report.Figures {
		size := Size{Residents: comparedResidents, Students: 4, Weeks: comparedWeeks, Seed: seed}
		f, err := Run(t.Context(), newSimulation(t, size))
		require.NoError(t, err)
		return *f
	}
	played := of(5)
	require.Equal(t, played, of(5), "the same seed, the same figures")
	keepsItsPromises(t, &played)
	require.Equal(t, comparedResidents, played.Letters)
	other := of(2)
	other.Seed = played.Seed
	require.NotEqual(t, played, other, "another seed, another pilot")
}

func findsBrokenPromises(t *testing.T, p *simulation) {
	t.Helper()
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
