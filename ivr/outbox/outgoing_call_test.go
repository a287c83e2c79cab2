package outbox_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/twilio/rest"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/contact"
)

func TestACallIsMadeAndNoted(t *testing.T) {
	p := newPost(t)
	require.Equal(t, []string{"sent 7 CA1 1 Mon 08 Mar 10:00:00"}, p.send(t, message(byVoice)))
	require.Equal(t, []rest.Outbound{{
		To: mobile, From: antwerpen(t).Numbers.CallerID, URL: "https://line.test/twilio/voice?message=7",
		StatusCallback: "https://line.test/twilio/status/call?message=7", FallbackURL: "https://line.test/twilio/fallback?message=7",
		Ring: 45 * time.Second,
	}}, p.calls)
	require.Empty(t, p.texts)
}

// The dialogue reads no messages: the address of a call has what it is about.
func TestTheAddressOfACallHasWhatItIsAbout(t *testing.T) {
	for key, about := range map[string]string{contact.DoorKey: "&word=1", contact.AtDoorKey: "&waits=1", contact.LateKey: ""} {
		p := newPost(t)
		p.now = at(8, 20, 30) // after hours: who is at the door does not wait
		p.send(t, message(byVoice, as(scheduling.Notice, key)))
		if key == contact.DoorKey {
			p.now = at(9, 10, 0)
			p.send(t, message(byVoice, as(scheduling.Notice, key)))
		}
		require.Len(t, p.calls, 1, key)
		require.Equal(t, "https://line.test/twilio/voice?message=7"+about, p.calls[0].URL)
	}
}

func TestANumberIsCalledAtMostTwiceADay(t *testing.T) {
	for name, c := range map[string]struct {
		now    time.Time
		called int
		since  string
		waits  string
	}{
		"the second call":             {at(8, 10, 0), 1, "Mon 08 Mar 00:00:00", ""},
		"the third":                   {at(8, 10, 0), 2, "Mon 08 Mar 00:00:00", "Tue 09 Mar 10:00:00"},
		"more":                        {at(8, 10, 0), 9, "Mon 08 Mar 00:00:00", "Tue 09 Mar 10:00:00"},
		"before a Sunday":             {at(13, 10, 0), 2, "Sat 13 Mar 00:00:00", "Mon 15 Mar 09:00:00"},
		"before the clocks change":    {at(27, 19, 0), 2, "Sat 27 Mar 00:00:00", "Tue 30 Mar 09:00:00"},
		"in the evening of a weekday": {at(8, 19, 0), 2, "Mon 08 Mar 00:00:00", "Tue 09 Mar 10:00:00"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost(t)
			p.now, p.Count = c.now, c.called
			lines := p.send(t, message(byVoice))
			require.Equal(t, c.since, brussels(p.Since))
			if c.waits == "" {
				require.Len(t, p.calls, 1)
				return
			}
			require.Empty(t, p.calls)
			require.Equal(t, []string{"retry 7 " + c.waits + " 0"}, lines)
		})
	}
}

func TestACallThatMayHaveBeenMadeIsLookedFor(t *testing.T) {
	again := func(m *scheduling.Message) { byVoice(m); m.Attempts = 2 }
	from := antwerpen(t).Numbers.CallerID

	p := newPost(t)
	p.found = true
	require.Equal(t, []string{"sent 7 CA-before 1 Mon 08 Mar 10:00:00"}, p.send(t, message(again)))
	require.Equal(t, []string{mobile + " " + from + " Mon 08 Mar 09:00:00"}, p.searched)
	require.Empty(t, p.calls)

	p = newPost(t)
	require.Equal(t, []string{"sent 7 CA1 1 Mon 08 Mar 10:00:00"}, p.send(t, message(again)))

	p = newPost(t)
	p.lost = errors.New("the carrier does not say")
	require.Contains(t, p.send(t, message(again))[0], "retry 7")
	require.Empty(t, p.calls, "it may have been made")
}

func TestACallThatIsNotTakenIsTriedAgain(t *testing.T) {
	p := newPost(t)
	p.err = &rest.Error{Code: 20429}
	require.Contains(t, p.send(t, message(byVoice))[0], "retry 7")
}

func TestNoCallIsMadeIfCallsCannotBeCounted(t *testing.T) {
	p := newPost(t)
	p.Refuse = map[string]error{"called": errors.New("the database is away")}
	p.Due = []scheduling.Message{message(byVoice)}
	_, err := p.SendDue(t.Context())
	require.ErrorContains(t, err, "the database is away")
	require.Empty(t, p.calls)
}

// A call that would come too late, because the number was called twice today or may not be
// called now, is a human's.
func TestACallThatWouldComeTooLateIsAHumans(t *testing.T) {
	handedOver := func(hour string) []string { return []string{"hand over 7 0 message:7 not_told Mon 08 Mar " + hour} }
	until := func(at time.Time) func(*scheduling.Message) {
		return func(m *scheduling.Message) { byVoice(m); m.Until = at }
	}
	p := newPost(t)
	p.Count = 2
	require.Equal(t, handedOver("10:00:00"), p.send(t, message(until(at(9, 10, 0)))))
	require.Equal(t, []string{"retry 7 Tue 09 Mar 10:00:00 0"}, p.send(t, message(until(at(9, 10, 1)))))
	require.Empty(t, p.calls)

	p = newPost(t)
	p.now = at(8, 20, 30)
	require.Equal(t, handedOver("20:30:00"), p.send(t, message(until(at(9, 9, 0)))))
	require.Equal(t, []string{"retry 7 Tue 09 Mar 09:00:00 0"}, p.send(t, message(until(at(9, 9, 1)))))
}
