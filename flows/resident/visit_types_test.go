package resident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

// longer makes visits about banking take an hour and a half, and a first visit 75 minutes.
func longer(c *conversation) {
	c.programme.Visit.Types = []scheduling.VisitType{
		{Code: "bank", Length: 90 * time.Minute, Topics: []scheduling.Topic{scheduling.TopicBanking}},
		{Code: "eerste", Length: 75 * time.Minute, First: true},
	}
}

// A visit takes as long as its topic asks for, and costs as much; one that is moved stays as it is.
func TestATopicPicksHowLongAVisitIs(t *testing.T) {
	require.Equal(t, time.Hour, dial(t).presses("1", "1", rightCode, "2").office.offered.Length)
	require.Equal(t, 90*time.Minute, dial(t, longer).presses("1", "1", rightCode, "2").office.offered.Length)
	require.Equal(t, 75*time.Minute, dial(t, longer).presses("1", "1", rightCode, "1").office.offered.Length, "their first")

	hour := visits()[0]
	hour.End = hour.Start.Add(time.Hour)
	require.Equal(t, time.Hour, dial(t, longer, planning(hour)).presses("1", "1", rightCode, "1").office.offered.Length, "their second")

	dear := dial(t, vouchers(2, 1), longer).presses("1", "1", rightCode, "2").hears("Voor later").presses("1").hears("Dit bezoek kost u 2 cheques.")
	dear.presses("1").hears("staat vast").presses("1", "1", "9", "2").hears("geen cheque meer")
	few := dial(t, vouchers(1, 1), longer).presses("1", "1", rightCode).hears("itsme").presses("2").hears("te weinig voor een bezoek")
	require.Equal(t, scheduling.OutcomeNoVoucher, few.outcome())
}
