package dispatch

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
)

// answering returns a programme with quiet hours from 21:00 to 8:00.
func answering(t *testing.T) *scheduling.Programme {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	p := &scheduling.Programme{Zone: zone, Dispatch: scheduling.DefaultDispatch()}
	p.Quiet.From, p.Quiet.To = 8*60, 21*60
	return p
}

// The nearer the visit, the shorter the time to answer, so that other students can
// still be asked.
func TestAnswersShareTheTimeThatIsLeft(t *testing.T) {
	p := answering(t)
	now := time.Date(2027, 4, 6, 9, 0, 0, 0, p.Zone)
	for left, think := range map[time.Duration]time.Duration{
		72 * time.Hour:   6 * time.Hour, // Dispatch.Answer
		10 * time.Hour:   2 * time.Hour,
		6 * time.Hour:    time.Hour,
		3 * time.Hour:    20 * time.Minute, // the minimum
		time.Hour:        20 * time.Minute,
		10 * time.Minute: 10 * time.Minute, // until the start
	} {
		require.Equal(t, think, answerBy(p, now.Add(left), now).Sub(now), "%s before", left)
	}
}

// For every hour of the week and every distance of a visit, an answer counts for at
// least twenty minutes, never after the start, and not in the middle of the night; and
// four students can be asked if there is a day. That includes the weeks in which the
// clocks change.
func TestAnswersCountAtDecentHours(t *testing.T) {
	p := answering(t)
	for _, monday := range []time.Time{
		time.Date(2027, 3, 22, 0, 0, 0, 0, p.Zone), time.Date(2027, 6, 7, 0, 0, 0, 0, p.Zone), time.Date(2027, 10, 25, 0, 0, 0, 0, p.Zone),
	} {
		for hour := range 7 * 24 {
			now := monday.Add(time.Duration(hour) * time.Hour)
			for left := 15 * time.Minute; left <= 72*time.Hour; left += 15 * time.Minute {
				start := now.Add(left)
				by := answerBy(p, start, now)
				require.False(t, by.After(start), "%s before %s", left, start)
				require.GreaterOrEqual(t, by.Sub(now), min(minAnswerTime, left), "%s before %s", left, start)
				if clock := calendar.ClockOf(by, p.Zone); left > 24*time.Hour {
					require.True(t, clock >= p.Quiet.From && clock <= p.Quiet.To, "%s before %s: %s", left, start, by)
				}
				if left >= 72*time.Hour {
					require.GreaterOrEqual(t, turns(p, start, now), 4, "from %s", now)
				}
			}
		}
	}
}

// turns returns how many students can be asked one after the other if none answers.
func turns(p *scheduling.Programme, start, now time.Time) int {
	turns := 0
	for now.Before(start.Add(-LastAnswerMargin)) {
		now = answerBy(p, start, now)
		turns++
	}
	return turns
}
