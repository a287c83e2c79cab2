package contact_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/schedulingtest"
)

// A notice waits for contact hours, or keeps the reason why it does not. Retries and a
// backlog do not bring it into the night.
func TestANoticeWaitsOrKeepsWhyNot(t *testing.T) {
	p := schedulingtest.WideTown(t)
	evening, night, early := schedulingtest.OnDay(p, 22, 20*60+30), schedulingtest.OnDay(p, 22, 22*60), schedulingtest.OnDay(p, 23, 7*60)
	opens, wakes := schedulingtest.OnDay(p, 23, 9*60), schedulingtest.OnDay(p, 23, 8*60)
	now, later := time.Time{}, schedulingtest.OnDay(p, 26, 10*60)
	for name, c := range map[string]struct {
		key     string
		channel scheduling.Channel
		planned time.Time // when it was made
		start   time.Time
		at      time.Time // when it would be sent
		held    time.Time // until when; zero: it is sent
		why     string
	}{
		"by day":                                {contact.MovedKey, scheduling.SMS, opens, later, opens, now, ""},
		"made by day, retried in the evening":   {contact.MovedKey, scheduling.SMS, opens, later, evening, opens, ""},
		"made in the evening, of another day":   {contact.CancelledKey, scheduling.SMS, evening, later, evening, opens, ""},
		"of a visit that begins when it opens":  {contact.CancelledKey, scheduling.SMS, evening, opens, evening, now, "before_visit"},
		"the same in the night":                 {contact.CancelledKey, scheduling.SMS, night, opens, night, now, "before_visit"},
		"the same, by telephone in the evening": {contact.CancelledKey, scheduling.Voice, evening, opens, evening, now, "before_visit"},
		"the same, by telephone in the night":   {contact.CancelledKey, scheduling.Voice, night, opens, night, wakes, "before_visit"},
		"the same, by telephone before eight":   {contact.CancelledKey, scheduling.Voice, night, opens, early, wakes, "before_visit"},
		"by telephone, of another day":          {contact.MovedKey, scheduling.Voice, evening, later, evening, opens, ""},
		"nobody comes, at any hour":             {contact.NobodyComesKey, scheduling.SMS, night, later, night, now, "urgent"},
	} {
		t.Run(name, func(t *testing.T) {
			m := contact.ToResident(p, scheduling.Notice, c.key, "nl", "+32470000001", c.start, c.planned)
			m.Channel = c.channel
			contact.ScheduleNotice(m, p, c.planned, 30*time.Minute, c.start)
			until, held := contact.HeldUntil(p, m, c.at)
			require.Equal(t, !c.held.IsZero(), held)
			if held {
				require.Equal(t, c.held.UTC(), until)
			}
			require.Equal(t, c.why, contact.WhyOutsideHours(m))
		})
	}
	answer := contact.ToResident(p, scheduling.Answer, contact.MovedKey, "nl", "+32470000001", later, night)
	_, held := contact.HeldUntil(p, answer, night)
	require.False(t, held, "an answer never waits")
	require.Empty(t, contact.WhyOutsideHours(answer))
}
