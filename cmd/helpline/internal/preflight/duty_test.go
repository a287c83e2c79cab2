package preflight

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// Visits at hours at which nobody can be rung are named, by day and hour.
func TestPreflightNamesHoursWithoutAnybody(t *testing.T) {
	shipped, err := programmes.Shipped()
	require.NoError(t, err)
	gent := *shipped[1]
	p := &checks{config: &Config{}}
	p.duty(&gent)
	require.Empty(t, p.lines(Warning))

	gent.Numbers.Duty = nil
	p.duty(&gent)
	require.Contains(t, p.lines(Warning), "gent has visits at hours at which nobody can be rung: "+
		"mo 17:00-19:00; tu 17:00-19:00; we 17:00-19:00; th 17:00-19:00; fr 17:00-19:00; sa 09:00-19:00; su 09:00-19:00")
	require.Contains(t, p.lines(Warning), "set numbers.duty")
}
