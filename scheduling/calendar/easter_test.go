package calendar

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Easter of years that are easily got wrong.
func TestEasterOfOddYears(t *testing.T) {
	for _, want := range []string{
		"1954-04-18", "1981-04-19", "1999-04-04", "2000-04-23", "2008-03-23", "2010-04-04", "2024-03-31", "2038-04-25", "2049-04-18", "2076-04-19", "2100-03-28",
	} {
		day, err := ParseDay(want)
		require.NoError(t, err)
		require.Equal(t, day, easterSunday(day.Year))
	}
}
