package invitations_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/invitations"
)

func inviting(t *testing.T) *scheduling.Programme {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Brussels")
	require.NoError(t, err)
	return &scheduling.Programme{
		Name: "antwerpen", Title: "Digipunt aan huis", Zone: zone, Quiet: scheduling.QuietHours{From: 9 * 60, To: 20 * 60},
		Numbers: scheduling.Numbers{Voice: "+3280012001"}, Languages: []scheduling.LanguageRule{{Code: "nl"}},
	}
}

func isMobile(number string) bool { return strings.HasPrefix(number, "+324") }

// invited returns a wave with a letter for each number.
func invited(numbers ...string) *invitations.Wave {
	wave := &invitations.Wave{}
	for i, number := range numbers {
		wave.Letters = append(wave.Letters, invitations.Letter{Resident: scheduling.Resident{ID: int64(i + 1), Phone: number}})
	}
	return wave
}

// Invitations are sent one a minute within contact hours. The example skips the quiet
// hours of a Saturday, a Sunday and Easter Monday, and crosses a clock change.
func TestInvitationsKeepThePaceAndTheQuiet(t *testing.T) {
	p := inviting(t)
	var numbers []string
	for i := range 2000 {
		numbers = append(numbers, fmt.Sprintf("+324%08d", i))
	}
	saturday := time.Date(2027, time.March, 27, 19, 58, 30, 0, p.Zone)
	messages := invitations.Messages(p, 3, invited(numbers...), isMobile, saturday)
	require.Len(t, messages, 2000)
	seen := map[string]bool{}
	for i, m := range messages {
		require.True(t, contact.InContactHours(p, m.RunAt), m.RunAt)
		require.Equal(t, fmt.Sprintf("invitation:antwerpen:3:%d", i+1), m.DedupKey)
		require.False(t, seen[m.DedupKey])
		seen[m.DedupKey] = true
		if i > 0 {
			require.GreaterOrEqual(t, m.RunAt.Sub(messages[i-1].RunAt), time.Minute)
		}
	}
	require.True(t, messages[0].RunAt.Equal(saturday))
	require.True(t, messages[2].RunAt.Equal(time.Date(2027, time.March, 30, 9, 0, 0, 0, p.Zone)), messages[2].RunAt)
	first := messages[0]
	require.Equal(t, scheduling.Invitation, first.Kind)
	require.Equal(t, scheduling.SMS, first.Channel)
	require.Equal(t, scheduling.Language("nl"), first.Language, "nobody's language is known")
	require.True(t, first.Until.IsZero())
}

func TestInvitationsGoOnceToWhoWantsOne(t *testing.T) {
	p := inviting(t)
	p.Window.LastDay = calendar.Day{Year: 2027, Month: time.June, Day: 30}
	now := time.Date(2027, time.March, 22, 12, 0, 0, 0, p.Zone)
	wave := invited("+32470000001", "", "+3232345678", "+32470000001", "+32470000002", "+32470000003", "+32470000004", "+32470000004", "+32470000005")
	wave.Letters[4].OptedOut = true
	wave.Letters[5].Booked = true
	wave.Letters[6].Invited = true
	messages := invitations.Messages(p, 1, wave, isMobile, now)
	var to []string
	for _, m := range messages {
		to = append(to, m.To)
	}
	require.Equal(t, []string{"+32470000001", "+32470000005"}, to, "a couple with one telephone gets one text")
	require.True(t, messages[0].Until.Equal(time.Date(2027, time.July, 1, 0, 0, 0, 0, p.Zone)), "not after the last day")
}

func TestInvitationsWaitForThoseOfAnotherWave(t *testing.T) {
	p := inviting(t)
	now := time.Date(2027, time.March, 22, 12, 0, 0, 0, p.Zone)
	wave := invited("+32470000001")
	wave.Invited = now.Add(time.Hour)
	require.True(t, invitations.Messages(p, 2, wave, isMobile, now)[0].RunAt.Equal(now.Add(time.Hour+time.Minute)))
	wave.Invited = now.Add(-time.Hour)
	require.True(t, invitations.Messages(p, 2, wave, isMobile, now)[0].RunAt.Equal(now))
}
