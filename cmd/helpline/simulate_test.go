package main

import (
	"bytes"
	"encoding/json"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/cmd/helpline/internal/exit"
	"github.com/click-call-connect/helpline/cmd/helpline/internal/pilot/report"
)

// simulated runs the command, and returns its output.
func simulated(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(t.Context(), append([]string{"simulate"}, args...), bytes.NewReader(nil), &out, &errs)
	require.Equal(t, exit.CodeOK, code, errs.String())
	return out.String()
}

// In a small pilot every promise is kept, every visit that took place had a student, and
// the figures add up.
func TestASmallPilot(t *testing.T) {
	t.Parallel()
	residents := strconv.Itoa(pilotResidents)
	args := []string{"--residents", residents, "--students", "8", "--weeks", strconv.Itoa(pilotWeeks), "--seed", "1", "--json"}
	played := simulated(t, args...)
	var f report.Figures
	require.NoError(t, json.Unmarshal([]byte(played), &f))
	require.Zero(t, f.Promises, "only residents change times, and no student has two visits at a time")
	require.Zero(t, f.Travel.TooShort)
	require.Zero(t, f.Visits.Misnoted)
	v := f.Visits
	require.Positive(t, v.Completed)
	require.Equal(t, v.Promised, v.Completed+v.Cancelled+v.Lapsed+v.NoShow+v.Uncovered)
	require.Equal(t, pilotResidents, f.Letters)
	require.LessOrEqual(t, f.Demand.Served, f.Demand.Asked)
	require.Equal(t, v.Promised, f.Demand.Calls["booked"]+f.Demand.Calls["requested"]+f.Demand.Texts["booked"]+f.Demand.Texts["requested"])
	require.GreaterOrEqual(t, f.Asks.Yes, v.Completed+v.NoShow, "each student who came had said yes")
	require.Positive(t, f.Messages.Segments)
}

// The same seed plays the same pilot, and another seed another one.
func TestAPilotIsItsSeed(t *testing.T) {
	t.Parallel()
	of := func(seed string) string {
		return simulated(t, "--residents", strconv.Itoa(comparedResidents), "--students", "4",
			"--weeks", strconv.Itoa(comparedWeeks), "--seed", seed, "--json")
	}
	played := of("5")
	require.Equal(t, played, of("5"), "the same seed, the same figures")
	var f, other report.Figures
	require.NoError(t, json.Unmarshal([]byte(played), &f))
	require.Positive(t, f.Visits.Completed)
	require.NoError(t, json.Unmarshal([]byte(of("2")), &other))
	other.Seed = f.Seed
	require.NotEqual(t, f, other, "another seed, another pilot")
}

func TestAPilotOfAWrongSize(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--residents", "0"}, {"--students", "-1"}, {"--weeks", "1000"}, {"--programme", "nowhere"}} {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"simulate"}, args...), bytes.NewReader(nil), &out, &errs)
		require.Equal(t, exit.CodeUsage, code, args)
		require.Contains(t, errs.String(), args[0])
	}
}
