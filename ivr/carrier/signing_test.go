package carrier_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/click-call-connect/helpline/ivr/carrier"
	"github.com/click-call-connect/helpline/ivr/twilio/signature"
)

// A carrier signs calls, texts and reports by its scheme, with its key: a line that
// accepts another scheme refuses all of them.
func TestEverySchemeSignsEveryWebhook(t *testing.T) {
	t.Parallel()
	for _, signing := range signature.Schemes() {
		for _, reading := range signature.Schemes() {
			// With one key, and no repeated field, SignalWire's way reads Twilio's header as well.
			want := signing == reading || signing == signature.TwilioSHA1 && reading == signature.SignalWire
			t.Run(string(signing)+" read as "+string(reading), func(t *testing.T) {
				t.Parallel()
				l := newLine(t, map[string]string{"/voice": "<Hangup/>", "/sms": "<Message>dag</Message>", "/status": ""})
				l.scheme, l.key = reading, "made for signing"
				c, sender, _ := start(t, carrier.Config{Scheme: signing, SigningKey: "made for signing"})
				setup := carrier.Line{VoiceURL: l.URL + "/voice", TextURL: l.URL + "/sms"}
				_, called := c.Phone(resident, setup).Dial(t.Context(), mobile)
				_, texted := c.Handset(resident, setup).Text(t.Context(), mobile, "dag")
				require.Equal(t, want, called == nil, "the call: %v", called)
				require.Equal(t, want, texted == nil, "the text: %v", texted)

				_, err := sender.SendText(t.Context(), text(resident, "dag", l.URL+"/status"))
				require.NoError(t, err, "the API opens with its own token")
				require.NoError(t, c.Drain(t.Context()))
				require.Equal(t, want, len(l.got("MessageStatus")) > 0, "the reports")
			})
		}
	}
}
