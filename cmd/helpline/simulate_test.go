package main

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// simulated runs the command, and returns what it prints.
func simulated(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), append([]string{"simulate"}, args...), bytes.NewReader(nil), &out, &errs)
	require.Equal(t, exitOK, code, errs.String())
	return out.String()
}

// A small pilot: every promise is kept as it was made, every visit that took place
// had a student, and the figures add up. Played twice, it is the same.
func TestASmallPilot(t *testing.T) {
	residents := strconv.Itoa(pilotResidents)
	args := []string{"--residents", residents, "--students", "8", "--weeks", strconv.Itoa(pilotWeeks), "--seed", "1", "--json"}
	played := simulated(t, args...)
	var f pilotFigures
	require.NoError(t, json.Unmarshal([]byte(played), &f))
	require.Zero(t, f.Promises, "no time was changed but by its resident, and nobody is in two places")
	require.Zero(t, f.Travel.TooShort)
	require.Zero(t, f.Visits.Misnoted)
	v := f.Visits
	require.Positive(t, v.Completed)
	require.Equal(t, v.Promised, v.Completed+v.Cancelled+v.Lapsed+v.NoShow+v.Nobody)
	require.Equal(t, pilotResidents, f.Letters)
	require.LessOrEqual(t, f.Demand.Served, f.Demand.Asked)
	require.Equal(t, v.Promised, f.Demand.Calls["booked"]+f.Demand.Calls["requested"]+f.Demand.Texts["booked"]+f.Demand.Texts["requested"])
	require.GreaterOrEqual(t, f.Asks.Yes, v.Completed+v.NoShow, "nobody came who had not said so")
	require.Positive(t, f.Messages.Segments)
	require.Equal(t, played, simulated(t, args...), "the same seed, the same figures")
	var other pilotFigures
	require.NoError(t, json.Unmarshal([]byte(simulated(t, append(args[:6:6], "--seed", "2", "--json")...)), &other))
	other.Seed = f.Seed
	require.NotEqual(t, f, other, "another seed, another pilot")
}

// playedOut is a small pilot at its end, with its books still open.
func playedOut(t *testing.T) *pilot {
	t.Helper()
	c := &simulateCmd{Residents: 20, Students: 6, Weeks: 2, Seed: 3}
	all, catalogue, err := c.load()
	require.NoError(t, err)
	programme, err := defaultProgramme(all, "")
	require.NoError(t, err)
	p := newPilot(c, programme, catalogue, &terminal{err: t.Output(), now: time.Now})
	t.Cleanup(func() { require.NoError(t, p.close()) })
	require.NoError(t, p.open(t.Context()))
	require.NoError(t, p.plays(t.Context()))
	require.Empty(t, p.tally.broken)
	return p
}

// A promise that was not kept is found, whichever way it was broken.
func TestABrokenPromiseIsFound(t *testing.T) {
	p := playedOut(t)
	broken := func() (changed, overlaps int) {
		p.tally.broken = map[int64]bool{}
		f, err := p.figures(t.Context())
		require.NoError(t, err)
		require.Equal(t, f.Promises != promiseFigures{}, f.kept() != nil)
		return f.Promises.Changed, f.Promises.Overlaps
	}
	changed, overlaps := broken()
	require.Zero(t, changed+overlaps)
	books := func(query string, args ...any) {
		t.Helper()
		_, err := p.line.store.DB().ExecContext(t.Context(), query, args...)
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
	p.movesTo(promise.start.Add(-time.Hour))
	books(`UPDATE visits SET status = 'cancelled' WHERE id = $1`, third)
	changed, _ = broken()
	require.Equal(t, 1, changed, "called off, and still expected")
	p.tally.broken = map[int64]bool{}
	p.movesTo(promise.start)
	require.NoError(t, p.visits(t.Context(), third, promise))
	require.True(t, p.tally.broken[third], "seen at the door")

	delete(p.promises, first)
	changed, _ = broken()
	require.Equal(t, 1, changed, "a visit that nobody was told of")
}

// On a terminal a pilot has a bar, elsewhere a line now and then.
func TestHowFarAPilotIs(t *testing.T) {
	var out bytes.Buffer
	at := time.Date(2027, time.January, 1, 12, 0, 0, 0, time.UTC)
	p := &pilot{programme: &scheduling.Programme{Zone: time.UTC}, begin: at, end: at.Add(100 * time.Hour), now: at.Add(25 * time.Hour)}
	bar := newPilotBar(&terminal{err: &out, now: func() time.Time { return at }}, p)
	bar.show()
	require.Empty(t, out.String(), "not at once")
	at = at.Add(linesEvery)
	bar.show()
	bar.show()
	require.Equal(t, "playing: 25 %, Sat 2 Jan, 0 promises\n", out.String())
	out.Reset()
	bar.terminal = true
	at = at.Add(barEvery)
	bar.show()
	bar.end()
	require.Equal(t, clearLine+"playing [######..................]  25 %, Sat 2 Jan, 0 promises"+clearLine, out.String())
}

// The same things happen in the same order, whatever they were put in at.
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

func TestAPilotThatCannotBePlayed(t *testing.T) {
	for _, args := range [][]string{{"--residents", "0"}, {"--students", "-1"}, {"--weeks", "1000"}, {"--programme", "nowhere"}} {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"simulate"}, args...), bytes.NewReader(nil), &out, &errs)
		require.Equal(t, exitUsage, code, args)
		require.Contains(t, errs.String(), args[0])
	}
}
