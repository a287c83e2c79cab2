package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// office is a command that a coordinator types, beside the line: it must end with
// this code. What it printed is returned, errors below the rest.
func (r *rig) office(code int, command string, more ...string) string {
	r.t.Helper()
	r.t.Setenv("XDG_DATA_HOME", r.t.TempDir())
	r.t.Setenv("DATABASE_URL", r.database)
	var out bytes.Buffer
	term := &terminal{in: strings.NewReader(""), out: &out, err: &out, now: r.now}
	require.Equal(r.t, code, runIn(r.t.Context(), append(strings.Fields(command), more...), term), "%s:\n%s", command, &out)
	return out.String()
}

// begun is a visit whose student said yes, at an hour before or after its start.
func begun(t *testing.T, after time.Duration) (*rig, scheduling.VisitRow) {
	t.Helper()
	r, code := staff(t, 1)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	r.writes(mobile, "1")
	_, phone := r.promised()
	r.until(71 * time.Hour)
	require.Contains(t, r.writes(phone, "1"), "is voor jou")
	r.until(-after)
	visit, _ := r.promised()
	return r, visit
}

// A student who never says that a visit is over is asked about; the office closes it.
func TestTheOfficeClosesAVisitThatTookPlace(t *testing.T) {
	r, visit := begun(t, -time.Hour)
	done := "visits done " + visit.Reference + " --programme antwerpen"
	require.Contains(t, r.office(exitFailed, done), "it begins on")
	r.until(-20 * time.Minute)
	require.Equal(t, scheduling.CallbackOpen, r.callbacks()[0].Status, "where is the student?")
	require.Contains(t, r.office(exitUsage, done+" --took 9h"), "at most 240 minutes")
	require.Contains(t, r.office(exitUsage, done+" --took 3s"), "no length of a visit")
	require.Contains(t, r.office(exitOK, done+" --took 50m"), "is done")
	visit, _ = r.promised()
	require.Equal(t, scheduling.Completed, visit.Status)
	require.Empty(t, visit.Language)
	require.Equal(t, 50, r.took())
	require.Len(t, r.callbacks(), 1)
	require.Equal(t, scheduling.CallbackDone, r.callbacks()[0].Status)
	require.Contains(t, r.callbacks()[0].Note, "took place, in 50 minutes")
	require.Contains(t, r.office(exitOK, done+" --took 1h"), "was noted as done already")
	require.Equal(t, 50, r.took())
	require.Contains(t, r.office(exitFailed, "visits no-show "+visit.Reference+" --programme antwerpen"), "it is completed")
}

func (r *rig) took() (minutes int) {
	r.t.Helper()
	const query = `SELECT took_minutes FROM visits WHERE status = 'completed'`
	require.NoError(r.t, r.line.store.DB().QueryRowContext(r.t.Context(), query).Scan(&minutes))
	return minutes
}

func TestTheOfficeClosesAVisitToWhichNobodyCame(t *testing.T) {
	r, visit := begun(t, 20*time.Minute)
	name := visit.Reference + " --programme antwerpen"
	r.until(-2 * time.Hour)
	require.Contains(t, r.office(exitFailed, "visits cancel "+name), "helpline visits no-show "+name)
	require.Contains(t, r.office(exitOK, "visits no-show "+name), "nobody came (no_show)")
	visit, _ = r.promised()
	require.Equal(t, scheduling.NoShow, visit.Status)
	for _, callback := range r.callbacks() {
		require.Equal(t, scheduling.CallbackDone, callback.Status)
	}
	require.Contains(t, r.office(exitOK, "visits no-show "+name), "was closed already: it is no_show")
	require.Contains(t, r.office(exitFailed, "visits done "+name), "it is no_show")
}

// Nobody failed a visit that nobody had said yes to: it is cancelled.
func TestAVisitThatNobodySaidYesToIsCancelledAfterwards(t *testing.T) {
	r, code := staff(t, 1)
	play(r.dial(mobile), "1 1 "+code+nextWeek).HangsUp()
	r.until(-time.Minute)
	visit, _ := r.promised()
	name := visit.Reference + " --programme antwerpen"
	require.Contains(t, r.office(exitFailed, "visits done "+name), "no student had said yes")
	require.Contains(t, r.office(exitOK, "visits no-show "+name), "nobody came (cancelled)")
	visit, _ = r.promised()
	require.Equal(t, scheduling.Cancelled, visit.Status)
}
