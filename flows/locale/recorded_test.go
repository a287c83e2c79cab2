package locale

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/scheduling"
)

func recordingNames(all []Recording) string {
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = r.Name
		if r.Optional {
			names[i] += "?"
		}
	}
	return strings.Join(names, " ")
}

func TestAMessageIsPlayedPieceByPiece(t *testing.T) {
	const start = "2027-03-23T09:30:00Z" // half past ten in Brussels, a Tuesday
	c, err := Load()
	require.NoError(t, err)
	for _, test := range []struct {
		message Message
		want    string
	}{
		{Message{Key: "menu.human"}, "menu.human"},
		{Message{Key: "welcome", Args: args("title", "Digipunt", "city", "Gent")}, "welcome.1 title welcome.2 city welcome.3?"},
		{Message{Key: "option.book", Args: args("key", "1")}, "option.book.1 digits.1 option.book.2?"},
		{
			Message{Key: "booked.when", Args: args("start", start)},
			"booked.when.1 weekday.2 day_of_month.23 month.3 booked.when.2 clock.10.30 booked.when.3?",
		},
		{Message{Key: "booked.reference", Args: args("reference", "47129")}, "booked.reference.1 digits.4 digits.7 digits.1 digits.2 digits.9 booked.reference.2?"},
		{Message{Key: "booked.word", Args: args("word", "lion")}, "booked.word.1 word.lion booked.word.2?"},
		{Message{Key: "confirm.about", Args: args("topic", "itsme")}, "confirm.about.1 topic.itsme confirm.about.2?"},
		{
			Message{Key: "voicemail.no_number", Args: args("phone", "+3232010111")},
			"voicemail.no_number.1 digits.0 digits.3 digits.2 digits.0 digits.1 digits.0 digits.1 " +
				"digits.1 " + "digits.1 voicemail.no_number.2?",
		},
		// These cannot be recorded beforehand.
		{Message{Key: "point.where", Args: args("place", "Bib", "road", "Kerkstraat 1")}, ""},
		{Message{Key: "booked.when", Args: args("start", "morgen")}, ""},
		{Message{Key: "option.book", Args: args("key", "een")}, ""},
		{Message{Key: "option.book", Args: nil}, ""},
		{Message{Key: "confirm.about", Args: args("topic", "vissen")}, ""},
		{Message{Key: "voicemail.no_number", Args: args("phone", "ons")}, ""},
		{Message{Key: "no.such"}, ""},
	} {
		t.Run(test.message.Key+" "+test.want, func(t *testing.T) {
			pieces, ok := c.Recordings(brussels(t), test.message)
			require.Equal(t, test.want != "", ok)
			require.Equal(t, test.want, recordingNames(pieces))
		})
	}
	sunday, ok := c.Recordings(nil, Message{Key: "requested.call", Args: args("due", "2027-03-28T12:00:00Z")})
	require.True(t, ok)
	require.Contains(t, recordingNames(sunday), "weekday.7 day_of_month.28")
}

func TestTheScriptHasEverythingThatIsPlayed(t *testing.T) {
	c, err := Load()
	require.NoError(t, err)
	script := c.RecordingScript(&scheduling.Programme{
		Title: "Digihulp", City: "Hasselt", Topics: []scheduling.Topic{scheduling.TopicItsme},
		Visit: scheduling.VisitRule{From: 9 * 60, To: 19 * 60, Grid: 30 * time.Minute},
	})
	read := map[string]string{}
	for _, r := range script {
		require.NotContains(t, read, r.Name)
		require.NotEmpty(t, r.Text, r.Name)
		read[r.Name] = r.Text
	}
	for name, text := range map[string]string{
		"welcome.1": "Dag! Dit is", "title": "Digihulp", "city": "Hasselt", "digits.4": "4", "weekday.2": "dinsdag",
		"day_of_month.31": "31", "month.3": "maart", "clock.9.00": "negen uur", "clock.10.30": "half elf", "clock.18.30": "half zeven 's avonds",
		"topic.itsme": "itsme", "word.lion": "leeuw", "topic.ask": "Waarmee mogen wij u helpen?",
	} {
		require.Equal(t, text, read[name], name)
	}
	for _, name := range []string{"welcome.3", "clock.19.00", "topic.bankieren", "point.where.1", "sms.call_us.1"} {
		require.NotContains(t, read, name)
	}
}
