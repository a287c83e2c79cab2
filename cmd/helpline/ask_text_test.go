package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/flows/locale"
	"github.com/click-call-connect/helpline/flows/locale/gsm7"
	"github.com/click-call-connect/helpline/scheduling"
	"github.com/click-call-connect/helpline/scheduling/calendar"
	"github.com/click-call-connect/helpline/scheduling/contact"
	"github.com/click-call-connect/helpline/scheduling/programmes"
)

// The first text to a student names the sender, and is one segment, in every city,
// for every topic and every start.
func TestTheQuestionSaysWhoAsks(t *testing.T) {
	t.Parallel()
	words, err := locale.Load()
	require.NoError(t, err)
	all, err := programmes.Shipped(words.Languages()...)
	require.NoError(t, err)
	for _, p := range all {
		for _, topic := range scheduling.Topics() {
			for _, language := range []scheduling.Language{"nl", "fr", "en"} {
				start := calendar.Day{Year: 2027, Month: time.September, Day: 22}.At(10*60+30, p.Zone)
				text := words.Render(language, p.Zone, locale.Message{Key: contact.AskKey, Args: map[string]string{
					"title": p.Title, "start": start.UTC().Format(time.RFC3339), "city": p.City, "postcode": "2000",
					"topic": string(topic), "minutes": "120",
				}})
				require.Regexp(t, "^"+p.Title+": ", text)
				measure := gsm7.Segments(text)
				require.Equal(t, gsm7.GSM7, measure.Encoding, text)
				require.Equal(t, 1, measure.Segments, "%d characters: %s", measure.Units, text)
			}
		}
	}
}
